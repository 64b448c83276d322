import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

/// A ticket told as the contract would: who did what when, and what is expected then.
///
/// Times are local in the agreement's zone, in the week of Monday 2026-11-23; "Tue+1 09:00" is
/// the Tuesday a week later. Every step holds the laws: replay equals live, each proof's sum is its answer.
struct Scenario {
    private(set) var facts: [Fact] = []
    var terms: PinnedTerms?
    let counted: PinnedTerms
    let id = Ticket.ID(7)
    private var now = Instant.earliest

    init(_ change: (inout Terms) -> Void = { _ in }) throws {
        counted = try DeskTerms.demo(change)
        terms = counted
    }

    var ticket: Ticket {
        guard let ticket = Ticket(id: id, facts: facts) else { preconditionFailure("receive first") }
        return ticket
    }

    /// Does it, and gives the new facts' kinds.
    @discardableResult
    mutating func at(
        _ time: String, _ who: Actor, _ what: Command.What, happened: String? = nil
    ) throws -> [Fact.Kind] {
        now = instant(time)
        let before = Ticket(id: id, facts: facts)
        var command = Command(what, by: who, way: .portal)
        command.happened = happened.map(instant)
        let new = try decide(command, ticket: before, terms: terms, now: now)
        var live = before
        for fact in new { live = evolve(live, fact, id: id) }
        facts += new
        #expect(live == Ticket(id: id, facts: facts), "replay equals live")
        checkProofs()
        return new.map { $0.what.kind }
    }

    /// What refuses it; nil when nothing does.
    func refusal(_ time: String, _ who: Actor, _ what: Command.What) -> Refusal? {
        do {
            let command = Command(what, by: who, way: .portal)
            _ = try decide(command, ticket: Ticket(id: id, facts: facts), terms: terms, now: instant(time))
            return nil
        } catch { return error }
    }

    /// Ana does it.
    @discardableResult
    mutating func at(_ time: String, _ what: Command.What, happened: String? = nil) throws -> [Fact.Kind] {
        try at(time, Cast.ana, what, happened: happened)
    }

    /// What refuses it to Ana.
    func refusal(_ time: String, _ what: Command.What) -> Refusal? { refusal(time, Cast.ana, what) }

    /// The alarm rings.
    @discardableResult
    mutating func wake(_ time: String) throws -> [Fact.Kind] { try at(time, .desk, .wake) }

    func clock(_ promise: Promise) -> Clock? { ticket.clock(promise, under: counted) }

    /// For example "Tue 09:50", or "none".
    func deadline(_ promise: Promise) -> String { clock(promise)?.deadline.map(words) ?? "none" }

    /// For example "running 1 h 10 min", "kept Mon 17:00" or "broken by 30 min".
    func standing(_ promise: Promise, _ time: String) -> String {
        switch clock(promise)?.standing(at: instant(time)) {
        case nil: "none"
        case .notStarted: "not started"
        case .running(let left): "running \(minutes(left))"
        case .paused(let pause, let left): "paused \(minutes(left)) (\(pause.clause))"
        case .kept(let at): "kept \(words(at))"
        case .broken(let over, let doneAt):
            "broken by \(minutes(over))" + (doneAt == nil ? "" : ", done")
        case .ended(let ending): "ended \(ending.rawValue)"
        }
    }

    private func checkProofs() {
        for clock in ticket.clocks(under: counted) {
            let proof = proof(of: clock, terms: counted, at: now)
            #expect(proof.sum == clock.elapsed(to: proof.end), "the proof's sum is the answer")
        }
    }

    private func minutes(_ time: BusinessSeconds) -> String {
        let hours = time.count / 3600
        let rest = time.count / 60 % 60
        return hours == 0 ? "\(rest) min" : "\(hours) h \(rest) min"
    }
}

// Times as people say them.
extension Scenario {
    func instant(_ text: String) -> Instant {
        let parts = text.split(separator: " ")
        let name = parts[0].prefix(3).lowercased()
        let weeks = Int(parts[0].dropFirst(4)) ?? 0
        guard let day = Weekday(rawValue: name).flatMap({ Weekday.allCases.firstIndex(of: $0) }),
            let time = LocalTime(String(parts[1])), let monday = LocalDate("2026-11-23"),
            let found = counted.calendar.rules.instant(of: monday.adding(days: day + 7 * weeks), time)
        else { preconditionFailure("no such time: \(text)") }
        return found
    }

    func words(_ instant: Instant) -> String {
        let local = counted.calendar.rules.local(instant)
        guard let monday = LocalDate("2026-11-23") else { return "" }
        let days = local.date.days(since: monday)
        let weeks = days >= 0 ? days / 7 : (days - 6) / 7
        let name = local.date.weekday.rawValue
        let day = name.prefix(1).uppercased() + name.dropFirst() + (weeks == 0 ? "" : "+\(weeks)")
        let second = local.time.secondOfDay
        let seconds = second % 60 == 0 ? "" : ":\(padded(second % 60))"
        return "\(day) \(padded(second / 3600)):\(padded(second / 60 % 60))\(seconds)"
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Command.What {
    /// Carla's mail of this severity.
    static func receive(_ severity: Severity) -> Command.What {
        .receive(
            Receipt(
                requester: Person.ID(11), organisation: Cast.acme, message: Cast.text(1),
                pinning: .version(AgreementVersion(agreement: "acme", number: 1)), severity: severity,
                category: "technical", tier: .tier1, group: "Front desk"))
    }

    static func acknowledge(_ number: Int64, shown: Bool = true) -> Command.What {
        .acknowledge(Cast.text(number), displayed: shown)
    }

    static func reply(_ number: Int64, shown: Bool = true) -> Command.What {
        .reply(Cast.text(number), displayed: shown)
    }

    static func resolve(_ number: Int64, shown: Bool = true) -> Command.What {
        .resolve(Cast.text(number), kind: .answer, displayed: shown)
    }

    static func ask(_ number: Int64, shown: Bool = true) -> Command.What {
        .requestInformation(
            InformationRequest(missing: ["the log file"], message: Cast.text(number), displayed: shown))
    }

    static func answer(_ number: Int64, automatic: Bool = false) -> Command.What {
        .customerReply(CustomerReply(message: Cast.text(number), automatic: automatic))
    }

    static func extend(_ hours: Int64, notice: Int64, shown: Bool = true) -> Command.What {
        .extend(
            ground: Terms.demo.resolve.extensions.grounds[0], reason: "two parts fail together",
            by: .hours(hours), notice: Cast.text(notice), displayed: shown)
    }

    static func accepted(_ number: Int64) -> Command.What { .messageAccepted(Message.ID(number)) }
}
