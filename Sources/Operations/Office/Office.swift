public import Agreements
public import BusinessTime
public import Desk
import Foundation
public import Storage

/// Where a command becomes facts: one transaction loads the ticket and its pinned terms, decides, appends,
/// and writes every row that follows from it.
public final class Office: Sendable {
    public let database: Database
    public let shelf: AgreementShelf
    public let changes = Changes()
    /// Who looks at which ticket, and what of it changed.
    public let presence = Presence()
    /// Who is there in chats.
    public let chatRoom: ChatRoom
    let folded = FoldedTickets()
    let reckoned = ReckonedCredits()
    let records = KeptRecords()
    let documents = KeptDocuments()
    let webhookBook = WebhookBook()
    let refusals = RefusalGate()
    /// How customers see the desk.
    public let brand = BrandInUse()
    /// How far the last look at the audit chain is.
    public let verification = Verification()
    public let clock: @Sendable () -> Instant
    public let secret: Secret
    /// Wakes the alarm and the delivery after a commit.
    public let wakeUp: @Sendable () -> Void
    /// What mails point to.
    public enum Place: Hashable, Sendable {
        case ticket(Ticket.ID)
        /// As its customer's people see it.
        case portalTicket(Ticket.ID)
        case proof(Ticket.ID, Promise)
        /// By its short name.
        case agreement(String)
        /// A month's credits of an agreement (clause K).
        case statement(String, month: String)
        /// A declared event (clause H).
        case event(ExclusionEvent.ID)
        /// The erasing of a person (clause J).
        case erasure(Erasure.ID)
        /// The document that a signatory's word opens.
        case signing(word: String)
        /// What proves a version's signatures, for the parties.
        case evidence(AgreementVersion, word: String)
        /// The proposed change that a party's word opens.
        case change(word: String)
        /// A mail to the notice address, by its number in the inbox.
        case noticeMail(Int64)
        /// Mails that came in the reader's name without proof.
        case ownMail
        /// What a customer gave access to, and a way to end it.
        case access(Ticket.ID, Int, word: String)
        /// Where a resolution is rated, by its number in the ticket.
        case rating(Ticket.ID, Int, word: String)
        /// Where a mailed link signs in.
        case signIn(word: String)
        /// Where a mailed link sets a password.
        case password(word: String)
        /// Where a person leaves a list of mails.
        case leaving(list: String, Person.ID, word: String)
        /// A report of the catalogue, as it was asked for.
        case report(String, query: String)
        /// An article, for its readers.
        case article(Int64)

        /// Below the desk's own address.
        public var path: String {
            switch self {
            case .ticket(let id): "/tickets/\(id)"
            case .portalTicket(let id): "/portal/tickets/\(id)"
            case .proof(let id, let promise): "/tickets/\(id)/proof/\(promise.rawValue)"
            case .agreement(let name): "/agreements/\(name)"
            case .statement(let name, let month): "/credits/\(name)/\(month)"
            case .event(let id): "/events/\(id)"
            case .erasure(let id): "/privacy/erasures/\(id)"
            case .signing(let word): "/sign/\(word)"
            case .evidence(let version, let word): "/evidence/\(version.agreement)/\(version.number)/\(word)"
            case .change(let word): "/changes/\(word)"
            case .noticeMail(let inbox): "/notices/\(inbox)"
            case .ownMail: "/own-mail"
            case .access(let id, let number, let word): "/access/\(id)/\(number)/\(word)"
            case .rating(let id, let number, let word): "/rating/\(id)/\(number)/\(word)"
            case .signIn(let word): "/sign-in/link/\(word)"
            case .password(let word): "/password/\(word)"
            case .leaving(let list, let person, let word): "/leave/\(list)/\(person)/\(word)"
            case .report(let name, let query): "/reports/\(name)?\(query)"
            case .article(let id): "/help/\(id)"
            }
        }
    }

    /// The address at which a place is opened.
    public let address: @Sendable (Place) -> String

    public init(
        database: Database, shelf: AgreementShelf, clock: @escaping @Sendable () -> Instant,
        secret: Secret = .system, wakeUp: @escaping @Sendable () -> Void = {},
        address: @escaping @Sendable (Place) -> String = { $0.path }
    ) {
        self.database = database
        self.shelf = shelf
        self.clock = clock
        self.secret = secret
        self.wakeUp = wakeUp
        self.address = address
        chatRoom = ChatRoom { [changes] in changes.publish($0, isForCustomers: false) }
    }

    /// A ticket with its terms as the store has them; nil when there is none of this number.
    public func dossier(_ id: Ticket.ID, in reader: Reader) throws -> Dossier? {
        guard let head = try reader.head(of: .ticket(id.rawValue)) else { return nil }
        return try dossier(id, at: head, shelf.mark(in: reader), in: reader)
    }

    private func dossier(
        _ id: Ticket.ID, at head: StreamHead, _ mark: String?, in reader: Reader
    ) throws -> Dossier? {
        if let known = folded.dossier(id, at: head.hash, mark: mark) { return known }
        let folded = try fold(id, at: head, mark, in: reader)
        if let folded { self.folded.keep(folded) }
        return folded
    }

    /// The same, by whoever knows the head of its facts and the mark of the agreements already. It is not
    /// kept: the alarm goes through thousands of tickets that nobody looks at, and writes on each of them
    /// next.
    func passingDossier(
        _ id: Ticket.ID, at head: StreamHead, _ mark: String?, in reader: Reader
    ) throws -> Dossier? {
        try folded.dossier(id, at: head.hash, mark: mark) ?? fold(id, at: head, mark, in: reader)
    }

    private func fold(
        _ id: Ticket.ID, at head: StreamHead, _ mark: String?, in reader: Reader
    ) throws -> Dossier? {
        let stream = FactStream.ticket(id.rawValue)
        let facts = try FactForm.decode(reader.facts(of: stream), of: stream, in: reader)
        guard let ticket = Ticket(id: id, facts: facts) else { return nil }
        return Dossier(
            ticket: ticket, terms: try shelf.terms(of: ticket, in: reader), facts: facts, head: head,
            mark: mark)
    }

    /// Decides and appends. `command` is made inside the transaction, so that the message it names is
    /// written with the facts or not at all.
    @discardableResult
    public func perform(
        on id: Ticket.ID, _ command: @escaping @Sendable (Writer, Dossier, Instant) throws -> Command
    ) async throws -> Dossier {
        let now = clock()
        return try await database.write { writer in
            guard let desk = try self.dossier(id, in: writer) else { throw Refusal.noTicket }
            let asked = try command(writer, desk, now)
            return try self.append(asked, to: desk, id: id, now: now, writer)
        }
    }

    /// Inside a transaction of the caller's.
    @discardableResult
    public func append(
        _ command: Command, to desk: Dossier?, id: Ticket.ID, now: Instant, _ writer: Writer
    ) throws -> Dossier {
        var sitting = Sitting(writer: writer, now: now)
        let after = try record(command, on: desk, id: id, in: &sitting)
        try mail(sitting.news, now: now, writer)
        return after
    }

    /// Decides, and carries out what follows.
    @discardableResult
    func record(
        _ command: Command, on desk: Dossier?, id: Ticket.ID, in sitting: inout Sitting
    ) throws -> Dossier {
        let decision = try decision(command, on: desk, id: id, now: sitting.now, sitting.writer)
        return try carryOut(decision, of: command, in: &sitting)
    }

    /// Appends what was decided, unless the ticket has changed since, and does the same to the tickets that
    /// are merged into this one.
    @discardableResult
    func carryOut(
        _ decision: Decision, of command: Command, in sitting: inout Sitting
    ) throws -> Dossier {
        let (writer, id) = (sitting.writer, decision.ticket.id)
        if let before = decision.before, decision.new.isEmpty { return before }
        let head = try writer.append(
            decision.stored, to: .ticket(id.rawValue), following: decision.before?.head, due: decision.due)
        guard let head else { throw Refusal.noTicket }
        sitting.changed.insert(id)
        let after = decision.dossier(head)
        // What reads it next, such as the answer to the one who acted, need not fold it again.
        folded.keep(after)
        let row = try index(after, decided: decision, writer)
        try tellWebhooks(decision.new, of: after, row, now: sitting.now, writer)
        try tell(decision.new, on: after, subject: row.subject, in: &sitting)
        try passOn(command, from: after.ticket, in: &sitting)
        let isForCustomers = decision.new.contains { $0.what.kind.isForCustomers }
        sitting.showOnce(id, isForCustomers: isForCustomers, by: changes)
        sitting.wakeOnce(wakeUp)
        let given = try assign(after: decision, on: after, in: &sitting)
        return try give(given, toAnswererOf: decision, way: command.way, in: &sitting)
    }

    /// One public answer fulfils the promises of all that is merged. What a ticket refuses, because it is
    /// resolved already or never sent the message, is no refusal of the act.
    private func passOn(_ command: Command, from ticket: Ticket, in sitting: inout Sitting) throws {
        guard !ticket.absorbed.isEmpty, let what = command.what.forAbsorbed else { return }
        var passed = command
        passed.what = what
        for other in ticket.absorbed {
            guard let desk = try dossier(other, in: sitting.writer) else { continue }
            do {
                try record(passed, on: desk, id: other, in: &sitting)
            } catch is Refusal {
                continue
            }
        }
    }
}

extension Refusal {
    static let noTicket = Refusal(
        "no-ticket", "There is no such ticket.", remedy: "Check its number in the queue.")
}
