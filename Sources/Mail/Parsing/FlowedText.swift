/// Text of `format=flowed` (RFC 3676): a line that ends in a blank goes on in the next one of the same depth
/// of quoting.
enum FlowedText {
    private struct Line {
        var depth = 0
        var text: Substring
        var isSoft: Bool

        /// - Parameter dropsBlank: `DelSp=yes`, for scripts without blanks between words.
        init(_ raw: Substring, dropsBlank: Bool) {
            text = raw
            while text.first == ">" {
                depth += 1
                text = text.dropFirst()
            }
            if text.first == " " { text = text.dropFirst() }
            isSoft = text.last == " " && text != "-- "
            if isSoft, dropsBlank { text = text.dropLast() }
        }

        var written: String {
            depth == 0 ? String(text) : String(repeating: ">", count: depth) + " " + text
        }
    }

    /// - Parameter text: with line ends LF.
    static func unfolded(_ text: String, dropsBlank: Bool) -> String {
        var out: [String] = []
        var open: Line?
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = Line(raw, dropsBlank: dropsBlank)
            let goesOn = open?.depth == line.depth && !line.text.isEmpty && line.text != "-- "
            if let before = open {
                if goesOn {
                    out[out.count - 1] += line.text
                } else {
                    // A soft break before another depth is a mistake of the sender's: the line ends there.
                    out[out.count - 1] = ended(out[out.count - 1], before)
                }
            }
            if open == nil || !goesOn { out.append(line.written) }
            open = line.isSoft ? line : nil
        }
        return out.joined(separator: "\n")
    }

    private static func ended(_ text: String, _ line: Line) -> String {
        text.hasSuffix(" ") && line.isSoft ? String(text.dropLast()) : text
    }
}
