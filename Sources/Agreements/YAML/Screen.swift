import Yams

/// What a text must not contain before it is parsed: bounds that keep a hostile file
/// from costing time or memory.
enum Screen {
    static let bytesMax = 256 * 1024
    /// Terms need six levels.
    static let depthMax = 32
    static let indentMax = 100

    /// Screens and parses; nil with a problem reported where the text is no YAML that terms can be read from.
    static func compose(_ text: String, _ reading: Reading) -> Node? {
        guard text.utf8.count <= bytesMax else {
            refuse(
                reading, nil, "the text has \(text.utf8.count) bytes",
                "shorten it to \(bytesMax) bytes at most")
            return nil
        }
        let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
        guard isVisible(text, reading), isShallow(text, reading) else { return nil }
        return parsed(text, reading)
    }

    private static func refuse(_ reading: Reading, _ line: Int?, _ message: String, _ remedy: String) {
        reading.report("", line: line, message, remedy: remedy)
    }

    private static func isVisible(_ text: String, _ reading: Reading) -> Bool {
        let before = reading.problems.count
        var line = 1
        for scalar in text.unicodeScalars {
            if scalar == "\n" { line += 1 }
            guard scalar != "\r", HiddenCharacter.isHidden(scalar) else { continue }
            let name = HiddenCharacter.name(scalar)
            refuse(
                reading, line, "the hidden character \(name) stands here",
                "take it out and retype the text around it")
            if reading.problems.count - before == problemsMax { break }
        }
        return reading.problems.count == before
    }

    private static let problemsMax = 20

    /// Nesting is bounded before the parser sees it, because it descends by recursion.
    private static func isShallow(_ text: String, _ reading: Reading) -> Bool {
        var scan = NestingScan()
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            guard let found = scan.complaint(line) else { continue }
            refuse(reading, index + 1, found.message, found.remedy)
            return false
        }
        return true
    }

    private static func parsed(_ text: String, _ reading: Reading) -> Node? {
        do {
            if let node = try Yams.compose(yaml: text) { return node }
            refuse(
                reading, nil, "the text is empty", "begin with `duly agreement new`, which writes every key")
        } catch let error as YamlError {
            let found = YAMLComplaint(error)
            refuse(reading, found.line, found.message, found.remedy)
        } catch {
            refuse(reading, nil, "the text is no YAML", "write it as `duly agreement new` does")
        }
        return nil
    }
}

/// Follows brackets, dashes and anchors through a text, line by line.
private struct NestingScan {
    private var depth = 0
    private var quote: UInt8?
    private var hasAnchor = false

    mutating func complaint(_ line: Substring.UTF8View) -> (message: String, remedy: String)? {
        let indent = line.prefix { $0 == 0x20 }.count
        let dashes = line.prefix { [0x20, 0x2D, 0x3F].contains($0) }.filter { $0 != 0x20 }.count
        if indent > Screen.indentMax || dashes > Screen.depthMax {
            return ("the text is nested too deeply", "write the keys as `duly agreement new` does")
        }
        if line.first(where: { $0 != 0x20 && $0 != 0x2D }) == 0x3F, line.contains(0x20) {
            return ("a key can't be a list or a map", "write `key: value`")
        }
        return walk(line)
    }

    private mutating func walk(_ line: Substring.UTF8View) -> (message: String, remedy: String)? {
        var previous: UInt8 = 0x20
        for byte in line {
            defer { previous = byte }
            if let open = quote {
                if byte == open, previous != 0x5C { quote = nil }
                continue
            }
            let begins = [0x20, 0x5B, 0x7B, 0x2C, 0x3A].contains(previous)
            switch byte {
            case 0x22 where begins, 0x27 where begins: quote = byte
            case 0x23 where previous == 0x20: return nil
            case 0x5B, 0x7B: depth += 1
            case 0x5D, 0x7D: depth = max(0, depth - 1)
            case 0x2A where begins && hasAnchor:
                return ("aliases are not read", "write the value out, or put the text between double quotes")
            case 0x26 where begins: hasAnchor = true
            default: break
            }
            if depth > Screen.depthMax {
                return ("brackets are nested too deeply", "close them, or put the text between double quotes")
            }
        }
        return nil
    }
}
