/// What an agent forwards so that the customer's mail becomes a ticket of the customer's.
public struct ForwardedMail: Sendable {
    public let sender: Mailbox
    public let subject: String
    public let text: String
    /// The original, where it was forwarded as a file.
    public let original: Message?

    /// The first line that asks for it; the other sign is the address `support+forward@`.
    public static let sign = "#forward"
    public static let subaddress = "forward"

    /// Whether a mail gives the explicit sign.
    public static func isAsked(_ message: Message, recipients: [MailAddress]) -> Bool {
        let first = message.readableText.split(whereSeparator: \.isNewline)
            .first { !$0.allSatisfy(\.isWhitespace) }
        if first.map({ String($0).trimmed.asciiLowered == sign }) ?? false { return true }
        return recipients.contains { $0.local.asciiLowered.hasSuffix("+\(subaddress)") }
    }

    /// Nil where no original sender can be read.
    public init?(_ message: Message) {
        let whole = message.attachments.first { $0.contentType == "message/rfc822" }
        if let original = whole.map({ Message.parse($0.content) }), let sender = original.from {
            self.sender = sender
            (subject, text, self.original) = (original.subject, original.readableText, original)
            return
        }
        let lines = message.readableText.split(separator: "\n", omittingEmptySubsequences: false)
        guard let (sender, place) = Self.sender(in: lines) else { return nil }
        let head = lines[place...].prefix { !$0.allSatisfy(\.isWhitespace) }
        self.sender = sender
        subject = Self.value(of: Self.subjectLabels, in: head) ?? message.subject
        text = lines[head.endIndex...].drop { $0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
        original = nil
    }

    private static let fromLabels = [
        "From", "Von", "De", "Da", "Van", "Od", "От", "Från", "Fra", "Lähettäjä", "Kimden", "发件人", "寄件者",
        "差出人", "보낸 사람",
    ]
    private static let subjectLabels = [
        "Subject", "Betreff", "Objet", "Asunto", "Oggetto", "Onderwerp", "Assunto", "Temat", "Тема", "Ämne",
        "Emne", "Aihe", "Konu", "主题", "主旨", "件名", "제목",
    ]

    /// The first line of a forwarded head that names an address.
    private static func sender(in lines: [Substring]) -> (Mailbox, Int)? {
        for (place, line) in lines.enumerated().prefix(2_000) {
            guard let value = value(of: fromLabels, in: [line]),
                let mailbox = AddressList.parse(Array(value.utf8), countMax: 1).first
            else { continue }
            return (mailbox, place)
        }
        return nil
    }

    private static func value(of labels: [String], in lines: some Sequence<Substring>) -> String? {
        for line in lines {
            let plain = line.trimmingPrefix { $0.isWhitespace || $0 == ">" || $0 == "*" }
            guard let colon = plain.firstIndex(where: { $0 == ":" || $0 == "：" }) else { continue }
            let label = plain[..<colon].filter { $0 != "*" }.lowercased()
            guard labels.contains(where: { $0.lowercased() == label }) else { continue }
            return String(plain[plain.index(after: colon)...].drop { $0 == "*" }).trimmed
        }
        return nil
    }
}
