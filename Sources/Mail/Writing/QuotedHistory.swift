/// What was said before, below an answer: the newest first, each in its own words, and never so much that a
/// long conversation makes long mails.
public struct QuotedHistory: Sendable {
    public static let byteCountMax = 20_000
    /// Messages that are quoted; older ones are on the ticket.
    public static let messageCountMax = 5
    /// Marks of quotes within a quoted message; lines deeper than that are left out.
    public static let depthMax = 2

    /// A message of before.
    public struct Earlier: Sendable {
        /// "On Tuesday, 24 November 2026, 09:50, Carla Reyes wrote:"
        public let introduction: String
        public let text: String

        public init(introduction: String, text: String) {
            self.introduction = introduction
            self.text = text
        }
    }

    public let blocks: [MailBody.Block]

    /// - Parameter earlier: the newest first.
    public init(_ earlier: [Earlier]) {
        var blocks: [MailBody.Block] = []
        var left = Self.byteCountMax
        for message in earlier.prefix(Self.messageCountMax) where left > 0 {
            let words = Self.bounded(message.text, to: left)
            if words.isEmpty { continue }
            left -= words.utf8.count
            blocks.append(.quote(introduction: message.introduction, text: words))
        }
        self.blocks = blocks
    }

    private static func bounded(_ text: String, to byteCount: Int) -> String {
        let own = ReplyText.newText(in: text)
        var left = byteCount
        var kept: [Substring] = []
        for line in (own.isEmpty ? text : own).split(separator: "\n", omittingEmptySubsequences: false) {
            if depth(line) > depthMax { continue }
            left -= line.utf8.count + 1
            if left < 0 {
                kept.append("[...]")
                break
            }
            kept.append(line)
        }
        while kept.last?.allSatisfy(\.isWhitespace) == true { kept.removeLast() }
        return kept.joined(separator: "\n")
    }

    private static func depth(_ line: Substring) -> Int {
        line.prefix { $0 == ">" || $0 == " " }.count { $0 == ">" }
    }
}
