/// Reads one whole response.
enum ResponseParser {
    static func response(
        _ pieces: [ResponseReader.Piece], _ bounds: Bounds
    ) throws(Violation) -> Response {
        var cursor = ResponseCursor(pieces, bounds)
        if cursor.skip("+") {
            cursor.skipSpaces()
            return .goOn(cursor.rest())
        }
        if cursor.skip("*") {
            try cursor.want(" ")
            cursor.skipSpaces()
            return .told(try untagged(&cursor))
        }
        let tag = cursor.word()
        guard !tag.isEmpty, cursor.skip(" ") else { throw cursor.fault("a tag") }
        cursor.skipSpaces()
        let word = cursor.word()
        guard let kind = Condition.Kind(rawValue: word.lowercased()), kind != .preauth else {
            throw cursor.fault("OK, NO or BAD")
        }
        return .done(tag: tag, try condition(kind, &cursor))
    }

    private static func untagged(_ cursor: inout ResponseCursor) throws(Violation) -> Untagged {
        if let byte = cursor.next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            return try numbered(try cursor.number(), &cursor)
        }
        let word = cursor.word().uppercased()
        if let kind = Condition.Kind(rawValue: word.lowercased()) {
            return .condition(try condition(kind, &cursor))
        }
        switch word {
        case _ where !(word.utf8.first.map { (0x41...0x5A).contains($0) } ?? false):
            throw cursor.fault("a response")
        case "CAPABILITY": return .capability(capabilities(&cursor))
        case "SEARCH": return .found(try found(&cursor))
        case "ESEARCH": return .searched(try searched(&cursor))
        case "LIST": return .folder(try folder(&cursor))
        default: return .other(word)
        }
    }

    private static func numbered(
        _ number: UInt32, _ cursor: inout ResponseCursor
    ) throws(Violation) -> Untagged {
        cursor.skipSpaces()
        let word = cursor.word().uppercased()
        switch word {
        case "EXISTS": return .exists(number)
        case "RECENT": return .recent(number)
        case "EXPUNGE": return .expunged(number)
        case "FETCH": return .fetched(try fetched(number, &cursor))
        case "": throw cursor.fault("a response")
        default: return .other(word)
        }
    }

    private static func condition(
        _ kind: Condition.Kind, _ cursor: inout ResponseCursor
    ) throws(Violation) -> Condition {
        cursor.skipSpaces()
        guard cursor.skip("[") else { return Condition(kind, cursor.rest()) }
        let code = try code(&cursor)
        cursor.skip(upTo: "]")
        // Some servers forget the bracket; the words are for people anyway.
        _ = cursor.skip("]")
        cursor.skipSpaces()
        return Condition(kind, code: code, cursor.rest())
    }

    private static let plainCodes: [String: Code] = [
        "ALERT": .alert, "READ-ONLY": .readOnly, "READ-WRITE": .readWrite, "TRYCREATE": .tryCreate,
        "AUTHENTICATIONFAILED": .authenticationFailed, "AUTHORIZATIONFAILED": .authorizationFailed,
        "EXPIRED": .expired, "UNAVAILABLE": .unavailable, "NONEXISTENT": .nonExistent, "INUSE": .inUse,
        "LIMIT": .limit,
    ]

    /// A code that can't be read is one that is not known.
    private static func code(_ cursor: inout ResponseCursor) throws(Violation) -> Code {
        let word = cursor.word().uppercased()
        if let plain = plainCodes[word] { return plain }
        cursor.skipSpaces()
        switch word {
        case "CAPABILITY": return .capability(capabilities(&cursor))
        case "UIDVALIDITY": return (try? cursor.number()).map(Code.uidValidity) ?? .other(word)
        case "UIDNEXT":
            guard let next: UInt32 = try? cursor.number() else { return .other(word) }
            // No message has the number 0: it would be the end of a range that has no beginning.
            if next == 0 { throw .malformed(wanted: "UIDNEXT from 1 on", found: "0") }
            return .uidNext(next)
        case "HIGHESTMODSEQ": return (try? cursor.number()).map(Code.highestChange) ?? .other(word)
        default: return .other(word)
        }
    }

    private static func capabilities(_ cursor: inout ResponseCursor) -> Capabilities {
        var words: [String] = []
        while true {
            cursor.skipSpaces()
            let word = cursor.word()
            if word.isEmpty { return Capabilities(words) }
            words.append(word)
        }
    }

    private static func folder(_ cursor: inout ResponseCursor) throws(Violation) -> FolderLine {
        cursor.skipSpaces()
        let attributes = try words(&cursor)
        cursor.skipSpaces()
        _ = try cursor.string()
        cursor.skipSpaces()
        let name = try cursor.string() ?? []
        return FolderLine(attributes: attributes, written: name)
    }

    static func words(_ cursor: inout ResponseCursor) throws(Violation) -> [String] {
        try cursor.want("(")
        var words: [String] = []
        while true {
            cursor.skipSpaces()
            if cursor.skip(")") { return words }
            let word = cursor.word()
            if word.isEmpty { throw cursor.fault("a word") }
            words.append(word)
        }
    }
}
