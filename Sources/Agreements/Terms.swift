public import BusinessTime

/// The typed values of one agreement version: what both parties filled in, clause by clause.
public struct Terms: Hashable, Sendable {
    public var provider: Party
    public var customer: Party
    public var effective: LocalDate
    public var currency: Currency
    public var monthlyFee: Money
    public var severities: [SeverityDefinition]
    public var acknowledge: AcknowledgmentTerms
    public var resolve: ResolutionTerms
    public var hours: HoursTerms
    public var channels: ChannelTerms
    public var scope: ScopeTerms
    public var escalation: Escalation
    public var figures: FigureTerms
    public var duties: CustomerDuties
    public var exclusions: ExclusionTerms
    public var ending: EndingTerms
    public var legal: LegalTerms
    public var credits: CreditSchedule
    public var conditions: [SpecialCondition]

    public init(
        provider: Party, customer: Party, effective: LocalDate, currency: Currency, monthlyFee: Money,
        severities: [SeverityDefinition], acknowledge: AcknowledgmentTerms, resolve: ResolutionTerms,
        hours: HoursTerms, channels: ChannelTerms, scope: ScopeTerms, escalation: Escalation,
        figures: FigureTerms, duties: CustomerDuties, exclusions: ExclusionTerms, ending: EndingTerms,
        legal: LegalTerms, credits: CreditSchedule, conditions: [SpecialCondition]
    ) {
        self.provider = provider
        self.customer = customer
        self.effective = effective
        self.currency = currency
        self.monthlyFee = monthlyFee
        self.severities = severities
        self.acknowledge = acknowledge
        self.resolve = resolve
        self.hours = hours
        self.channels = channels
        self.scope = scope
        self.escalation = escalation
        self.figures = figures
        self.duties = duties
        self.exclusions = exclusions
        self.ending = ending
        self.legal = legal
        self.credits = credits
        self.conditions = conditions
    }
}
