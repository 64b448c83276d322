/// The declarations of a style attribute that change how text looks and nothing else.
enum SafeStyle {
    static let byteCountMax = 2_000

    private static let properties: Set<String> = [
        "color", "background-color", "font-weight", "font-style", "font-size", "font-family", "text-align",
        "text-decoration", "line-height", "vertical-align", "white-space", "width", "height", "max-width",
        "padding", "padding-left", "padding-right", "padding-top", "padding-bottom", "margin", "margin-left",
        "margin-right", "margin-top", "margin-bottom", "border", "border-left", "border-right", "border-top",
        "border-bottom", "border-collapse", "border-color", "border-style", "border-width", "list-style-type",
        "direction",
    ]

    private static let functions: Set<String> = ["rgb", "rgba", "hsl", "hsla"]

    static func kept(_ style: String) -> String {
        guard style.utf8.count <= byteCountMax else { return "" }
        return style.split(separator: ";").compactMap { declaration in
            let parts = declaration.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            let name = parts[0].trimmed.asciiLowered
            let value = parts[1].trimmed.asciiLowered
            return properties.contains(name) && isHarmless(value, of: name) ? "\(name):\(value)" : nil
        }.joined(separator: ";")
    }

    private static func isHarmless(_ value: String, of name: String) -> Bool {
        guard !value.isEmpty, value.utf8.count <= 200,
            value.utf8.allSatisfy({ $0.isLetter || $0.isDigit || " #.,%()'\"-!".utf8.contains($0) })
        else { return false }
        // Negative lengths put text over other text.
        if value.hasPrefix("-") || value.contains(" -") { return false }
        let pieces = value.split(separator: "(", omittingEmptySubsequences: false).dropLast()
        let areKnown = pieces.allSatisfy { piece in
            functions.contains(String(piece.split { " ,)".contains($0) }.last ?? ""))
        }
        return areKnown && !hasHugeNumber(value)
    }

    /// Five digits before the point are no length of a text.
    private static func hasHugeNumber(_ value: String) -> Bool {
        value.split { !($0.isASCII && $0.isNumber) && $0 != "." }.contains {
            $0.prefix { $0 != "." }.count > 4
        }
            && !value.contains("#")
    }
}
