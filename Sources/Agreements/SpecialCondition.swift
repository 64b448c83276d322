/// Prose beside a clause, not executed.
public struct SpecialCondition: Hashable, Sendable {
    public var clause: Clause
    public var text: String
    /// The manager who answers for it by hand; nil is refused where the clause is executed.
    public var handledByHand: String?

    public init(clause: Clause, text: String, handledByHand: String? = nil) {
        self.clause = clause
        self.text = text
        self.handledByHand = handledByHand
    }
}
