/// A part of the form: the fields of one clause, or of clauses that belong together.
public struct SheetPart: Hashable, Sendable {
    /// A few fields under a name of their own, such as one severity or one signatory.
    public struct Group: Hashable, Sendable {
        public let heading: String?
        public let fields: [SheetField]
        /// The path of something that can be there more than once, as `provider.signatories`.
        public let repeats: String?

        init(_ fields: [SheetField]) { self.init(nil, fields) }

        init(_ heading: String?, repeats: String? = nil, _ fields: [SheetField]) {
            self.heading = heading
            self.repeats = repeats
            self.fields = fields
        }
    }

    public let clauses: [Clause]
    public let heading: String
    public let groups: [Group]

    init(_ clauses: [Clause], _ heading: String, _ groups: [Group]) {
        self.clauses = clauses
        self.heading = heading
        self.groups = groups
    }

    /// The whole form, in the order of the text.
    public static let all: [SheetPart] = [
        party("provider", "Provider"), party("customer", "Customer"), head, acknowledgment, resolution, hours,
        channels, scope, escalation, figures, duties, exclusions, ending, legal, credits, severities,
        conditions,
    ]

    /// Every field there is; of what repeats, the first.
    static let names = Set(all.flatMap(\.groups).flatMap(\.fields).map(\.name))

    static let creditRows: [(promise: Promise, severity: Severity)] = Promise.allCases.flatMap { promise in
        Severity.allCases.sorted(by: >).map { (promise, $0) }
    }

    static func bySeverity(_ path: String, _ field: (String, Severity) -> SheetField) -> [SheetField] {
        Severity.allCases.sorted(by: >).map { field("\(path)\($0.rawValue)", $0) }
    }
}

extension SheetPart.Group {
    /// The same fields for another one of what repeats. A spare one may stay empty.
    public func numbered(_ number: Int, isSpare: Bool) -> SheetPart.Group {
        let heading = heading.map { isSpare ? "\($0): one more" : number == 1 ? $0 : "\($0) (\(number))" }
        return SheetPart.Group(
            isSpare && heading == nil ? "One more" : heading, repeats: repeats,
            fields.map { field in
                SheetField(
                    field.name.replacing("[1]", with: "[\(number)]"), field.label, field.kind,
                    hint: field.hint,
                    isOptional: isSpare || field.isOptional)
            })
    }
}
