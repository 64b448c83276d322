import Desk
import Mail
import Operations
import Storage

// Everything that came with the words: no part is dropped, and what went over a limit is said on the ticket.
extension Intake {
    func keepParcels(_ arrival: Arrival, with message: Int64, _ writer: Writer) throws {
        try keep(arrival.parcels, with: message, writer)
    }

    func keep(_ parcels: [Arrival.Parcel], with message: Int64, _ writer: Writer) throws {
        for (index, parcel) in parcels.enumerated() {
            let attachment = parcel.attachment
            try writer.keep(parcel.blob)
            _ = try writer.add(
                StoredAttachment(
                    message: message, blob: parcel.blob,
                    name: Self.name(of: attachment, number: index + 1),
                    mediaType: Self.plain(attachment.contentType),
                    contentID: attachment.contentID.map(Self.plain), isInline: attachment.isShownInline))
        }
    }

    /// A note for the agents, when a limit kept something of the mail from being shown.
    func noteLimits(_ arrival: Arrival, on id: Ticket.ID, _ writer: Writer) throws {
        if arrival.mail.beyondLimits.isEmpty { return }
        let passed = LimitName.allCases.filter(arrival.mail.beyondLimits.contains).map(Self.words)
        let text = """
            Not all of this mail is shown here: \(passed.joined(separator: "; ")). \
            All of it is in the mail as it came (.eml), which its message offers among its files.
            """
        try note(text, on: id, arrival, writer)
    }

    /// An internal note of the desk's own; gives the number of its message.
    @discardableResult
    func note(_ text: String, on id: Ticket.ID, _ arrival: Arrival, _ writer: Writer) throws -> Int64? {
        guard let dossier = try office.dossier(id, in: writer) else { return nil }
        var message = StoredMessage(direction: .note, sent: arrival.now, received: arrival.now)
        message.ticket = id.rawValue
        message.visibility = .internal
        message.text = text
        message.isAutomatic = true
        let stored = try writer.add(message)
        let reference = Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
        try office.append(
            Command(.note(reference), by: .desk, way: .mail), to: dossier, id: id, now: arrival.now, writer)
        return stored.id
    }

    private static func words(_ limit: LimitName) -> String {
        let limits = Limits.standard
        return switch limit {
        case .depth: "parts lie more than \(limits.depthMax) deep in each other, and are one file here"
        case .parts: "it has more than \(limits.partCountMax) parts, and the rest is not listed"
        case .attachments: "it has more than \(limits.attachmentCountMax) files, and the rest is not listed"
        case .fields: "its header has more than \(limits.fieldCountMax) fields"
        case .headerBytes: "its header is longer than \(limits.headerBytesMax) bytes"
        case .textBytes: "its text is longer than \(limits.textBytesMax) bytes, and is cut there"
        }
    }

    static func name(of attachment: Attachment, number: Int) -> String {
        if let given = attachment.filename { return given }
        return switch attachment.contentType {
        case "message/rfc822": "forwarded-\(number).eml"
        case "text/calendar": "invitation-\(number).ics"
        case "text/html": "page-\(number).html"
        case "text/plain": "text-\(number).txt"
        default: "file-\(number)"
        }
    }

    /// Without control characters: the name of a type may come from any header.
    static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
