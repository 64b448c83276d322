/// Words that stay, go or come between two texts.
public struct WordRun: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case kept, removed, added }

    public let kind: Kind
    public let text: String

    /// "[-old-]" and "{+new+}", as a terminal can show it.
    public var plain: String {
        switch kind {
        case .kept: text
        case .removed: "[-\(text)-]"
        case .added: "{+\(text)+}"
        }
    }

    /// Words beyond this are told as one that went and one that came: the table of a comparison is bounded.
    static let wordsMax = 3000

    /// The shortest way from one text to the other, word by word; removed words stand before added ones.
    public static func difference(_ before: String, _ after: String) -> [WordRun] {
        let old = before.split(whereSeparator: \.isWhitespace).map(String.init)
        let new = after.split(whereSeparator: \.isWhitespace).map(String.init)
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }
            .count
        let middle = steps(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
        let kept = { (words: ArraySlice<String>) in words.map { (Kind.kept, $0) } }
        return joined(kept(old[..<head]) + middle + kept(old[(old.count - tail)...]))
    }

    private static func steps(_ old: [String], _ new: [String]) -> [(Kind, String)] {
        let replaced = old.map { (Kind.removed, $0) } + new.map { (Kind.added, $0) }
        guard !old.isEmpty, !new.isEmpty, old.count <= wordsMax, new.count <= wordsMax else {
            return replaced
        }
        // How many words two rests have in common, in order.
        var common = [[UInt16]](
            repeating: [UInt16](repeating: 0, count: new.count + 1), count: old.count + 1)
        for i in stride(from: old.count - 1, through: 0, by: -1) {
            for j in stride(from: new.count - 1, through: 0, by: -1) {
                common[i][j] =
                    old[i] == new[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
            }
        }
        var (i, j) = (0, 0)
        var steps: [(Kind, String)] = []
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                steps.append((.kept, old[i]))
                (i, j) = (i + 1, j + 1)
            } else if j == new.count || (i < old.count && common[i + 1][j] >= common[i][j + 1]) {
                steps.append((.removed, old[i]))
                i += 1
            } else {
                steps.append((.added, new[j]))
                j += 1
            }
        }
        return steps
    }

    private static func joined(_ words: [(Kind, String)]) -> [WordRun] {
        var runs: [WordRun] = []
        for (kind, word) in words {
            if let last = runs.last, last.kind == kind {
                runs[runs.count - 1] = WordRun(kind: kind, text: "\(last.text) \(word)")
            } else {
                runs.append(WordRun(kind: kind, text: word))
            }
        }
        return runs
    }
}
