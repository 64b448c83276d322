import BusinessTime
import Mail
import Storage

/// One mail on its way from the inbox to a ticket, read, with the bytes of its attachments kept.
struct Arrival: Sendable {
    /// An attachment and the blob of its bytes. A large one is on disk before the transaction begins.
    struct Parcel: Sendable {
        let attachment: Attachment
        let blob: Blob
    }

    let mail: Mail.Message
    let entry: InboxEntry
    let parcels: [Parcel]
    let now: Instant

    /// The envelope counts as the header does: a mail from `<>` is never answered.
    init(_ bytes: [UInt8], _ entry: InboxEntry, blobs: BlobFolder, now: Instant) throws {
        var mail = Mail.Message.parse(bytes)
        mail.cameWith(envelopeFrom: entry.envelopeFrom)
        self.mail = mail
        self.entry = entry
        self.now = now
        // What a delivery report returns is our own mail.
        let attachments = mail.kind == .bounce ? [] : mail.attachments
        parcels = try attachments.map { Parcel(attachment: $0, blob: try blobs.take($0.content)) }
    }

    /// The key under which a mail is the same mail.
    var identity: String {
        Writer.identity(
            messageID: mail.messageID, contentDigest: mail.contentHash, receiver: entry.envelopeTo.first ?? ""
        )
    }
}
