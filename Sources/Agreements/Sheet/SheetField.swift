/// One value of the terms in the form.
public struct SheetField: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case line
        case date
        /// Free text, or a line for each item.
        case lines(rows: Int)
        /// Values as they are written, each with its words.
        case choice([Choice])
    }

    public struct Choice: Hashable, Sendable {
        public let value: String
        public let label: String
    }

    public let name: String
    public let label: String
    public let kind: Kind
    /// What it wants, by an example.
    public let hint: String?
    /// May stay empty.
    public let isOptional: Bool

    init(
        _ name: String, _ label: String, _ kind: Kind = .line, hint: String? = nil, isOptional: Bool = false
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.hint = hint
        self.isOptional = isOptional
    }

    static func choice(_ name: String, _ label: String, _ choices: KeyValuePairs<String, String>)
        -> SheetField
    {
        SheetField(name, label, .choice(choices.map { Choice(value: $0.key, label: $0.value) }))
    }

    static func yesNo(_ name: String, _ label: String) -> SheetField {
        choice(name, label, ["no": "No", "yes": "Yes"])
    }
}
