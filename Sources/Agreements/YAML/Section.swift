import BusinessTime
import Yams

/// One mapping of the text. It remembers which keys were asked for: any other is unknown.
final class Section {
    let path: String
    let reading: Reading
    private let entries: [(key: String, value: Node)]
    private var asked: [String] = []

    /// Reads a mapping and reports the keys that nobody asked for.
    static func read<Value>(_ node: Node, at path: String, _ reading: Reading, _ read: (Section) -> Value)
        -> Value
    {
        let section = Section(node, at: path, reading)
        let value = read(section)
        section.reportUnknown()
        return value
    }

    private init(_ node: Node, at path: String, _ reading: Reading) {
        self.path = path
        self.reading = reading
        reading.place(node, at: path)
        guard case .mapping(let mapping) = node else {
            entries = []
            if !node.isNothing {
                let what = path.isEmpty ? "the document" : "this"
                reading.report(path, "\(what) must be keys with values", remedy: "write `key: value` lines")
            }
            return
        }
        entries = mapping.map { key, value in (key.scalar?.string ?? "", value) }
        for (key, value) in mapping {
            reading.place(key, at: Self.join(path, key.scalar?.string ?? ""))
            reading.place(value, at: Self.join(path, key.scalar?.string ?? ""))
        }
    }

    static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func at(_ key: String) -> String { Self.join(path, key) }

    /// The node of a key that may be left out.
    func node(ifPresent key: String) -> Node? {
        asked.append(key)
        return entries.first { $0.key == key }.flatMap { $0.value.isNothing ? nil : $0.value }
    }

    func node(_ key: String, form: String) -> Node? {
        if let node = node(ifPresent: key) { return node }
        reading.report(at(key), "this is missing", remedy: "add `\(key):` with \(form)")
        return nil
    }

    /// All entries, where keys are free: dates, categories.
    func everyEntry(_ key: String) -> [(key: String, value: Node, path: String)] {
        guard let node = node(ifPresent: key) else { return [] }
        let inner = Section(node, at: at(key), reading)
        return inner.entries.map { ($0.key, $0.value, inner.at($0.key)) }
    }

    private func reportUnknown() {
        for (key, _) in entries where !asked.contains(key) {
            let near = Suggestion.nearest(to: key, among: asked)
            let known = "use one of: " + asked.joined(separator: ", ")
            reading.report(
                at(key), "the key \(Tree.quoted(key)) is unknown",
                remedy: near.map { "did you mean `\($0)`?" } ?? known)
        }
    }
}

extension Node {
    /// Left empty, or written as null.
    var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
