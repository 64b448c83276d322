/// What a severity means, printed in the text.
public struct SeverityDefinition: Hashable, Sendable {
    public var severity: Severity
    public var definition: String
    public var example: String

    public init(severity: Severity, definition: String, example: String) {
        self.severity = severity
        self.definition = definition
        self.example = example
    }
}
