/// From, To and their kin as mailers write them: names quoted or not, encoded words, comments, groups,
/// routes, missing commas, and brackets inside unquoted names (`Max | [x.com] <a@b>`).
struct AddressList {
    private(set) var mailboxes: [Mailbox] = []
    private let bytes: [UInt8]
    private let countMax: Int
    // The entry being read.
    private var words: [UInt8] = []
    private var bracketed: [UInt8]?
    private var comments: [UInt8] = []

    static func parse(_ raw: [UInt8], countMax: Int) -> [Mailbox] {
        var list = AddressList(raw, countMax: countMax)
        list.read()
        return list.mailboxes
    }

    private init(_ raw: [UInt8], countMax: Int) {
        bytes = raw
        self.countMax = countMax
    }

    private mutating func read() {
        var index = 0
        while index < bytes.count, mailboxes.count < countMax {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = readQuoted(from: index)
            case UInt8(ascii: "("): index = readComment(from: index)
            case UInt8(ascii: "<"): index = readBracketed(from: index)
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                finish()
                index += 1
            case UInt8(ascii: ":") where bracketed == nil && !words.contains(UInt8(ascii: "@")):
                // The name of a group; its members follow.
                words.removeAll()
                comments.removeAll()
                index += 1
            default:
                // A second address after a bracket: the comma was forgotten.
                if bracketed != nil, !bytes[index].isWhite { finish() }
                words.append(bytes[index].isWhite ? space : bytes[index])
                index += 1
            }
        }
        if mailboxes.count < countMax { finish() }
    }

    private mutating func readQuoted(from start: Int) -> Int {
        var inside: [UInt8] = []
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            if bytes[index] != cr && bytes[index] != lf { inside.append(bytes[index]) }
            index += 1
        }
        guard index < bytes.count else {
            // Never closed: the quote is a character like others.
            words.append(space)
            return start + 1
        }
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "@") {
            words.append(UInt8(ascii: "\""))
            words += inside.flatMap { $0 == 0x22 || $0 == 0x5C ? [0x5C, $0] : [$0] }
            words.append(UInt8(ascii: "\""))
        } else {
            words += inside
        }
        return index + 1
    }

    private mutating func readComment(from start: Int) -> Int {
        var depth = 0
        var index = start
        var inside: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            inside.append(bytes[index])
            index += 1
            if depth == 0 {
                comments = inside.dropFirst().dropLast()
                return index
            }
        }
        words.append(UInt8(ascii: "("))
        return start + 1
    }

    private mutating func readBracketed(from start: Int) -> Int {
        if bracketed != nil { finish() }
        let rest = bytes[(start + 1)...]
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else {
            bracketed = Array(rest.prefix { $0 != UInt8(ascii: ",") })
            return start + 1 + bracketed!.count
        }
        // `<<a@b>>` and `Name <x <a@b>>`: the innermost bracket counts.
        let inner = rest[..<end].lastIndex(of: UInt8(ascii: "<")).map { $0 + 1 } ?? start + 1
        bracketed = Array(bytes[inner..<end])
        var next = end + 1
        while next < bytes.count, bytes[next] == UInt8(ascii: ">") { next += 1 }
        return next
    }

    private mutating func finish() {
        defer {
            words.removeAll()
            comments.removeAll()
            bracketed = nil
        }
        if let bracketed, let address = AddressList.address(bracketed) {
            let name = AddressList.name(words)
            mailboxes.append(
                Mailbox(name: name.isEmpty ? AddressList.name(comments) : name, address: address))
        } else if let (address, rest) = AddressList.bareAddress(words) {
            let name = AddressList.name(rest)
            mailboxes.append(
                Mailbox(name: name.isEmpty ? AddressList.name(comments) : name, address: address))
        }
    }

    private static func name(_ raw: [UInt8]) -> String {
        let text = HeaderWords.decode(raw.trimmedBytes)
        var out = String.UnicodeScalarView()
        var wasBlank = true
        for scalar in text.unicodeScalars {
            let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            if !(isBlank && wasBlank) { out.append(isBlank ? " " : scalar) }
            wasBlank = isBlank
        }
        var name = String(out).trimmed
        // Quotes inside an encoded word, or doubled ones, are not part of a name.
        while name.utf8.count > 1, let quote = name.first, quote == "\"" || quote == "'", name.last == quote {
            name = String(name.dropFirst().dropLast()).trimmed
        }
        return name
    }

    private static func address(_ raw: [UInt8]) -> MailAddress? {
        let text = HeaderWords.decode(raw.filter { !$0.isWhite })
        if let address = MailAddress(text) { return address }
        var tail = text
        // An obsolete route, or a URL scheme that someone pasted.
        if tail.hasPrefix("@"), let colon = tail.lastIndex(of: ":") {
            tail = String(tail[tail.index(after: colon)...])
        }
        if tail.hasPrefixIgnoringCase("mailto:") { tail = String(tail.dropFirst(7)) }
        while let last = tail.last, ".,;'\"".contains(last) { tail.removeLast() }
        while let first = tail.first, "'".contains(first) { tail.removeFirst() }
        return MailAddress(tail)
    }

    /// The address among blanks-separated words without brackets, and the words around it.
    private static func bareAddress(_ words: [UInt8]) -> (MailAddress, [UInt8])? {
        if words.first == UInt8(ascii: "\""),
            let address = MailAddress(HeaderWords.decode(words.trimmedBytes))
        {
            return (address, [])
        }
        let tokens = words.split(separator: space)
        for (index, token) in tokens.enumerated() where token.contains(UInt8(ascii: "@")) {
            guard let address = address(Array(token)) else { continue }
            let rest = tokens[..<index] + tokens[(index + 1)...]
            return (address, Array(rest.joined(separator: [space])))
        }
        return nil
    }
}
