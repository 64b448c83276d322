public import Agreements

/// What a decision about an agreement looks at besides the agreement itself.
public struct AgreementContext {
    /// The version in force, by its name.
    public var holding: AgreementVersion?
    /// The version in force with its compiled calendar; what is reckoned by it is refused without it.
    public var terms: PinnedTerms?
    /// Other agreements in force with the same customer for the same scope.
    public var beside: [AgreementVersion] = []
    /// How many running tickets would get an earlier deadline by the adjustment that is confirmed.
    public var deadlinesEarlier = 0
    public var zones: ZoneLookup = { _ in nil }

    public init(holding: AgreementVersion? = nil) {
        self.holding = holding
    }

    public init(
        terms: PinnedTerms?, beside: [AgreementVersion] = [], deadlinesEarlier: Int = 0,
        zones: @escaping ZoneLookup
    ) {
        self.terms = terms
        self.beside = beside
        self.deadlinesEarlier = deadlinesEarlier
        self.zones = zones
    }

    var version: AgreementVersion? { terms?.version ?? holding }
}
