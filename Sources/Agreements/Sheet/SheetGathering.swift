import Yams

/// The fields of the form put together as terms again. It remembers from which field each path came.
struct SheetGathering {
    let values: [String: String]
    /// By the path in the text.
    private(set) var places: [String: String] = [:]

    init(values: [String: String]) {
        self.values = values
    }

    mutating func place(_ path: String, in name: String) { places[path] = name }

    /// One value; nil leaves the key out.
    mutating func text(_ path: String, from name: String? = nil) -> Tree? {
        let name = name ?? path
        places[path] = name
        return values[name].map(Tree.scalar)
    }

    /// A list of texts; left empty it is a list without items.
    mutating func texts(_ path: String, from name: String? = nil) -> Tree {
        let name = name ?? path
        places[path] = name
        let separator = SheetSpreading.separator(path).first ?? "\n"
        return .texts((values[name] ?? "").split(separator: separator).map(\.trimmed).filter { !$0.isEmpty })
    }

    /// A map under a key, left out where it is empty and may be.
    mutating func map(_ path: String, _ keys: [String]) -> Tree {
        places[path] = "\(path).\(keys[0])"
        return .fields(keys.map { ($0, text("\(path).\($0)")) })
    }

    /// "key: value" lines as a map of texts.
    mutating func pairs(_ path: String) -> Tree {
        places[path] = path
        return .map(lines(path).map { Tree.Entry(key: $0.key, value: .scalar($0.value)) })
    }

    /// "key: value" lines as a map of lists; the same key may stand on several.
    mutating func manyPairs(_ path: String) -> Tree {
        places[path] = path
        var keys: [String] = []
        var texts: [String: [String]] = [:]
        for (key, value) in lines(path) {
            if texts[key] == nil { keys.append(key) }
            texts[key, default: []].append(value)
        }
        return .map(keys.map { Tree.Entry(key: $0, value: .texts(texts[$0] ?? [])) })
    }

    private func lines(_ name: String) -> [(key: String, value: String)] {
        Self.lines(of: values[name] ?? "")
    }

    static func lines(of text: String) -> [(key: String, value: String)] {
        text.split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }.map { line in
            let cut = line.firstIndex(of: ":")
            return (
                line[..<(cut ?? line.endIndex)].trimmed,
                cut.map { line[line.index(after: $0)...].trimmed } ?? ""
            )
        }
    }

    /// What is written as YAML in its field; where it is none, its text stands for it and is complained of.
    mutating func written(_ path: String) -> Tree {
        places[path] = path
        guard let text = values[path] else { return .list([]) }
        guard let node = Screen.compose(text, Reading()) else { return .scalar(text) }
        return Tree(node)
    }

    /// A list of maps of which each has a name in the form; those without any value are left out. What is
    /// wrong with one as a whole is mended in its field `key`.
    mutating func list(
        _ path: String, _ names: [String], key: String, _ item: (inout Self, String, String) -> Tree?
    ) -> Tree {
        places[path] = names[0] + key
        var items: [Tree] = []
        for name in names where values.keys.contains(where: { $0.hasPrefix(name) }) {
            let at = "\(path)[\(items.count + 1)]"
            places[at] = name + key
            if let tree = item(&self, at, name) { items.append(tree) }
        }
        return .list(items)
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[first...last])
    }
}
