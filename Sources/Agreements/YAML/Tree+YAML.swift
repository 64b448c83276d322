extension Tree {
    /// YAML in one form: fixed order, two spaces a level, quotes only where they are needed, LF at each end.
    var yaml: String {
        var text = ""
        write(to: &text, indent: 0)
        return text
    }

    private func write(to text: inout String, indent: Int) {
        let margin = String(repeating: " ", count: indent)
        switch self {
        case .scalar(let value): text += "\(margin)\(Self.quoted(value))\n"
        case .map(let entries):
            for entry in entries {
                text += "\(margin)\(Self.quoted(entry.key)):"
                entry.value.writeInside(to: &text, indent: indent)
            }
        case .list(let items):
            for item in items {
                text += "\(margin)-"
                item.writeItem(to: &text, indent: indent)
            }
        }
    }

    private func writeInside(to text: inout String, indent: Int) {
        switch self {
        case .scalar(let value): text += " \(Self.quoted(value))\n"
        case .map(let entries) where entries.isEmpty: text += " {}\n"
        case .list(let items) where items.isEmpty: text += " []\n"
        default:
            text += "\n"
            write(to: &text, indent: indent + 2)
        }
    }

    /// The first key of a map stands on the line of its dash.
    private func writeItem(to text: inout String, indent: Int) {
        guard case .map(let entries) = self, !entries.isEmpty else {
            return writeInside(to: &text, indent: indent)
        }
        var block = ""
        write(to: &block, indent: indent + 2)
        text += " " + block.dropFirst(indent + 2)
    }
}

extension Tree {
    /// Plain where every reader of YAML takes the text as it is, else between double quotes.
    static func quoted(_ text: String) -> String {
        isPlain(text) ? text : "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static let words: Set<String> = ["null", "Null", "NULL", "true", "false"]
    private static let signs = Set(" .,;/()'-_%+@:".unicodeScalars)

    private static func isPlain(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last, isWord(first), last != " ", last != ":",
            !words.contains(text), !text.contains(": ")
        else { return false }
        return scalars.allSatisfy { isWord($0) || signs.contains($0) }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        default: return HiddenCharacter.isHidden(scalar) ? "\\U" + hex(scalar.value) : String(scalar)
        }
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
