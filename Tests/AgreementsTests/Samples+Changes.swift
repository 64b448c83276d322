import BusinessTime

@testable import Agreements

extension Samples {
    static let changes: [Change] = parties + promises + hours + conduct + money

    private static let parties: [Change] =
        party("provider", \.provider) + party("customer", \.customer) + [
            Change("effective") { $0.effective = LocalDate("2026-02-01")! },
            Change("currency") { $0.currency = Currency("USD")! },
            Change("monthlyFee") { $0.monthlyFee = Money(1, .euro) },
            Change("severities") { $0.severities.removeLast() },
            Change("severities.severity") { $0.severities[0].severity = .low },
            Change("severities.definition") { $0.severities[0].definition += " Or worse." },
            Change("severities.example") { $0.severities[0].example += " Or worse." },
        ]

    private static func party(_ name: String, _ path: any WritableKeyPath<Terms, Party> & Sendable)
        -> [Change]
    {
        [
            Change("\(name).name") { $0[keyPath: path].name += "!" },
            Change("\(name).address") { $0[keyPath: path].address += "!" },
            Change("\(name).email") { $0[keyPath: path].email += "!" },
            Change("\(name).noticeAddress") { $0[keyPath: path].noticeAddress += "!" },
            Change("\(name).phone") { $0[keyPath: path].phone = nil },
            Change("\(name).signatories") { $0[keyPath: path].signatories = [] },
            Change("\(name).signatories.name") { $0[keyPath: path].signatories[0].name += "!" },
            Change("\(name).signatories.title") { $0[keyPath: path].signatories[0].title += "!" },
            Change("\(name).signatories.email") { $0[keyPath: path].signatories[0].email += "!" },
        ]
    }

    private static let promises: [Change] = [
        Change("acknowledge.within") { $0.acknowledge.within = .minutes(121) },
        Change("acknowledge.bySeverity") { $0.acknowledge.bySeverity[.low] = .hours(3) },
        Change("acknowledge.automatic") { $0.acknowledge.automatic = true },
        Change("resolve.within") { $0.resolve.within = .days(DayPeriod(count: 3, rule: .endOfNth)) },
        Change("resolve.bySeverity") { $0.resolve.bySeverity[.low] = .business(61) },
        Change("resolve.from") { $0.resolve.from = .receipt },
        Change("resolve.binding") { $0.resolve.binding = .target },
        Change("resolve.extensions.grounds") { $0.resolve.extensions.grounds.append("Another") },
        Change("resolve.extensions.maxEach") { $0.resolve.extensions.maxEach = .hours(1) },
        Change("resolve.extensions.maxTotal") { $0.resolve.extensions.maxTotal = .hours(1) },
        Change("resolve.reopenWithin") { $0.resolve.reopenWithin = DayPeriod(count: 6, rule: .endOfNth) },
    ]

    private static let hours: [Change] = [
        Change("hours.calendar.zone") { $0.hours.calendar.zone = .utc },
        Change("hours.calendar.weekly") { $0.hours.calendar.weekly[.sat] = [.wholeDay] },
        Change("hours.calendar.holidays") { $0.hours.calendar.holidays = .none },
        Change("hours.calendar.special") {
            $0.hours.calendar.special[LocalDate("2026-05-02")!] = [.wholeDay]
        },
        Change("hours.calendar.amendments") {
            $0.hours.calendar.amendments = [
                CalendarAmendment(from: LocalDate("2026-06-01")!, weekly: .always)
            ]
        },
        Change("hours.earliestOpening") { $0.hours.earliestOpening = .midnight },
        Change("hours.latestClosing") { $0.hours.latestClosing = .endOfDay },
        Change("channels.supportAddresses") { $0.channels.supportAddresses.append("help@harbor.example") },
        Change("channels.portal") { $0.channels.portal = nil },
        Change("channels.phone") { $0.channels.phone = nil },
        Change("channels.chatHours") { $0.channels.chatHours = nil },
        Change("scope.categories") { $0.scope.categories.append("billing") },
        Change("scope.outOfScope") { $0.scope.outOfScope.append("Training") },
        Change("scope.offer") { $0.scope.offer += " Soon." },
    ]

    private static let conduct: [Change] = [
        Change("escalation.tiers") { $0.escalation.tiers.swapAt(0, 1) },
        Change("escalation.tiers.level") { $0.escalation.tiers[0].level = .tier3 },
        Change("escalation.tiers.name") { $0.escalation.tiers[0].name += "!" },
        Change("escalation.tiers.groups") { $0.escalation.tiers[0].groups.append("Night desk") },
        Change("escalation.rules") { $0.escalation.rules = [] },
        Change("escalation.rules.promise") { $0.escalation.rules[0].promise = .resolution },
        Change("escalation.rules.trigger") { $0.escalation.rules[0].trigger = .share(percent: 10) },
        Change("escalation.rules.to") { $0.escalation.rules[0].to = .tier3 },
        Change("escalation.warnings") { $0.escalation.warnings = [51, 90] },
        Change("escalation.quietWhenClosed") { $0.escalation.quietWhenClosed = false },
        Change("escalation.tiers.people") { $0.escalation.tiers[0].people = ["Ana Lima"] },
        Change("escalation.breachMail") { $0.escalation.breachMail = true },
        Change("figures.acknowledgmentTarget") { $0.figures.acknowledgmentTarget = 9501 },
        Change("figures.resolutionTarget") { $0.figures.resolutionTarget = 9950 },
        Change("figures.satisfactionTarget") { $0.figures.satisfactionTarget = 405 },
        Change("figures.surveyAfter") { $0.figures.surveyAfter = 0 },
        Change("duties.required") { $0.duties.required["usage"] = ["The page"] },
        Change("duties.remindAfter") { $0.duties.remindAfter = DayPeriod(count: 4, rule: .endOfNth) },
        Change("duties.closeAfter") { $0.duties.closeAfter = DayPeriod(count: 4, rule: .endOfNth) },
        Change("exclusions.grounds") { $0.exclusions.grounds.removeLast() },
        Change("ending.noticeDays") { $0.ending.noticeDays = 31 },
        Change("legal.governingLaw") { $0.legal.governingLaw += "!" },
        Change("legal.liabilityLimit") { $0.legal.liabilityLimit += "!" },
        Change("legal.dataProtection") { $0.legal.dataProtection += "!" },
        Change("legal.retentionMonths") { $0.legal.retentionMonths = 1 },
        Change("legal.remedy") { $0.legal.remedy = .sole },
    ]

    private static let money: [Change] = [
        Change("credits.rows") { $0.credits.rows.removeLast() },
        Change("credits.rows.promise") { $0.credits.rows[0].promise = .resolution },
        Change("credits.rows.severity") { $0.credits.rows[0].severity = .low },
        Change("credits.rows.bands") { $0.credits.rows[0].bands.removeLast() },
        Change("credits.rows.bands.from") { $0.credits.rows[0].bands[1].from = .minutes(61) },
        Change("credits.rows.bands.worth") {
            $0.credits.rows[0].bands[1].worth = .amount(Money(5000, .euro))
        },
        Change("credits.monthlyCapPercent") { $0.credits.monthlyCapPercent = 26 },
        Change("credits.yearlyCapPercent") { $0.credits.yearlyCapPercent = 26 },
        Change("credits.perTicket") { $0.credits.perTicket = .highest },
        Change("credits.claiming") { $0.credits.claiming = .claimed },
        Change("credits.claimWindowDays") { $0.credits.claimWindowDays = 1 },
        Change("credits.expiryMonths") { $0.credits.expiryMonths = 1 },
        Change("conditions") {
            $0.conditions = [SpecialCondition(clause: .legal, text: "Both parties meet once a year.")]
        },
    ]

    /// Types of the terms' own module and of its calendar are looked into; all others are values.
    static func collectFields(of value: Any, at path: String, into names: inout Set<String>) {
        let mirror = Mirror(reflecting: value)
        let isLeaf =
            value is LocalDate || value is LocalTime || value is Money || value is Currency
            || value is DayPeriod
            || value is BusinessSeconds || value is TimeZoneName || value is OpeningHours || value is Holidays
        guard mirror.displayStyle == .struct, !isLeaf else {
            if !path.isEmpty { names.insert(path) }
            if mirror.displayStyle == .collection, let item = mirror.children.first?.value,
                Mirror(reflecting: item).displayStyle == .struct
            {
                collectFields(of: item, at: path, into: &names)
            }
            return
        }
        for child in mirror.children {
            collectFields(
                of: child.value, at: path.isEmpty ? child.label! : "\(path).\(child.label!)", into: &names)
        }
    }
}
