extension Tree {
    /// Every text that differs, in the order of the terms.
    static func changes(from old: Tree?, to new: Tree?, at path: String = "") -> [AgreementComparison.Change]
    {
        if old == new { return [] }
        switch (old, new) {
        case (.scalar(let old), .scalar(let new)):
            return [AgreementComparison.Change(path: path, before: old, after: new)]
        case (.map(let old), .map(let new)): return changes(from: old, to: new, at: path)
        case (.list(let old), .list(let new)): return changes(from: old, to: new, at: path)
        case (nil, _), (_, nil), (.scalar, _), (.map, _), (.list, _):
            return (old?.texts(at: path) ?? []).map {
                AgreementComparison.Change(path: $0.path, before: $0.text, after: nil)
            }
                + (new?.texts(at: path) ?? []).map {
                    AgreementComparison.Change(path: $0.path, before: nil, after: $0.text)
                }
        }
    }

    private static func changes(from old: [Entry], to new: [Entry], at path: String) -> [AgreementComparison
        .Change]
    {
        let later = new.filter { entry in !old.contains { $0.key == entry.key } }
        return (old + later).flatMap { entry in
            changes(
                from: old.first { $0.key == entry.key }?.value, to: new.first { $0.key == entry.key }?.value,
                at: path.isEmpty ? entry.key : "\(path).\(entry.key)")
        }
    }

    /// What stands in both lists stays; in between the first that goes becomes the first that comes.
    private static func changes(from old: [Tree], to new: [Tree], at path: String) -> [AgreementComparison
        .Change]
    {
        Edits.between(old, new).gaps.flatMap { gap -> [AgreementComparison.Change] in
            (0..<max(gap.removed.count, gap.added.count)).flatMap { place in
                let old = place < gap.removed.count ? gap.removed[place] : nil
                let new = place < gap.added.count ? gap.added[place] : nil
                return changes(
                    from: old?.tree, to: new?.tree, at: "\(path)[\(new?.place ?? old?.place ?? 0)]")
            }
        }
    }

    /// An empty list or map is said as such, so that its coming or going is seen.
    private func texts(at path: String) -> [Leaf] {
        let leaves = leaves(at: path)
        return leaves.isEmpty ? [Leaf(path: path, text: "none")] : leaves
    }
}
