/// A place in a template's text where a value of the terms is put in.
enum Placeholder {
    /// A text cut at its braces: words and paths in turn. nil where a brace is left open or opens nothing.
    private static func pieces(_ text: String) -> [(isPath: Bool, text: String)]? {
        var pieces: [(isPath: Bool, text: String)] = []
        var piece = ""
        var isInside = false
        for sign in text {
            guard sign == "{" || sign == "}" else {
                piece.append(sign)
                continue
            }
            guard (sign == "}") == isInside else { return nil }
            pieces.append((isInside, piece))
            (piece, isInside) = ("", !isInside)
        }
        return isInside ? nil : pieces + [(false, piece)]
    }

    /// The paths that a text names; nil where its braces don't match.
    static func paths(in text: String) -> [String]? { pieces(text)?.filter(\.isPath).map(\.text) }

    static func filled(_ text: String, _ value: (String) -> String) -> String {
        pieces(text)?.map { $0.isPath ? value($0.text) : $0.text }.joined() ?? text
    }
}

extension Tree {
    /// What stands at a path as words for a sentence; nil where there is nothing.
    func words(at path: String) -> String? { subtree(path)?.words }

    private func subtree(_ path: String) -> Tree? {
        path.split(separator: ".", omittingEmptySubsequences: false).reduce(Optional(self)) { tree, key in
            guard case .map(let entries) = tree else { return nil }
            return entries.first { $0.key == key }?.value
        }
    }

    private var words: String {
        switch self {
        case .scalar(let text): text
        case .list(let items): items.isEmpty ? "none" : items.map(\.words).joined(separator: "; ")
        case .map(let entries):
            entries.isEmpty ? "none" : entries.map { "\($0.key): \($0.value.words)" }.joined(separator: ", ")
        }
    }
}
