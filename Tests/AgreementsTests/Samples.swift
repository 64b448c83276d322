import BusinessTime
import Testing

@testable import Agreements

/// Terms for the laws, and one change for every field.
enum Samples {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let terms: Terms
        var testDescription: String { name }
    }

    struct Change: Sendable, CustomTestStringConvertible {
        /// The property's path, as reflection names it.
        let field: String
        let apply: @Sendable (inout Terms) -> Void
        var testDescription: String { field }

        init(_ field: String, _ apply: @escaping @Sendable (inout Terms) -> Void) {
            self.field = field
            self.apply = apply
        }
    }

    static func changed(_ change: (inout Terms) -> Void) -> Terms {
        var terms = Terms.demo
        change(&terms)
        return terms
    }

    static let all: [Sample] = [
        Sample(name: "demo", terms: .demo),
        Sample(name: "night shift and split days", terms: changed { $0.hours.calendar = nights }),
        Sample(name: "yen", terms: changed { $0 = inCurrency("JPY", $0) }),
        Sample(name: "dinar", terms: changed { $0 = inCurrency("KWD", $0) }),
        Sample(name: "little", terms: little),
        Sample(name: "odd texts", terms: changed { $0.customer.name = oddText }),
        Sample(name: "n times a day", terms: changed { $0.resolve.within = nTimes }),
    ]

    static let nTimes = Period.days(DayPeriod(count: 3, rule: .nTimesDay, day: .hours(8)))

    /// Signs that YAML would read as something else, and scripts of the world.
    static let oddText = " null: - # \"quoted\" \\ 'single' {x} & * ! | > % @ `\n\ttab \u{202E}turned 株式会社 ñ "

    private static func inCurrency(_ code: String, _ terms: Terms) -> Terms {
        var terms = terms
        terms.currency = Currency(code)!
        terms.monthlyFee = Money(123_456, terms.currency)
        terms.credits.rows[0].bands[0].worth = .amount(Money(5, terms.currency))
        return terms
    }

    private static var little: Terms {
        changed {
            $0.provider.phone = nil
            $0.channels.portal = nil
            $0.channels.phone = nil
            $0.channels.chatHours = nil
            $0.acknowledge.bySeverity = [:]
            $0.resolve.bySeverity = [:]
            $0.resolve.extensions.grounds = []
            $0.duties.required = [:]
            $0.escalation.rules = []
            $0.escalation.warnings = []
            $0.credits.rows = []
            $0.hours.calendar.holidays = .none
            $0.hours.calendar.special = [:]
        }
    }

    static let nights: CalendarDefinition = {
        let split = [hours("09:00", "12:00"), hours("13:00:30", "18:00")]
        let weekly = OpeningHours(days: [
            .mon: split, .fri: [hours("22:00", "06:00")], .sun: [], .sat: [.wholeDay],
        ])
        return CalendarDefinition(
            zone: TimeZoneName("Asia/Kathmandu")!, weekly: weekly,
            special: [LocalDate("2026-12-24")!: [], LocalDate("2026-11-01")!: split],
            amendments: [
                CalendarAmendment(from: LocalDate("2026-06-01")!, weekly: .always),
                CalendarAmendment(
                    from: LocalDate("2026-07-01")!, holidays: Holidays.none,
                    special: [LocalDate("2026-08-01")!: split]),
            ])
    }()

    static func hours(_ opens: String, _ closes: String) -> OpeningSpan {
        OpeningSpan(opens: LocalTime(opens)!, closes: LocalTime(closes)!)
    }
}
