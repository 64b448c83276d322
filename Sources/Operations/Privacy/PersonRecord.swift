import Agreements
public import BusinessTime
public import Desk
public import Storage

/// All that the desk holds of a person, for that person: what they wrote, what was written to them, their
/// tickets with the promises, and the agreements that name them. Notes between colleagues are not in it.
public struct PersonRecord: Encodable, Sendable {
    public let name: String
    public let address: String
    public let organisation: String?
    /// Whether the person can sign in, and sees the tickets of the whole organisation, its agreement and its
    /// statements.
    public let hasAccount: Bool
    public let seesOrganisation: Bool
    public let seesAgreement: Bool
    public let seesBooks: Bool
    /// In which the desk writes to them, where one was set for this person.
    public let language: String?
    public let exportedAt: String
    public internal(set) var tickets: [TicketRecord] = []
    public internal(set) var messages: [MessageRecord] = []
    /// Mails of the person in quarantine, or discarded from it.
    public internal(set) var mails: [MailRecord] = []
    /// Documents that name the person, as signatory or for notices.
    public internal(set) var agreements: [AgreementRecord] = []
    public internal(set) var accesses: [AccessRecord] = []
    public internal(set) var consents: [ConsentRecord] = []
    /// Telephone numbers, calls with the desk by their time, and tickets that the person follows.
    public internal(set) var phoneNumbers: [String] = []
    public internal(set) var calls: [String] = []
    public internal(set) var follows: [Int64] = []
    /// Chats that the person began; what was said is among the messages.
    public internal(set) var chats: [String] = []
    /// Whether an article helped, as the person said.
    public internal(set) var articles: [String] = []
    /// Open sessions, and by what else the person signs in; no secret is among them.
    public internal(set) var signIns: [String] = []
    /// What was done about the account, and when.
    public internal(set) var account: [String] = []
    /// When this export was made before, and by whom.
    public internal(set) var exports: [String] = []

    /// Tickets of a colleague go into the ten thousands: an export has the newest.
    static let ticketsMax = 10_000

    public struct TicketRecord: Encodable, Sendable {
        public let number: Int64
        public let subject: String
        public let received: String
        public let state: String
        public let severity: String
        public let category: String
        /// For example "acme 1"; nil without a promise.
        public let agreement: String?
        public let promises: [PromiseRecord]
        public let rating: Int?
        /// What the person said in facts: disputes, objections, confirmations.
        public let statements: [String]
    }

    public struct PromiseRecord: Encodable, Sendable {
        public let promise: String
        public let clause: String
        public let deadline: String?
        public let standing: String
    }

    public struct MessageRecord: Encodable, Sendable {
        public let ticket: Int64?
        /// `by` or `to` the person.
        public let direction: String
        public let author: String
        public let sent: String
        public let subject: String
        public let text: String
        public let files: [FileRecord]
    }

    public struct FileRecord: Encodable, Sendable {
        public let name: String
        public let mediaType: String
        public let size: Int64
        /// Where it lies in the zip.
        public let path: String
        let digest: String
    }

    public struct AgreementRecord: Encodable, Sendable {
        public let name: String
        public let version: Int
        public let status: String
    }
}

extension Office {
    /// The record of a person with the bytes of its files by their paths. That it was taken, by whom, is
    /// written down.
    public func export(
        _ id: Person.ID, by asker: Access.Asker
    ) async throws -> (record: PersonRecord, files: [(path: String, bytes: [UInt8])]) {
        let now = clock()
        let isOwn = id == asker.person
        return try await database.write { [database] writer in
            try Access.require(isOwn ? .exportOwn : .exportPerson, by: asker)
            let record = try self.record(of: id, isOwn: isOwn, now: now, writer)
            let kept = record.messages.flatMap(\.files).map { ($0.path, $0.digest) }
            let files = try (kept + record.mails.map { ($0.path, $0.digest) }).compactMap { path, digest in
                try writer.blob(digest).map { (path, try database.blobs.bytes(of: $0)) }
            }
            let stream = FactStream.person(id.rawValue)
            let head = try writer.head(of: stream)
            let at = max(now, head?.recorded ?? now)
            let fact = StoredFact(
                kind: "exported", version: 1, happened: at, recorded: at, actor: FactForm.word(asker.actor),
                body: Array("{}".utf8))
            try writer.append([fact], to: stream, following: head)
            return (record, files)
        }
    }

    /// When a person's data was exported, and by whom.
    public func exports(of id: Person.ID, in reader: Reader) throws -> [(at: Instant, by: String)] {
        try reader.facts(of: .person(id.rawValue)).filter { $0.fact.kind == "exported" }.map { entry in
            let number = entry.fact.actor.split(separator: " ").last.flatMap { Int64($0) }
            return (entry.fact.recorded, try number.flatMap { try reader.person($0)?.name } ?? "somebody")
        }
    }

    private func record(
        of id: Person.ID, isOwn: Bool, now: Instant, _ reader: Reader
    ) throws -> PersonRecord {
        guard let person = try reader.person(id.rawValue) else { throw Refusal.noPerson }
        guard person.kind == .contact || isOwn else { throw Refusal.notContact }
        if person.isErased { throw Refusal.erasedAlready }
        let organisation = try person.organisation.flatMap { try reader.organisation($0)?.name }
        var record = PersonRecord(
            name: person.name, address: person.address, organisation: organisation,
            hasAccount: person.hasAccount, seesOrganisation: person.seesOrganisation,
            seesAgreement: person.seesAgreement, seesBooks: person.seesBooks,
            language: person.language.isEmpty ? nil : person.language, exportedAt: "\(now)")
        for number in try reader.tickets(of: person.id).suffix(PersonRecord.ticketsMax) {
            guard let desk = try dossier(Ticket.ID(number), in: reader),
                let row = try reader.ticketRow(number)
            else { continue }
            let isRequester = desk.ticket.requester == id
            record.accesses += try accessRecords(desk.ticket, givenBy: id, reader)
            if isRequester { record.tickets.append(Self.record(desk, row, of: id, now: now)) }
            record.messages += try reader.messages(of: number, includingInternal: false).compactMap {
                try Self.record($0, of: person, isRequester: isRequester, reader)
            }
        }
        record.mails = try mailRecords(of: person, reader)
        record.agreements = try reader.agreements().filter {
            String(decoding: $0.text, as: UTF8.self).lowercased().contains(person.address)
        }.map { PersonRecord.AgreementRecord(name: $0.name, version: $0.version, status: $0.status) }
        record.consents = try consentRecords(of: person, reader)
        record.phoneNumbers = try reader.phoneNumbers(of: person.id)
        record.calls = try reader.calls(withContact: person.id).map {
            "\($0.started) to \($0.ended): \($0.kind.rawValue), \($0.direction.rawValue) \($0.number)"
        }
        record.chats = try reader.chats(ofPerson: person.id).map {
            "\($0.started) as \($0.name), on ticket \($0.ticket)"
        }
        record.articles = try reader.articleWords(by: .person(person.id)).map {
            "\($0.at) of \"\($0.title)\": \($0.helped ? "it helped" : "it did not help")"
        }
        record.follows = try reader.followed(by: person.id)
        record.signIns = try Self.signIns(of: person, now: now, reader)
        record.account = try accountHistory(of: id, in: reader).map { "\($0.at) \($0.event.words)" }
        record.exports = try exports(of: id, in: reader).map { "\($0.at) by \($0.by)" }
        return record
    }

    private static func signIns(of person: StoredPerson, now: Instant, _ reader: Reader) throws -> [String] {
        let sessions = try reader.sessions(of: person.id, at: now).map {
            "Session by \($0.way) since \($0.created): \($0.browser), \($0.network)"
        }
        let app = try reader.codeApp(of: person.id).map { ["App with codes since \($0.since)"] } ?? []
        let passkeys = try reader.passkeys(of: person.id).map { "Passkey \($0.name) since \($0.created)" }
        return sessions + app + passkeys
    }

    private static func record(
        _ desk: Dossier, _ row: TicketRow, of person: Person.ID, now: Instant
    ) -> PersonRecord.TicketRecord {
        let promises = desk.clocks.map { clock in
            PersonRecord.PromiseRecord(
                promise: clock.promise.rawValue, clause: clock.promise.clause.id,
                deadline: clock.deadline.map { "\($0)" }, standing: clock.standing(at: now).word)
        }
        let statements = desk.facts.filter { $0.by == .contact(person) }.compactMap { fact -> String? in
            switch fact.what {
            case .disputed(_, let reason): "\(fact.happened) disputed: \(reason)"
            case .objected(let reason): "\(fact.happened) objected: \(reason)"
            case .rated(let score, _): "\(fact.happened) rated \(score)"
            case .confirmed(let number): "\(fact.happened) confirmed entry \(number)"
            default: nil
            }
        }
        return PersonRecord.TicketRecord(
            number: row.id, subject: row.subject, received: "\(row.received)", state: row.state,
            severity: desk.ticket.severity.rawValue, category: row.category,
            agreement: desk.terms.map { "\($0.version)" }, promises: promises, rating: desk.ticket.rating,
            statements: statements)
    }

    /// nil for what is neither by the person nor to them.
    private static func record(
        _ message: StoredMessage, of person: StoredPerson, isRequester: Bool, _ reader: Reader
    ) throws -> PersonRecord.MessageRecord? {
        let isOwn = message.author == person.id || message.address.lowercased() == person.address
        guard message.erasedAt == nil, isOwn || isRequester && message.direction == .outgoing else {
            return nil
        }
        let files = try reader.attachments(of: message.id).map { file in
            let safe = file.name.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" }
            return PersonRecord.FileRecord(
                name: file.name, mediaType: file.mediaType, size: file.size,
                path: "files/\(file.id)-\(String(safe.suffix(80)))", digest: file.blob)
        }
        let author =
            isOwn ? person.name : try message.author.flatMap { try reader.person($0)?.name } ?? "Duly"
        return PersonRecord.MessageRecord(
            ticket: message.ticket, direction: isOwn ? "by" : "to", author: author, sent: "\(message.sent)",
            subject: message.subject, text: message.text, files: files)
    }
}
