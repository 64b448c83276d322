import Agreements
import BusinessTime
import Desk
import Operations
import Storage

/// A ticket as a program reads it. Instants are UTC, spans are business seconds.
struct APITicket: Encodable {
    struct Named: Encodable {
        let id: Int64
        let name: String
    }

    struct Text: Encodable {
        let id: Int64
        let direction: String
        let visibility: String
        let author: String
        let at: String
        let text: String
        let delivery: String
        /// Whom a mail copied unseen.
        let bcc: [String]
        /// Where the mail is fetched as it came, byte for byte; left out for what came otherwise.
        let mail: String?
    }

    /// An answer that its writer can still take back, by its number in `recalls`.
    struct Waiting: Encodable {
        let number: Int64
        let author: String
        let until: String
    }

    let id: Int64
    let subject: String
    let customer: String
    let requester: String
    let severity: String
    let category: String
    let state: String
    let tier: Int
    let group: String
    let assignee: Named?
    let received: String
    let agreement: String?
    let promises: [APIPromise]
    let accesses: [APIAccess]
    let messages: [Text]
    let waiting: [Waiting]

    init(
        _ row: TicketRow, _ desk: Office.Dossier, at now: Instant, _ reader: Storage.Reader
    ) throws {
        let (ticket, now) = (desk.ticket, desk.moment(at: now))
        let stored = try reader.messages(of: row.id, includingInternal: true)
        let named = stored.compactMap(\.author) + (ticket.assignee.map { [$0.rawValue] } ?? [])
        let people = try reader.names(of: Array(Set(named)))
        let contact = try reader.person(ticket.requester.rawValue)
        id = row.id
        subject = row.subject
        customer =
            try row.organisation.flatMap { try reader.organisation($0)?.name } ?? contact?.name ?? "Unknown"
        requester = contact.map { "\($0.name), \($0.address)" } ?? "Unknown"
        severity = ticket.severity.rawValue
        category = ticket.category
        state = ticket.state.word
        tier = ticket.tier.rawValue
        group = ticket.group
        assignee = ticket.assignee.map { Named(id: $0.rawValue, name: people[$0.rawValue] ?? "") }
        received = "\(ticket.receivedAt)"
        agreement = desk.terms.map { "\($0.version)" }
        promises = desk.clocks.map { APIPromise($0, at: now) }
        accesses = ticket.accesses.map { APIAccess($0, at: now) }
        let origins = try reader.origins(ofTicket: row.id)
        let mails = try reader.mails(ofTicket: row.id)
        messages = stored.map {
            Text(
                $0, author: $0.author.flatMap { people[$0] }, bcc: origins[$0.id]?.blindCopies ?? [],
                mail: mails[$0.id])
        }
        waiting = try reader.heldAnswers(ofTicket: row.id).compactMap { held in
            guard let due = held.due else { return nil }
            let author = try reader.person(held.author)?.name ?? ""
            return Waiting(number: held.id, author: author, until: "\(due)")
        }
    }
}

extension APITicket.Text {
    init(_ message: StoredMessage, author: String?, bcc: [String], mail: MessageMail?) {
        id = message.id
        direction = message.direction.rawValue
        visibility = message.visibility.rawValue
        self.author = author ?? message.address
        at = "\(message.received)"
        text = message.text
        delivery = message.delivery.rawValue
        self.bcc = bcc
        self.mail = mail.map { Page.apiMessageMail($0.message) }
    }
}

/// One promise of a ticket.
struct APIPromise: Encodable {
    let promise: String
    let clause: String
    let standing: String
    let budgetSeconds: Int64
    let leftSeconds: Int64
    let start: String
    let deadline: String?
    /// When the desk opens next, for a deadline that falls on a closing.
    let nextOpening: String?
    let doneAt: String?

    init(_ clock: Clock, at now: Instant) {
        promise = clock.promise.rawValue
        clause = clock.promise.clause.id
        standing = clock.standing(at: now).word
        budgetSeconds = clock.budget.count
        leftSeconds = clock.left(at: clock.doneAt ?? now).count
        start = "\(clock.start)"
        deadline = clock.deadline.map { "\($0)" }
        nextOpening = clock.deadline.flatMap { clock.calendar.nextOpening(atOrAfter: $0) }.map { "\($0)" }
        doneAt = clock.doneAt.map { "\($0)" }
    }
}

/// Why a deadline is what it is. The counted lines sum to `sumSeconds`.
struct APIProof: Encodable {
    struct Line: Encodable {
        let from: String
        let to: String
        let seconds: Int64
        let counted: Bool
        let reason: String
        let clause: String
    }

    let promise: APIPromise
    let zone: String
    let sumSeconds: Int64
    let overSeconds: Int64
    let lines: [Line]
    let overrun: [Line]
    let sentences: [String]

    init(_ proof: Proof, _ clock: Clock, _ words: DeskWords) {
        promise = APIPromise(clock, at: words.now)
        zone = words.zone
        sumSeconds = proof.sum.count
        overSeconds = proof.over.count
        lines = proof.lines.map(Self.line)
        overrun = proof.overrun.map(Self.line)
        sentences = proof.sentences
    }

    private static func line(_ line: Proof.Line) -> Line {
        Line(
            from: "\(line.span.from)", to: "\(line.span.to)", seconds: line.seconds, counted: line.isCounted,
            reason: line.words, clause: line.clause.id)
    }
}

extension TicketSight {
    var proofs: [APIProof] {
        guard let terms else { return [] }
        return clocks.map { APIProof(Desk.proof(of: $0, terms: terms, at: words.now), $0, words) }
    }
}

/// A ticket as lists show it.
struct APIRow: Encodable {
    let id: Int64
    let subject: String
    let severity: String
    let state: String
    let assignee: Int64?
    let received: String
    let acknowledgeBy: String?
    let acknowledgment: String
    let resolveBy: String?
    let resolution: String
    let nextDue: String?

    init(_ row: TicketRow) {
        id = row.id
        subject = row.subject
        severity =
            Severity.allCases.indices.contains(row.severity)
            ? Severity.allCases[row.severity].rawValue : ""
        state = row.state
        assignee = row.assignee
        received = "\(row.received)"
        acknowledgeBy = row.acknowledgeBy.map { "\($0)" }
        acknowledgment = row.acknowledgment
        resolveBy = row.resolveBy.map { "\($0)" }
        resolution = row.resolution
        nextDue = row.nextDue.map { "\($0)" }
    }
}
