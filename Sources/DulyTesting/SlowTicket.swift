import Agreements
import BusinessTime
import Desk

/// What the facts of a ticket say about its promises, read a second time and kept as plainly as can be:
/// instants are UTC seconds. It shares the facts with the engine, and none of the engine's folds.
struct SlowTicket {
    /// When something happened and when the desk learnt of it.
    struct Moment: Hashable {
        let number: Int
        let happened: Int
        let recorded: Int
        var isConfirmed = false

        /// Late facts help the provider only from their recording, unless the customer confirms them.
        var helping: Int { recorded - happened > 300 && !isConfirmed ? recorded : happened }
    }

    struct Sent {
        let number: Int
        let message: Message.Reference
        let acknowledges: Bool
        var delivered: Moment?
    }

    struct Wait {
        let message: Message.ID
        var accepted: Moment?
        var ends: Int?
        var from: Int? { accepted?.helping }
    }

    struct Longer {
        let number: Int
        let notice: Message.ID
        let added: Int
        var notified: Moment?
        var void: Moment?
    }

    struct Change {
        let from: Severity
        let to: Severity
        let moment: Moment
        var isUndone = false
        var at: Int { to < from ? moment.helping : moment.happened }
    }

    struct Excluded {
        let number: Int
        let span: SlowPause
        var isApproved = false
        var isUndone = false
    }

    struct Resolved {
        let message: Message.Reference
        var moment: Moment
        var reopened: (at: Int, number: Int)?
        var isReopeningVoid = false
        var isObjected = false
        var isObjectionOpen = false
        var isOverruled = false
        var ended: (at: Int, number: Int)? { isReopeningVoid ? nil : reopened }
    }

    struct Fallen: Hashable {
        let promise: Promise
        let at: Int
    }

    struct Merger {
        let factsBefore: Int
        let acknowledged: Moment?
        let resolutions: [Resolved]
    }

    let receivedAt: Int
    let firstSeverity: Severity
    var acknowledged: Moment?
    var sent: [Sent] = []
    var waits: [Wait] = []
    var longer: [Longer] = []
    var changes: [Change] = []
    var excluded: [Excluded] = []
    var resolutions: [Resolved] = []
    var outOfScopeSince: Int?
    var isNoInquiry = false
    var closed: (reason: ClosingReason, at: Int)?
    var merger: Merger?
    var pinning: Pinning
    var fallen: [Fallen] = []
    /// Fell under a version that was left for another one: stays.
    var held: [Fallen] = []
    var number = 0
    var late: [Moment] = []

    /// nil without a receipt.
    init?(_ facts: [Fact]) {
        guard let first = facts.first, case .received(let receipt) = first.what else { return nil }
        receivedAt = Int(first.happened.seconds)
        firstSeverity = receipt.severity
        pinning = receipt.pinning
        if let answer = receipt.answer {
            let at = Int(answer.at.seconds)
            acknowledged = Moment(number: 1, happened: at, recorded: at)
        }
        for fact in facts { read(fact) }
    }

    /// The last one, unless it was reopened.
    var standing: Resolved? {
        guard let last = resolutions.last, last.ended == nil else { return nil }
        return last
    }

    /// With its own acknowledgment at the earliest.
    func resolvedAt(_ resolved: Resolved) -> Int {
        max(resolved.moment.helping, acknowledged?.helping ?? .min)
    }

    /// From then on nothing is kept or broken; for what is no inquiry, nothing ever was.
    var endedAt: Int? {
        if isNoInquiry { return receivedAt }
        if let outOfScopeSince { return outOfScopeSince }
        guard let closed, closed.reason == .noAnswer else { return nil }
        return closed.at
    }

    /// When a promise's clock stands still.
    func pauses(_ promise: Promise) -> [SlowPause] {
        var found: [SlowPause] = []
        for wait in waits {
            guard let from = wait.from else { continue }
            found.append(SlowPause(from: from, to: wait.ends.map { max(from, $0) } ?? .max))
        }
        for span in excluded where span.isApproved && !span.isUndone { found.append(span.span) }
        for resolved in resolutions where promise == .resolution && !resolved.isOverruled {
            guard let ended = resolved.ended else { continue }
            found.append(SlowPause(from: resolvedAt(resolved), to: ended.at))
        }
        return found.filter { $0.from < $0.to }
    }
}
