public import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

// What a contact does in the portal. It is shown to the desk as what comes by mail is, and decided by the
// same rules.
extension Office {
    /// Files of one message.
    public static let portalFilesMax = 20

    /// Opens a ticket of the contact's own.
    @discardableResult
    public func file(
        _ inquiry: Inquiry, _ files: [GivenFile], by asker: Access.Asker, now: Instant, _ writer: Writer
    ) throws -> Dossier {
        try Access.require(.ticketCreate, by: asker)
        guard let contact = try writer.person(asker.person.rawValue) else { throw Refusal.noTicket }
        let hasSubject = inquiry.subject.contains { !$0.isWhitespace }
        if !hasSubject, inquiry.text.allSatisfy(\.isWhitespace) { throw Refusal.nothingWritten }
        try Self.check(inquiry.text, files)
        guard hasSubject, inquiry.subject.count <= 1000 else {
            throw Refusal(
                "subject-missing", clause: .primaryChannel, field: "subject",
                "The subject is one line of 1 to 1000 characters.",
                remedy: "Say in a few words what it is about.")
        }
        var asked = inquiry
        (asked.address, asked.name, asked.way) = (contact.address, contact.name, .portal)
        let desk = try open(asked, now: now, writer)
        try attach(files, to: desk.ticket.receipt.message.id.rawValue, writer)
        return try sendReceipt(of: desk, now: now, writer) { recent, own in
            MailAddress(contact.address).flatMap {
                LoopGuard.refusal(toSignedIn: $0, recent: recent, ownAddresses: own)
            }
        }
    }

    /// The contact's answer: it ends waiting, and reopens what was resolved.
    @discardableResult
    public func answerAsContact(
        _ text: String, _ files: [GivenFile], _ turn: Turn, _ writer: Writer
    ) throws -> Dossier {
        let asked = try allowed(.reply, turn, writer)
        // What is said on a merged ticket is said in the one that it was joined with.
        let desk = try conversation(of: asked, in: writer)
        let id = desk.ticket.id
        let text = text.filter { $0 != "\0" }
        try Self.check(text, files)
        guard let contact = try writer.person(turn.asker.person.rawValue) else { throw Refusal.noTicket }
        var inquiry = Inquiry(
            address: contact.address, name: contact.name,
            subject: try writer.ticketRow(id.rawValue)?.subject ?? "", text: text, way: turn.way)
        inquiry.receivedAt = turn.now
        let message = try writer.add(stored(inquiry, from: contact, ticket: id, at: turn.now))
        try attach(files, to: message.id, writer)
        let reply = CustomerReply(
            message: Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest),
            automatic: false)
        let command = Command(.customerReply(reply), by: turn.asker.actor, way: turn.way)
        let after = try append(command, to: desk, id: id, now: turn.now, writer)
        try writer.setUnread(true, ticket: id.rawValue)
        return after
    }

    /// Something is left to do: the contact says what.
    @discardableResult
    public func reopenAsContact(_ text: String, _ turn: Turn, _ writer: Writer) throws -> Dossier {
        let desk = try allowed(.reopen, turn, writer)
        guard case .resolved = desk.ticket.state else {
            throw Refusal(
                "not-resolved", clause: .resolution, field: "text", "The ticket is not resolved.",
                remedy: "Write an answer instead; there is nothing to reopen.")
        }
        return try answerAsContact(text, [], turn, writer)
    }

    /// The contact disputes what the desk marked. The clocks stay as they are until it is answered.
    @discardableResult
    public func disputeAsContact(
        _ mark: Mark, reason: String, _ turn: Turn, _ writer: Writer
    ) throws -> Dossier {
        let desk = try allowed(.dispute, turn, writer)
        let command = Command(.dispute(mark, reason: reason), by: turn.asker.actor, way: turn.way)
        return try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
    }

    private func attach(_ files: [GivenFile], to message: Int64, _ writer: Writer) throws {
        for file in files {
            let blob = try database.blobs.take(file.bytes)
            try writer.keep(blob)
            _ = try writer.add(
                StoredAttachment(
                    message: message, blob: blob, name: file.name, mediaType: file.mediaType, contentID: nil,
                    isInline: false))
        }
    }

    private static func check(_ text: String, _ files: [GivenFile]) throws(Refusal) {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(
                "text-missing", clause: .primaryChannel, field: "text", "There is no text.",
                remedy: "Write what the desk is to read.")
        }
        guard text.count <= textMax else {
            throw Refusal(
                "text-too-long", clause: .primaryChannel, field: "text",
                "The text is longer than 200,000 characters.", remedy: "Send the long part as a file.")
        }
        guard files.count <= portalFilesMax else {
            throw Refusal(
                "too-many-files", clause: .primaryChannel, field: "files",
                "These are \(files.count) files; one message takes \(portalFilesMax).",
                remedy: "Send the rest with another message.")
        }
        if let empty = GivenFile.empty(of: files) { throw .emptyFile(empty, .primaryChannel) }
        if let large = files.first(where: { $0.bytes.count > GivenFile.sizeMax }) {
            throw Refusal(
                "file-too-large", clause: .primaryChannel, field: "files",
                "\(large.name.prefix(80)) is larger than \(GivenFile.sizeMax >> 20) MB.",
                remedy: "Send a smaller one, or a link to it.")
        }
    }
}

// Agreements as a contact sees them.
extension Office {
    /// A version that is, was or will be in force for a customer.
    public struct HeldAgreement: Hashable, Sendable {
        public let version: AgreementVersion
        public let from: Instant
        public let until: Instant?
        /// Whose it is, and whether the asker is named to sign it.
        public let place: Access.AgreementPlace
    }

    /// Of the asker's organisation, in the order of their names; none for who belongs to nobody.
    public func agreements(of asker: Access.Asker, in reader: Reader) throws -> [HeldAgreement] {
        guard let customer = asker.customer else { return [] }
        let address = try reader.person(asker.person.rawValue)?.address ?? ""
        return try reader.agreementPeriods(of: customer.rawValue).map { period in
            let version = AgreementVersion(agreement: period.name, number: period.version)
            let signers = try shelf.terms(version, in: reader)?.terms.customer.signatories ?? []
            return HeldAgreement(
                version: version, from: period.from, until: period.until,
                place: Access.AgreementPlace(
                    customer: customer,
                    isSignatory: signers.contains { $0.email.lowercased() == address.lowercased() }))
        }
    }

    /// The version of this number; denied where it is not of the asker's organisation, or the asker may not.
    public func held(
        _ version: AgreementVersion, for capability: Capability, by asker: Access.Asker, in reader: Reader
    ) throws -> HeldAgreement {
        let found = try agreements(of: asker, in: reader).first { $0.version == version }
        guard let found else { throw Access.Denial.hidden }
        try Access.require(capability, by: asker, on: .agreement(found.place))
        return found
    }
}

extension Refusal {
    fileprivate static let nothingWritten = Refusal(
        "text-missing", clause: .primaryChannel, field: "text", "There is no subject and no text.",
        remedy: "Say in a few words what it is about, and write what the desk is to read.")
}
