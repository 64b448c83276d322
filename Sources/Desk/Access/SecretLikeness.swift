/// What looks like something that opens a system. It is no proof: it keeps what is pasted by mistake out of
/// tickets, where many read it for years.
public enum SecretLikeness: String, CaseIterable, Hashable, Sendable {
    case password, key, token

    public var words: String { "a \(rawValue)" }

    public static func found(in text: String) -> SecretLikeness? {
        if isPrivateKey(text) { return .key }
        for line in text.split(whereSeparator: \.isNewline) {
            if let found = labelled(line) { return found }
            for word in line.split(whereSeparator: \.isWhitespace) {
                if let found = bare(word) { return found }
            }
        }
        return nil
    }

    private static func isPrivateKey(_ text: String) -> Bool {
        text.contains("-----BEGIN") && text.contains("PRIVATE KEY")
    }
}

// A word that says what follows it: "password: swordfish", "the PIN is 4711".
extension SecretLikeness {
    private static let labels: [(word: String, SecretLikeness)] = [
        ("password", .password), ("passwd", .password), ("pwd", .password), ("passphrase", .password),
        ("passcode", .password), ("passwort", .password), ("kennwort", .password), ("pin", .password),
        ("pw", .password), ("secret", .key), ("key", .key), ("apikey", .key), ("token", .token),
        ("bearer", .token),
    ]
    /// What stands after a label and gives nothing away.
    private static let harmless: Set<String> = [
        "none", "no", "phone", "telephone", "vault", "given", "unknown", "later", "separately", "missing",
        "needed", "expired", "rotated", "changed", "reset", "see", "ask", "required", "same", "customer",
    ]

    private static func labelled(_ line: Substring) -> SecretLikeness? {
        let words = line.split(whereSeparator: \.isWhitespace)
        for index in words.indices {
            for (label, likeness) in labels {
                guard let value = value(after: label, at: index, in: words) else { continue }
                if isGiven(value.words, isStated: value.isStated) { return likeness }
            }
        }
        return nil
    }

    /// What follows a label: joined to it ("pin=4711"), behind a colon, or behind "is", where less is taken
    /// for a secret.
    private static func value(
        after label: String, at index: Int, in words: [Substring]
    ) -> (words: ArraySlice<Substring>, isStated: Bool)? {
        let word = words[index].lowercased().drop { !$0.isLetter }
        guard word.hasPrefix(label) else { return nil }
        let rest = word.dropFirst(label.count)
        let next = words[(index + 1)...]
        if let mark = rest.first {
            guard mark == ":" || mark == "=" else { return nil }
            let joined = words[index].suffix(rest.count - 1)
            return (joined.isEmpty ? next : [joined] + next, true)
        }
        guard let follows = next.first?.lowercased() else { return nil }
        if ["is", "was", "ist", "lautet"].contains(follows) { return (next.dropFirst(), false) }
        if [":", "=", "->"].contains(follows) { return (next.dropFirst(), true) }
        return isMixed(plain(next[next.startIndex])) ? (next, false) : nil
    }

    /// `isStated`: behind a colon a lone word is a secret too; in a sentence it must look like one.
    private static func isGiven(_ words: ArraySlice<Substring>, isStated: Bool) -> Bool {
        guard let first = words.first else { return false }
        let value = plain(first)
        if value.count < 4 || harmless.contains(value.lowercased()) || isDate(value) { return false }
        if isMixed(value) || value.allSatisfy(\.isNumber) { return true }
        let endsThere = words.count == 1 || [",", ";", "."].contains(String(first.suffix(1)))
        return isStated && endsThere
    }

    private static func plain(_ word: Substring) -> String {
        let marks: Set<Character> = ["\"", "'", "`", ",", ";", ".", "(", ")", "<", ">", "“", "”"]
        return String(word.drop { marks.contains($0) }.reversed().drop { marks.contains($0) }.reversed())
    }

    /// Letters with digits or signs among them, and no path, host or address.
    private static func isMixed(_ value: String) -> Bool {
        if value.count < 4 || value.contains("/") || isDate(value) || value.contains(".") { return false }
        guard value.contains(where: \.isLetter) else { return false }
        return value.contains { $0.isNumber || "!$%&*#^~?".contains($0) }
    }

    private static func isDate(_ value: String) -> Bool {
        !value.isEmpty && value.allSatisfy { $0.isNumber || "-.:/".contains($0) }
            && value.contains { "-.:/".contains($0) }
    }
}

// Words that need no label.
extension SecretLikeness {
    private static let beginnings = [
        "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-",
        "sk_live_",
        "rk_live_", "sk-ant-", "sk-proj-", "AIza", "npm_", "pypi-", "dop_v1_", "shpat_",
    ]
    /// Characters from which on chance alone makes a word look as it does.
    private static let randomMin = 16
    private static let hexMin = 32

    private static func bare(_ word: Substring) -> SecretLikeness? {
        if isAddressWithPassword(word) { return .password }
        let value = plain(word)
        if beginnings.contains(where: { value.hasPrefix($0) && value.count >= $0.count + 12 }) {
            return .token
        }
        if isSignedToken(value) { return .token }
        let parts = value.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        if parts.contains(where: { isHex($0) || isRandom($0) }) { return .key }
        return isTyped(value) ? .password : nil
    }

    /// "https://ana:swordfish@db.example".
    private static func isAddressWithPassword(_ word: Substring) -> Bool {
        guard let scheme = word.firstRange(of: "://") else { return false }
        let host = word[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard let at = host.lastIndex(of: "@") else { return false }
        return host[..<at].split(separator: ":", omittingEmptySubsequences: true).count == 2
    }

    /// A JSON Web Token.
    private static func isSignedToken(_ value: String) -> Bool {
        value.hasPrefix("eyJ") && value.count >= 32 && value.split(separator: ".").count >= 2
    }

    private static func isHex(_ part: Substring) -> Bool {
        part.count >= hexMin && part.allSatisfy(\.isHexDigit) && part.contains(where: \.isNumber)
            && part.contains(where: \.isLetter)
    }

    /// Small letters, capitals and digits that change places oftener than in any name.
    private static func isRandom(_ part: Substring) -> Bool {
        guard part.count >= randomMin else { return false }
        let sorts = part.map { $0.isNumber ? 0 : $0.isUppercase ? 1 : 2 }
        guard Set(sorts).count == 3 else { return false }
        let changes = zip(sorts, sorts.dropFirst()).count { $0 != $1 }
        return changes * 100 >= 45 * (part.count - 1)
    }

    /// As people make them up: both sorts of letters, digits and a sign within.
    private static func isTyped(_ value: String) -> Bool {
        guard (8...64).contains(value.count), !value.contains("/"), !value.contains("@") else { return false }
        let within = value.drop { "!?#".contains($0) }.reversed().drop { "!?".contains($0) }
        return within.contains(where: \.isLowercase) && within.contains(where: \.isUppercase)
            && within.contains(where: \.isNumber) && within.contains { "!$%&*#^~".contains($0) }
    }
}
