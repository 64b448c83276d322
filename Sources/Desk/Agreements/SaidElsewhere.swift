import Agreements
public import BusinessTime

/// What a party said by mail, letter or telephone, as somebody of the desk notes it.
public struct SaidElsewhere: Hashable, Sendable {
    public let on: LocalDate
    /// Where it stands: the mail's subject, the letter's mark, who was on the telephone.
    public let reference: String

    public init(on: LocalDate, reference: String) {
        self.on = on
        self.reference = reference
    }
}

extension SaidElsewhere {
    /// An agent speaks for the provider by himself; for the customer only what the customer said.
    static func check(
        _ said: SaidElsewhere?, of side: Side, by actor: Actor, _ context: AgreementContext, now: Instant
    ) throws(Refusal) {
        if let said {
            guard Bounded.reason(said.reference) != nil else { throw .saidNowhere }
            if let today = context.terms?.calendar.rules.local(now).date, said.on > today {
                throw .saidAhead
            }
        } else if side == .customer, case .agent = actor {
            throw .saidNowhere
        }
    }
}
