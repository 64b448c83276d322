public import BusinessTime

/// Clause A.1.
public struct AcknowledgmentTerms: Hashable, Sendable {
    /// The promise for a severity without an entry of its own.
    public var within: BusinessSeconds
    public var bySeverity: [Severity: BusinessSeconds]
    /// An automatic receipt counts as acknowledgment. Printed in bold, reported apart.
    public var automatic: Bool

    public init(within: BusinessSeconds, bySeverity: [Severity: BusinessSeconds], automatic: Bool) {
        self.within = within
        self.bySeverity = bySeverity
        self.automatic = automatic
    }

    public func within(_ severity: Severity) -> BusinessSeconds { bySeverity[severity] ?? within }
}
