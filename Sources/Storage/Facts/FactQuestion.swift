public import BusinessTime

/// Which facts somebody looks for; all that are given narrow it.
public struct FactQuestion: Hashable, Sendable {
    public var stream: FactStream?
    /// As facts have it, for example "agent 3".
    public var actor: String?
    public var from: Instant?
    public var until: Instant?

    public init() {}
}
