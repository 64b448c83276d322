extension Rule {
    static let fileLinesMax = 300
    static let lineCharactersMax = 110
    static let functionLinesMax = 50
    static let foldersMax = 2

    static let fileLength = Rule(name: "file-length") { file in
        let count = file.text.hasSuffix("\n") ? file.lines.count - 1 : file.lines.count
        if count <= fileLinesMax { return [] }
        return [(fileLinesMax + 1, "\(count) lines; split the file at \(fileLinesMax)")]
    }

    static let lineLength = Rule(name: "line-length") { file in
        perLine(file.text) { line in
            if line.count <= lineCharactersMax { return nil }
            return "\(line.count) characters; break the line at \(lineCharactersMax)"
        }
    }

    static let functionLength = Rule(name: "function-length") { file in
        Function.all(in: file).filter { $0.lineCount > functionLinesMax }.map { function in
            (function.line, "\(function.lineCount) lines; a function fits a screen of \(functionLinesMax)")
        }
    }

    static let depth = Rule(name: "depth") { file in
        let below = file.folders.count - 2
        return below <= foldersMax ? [] : [(1, "\(below) folders below the target; keep to \(foldersMax)")]
    }
}

/// A function's body, found by counting braces in code without comments and strings.
struct Function {
    let line: Int
    let lineCount: Int

    private static let beginnings: Set<String> = ["func", "init", "deinit", "subscript"]
    private static let endings: Set<String> = [
        "func", "init", "deinit", "subscript", "var", "let", "case", "static", "associatedtype", "struct",
        "enum", "extension", "public",
    ]

    static func all(in file: SourceFile) -> [Function] {
        let tokens = Token.all(in: file.code)
        return tokens.indices.compactMap { index in
            guard beginnings.contains(tokens[index].text), index == 0 || tokens[index - 1].text != "."
            else { return nil }
            return body(of: index, in: tokens)
        }
    }

    private static func body(of start: Int, in tokens: [Token]) -> Function? {
        var depth = 0
        for index in tokens.indices.dropFirst(start + 1) {
            switch tokens[index].text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return closed(from: index, start: start, in: tokens)
            case "}" where depth == 0: return nil
            case let word where depth <= 0 && endings.contains(word): return nil
            default: break
            }
            if depth < 0 { return nil }
        }
        return nil
    }

    private static func closed(from open: Int, start: Int, in tokens: [Token]) -> Function? {
        var depth = 0
        for token in tokens[open...] {
            if token.text == "{" { depth += 1 }
            if token.text == "}" { depth -= 1 }
            if depth == 0 {
                return Function(line: tokens[start].line, lineCount: token.line - tokens[open].line + 1)
            }
        }
        return nil
    }
}

/// A word or a single mark of code, and the line it stands on.
struct Token {
    let text: String
    let line: Int

    static func all(in code: String) -> [Token] {
        var tokens: [Token] = []
        var word = ""
        var line = 1
        func flush() {
            if !word.isEmpty { tokens.append(Token(text: word, line: line)) }
            word = ""
        }
        for character in code {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
                continue
            }
            flush()
            if character == "\n" { line += 1 }
            if !character.isWhitespace { tokens.append(Token(text: String(character), line: line)) }
        }
        flush()
        return tokens
    }
}
