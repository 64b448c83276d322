/// Swift text with comments and string contents turned into spaces; lines stay where they were.
struct Code {
    private let text: [Character]
    private var position = 0
    private var output: [Character] = []

    static func blanked(_ text: String) -> String {
        var code = Code(text: Array(text))
        while code.position < code.text.count { code.step() }
        return String(code.output)
    }

    private init(text: [Character]) {
        self.text = text
        output.reserveCapacity(text.count)
    }

    private mutating func step() {
        if starts("//") { return lineComment() }
        if starts("/*") { return blockComment() }
        if text[position] == "\"" || (text[position] == "#" && pounds().opensString) { return string() }
        keep()
    }

    private func starts(_ mark: String) -> Bool {
        let end = position + mark.count
        return end <= text.count && text[position..<end].elementsEqual(mark)
    }

    /// How many `#` stand here, and whether a raw string begins behind them.
    private func pounds() -> (count: Int, opensString: Bool) {
        var end = position
        while end < text.count, text[end] == "#" { end += 1 }
        return (end - position, end < text.count && text[end] == "\"")
    }

    private mutating func keep() {
        output.append(text[position])
        position += 1
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where position < text.count {
            output.append(text[position] == "\n" ? "\n" : " ")
            position += 1
        }
    }

    private mutating func lineComment() {
        while position < text.count, text[position] != "\n" { blank() }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                blank(2)
            } else if starts("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < text.count
    }

    private mutating func string() {
        let fence = String(repeating: "#", count: pounds().count)
        blank(fence.count)
        let quote = starts("\"\"\"") ? "\"\"\"" : "\""
        blank(quote.count)
        while position < text.count, !starts(quote + fence) {
            if starts("\\" + fence + "(") {
                blank(1 + fence.count)
                interpolation()
            } else if starts("\\" + fence) {
                blank(2 + fence.count)
            } else if quote.count == 1, text[position] == "\n" {
                return
            } else {
                blank()
            }
        }
        blank(quote.count + fence.count)
    }

    private mutating func interpolation() {
        var depth = 0
        repeat {
            if text[position] == "\"" {
                string()
                continue
            }
            if text[position] == "(" { depth += 1 }
            if text[position] == ")" { depth -= 1 }
            blank()
        } while depth > 0 && position < text.count
    }
}
