import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

// What the desk holds of a person, put together for them.
extension Office {
    /// The record of a person with the bytes of its files by their paths. That it was taken, by whom, is
    /// written down once all of it is read: whoever writes meanwhile does not wait for it.
    ///
    /// - Parameter filesMax: bytes of files that it takes in; of others it says where to ask for them.
    public func export(
        _ id: Person.ID, by asker: Access.Asker, filesMax: Int64 = PersonRecord.filesMax
    ) async throws -> (record: PersonRecord, files: [(path: String, bytes: [UInt8])]) {
        let now = clock()
        let isOwn = id == asker.person
        let found = try await database.read { reader in
            try Access.require(isOwn ? .exportOwn : .exportPerson, by: asker)
            var record = try self.record(of: id, isOwn: isOwn, now: now, reader)
            let files = try self.files(of: &record, atMost: filesMax, reader)
            return (record, files)
        }
        try await database.write { writer in
            // What was read a moment ago is not given out any more.
            if try writer.person(id.rawValue)?.isErased != false { throw Refusal.erasedAlready }
            let stream = FactStream.person(id.rawValue)
            let head = try writer.head(of: stream)
            let at = max(now, head?.recorded ?? now)
            let fact = StoredFact(
                kind: "exported", version: 1, happened: at, recorded: at, actor: FactForm.word(asker.actor),
                body: Array("{}".utf8))
            try writer.append([fact], to: stream, following: head)
        }
        return found
    }

    /// The newest first, as long as they fit; each that does not is named in the record.
    private func files(
        of record: inout PersonRecord, atMost max: Int64, _ reader: Reader
    ) throws -> [(path: String, bytes: [UInt8])] {
        let enclosed = record.messages.reversed().flatMap { message in
            message.files.map { (name: $0.name, ticket: message.ticket, path: $0.path, digest: $0.digest) }
        }
        let mails = record.mails.reversed().map {
            (name: $0.subject, ticket: Int64?.none, path: $0.path, digest: $0.digest)
        }
        var files: [(path: String, bytes: [UInt8])] = []
        var left = max
        for file in enclosed + mails {
            guard let blob = try reader.blob(file.digest) else { continue }
            guard blob.size <= left else {
                record.leftOut.append(
                    PersonRecord.LeftOutFile(
                        name: file.name, size: blob.size, ticket: file.ticket, path: file.path))
                continue
            }
            left -= blob.size
            files.append((file.path, try database.blobs.bytes(of: blob)))
        }
        if !record.leftOut.isEmpty { record.askAt = try Post.support(reader).description }
        return files
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
            language: person.language.isEmpty ? nil : person.language,
            zone: person.zone.isEmpty ? nil : person.zone, exportedAt: "\(now)")
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
