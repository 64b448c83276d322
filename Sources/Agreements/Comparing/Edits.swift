/// How one sequence becomes another: what stays, goes and comes, in the order of reading.
enum Edit<Element: Hashable>: Hashable {
    case kept(Element)
    case removed(Element)
    case added(Element)
}

enum Edits {
    /// What is left between equal beginnings and ends is compared up to so many elements on both sides
    /// together; beyond that all of it is removed and added, so that no text can stall the desk.
    static let comparedMax = 2_000

    /// Within a place that changed, what goes comes before what comes.
    static func between<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Edit<Element>] {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }
            .count
        let middle = compared(
            Array(old[head..<(old.count - tail)]), Array(new[head..<(new.count - tail)]))
        return old[..<head].map(Edit.kept) + middle + old[(old.count - tail)...].map(Edit.kept)
    }

    private static func compared<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Edit<Element>] {
        guard old.count + new.count <= comparedMax else { return old.map(Edit.removed) + new.map(Edit.added) }
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.offset))
        let added = Set(difference.insertions.map(\.offset))
        var edits: [Edit<Element>] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if removed.contains(i) {
                edits.append(.removed(old[i]))
                i += 1
            } else if added.contains(j) {
                edits.append(.added(new[j]))
                j += 1
            } else {
                edits.append(.kept(old[i]))
                (i, j) = (i + 1, j + 1)
            }
        }
        return edits
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}

extension [Edit<Tree>] {
    typealias Gap = (removed: [(place: Int, tree: Tree)], added: [(place: Int, tree: Tree)])

    /// What goes and comes between what stays, with places from 1 in the old and the new list.
    var gaps: [Gap] {
        var gaps: [Gap] = []
        var gap: Gap = ([], [])
        var (old, new) = (0, 0)
        for edit in self {
            switch edit {
            case .kept:
                if !gap.removed.isEmpty || !gap.added.isEmpty { gaps.append(gap) }
                gap = ([], [])
                (old, new) = (old + 1, new + 1)
            case .removed(let tree):
                old += 1
                gap.removed.append((old, tree))
            case .added(let tree):
                new += 1
                gap.added.append((new, tree))
            }
        }
        return gap.removed.isEmpty && gap.added.isEmpty ? gaps : gaps + [gap]
    }
}
