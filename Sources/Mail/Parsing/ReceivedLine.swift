/// One Received line: the host that took the message, from whom, and when.
public struct ReceivedLine: Sendable, Equatable {
    /// The name after `by`, lower case.
    public let by: String?
    /// The name after `from`, lower case.
    public let from: String?
    public let date: MailDate?

    public init(by: String?, from: String?, date: MailDate?) {
        self.by = by?.lowercased()
        self.from = from?.lowercased()
        self.date = date
    }

    init(_ raw: [UInt8]) {
        let text = HeaderWords.decode(raw)
        let semicolon = text.lastIndex(of: ";")
        let words = ReceivedLine.words(String(text[..<(semicolon ?? text.endIndex)]))
        func after(_ keyword: String) -> String? {
            guard let at = words.firstIndex(of: keyword), at + 1 < words.count else { return nil }
            return words[at + 1]
        }
        by = after("by")
        from = words.first == "from" ? after("from") : nil
        date = semicolon.flatMap { MailDate(parsing: String(text[text.index(after: $0)...])) }
    }

    /// Lower case, comments dropped: a sender may write `by` inside one.
    private static func words(_ text: String) -> [String] {
        var depth = 0
        var out = ""
        for character in text {
            if character == "(" { depth += 1 }
            out.append(depth == 0 ? character : " ")
            if character == ")" { depth = max(0, depth - 1) }
        }
        return out.lowercased().split(separator: " ").map(String.init)
    }
}

/// When the provider received a message: the earliest line written by one of its own hosts, in a chain of
/// own hosts that is unbroken from the newest line down. A forged line further down is not believed.
public enum ReceivedLines {
    public static func receipt(_ lines: [ReceivedLine], ownHosts: Set<String>) -> MailDate? {
        let own = Set(ownHosts.map { $0.lowercased() })
        var earliest: MailDate?
        for line in lines {
            guard let host = line.by, own.contains(host), let date = line.date else { break }
            if earliest.map({ date.seconds < $0.seconds }) ?? true { earliest = date }
        }
        return earliest
    }
}
