/// Clause J.
public struct LegalTerms: Hashable, Sendable {
    public enum Remedy: String, Hashable, Sendable, CaseIterable {
        case sole
        case setOff = "set-off"
    }

    public var governingLaw: String
    public var liabilityLimit: String
    public var dataProtection: String
    public var retentionMonths: Int
    public var remedy: Remedy

    public init(
        governingLaw: String, liabilityLimit: String, dataProtection: String, retentionMonths: Int,
        remedy: Remedy
    ) {
        self.governingLaw = governingLaw
        self.liabilityLimit = liabilityLimit
        self.dataProtection = dataProtection
        self.retentionMonths = retentionMonths
        self.remedy = remedy
    }
}
