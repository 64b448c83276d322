/// What is wrong in an agreement: where, by which clause, and what to do about it.
public struct Problem: Error, Hashable, Sendable {
    /// The line of the YAML text, from 1; nil for terms that did not come from a text.
    public var line: Int?
    /// For example `credits.rows[2].bands`; empty for the document as a whole. Counting starts at 1.
    public var path: String
    public var clause: Clause
    public var message: String
    public var remedy: String

    public init(line: Int? = nil, path: String, clause: Clause, message: String, remedy: String) {
        self.line = line
        self.path = path
        self.clause = clause
        self.message = message
        self.remedy = remedy
    }
}

extension Problem: CustomStringConvertible {
    /// "12: credits.monthly_cap (K): the monthly cap must be 1 to 100 %. Remedy: ..."
    public var description: String {
        let place = path.isEmpty ? "" : "\(path) "
        return "\(line.map { "\($0): " } ?? "")\(place)(\(clause.label)): \(message). Remedy: \(remedy)."
    }
}

/// Every problem of an agreement at once, in the order of the text.
public struct AgreementProblems: Error, Hashable, Sendable, CustomStringConvertible {
    public let all: [Problem]

    public init(_ problems: [Problem]) {
        precondition(!problems.isEmpty, "Without a problem there is nothing to throw")
        all = problems
    }

    public var description: String { all.map(\.description).joined(separator: "\n") }
}
