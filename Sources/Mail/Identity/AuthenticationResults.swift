/// What a server found out about who sent a mail (RFC 8601): one Authentication-Results field.
public struct AuthenticationResults: Sendable, Hashable {
    public struct Finding: Sendable, Hashable {
        /// `spf`, `dkim`, `dmarc`; lower case.
        public let method: String
        /// `pass`, `fail`, `none` and others; lower case.
        public let result: String
        /// As `header.d` and its value, both in lower case.
        public let properties: [String: String]
    }

    /// The authserv-id: who says so. Lower case.
    public let server: String
    public let findings: [Finding]

    /// Findings read from one field.
    public static let findingCountMax = 50

    /// Nil for a field without an authserv-id.
    public init?(_ value: String) {
        let parts = Self.withoutComments(value).split(separator: ";", omittingEmptySubsequences: false)
        guard let server = parts.first?.split(whereSeparator: \.isWhitespace).first else { return nil }
        self.server = server.lowercased()
        findings = parts.dropFirst().prefix(Self.findingCountMax).compactMap(Finding.init)
    }

    /// Findings in the form of the field's value, without a server: how Duly keeps its own.
    public static func findings(_ text: String) -> [Finding] {
        AuthenticationResults("duly; \(text)")?.findings ?? []
    }

    /// Comments may hold anything, results included; quotes keep their content.
    private static func withoutComments(_ text: String) -> String {
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        var kept = ""
        for character in text {
            if isEscaped {
                isEscaped = false
                if depth == 0 { kept.append(character) }
                continue
            }
            switch character {
            case "\\": isEscaped = true
            case "\"" where depth == 0: isQuoted.toggle()
            case "(" where !isQuoted: depth += 1
            case ")" where !isQuoted && depth > 0: depth -= 1
            // What separates results separates none inside quotes.
            case ";" where isQuoted, "=" where isQuoted: if depth == 0 { kept.append("_") }
            default: if depth == 0 { kept.append(character) }
            }
        }
        return kept
    }
}

extension AuthenticationResults.Finding {
    fileprivate init?(_ part: Substring) {
        let words = AuthenticationResults.Finding.pairs(part)
        guard let (name, result) = words.first else { return nil }
        method = String(name.prefix { $0 != "/" })
        self.result = result
        properties = Dictionary(words.dropFirst(), uniquingKeysWith: { first, _ in first })
    }

    /// `name = value` with blanks anywhere around the sign.
    private static func pairs(_ part: Substring) -> [(String, String)] {
        let spaced = part.lowercased().split(separator: "=", omittingEmptySubsequences: false)
            .map { $0.split(whereSeparator: \.isWhitespace) }
        guard spaced.count > 1 else { return [] }
        return zip(spaced, spaced.dropFirst()).compactMap { left, right in
            guard let name = left.last, let value = right.first else { return nil }
            return (String(name), String(value))
        }
    }
}
