import Agreements
import BusinessTime
import Desk
import Mail
import Storage

// What an agent's answer is as a mail: words, files, copies.
extension Office {
    /// A file that goes with an answer, its bytes kept.
    struct EnclosedFile {
        let file: GivenFile
        let blob: Blob
        /// Of a picture that the words show; nil for an attachment.
        let contentID: String?
    }

    func enclosed(_ enclosure: Enclosure, in text: String, _ reader: Reader) throws -> [EnclosedFile] {
        let domain = enclosure.files.isEmpty ? "" : try Post.domain(reader)
        return try enclosure.files.enumerated().map { index, file in
            let blob = try database.blobs.take(file.bytes)
            let id = "\(index + 1).\(blob.digest.prefix(32))@\(domain)"
            return EnclosedFile(
                file: file, blob: blob, contentID: enclosure.isShown(file, in: text) ? id : nil)
        }
    }

    /// nil for what stays at the desk, and where nobody is left to write to.
    func posting(
        _ kind: Answer, _ text: String, _ files: [EnclosedFile], _ desk: Dossier, _ turn: Turn,
        _ reader: Reader
    ) throws -> Posting? {
        guard let letter = kind.letter, let person = try reader.person(desk.ticket.requester.rawValue) else {
            return nil
        }
        var facts = try facts(for: person, on: desk, reader)
        facts.take(desk.ticket, desk.terms, try clocks(after: kind, desk, turn, reader))
        let words = kind.words(
            text, in: facts.language, secretsGo: try Self.secretsGo(facts.language, reader))
        let pictures = files.compactMap { one in one.contentID.map { (name: one.file.name, contentID: $0) } }
        facts.set(.words, .blocks(MailBody.blocks(words, pictures: pictures)))
        facts.set(.agent, try reader.person(turn.asker.person.rawValue)?.name)
        if case .requestInformation(let missing, _) = kind {
            facts.set(.missing, missing.joined(separator: "\n"))
        }
        var posting = Posting(try body(letter, facts, for: person, reader), to: person)
        posting.origin = .person
        posting.history = try history(of: desk.ticket, facts, reader)
        posting.attachments = files.map { one in
            Attachment(
                filename: one.file.name, contentType: one.file.mediaType.lowercased(),
                content: one.file.bytes, contentID: one.contentID, isShownInline: one.contentID != nil)
        }
        return posting
    }

    /// An extension's mail tells the deadline that it makes.
    func clocks(
        after kind: Answer, _ desk: Dossier, _ turn: Turn, _ reader: Reader
    ) throws -> [Clock] {
        guard case .extend(let ground, let reason, let added) = kind else { return desk.clocks }
        let notYet = Desk.Message.Reference(id: Desk.Message.ID(0), digest: "")
        let command = Command(
            .extend(ground: ground, reason: reason, by: added, notice: notYet, displayed: true),
            by: turn.asker.actor, way: turn.way)
        return try decision(command, on: desk, id: turn.ticket, now: turn.now, reader).clocks
    }

    /// With the message, so that the ticket shows them.
    func keep(_ files: [EnclosedFile], with message: StoredMessage, _ writer: Writer) throws {
        for one in files {
            try writer.keep(one.blob)
            _ = try writer.add(
                StoredAttachment(
                    message: message.id, blob: one.blob, name: one.file.name,
                    mediaType: String(one.file.mediaType.prefix(150)), contentID: one.contentID,
                    isInline: one.contentID != nil))
        }
    }

    /// Who else gets it. An address of another customer's needs a second look.
    func copies(
        _ enclosure: Enclosure, on ticket: Ticket, to person: StoredPerson, _ reader: Reader
    ) throws -> [MailAddress] {
        if enclosure.copies.isEmpty { return [] }
        let support = try Post.support(reader)
        if enclosure.copies.contains(where: { $0.isSameMailbox(as: support) }) { throw Refusal.copyToUs }
        let copies = enclosure.copies.filter { $0.description.lowercased() != person.address }
        let others = try copies.filter { address in
            let known = try reader.person(address: address.description)
            if known?.kind == .agent { return false }
            let theirs = try known?.organisation ?? reader.organisation(domain: address.domain)?.id
            return theirs != nil && theirs != ticket.organisation?.rawValue
        }
        if !others.isEmpty, !enclosure.isForOthersToo {
            throw Refusal.copyToOthers(others.map(\.description))
        }
        return copies
    }

    /// Who got a copy may answer on the ticket.
    func keep(_ copies: [MailAddress], of message: StoredMessage, _ writer: Writer) throws {
        guard let ticket = message.ticket else { return }
        for address in copies {
            try writer.add(copy: address.description, ofMessage: message.id)
            try writer.add(participant: address.description, toTicket: ticket)
        }
    }
}
