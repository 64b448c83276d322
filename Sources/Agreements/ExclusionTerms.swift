/// Clause H: grounds that exclude a span of time.
public struct ExclusionTerms: Hashable, Sendable {
    public var grounds: [String]

    public init(grounds: [String]) {
        self.grounds = grounds
    }
}
