extension ResponseParser {
    /// With CONDSTORE a `(MODSEQ n)` may follow the numbers.
    static func found(_ cursor: inout ResponseCursor) throws(Violation) -> [UInt32] {
        var numbers: [UInt32] = []
        while true {
            cursor.skipSpaces()
            if cursor.isAtEnd { return numbers }
            if cursor.next == UInt8(ascii: "(") {
                try cursor.skipValue()
            } else {
                numbers.append(try cursor.number())
            }
        }
    }

    /// `(TAG "d5") UID ALL 1:3,5`; counts and the like may stand beside it. Nothing found is no ALL.
    static func searched(_ cursor: inout ResponseCursor) throws(Violation) -> Searched {
        cursor.skipSpaces()
        let tag = cursor.next == UInt8(ascii: "(") ? try correlator(&cursor) : nil
        var isByUID = false
        var ranges: [ClosedRange<UInt32>] = []
        while true {
            cursor.skipSpaces()
            if cursor.isAtEnd { return Searched(tag: tag, isByUID: isByUID, ranges: ranges) }
            switch cursor.word().uppercased() {
            case "": throw cursor.fault("the name of a result")
            case "UID": isByUID = true
            case "ALL": ranges += try set(&cursor)
            default: try cursor.skipValue()
            }
        }
    }

    private static func correlator(_ cursor: inout ResponseCursor) throws(Violation) -> String {
        try cursor.want("(")
        guard cursor.word().uppercased() == "TAG" else { throw cursor.fault("TAG") }
        cursor.skipSpaces()
        let tag = try cursor.string() ?? []
        try cursor.want(")")
        return String(decoding: tag, as: UTF8.self)
    }

    /// A range may be written from either end.
    private static func set(_ cursor: inout ResponseCursor) throws(Violation) -> [ClosedRange<UInt32>] {
        cursor.skipSpaces()
        var ranges: [ClosedRange<UInt32>] = []
        repeat {
            let one: UInt32 = try cursor.number()
            var other = one
            if cursor.skip(":") { other = try cursor.number() }
            if min(one, other) == 0 { throw .malformed(wanted: "numbers from 1 on", found: "0") }
            ranges.append(min(one, other)...max(one, other))
        } while cursor.skip(",")
        return ranges
    }
}
