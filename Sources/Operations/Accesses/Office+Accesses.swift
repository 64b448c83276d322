import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

/// What somebody at the desk writes down of an access that a customer gave (clause G).
public struct AccessWish: Sendable {
    public var system: String
    public var purpose: String
    public var users: AccessUsers
    /// nil from when it was given.
    public var from: Instant?
    public var until: Instant
    /// The address of who gave it; empty for who asked.
    public var contact: String
    public var said: Way
    /// When the customer said so; nil for now.
    public var given: Instant?

    public init(
        system: String, purpose: String, users: AccessUsers, until: Instant, contact: String = "",
        said: Way = .mail
    ) {
        self.system = system
        self.purpose = purpose
        self.users = users
        self.until = until
        self.contact = contact
        self.said = said
    }
}

// Access that customers give: written down, used with a purpose, ended.
extension Office {
    @discardableResult
    public func giveAccess(
        _ wish: AccessWish, on id: Ticket.ID, by asker: Access.Asker, way: Way = .page
    ) async throws -> Dossier {
        let turn = Turn(on: id, by: asker, way: way, at: clock())
        return try await database.write { try self.giveAccess(wish, turn, $0) }
    }

    /// Inside a transaction of the caller's.
    @discardableResult
    public func giveAccess(_ wish: AccessWish, _ turn: Turn, _ writer: Writer) throws -> Dossier {
        let desk = try allowed(.giveAccess, turn, writer)
        let contact = try giver(wish.contact, of: desk.ticket, writer)
        try checkUsers(wish.users, desk.terms, writer)
        let from = wish.from ?? wish.given ?? turn.now
        guard from <= wish.until else { throw Refusal.accessBackwards }
        let grant = AccessGrant(
            system: wish.system, purpose: wish.purpose, users: wish.users,
            span: Span(from: from, to: wish.until), contact: Person.ID(contact.id), said: wish.said)
        let command = Command(
            .access(.give(grant)), by: turn.asker.actor, way: turn.way, happened: wish.given)
        return try append(command, to: desk, turn, writer)
    }

    /// What was done with it, and when: now unless it is said.
    @discardableResult
    public func useAccess(
        _ number: Int, purpose: String, at instant: Instant? = nil, _ turn: Turn, _ writer: Writer
    ) throws -> Dossier {
        let desk = try allowed(.useAccess, turn, writer)
        let order = AccessOrder.use(grant: number, purpose: purpose, groups: turn.asker.groups)
        let command = Command(.access(order), by: turn.asker.actor, way: turn.way, happened: instant)
        return try append(command, to: desk, turn, writer)
    }

    @discardableResult
    public func endAccess(
        _ number: Int, reason: String, _ turn: Turn, _ writer: Writer
    ) throws -> Dossier {
        let desk = try allowed(.giveAccess, turn, writer)
        let order = AccessOrder.end(grant: number, reason: reason)
        return try append(
            Command(.access(order), by: turn.asker.actor, way: turn.way), to: desk, turn, writer)
    }

    /// A secret among the words is refused with the desk's own advice where to put it.
    private func append(
        _ command: Command, to desk: Dossier, _ turn: Turn, _ writer: Writer
    ) throws -> Dossier {
        do {
            return try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
        } catch let refusal as Refusal where refusal.code == Refusal.secretCode {
            throw Refusal(
                refusal.code, clause: refusal.clause, field: refusal.field, refusal.message,
                remedy: "Leave it out. \(try Self.secretsGo(writer))")
        }
    }

    /// Where secrets go instead of into tickets: the desk's own words, or ours.
    public static func secretsGo(_ reader: Reader) throws -> String {
        let own = try reader.setting("secrets-go")?.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        if let own, !own.isEmpty { return own }
        return Refusal.secretsGo
    }

    /// The same for a mail: the desk's own words are in its own language, whatever the reader's.
    static func secretsGo(_ language: Language, _ reader: Reader) throws -> String {
        let words = try secretsGo(reader)
        guard language == .german, words == Refusal.secretsGo else { return words }
        return "Geheimnisse gehören in Ihren eigenen Tresor, oder Sie sagen sie uns am Telefon."
    }

    /// Who asked, or another contact of the same customer.
    private func giver(_ address: String, of ticket: Ticket, _ reader: Reader) throws -> StoredPerson {
        let asked = address.split(whereSeparator: \.isWhitespace).joined().lowercased()
        let found =
            asked.isEmpty
            ? try reader.person(ticket.requester.rawValue) : try reader.person(address: asked)
        guard let found, found.kind == .contact, !found.isErased else { throw Refusal.giverUnknown }
        let isTheirs = ticket.organisation.map { found.organisation == $0.rawValue } ?? false
        guard found.id == ticket.requester.rawValue || isTheirs else { throw Refusal.giverUnknown }
        return found
    }

    private func checkUsers(_ users: AccessUsers, _ terms: PinnedTerms?, _ reader: Reader) throws {
        let agents = Set(try reader.agents().filter(Access.mayUseAccess).map(\.id))
        if let person = users.people.first(where: { !agents.contains($0.rawValue) }) {
            throw Refusal.userUnknown("people", "Nobody who works tickets here has the number \(person).")
        }
        if let group = users.group, try !reader.groups().contains(where: { $0.name == group }) {
            throw Refusal.userUnknown("group", "The desk has no group \"\(group.prefix(64))\".")
        }
        if let tier = users.tier,
            terms?.terms.escalation.tiers.contains(where: { $0.level == tier }) != true
        {
            throw Refusal.userUnknown("tier", "The agreement has no tier \(tier.rawValue).")
        }
    }

    /// Who may use it, in words.
    public func words(of users: AccessUsers, in reader: Reader) throws -> String {
        try words(of: users, .english, in: reader)
    }

    func words(of users: AccessUsers, _ language: Language, in reader: Reader) throws -> String {
        let everybody = language == .english ? "everybody of" : "alle von"
        let names = try reader.names(of: users.people.map(\.rawValue))
        var all = users.people.compactMap { names[$0.rawValue] }
        if let group = users.group { all.append("\(everybody) \(group)") }
        if let tier = users.tier { all.append("\(everybody) \(language.tier(tier.rawValue))") }
        return all.joined(separator: ", ")
    }
}

extension Access {
    /// Whether somebody of the desk can be named among those who may use one.
    public static func mayUseAccess(_ person: StoredPerson) -> Bool {
        guard person.disabledAt == nil, let role = Role(rawValue: person.role) else { return false }
        return Capability.useAccess.roles.contains(role)
    }
}

extension Refusal {
    static let giverUnknown = Refusal(
        "contact-unknown", clause: .customerDuties, field: "contact",
        "No contact of this ticket's customer has this address.",
        remedy: "Name who gave it by the address they write from, or leave it empty for who asked.")

    static func userUnknown(_ field: String, _ message: String) -> Refusal {
        Refusal(
            "user-unknown", clause: .customerDuties, field: field, message,
            remedy: "Choose from the people, groups and tiers of the desk.")
    }
}
