import Yams

/// A draft's text taken apart into the fields of the form.
struct SheetSpreading {
    private(set) var values: [String: String] = [:]

    mutating func spread(_ tree: Tree, at path: String) {
        switch tree {
        case .scalar(let text): values[path] = text
        case .map(let entries): spread(entries, at: path)
        case .list(let items): spread(items, at: path)
        }
    }

    private mutating func spread(_ entries: [Tree.Entry], at path: String) {
        switch path {
        case "hours.holidays", "hours.special", "duties.required":
            values[path] = entries.flatMap(Self.lines).joined(separator: "\n")
        default:
            for entry in entries { spread(entry.value, at: Section.join(path, entry.key)) }
        }
    }

    /// "key: value", a line for each value.
    private static func lines(_ entry: Tree.Entry) -> [String] {
        switch entry.value {
        case .scalar(let text): ["\(entry.key): \(text)"]
        case .list(let items): items.map { "\(entry.key): \($0.text)" }
        case .map: []
        }
    }

    private mutating func spread(_ items: [Tree], at path: String) {
        switch path {
        case "severities": for item in items { spread(item, at: "\(path)[\(item["severity"])]") }
        case "escalation.tiers": for item in items { spread(item, at: "\(path)[\(item["tier"])]") }
        case "credits.rows":
            for item in items {
                values["\(path)[\(item["promise"])/\(item["severity"])]"] = Self.bands(item)
            }
        case "escalation.rules":
            let rules = items.map { "\($0["promise"]): \($0["when"]): \($0["to"])" }
            values[path] = rules.joined(separator: "\n")
        case "hours.amendments": values[path] = items.isEmpty ? nil : Tree.list(items).yaml
        case "provider.signatories", "customer.signatories", "conditions":
            for (index, item) in items.enumerated() { spread(item, at: "\(path)[\(index + 1)]") }
        default: values[path] = items.map(\.text).joined(separator: Self.separator(path))
        }
    }

    /// Short words stand on one line, sentences on a line each.
    static func separator(_ path: String) -> String {
        let isShort = [".groups", ".people"].contains { path.hasSuffix($0) }
        return isShort || ["escalation.warnings", "scope.categories"].contains(path) ? ", " : "\n"
    }

    private static func bands(_ row: Tree) -> String {
        guard case .list(let bands)? = row.value(of: "bands") else { return "" }
        return bands.map { "\($0["from"]): \($0["worth"])" }.joined(separator: "\n")
    }
}

extension Tree {
    /// Any YAML; aliases and tags are screened before.
    init(_ node: Node) {
        switch node {
        case .scalar(let scalar): self = .scalar(node.isNothing ? "" : scalar.string)
        case .mapping(let mapping):
            self = .map(mapping.map { Entry(key: $0.key.scalar?.string ?? "", value: Tree($0.value)) })
        case .sequence(let sequence): self = .list(sequence.map(Tree.init))
        case .alias: self = .scalar("")
        }
    }

    /// Of a text itself; of anything else nothing.
    var text: String {
        if case .scalar(let text) = self { return text }
        return ""
    }

    func value(of key: String) -> Tree? {
        guard case .map(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }

    subscript(_ key: String) -> String { value(of: key)?.text ?? "" }
}
