public import BusinessTime

/// Two versions of an agreement side by side, clause by clause: what changed in the terms, and how the text
/// reads differently.
public struct AgreementComparison: Hashable, Sendable {
    /// A value of the terms that is not what it was, in the words of the YAML.
    public struct Change: Hashable, Sendable {
        /// For example `acknowledge.within`.
        public let path: String
        /// nil where it was not there before.
        public let before: String?
        /// nil where it is not there any more.
        public let after: String?

        /// Where it stands, in the words of the form.
        public var words: String { Terms.words(of: path) }
    }

    public struct Part: Hashable, Sendable {
        public let clause: Clause
        /// nil for a clause without a letter.
        public let number: String?
        public let heading: String
        public let changes: [Change]
        /// The whole clause, unchanged lines included.
        public let lines: [ComparedLine]
    }

    /// Only clauses of which something changed, in the order of the text.
    public let parts: [Part]

    public var isEmpty: Bool { parts.isEmpty }

    public init(from before: Terms, to after: Terms, zones: ZoneLookup) throws(AgreementProblems) {
        self.init(
            SignedAgreement(terms: before, text: try before.text(zones: zones)),
            SignedAgreement(terms: after, text: try after.text(zones: zones)))
    }

    public init(_ before: SignedAgreement, _ after: SignedAgreement) {
        let changes = Tree.changes(from: before.terms.tree, to: after.terms.tree)
        parts = Clause.all.compactMap { clause in
            let own = changes.filter { $0.clause(before.terms, after.terms) == clause }
            let (old, new) = (before.text.text(of: clause), after.text.text(of: clause))
            let lines = ComparedLine.between(old?.lines ?? [], new?.lines ?? [])
            guard !own.isEmpty || lines.contains(where: \.isChanged), let text = new ?? old else {
                return nil
            }
            return Part(
                clause: clause, number: text.number, heading: text.heading, changes: own, lines: lines)
        }
    }
}

extension Terms {
    fileprivate func text(zones: ZoneLookup) throws(AgreementProblems) -> AgreementText {
        AgreementText(self, calendar: try calendar(zones: zones))
    }
}

extension AgreementComparison.Change {
    /// A special condition belongs to the clause that it stands beside.
    fileprivate func clause(_ old: Terms, _ new: Terms) -> Clause {
        guard path.hasPrefix("conditions[") else { return .owning(path) }
        let digits = path.dropFirst("conditions[".count).prefix { $0 != "]" }
        let conditions = after == nil ? old.conditions : new.conditions
        guard let place = Int(digits), conditions.indices.contains(place - 1) else { return .owning(path) }
        return conditions[place - 1].clause
    }
}
