/// A JSON value to be written, its keys in the order given.
indirect enum JSONText {
    case nothing
    case truth(Bool)
    case number(Int64)
    case text(String)
    case list([JSONText])
    case object([(String, JSONText)])

    var written: String {
        switch self {
        case .nothing: "null"
        case .truth(let value): value ? "true" : "false"
        case .number(let number): String(number)
        case .text(let text): Self.quoted(text)
        case .list(let items): "[" + items.map(\.written).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.0) + ":" + $0.1.written }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }
}
