/// What a delivery status notification says (RFC 3464).
public struct DeliveryReport: Sendable, Equatable {
    public struct Recipient: Sendable, Equatable {
        /// Final-Recipient, else Original-Recipient, as written.
        public let address: String
        /// failed, delayed, delivered, relayed or expanded; lower case.
        public let action: String
        /// Three numbers with dots, as `5.1.1`; empty when not given.
        public let status: String
        /// What the other server said.
        public let diagnostic: String

        /// It will not be tried again. The action says so, whatever the status: a queue that expired has
        /// "failed" and 4.4.1, what went wrong at the last attempt (RFC 3464, 2.3.3).
        public var isPermanent: Bool { action == "failed" || (isActionUnknown && status.hasPrefix("5.")) }
        /// It is late, and is still being tried.
        public var isTransient: Bool { action == "delayed" || (isActionUnknown && status.hasPrefix("4.")) }

        private var isActionUnknown: Bool {
            !["failed", "delayed", "delivered", "relayed", "expanded"].contains(action)
        }
    }

    public let recipients: [Recipient]
    /// The Message-ID of the returned message, without brackets.
    public let originalMessageID: String?
    /// The Original-Envelope-Id that we gave, if any.
    public let envelopeID: String?

    public static let recipientCountMax = 100

    /// Whether any recipient was given up.
    public var isFailure: Bool { recipients.contains(where: \.isPermanent) }

    init?(_ tree: MIMETree) {
        let statusTypes = ["message/delivery-status", "message/global-delivery-status"]
        guard let status = tree.leaves.first(where: { statusTypes.contains($0.type.value) }) else {
            return nil
        }
        let blocks = DeliveryReport.blocks(status.bytes)
        recipients = blocks.compactMap(DeliveryReport.recipient)
        envelopeID = blocks.first?.text("original-envelope-id").map(\.trimmed)
        let returned = tree.leaves.last {
            ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"].contains(
                $0.type.value)
        }
        originalMessageID = returned.flatMap { leaf in
            leaf.bytes.withUnsafeBufferPointer { HeaderFields($0, limits: .standard) }.first("message-id")
        }.flatMap(MessageIDs.single)
    }

    private static func blocks(_ bytes: [UInt8]) -> [HeaderFields] {
        var blocks: [HeaderFields] = []
        var rest = bytes[...]
        while !rest.isEmpty, blocks.count <= recipientCountMax {
            let fields = rest.withUnsafeBufferPointer { HeaderFields($0, limits: .standard) }
            if !fields.fields.isEmpty { blocks.append(fields) }
            rest = rest.dropFirst(max(1, fields.bodyStart))
        }
        return blocks
    }

    private static func recipient(_ fields: HeaderFields) -> Recipient? {
        guard let raw = fields.text("final-recipient") ?? fields.text("original-recipient") else {
            return nil
        }
        let address = raw.split(separator: ";", maxSplits: 1).last.map { $0.trimmed } ?? raw
        let status = fields.text("status")?.trimmed.prefix { $0.isNumber || $0 == "." } ?? ""
        let diagnostic = fields.text("diagnostic-code")?.singleLine ?? ""
        return Recipient(
            address: address, action: fields.text("action")?.trimmed.asciiLowered ?? "",
            status: String(status),
            diagnostic: String(diagnostic.prefix(1_000)))
    }
}
