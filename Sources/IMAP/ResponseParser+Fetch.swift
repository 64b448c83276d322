extension ResponseParser {
    static func fetched(
        _ sequence: UInt32, _ cursor: inout ResponseCursor
    ) throws(Violation) -> Fetched {
        var fetched = Fetched(sequence: sequence)
        cursor.skipSpaces()
        try cursor.want("(")
        while true {
            cursor.skipSpaces()
            if cursor.skip(")") { return fetched }
            let name = cursor.word().uppercased()
            if name.isEmpty { throw cursor.fault("the name of an item") }
            try item(name, of: &fetched, &cursor)
        }
    }

    private static func item(
        _ name: String, of fetched: inout Fetched, _ cursor: inout ResponseCursor
    ) throws(Violation) {
        if name == "BODY", cursor.next == UInt8(ascii: "[") { return try body(of: &fetched, &cursor) }
        cursor.skipSpaces()
        switch name {
        case "UID": fetched.uid = try cursor.number()
        case "RFC822.SIZE": fetched.size = try cursor.number()
        case "FLAGS": fetched.flags = try words(&cursor)
        case "INTERNALDATE": fetched.internalDate = try cursor.string().flatMap { InternalDate.seconds($0) }
        default: try cursor.skipValue()
        }
    }

    private static func body(
        of fetched: inout Fetched, _ cursor: inout ResponseCursor
    ) throws(Violation) {
        try cursor.want("[")
        cursor.skip(upTo: "]")
        try cursor.want("]")
        if cursor.skip("<") {
            _ = try cursor.number(UInt64.self)
            try cursor.want(">")
        }
        cursor.skipSpaces()
        switch cursor.takeLiteral() {
        case .streamed(let size): fetched.body = .streamed(size)
        case .literal(let bytes), .text(let bytes): fetched.body = .inline(bytes)
        case nil: fetched.body = try cursor.string().map { .inline($0) } ?? .absent
        }
    }
}
