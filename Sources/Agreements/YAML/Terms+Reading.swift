import BusinessTime
import Yams

/// A text read as terms, with every problem found on the way.
public struct TermsReading: Sendable {
    /// nil where the text has problems that leave no terms.
    public let terms: Terms?
    /// Of reading alone; `Terms.check` adds the rules'.
    public let problems: [Problem]
    /// With a stand-in wherever a value could not be read, so that the rules can look at the rest.
    let partial: Terms?
    let lines: [String: Int]
}

extension Terms {
    /// Reads terms from YAML; throws every problem of reading at once. Rules are checked by `check`.
    public init(yaml: String) throws(AgreementProblems) {
        let reading = Terms.read(yaml)
        guard let terms = reading.terms else { throw AgreementProblems(reading.problems) }
        self = terms
    }

    /// Reads terms from YAML and tells every problem with its line.
    public static func read(_ yaml: String) -> TermsReading {
        let reading = Reading()
        guard let node = Screen.compose(yaml, reading) else {
            return TermsReading(terms: nil, problems: reading.problems, partial: nil, lines: [:])
        }
        let terms = Section.read(node, at: "", reading) { Terms($0) }
        let isRead = reading.problems.isEmpty
        return TermsReading(
            terms: isRead ? terms : nil, problems: reading.problems, partial: terms, lines: reading.lines)
    }

    private init(_ section: Section) {
        let currency: Currency = section.value("currency", or: .euro)
        self.init(
            provider: section.section("provider", Party.init),
            customer: section.section("customer", Party.init),
            effective: section.value("effective", or: Self.someDate),
            currency: currency,
            monthlyFee: section.value("monthly_fee", or: Money(0, currency)),
            severities: section.list("severities", SeverityDefinition.init),
            acknowledge: section.section("acknowledge", AcknowledgmentTerms.init),
            resolve: section.section("resolve", ResolutionTerms.init),
            hours: section.section("hours", HoursTerms.init),
            channels: section.section("channels", ChannelTerms.init),
            scope: section.section("scope", ScopeTerms.init),
            escalation: section.section("escalation", Escalation.init),
            figures: section.section("figures", FigureTerms.init),
            duties: section.section("duties", CustomerDuties.init),
            exclusions: section.section("exclusions") { ExclusionTerms(grounds: $0.texts("grounds")) },
            ending: section.section("ending") {
                EndingTerms(noticeDays: $0.value("notice", or: CalendarDays(number: 30)).number)
            },
            legal: section.section("legal", LegalTerms.init),
            credits: section.section("credits", CreditSchedule.init),
            conditions: section.list("conditions", SpecialCondition.init))
    }

    /// Stands in where a date could not be read; its problem is reported already.
    static let someDate = LocalDate(year: 2026, month: 1, day: 1)!
}
