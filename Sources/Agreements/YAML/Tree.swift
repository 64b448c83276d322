/// The terms as nested text, in one fixed order: what is written, hashed and searched for blanks.
indirect enum Tree: Hashable {
    case scalar(String)
    case map([Entry])
    case list([Tree])

    struct Entry: Hashable {
        let key: String
        let value: Tree
    }

    /// Entries in the order written; those without a value are left out.
    static func fields(_ entries: [(String, Tree?)]) -> Tree {
        .map(entries.compactMap { key, value in value.map { Entry(key: key, value: $0) } })
    }

    static func texts(_ texts: [String]) -> Tree { .list(texts.map(Tree.scalar)) }

    static func written(_ value: some Written) -> Tree { .scalar(value.written) }
}

/// One text of the terms and where it stands.
struct Leaf: Hashable {
    let path: String
    let text: String
}

extension Tree {
    /// Every text with its path, keys that are free texts included.
    func leaves(at path: String = "") -> [Leaf] {
        switch self {
        case .scalar(let text): [Leaf(path: path, text: text)]
        case .list(let items): items.enumerated().flatMap { $1.leaves(at: "\(path)[\($0 + 1)]") }
        case .map(let entries):
            entries.flatMap { $0.value.leaves(at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
        }
    }
}
