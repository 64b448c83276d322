/// Clause C.
public struct ScopeTerms: Hashable, Sendable {
    /// Category names in scope; the first is the default.
    public var categories: [String]
    public var outOfScope: [String]
    public var offer: String

    public init(categories: [String], outOfScope: [String], offer: String) {
        self.categories = categories
        self.outOfScope = outOfScope
        self.offer = offer
    }
}
