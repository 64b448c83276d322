/// An organisation's own text of the agreement: some clauses in its words, with the terms' values put in.
public struct Template: Hashable, Sendable {
    /// One clause in an organisation's words. `{acknowledge.within}` stands for that value of the terms.
    public struct Text: Hashable, Sendable {
        public let heading: String
        public let paragraphs: [String]

        public init(heading: String, paragraphs: [String]) {
            self.heading = heading
            self.paragraphs = paragraphs
        }
    }

    public let name: String
    /// 1 for the first; every edit adds one, and what was signed keeps its version.
    public let version: Int
    /// Clauses that are not here stand as in the standard text.
    public let clauses: [Clause: Text]

    public init(name: String, version: Int, clauses: [Clause: Text]) {
        self.name = name
        self.version = version
        self.clauses = clauses
    }

    /// What is signed with the text, for example `harbor/3`.
    public var id: String { "\(name)/\(version)" }

    /// The next version with other words for one clause; nil gives it back to the standard text.
    public func edited(_ clause: Clause, _ text: Text?) -> Template {
        var clauses = clauses
        clauses[clause] = text
        return Template(name: name, version: version + 1, clauses: clauses)
    }

    /// nil where the clause stands as in the standard text.
    func text(of clause: Clause, _ terms: Terms) -> ClauseText? {
        clauses[clause].map { text in
            let tree = terms.tree
            return ClauseText(
                clause, text.heading,
                text.paragraphs.map { .plain(Placeholder.filled($0) { tree.words(at: $0) ?? "none" }) })
        }
    }
}
