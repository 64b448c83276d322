/// Two versions of an agreement side by side, clause by clause: what changed in the terms, and how the text
/// reads differently.
public struct AgreementComparison: Hashable, Sendable {
    /// A value of the terms that is not what it was.
    public struct Change: Hashable, Sendable {
        public let path: String
        /// nil where it was not there before.
        public let before: String?
        /// nil where it is not there any more.
        public let after: String?
    }

    public struct Part: Hashable, Sendable {
        public let clause: Clause
        public let heading: String
        public let changes: [Change]
        /// The text of the clause with what went and what came; empty where it reads as before.
        public let text: [WordRun]
    }

    /// Only clauses of which something changed, in the order of the text.
    public let parts: [Part]

    public init(_ before: SignedAgreement, _ after: SignedAgreement) {
        let changes = Dictionary(
            grouping: Self.changes(before.terms, after.terms), by: { Clause.owning($0.path) })
        parts = Clause.all.compactMap { clause in
            let (old, new) = (before.text.text(of: clause), after.text.text(of: clause))
            let isSame = old?.plain == new?.plain
            let own = changes[clause] ?? []
            if own.isEmpty && isSame { return nil }
            return Part(
                clause: clause, heading: new?.heading ?? old?.heading ?? "\(clause)", changes: own,
                text: isSame ? [] : WordRun.difference(old?.plain ?? "", new?.plain ?? ""))
        }
    }

    private static func changes(_ before: Terms, _ after: Terms) -> [Change] {
        let (old, new) = (before.tree.leaves(), after.tree.leaves())
        let oldTexts = Dictionary(old.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
        let newTexts = Dictionary(new.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
        let paths = new.map(\.path) + old.map(\.path).filter { newTexts[$0] == nil }
        return paths.compactMap { path in
            let change = Change(path: path, before: oldTexts[path], after: newTexts[path])
            return change.before == change.after ? nil : change
        }
    }

    /// For a terminal or a mail.
    public var plain: String {
        if parts.isEmpty { return "The two versions are the same.\n" }
        return parts.map { part in
            let lines = part.changes.map { change in
                "  \(change.path): \(change.before ?? "(nothing)") -> \(change.after ?? "(nothing)")\n"
            }
            let text = part.text.isEmpty ? "" : "  " + part.text.map(\.plain).joined(separator: " ") + "\n"
            return "\(part.clause) \(part.heading)\n\(lines.joined())\(text)"
        }.joined(separator: "\n")
    }
}
