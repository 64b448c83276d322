import BusinessTime
import Testing

@testable import Agreements

/// The demo agreement with one mistake, and what must be said about it.
struct Broken: Sendable, CustomTestStringConvertible {
    let clause: String
    let path: String
    let words: String
    let terms: Terms
    var testDescription: String { "\(path): \(words)" }

    init(_ clause: String, _ path: String, _ words: String, _ change: (inout Terms) -> Void) {
        self.clause = clause
        self.path = path
        self.words = words
        terms = Samples.changed(change)
    }

    static let all = parties + promises + hours + reach + escalation + conduct + money

    private static let parties = [
        Broken("head", "provider.email", "must be like name@example.com") { $0.provider.email = "harbor" },
        Broken("head", "customer.notice_address", "must be like") {
            $0.customer.noticeAddress = "a@b@c.example"
        },
        Broken("sign", "provider.signatories", "somebody who signs") { $0.provider.signatories = [] },
        Broken("head", "customer.name", "two parties") { $0.customer.name = $0.provider.name },
        Broken("head", "effective", "2000 to 2089") { $0.effective = LocalDate("1999-12-31")! },
        Broken("head", "monthly_fee", "agreement's currency") { $0.monthlyFee = Money(1, Currency("USD")!) },
        Broken("head", "monthly_fee", "zero or more") { $0.monthlyFee = Money(-1, .euro) },
        Broken("severity", "severities", "one severity at least") { $0.severities = [] },
        Broken("severity", "severities[2]", "defined once") { $0.severities[1].severity = .critical },
        Broken("head", "customer.address", "not filled") { $0.customer.address = "[street]" },
        Broken("sign", "customer.signatories[1].title", "is empty") {
            $0.customer.signatories[0].title = " "
        },
        Broken("J", "legal.governing_law", "U+202E") { $0.legal.governingLaw = "the law of \u{202E}x" },
        Broken("J", "legal.governing_law", "U+0000") { $0.legal.governingLaw = "\0" },
        Broken("J", "legal.liability_limit", "too long") {
            $0.legal.liabilityLimit = String(repeating: "x", count: Terms.textMax + 1)
        },
    ]

    private static let promises = [
        Broken("A.1", "acknowledge.within", "more than nothing") { $0.acknowledge.within = 0 },
        Broken("A.1", "acknowledge.by_severity.low", "must be defined") {
            $0.severities.removeLast()
            $0.acknowledge.bySeverity[.low] = .hours(1)
        },
        Broken("A.2", "resolve.by_severity.low", "must be defined") {
            $0.severities.removeLast()
            $0.resolve.bySeverity[.low] = .business(.hours(1))
        },
        Broken("A.2", "resolve.within", "250 days") { $0.resolve.within = .days(DayPeriod(count: 0)) },
        Broken("A.2", "resolve.within", "how long a day is") {
            $0.resolve.within = .days(DayPeriod(count: 3, rule: .nTimesDay))
        },
        Broken("A.2", "resolve.within", "how long a day is") {
            $0.resolve.within = .days(DayPeriod(count: 3, day: .hours(8)))
        },
        Broken("A.2", "resolve.within", "must be reachable") {
            $0.hours.calendar.weekly = .never
            $0.hours.calendar.special = [LocalDate("2026-05-02")!: [.wholeDay]]
        },
        Broken("A.2", "resolve.extensions.grounds[4]", "named once") {
            $0.resolve.extensions.grounds.append($0.resolve.extensions.grounds[0])
        },
        Broken("A.2", "resolve.extensions.max_each", "more than nothing") {
            $0.resolve.extensions.maxEach = 0
        },
        Broken("A.2", "resolve.extensions.max_total", "at least one") {
            $0.resolve.extensions.maxTotal = .hours(17)
        },
        Broken("A.2", "resolve.reopen_within", "by end-of-nth") {
            $0.resolve.reopenWithin = DayPeriod(count: 5)
        },
    ]

    private static let hours = [
        Broken("A.3", "hours.zone", "is unknown") {
            $0.hours.calendar.zone = TimeZoneName("Europe/Hamburg")!
        },
        Broken("A.3", "hours.weekly", "does not open in the ten years") {
            $0.hours.calendar.weekly = .never
            $0.hours.calendar.special = [:]
        },
        Broken("A.3", "hours.weekly", "open at 24:00") {
            $0.hours.calendar.weekly[.mon] = [OpeningSpan(opens: .endOfDay, closes: .endOfDay)]
        },
        Broken("A.3", "hours.latest_closing", "a later evening") {
            $0.hours.latestClosing = LocalTime("07:00")!
        },
        Broken("A.3", "hours.weekly.mon", "inside the bounds") {
            $0.hours.latestClosing = LocalTime("17:59")!
        },
        Broken("A.3", "hours.weekly.tue", "must not overlap") {
            $0.hours.calendar.weekly[.tue] = [
                Samples.hours("09:00", "12:00"), Samples.hours("11:59", "18:00"),
            ]
        },
        Broken("A.3", "hours.amendments[2].from", "in the order") {
            let change = CalendarAmendment(from: LocalDate("2026-06-01")!, holidays: Holidays.none)
            $0.hours.calendar.amendments = [change, change]
        },
        Broken("A.3", "hours.amendments[1]", "change something") {
            $0.hours.calendar.amendments = [CalendarAmendment(from: LocalDate("2026-06-01")!)]
        },
        Broken("A.3", "hours.holidays", "at most 500") {
            let first = LocalDate("2026-01-01")!
            $0.hours.calendar.holidays = Holidays(
                (0...500).map { Holiday(date: first.adding(days: $0), name: "off") })
        },
        Broken("A.3", "hours.special", "at most 500") {
            for day in 0...500 { $0.hours.calendar.special[LocalDate("2026-01-01")!.adding(days: day)] = [] }
        },
    ]

    private static let reach = [
        Broken("B.1", "channels.support_addresses", "there must be") { $0.channels.supportAddresses = [] },
        Broken("B.1", "channels.support_addresses[1]", "must be like") {
            $0.channels.supportAddresses = ["desk"]
        },
        Broken("B.1", "channels.support_addresses[2]", "named once") {
            $0.channels.supportAddresses.append("Support@Harbor.example")
        },
        Broken("B.2", "channels.portal", "https://") { $0.channels.portal = "http://support.harbor.example" },
        Broken("B.2", "channels.phone", "telephone") { $0.channels.phone = "call us" },
        Broken("B.2", "channels.chat_hours", "must have hours") { $0.channels.chatHours = .never },
        Broken("C.1", "scope.categories", "there must be") { $0.scope.categories = [] },
        Broken("C.1", "scope.categories[5]", "named once") { $0.scope.categories.append("usage") },
        Broken("C.2", "scope.out_of_scope", "must be named") { $0.scope.outOfScope = [] },
    ]

    private static let escalation = [
        Broken("E", "escalation.tiers", "tiers 1, 2 and 3") { $0.escalation.tiers.swapAt(0, 1) },
        Broken("E", "escalation.tiers[3].groups", "staffs it") { $0.escalation.tiers[2].groups = [] },
        Broken("E", "escalation.tiers[1].people", "named once") {
            $0.escalation.tiers[0].people = ["Ana Lima", "Ana Lima"]
        },
        Broken("E", "escalation.tiers[2].people", "up to 20 people") {
            $0.escalation.tiers[1].people = (0...Tier.peopleMax).map { "Person \($0)" }
        },
        Broken("E", "escalation.rules[1].when", "1 to 99 %") {
            $0.escalation.rules[0].trigger = .share(percent: 100)
        },
        Broken("E", "escalation.rules[1].to", "move a ticket up") { $0.escalation.rules[0].to = .tier1 },
        Broken("E", "escalation.rules[4]", "must stand once") {
            $0.escalation.rules.append($0.escalation.rules[0])
        },
        Broken("E", "escalation.warnings[2]", "larger than") { $0.escalation.warnings = [50, 50] },
    ]

    private static let conduct = [
        Broken("F", "figures.acknowledgment_target", "at most 100 %") {
            $0.figures.acknowledgmentTarget = 10_001
        },
        Broken("F", "figures.satisfaction_target", "1 to 5") { $0.figures.satisfactionTarget = 99 },
        Broken("F", "figures.survey_after", "within 1000") { $0.figures.surveyAfter = -1 },
        Broken("G", "duties.required.billing", "belong to a category") {
            $0.duties.required["billing"] = ["It"]
        },
        Broken("G", "duties.close_after", "by end-of-nth") { $0.duties.closeAfter = DayPeriod(count: 5) },
        Broken("H", "exclusions.grounds", "there must be") { $0.exclusions.grounds = [] },
        Broken("H", "exclusions.grounds[4]", "named once") { $0.exclusions.grounds.append("Third party") },
        Broken("I", "ending.notice", "calendar days") { $0.ending.noticeDays = 0 },
        Broken("J", "legal.retention", "months") { $0.legal.retentionMonths = 0 },
        Broken("sign", "conditions[1].clause", "name a clause") {
            $0.conditions = [SpecialCondition(clause: Clause("Z.9"), text: "Otherwise.")]
        },
        Broken("J", "conditions[1].text", "must not speak of") {
            $0.conditions = [SpecialCondition(clause: .legal, text: "Clause K counts twice.")]
        },
        Broken("A.2", "conditions[1]", "must not touch") {
            $0.conditions = [SpecialCondition(clause: .resolution, text: "Otherwise.")]
        },
    ]

    private static let money = [
        Broken("K", "credits.monthly_cap", "1 to 100 %") { $0.credits.monthlyCapPercent = 0 },
        Broken("K", "credits.yearly_cap", "1 to 100 %") { $0.credits.yearlyCapPercent = 101 },
        Broken("K", "credits.rows[7]", "one row") { $0.credits.rows.append($0.credits.rows[0]) },
        Broken("K", "credits.rows[6].severity", "must be defined") {
            $0.severities.removeAll { $0.severity == .normal }
        },
        Broken("K", "credits.rows[1].bands", "begin at 0") { $0.credits.rows[0].bands = [] },
        Broken("K", "credits.rows[1].bands[2].from", "must ascend") { $0.credits.rows[0].bands[1].from = 0 },
        Broken("K", "credits.rows[1].bands[2].worth", "worth less") {
            $0.credits.rows[0].bands[1].worth = .basisPoints(199)
        },
        Broken("K", "credits.rows[1].bands[2].from", "within 1000") {
            $0.credits.rows[0].bands[1].from = .hours(1001)
        },
        Broken("K", "credits.rows[1].bands[2].worth", "an amount of the agreement's currency") {
            $0.credits.rows[0].bands[1].worth = .amount(Money(5, Currency("USD")!))
        },
        Broken("K", "credits.rows[4]", "target only") { $0.resolve.binding = .target },
        Broken("K", "credits.claim_window", "1 to 365") { $0.credits.claimWindowDays = 0 },
        Broken("K", "credits.expiry", "1 to 120") { $0.credits.expiryMonths = 0 },
    ]
}
