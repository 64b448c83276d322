import Agreements
import BusinessTime
import Desk
import Operations

/// What an agreement promises, as a program reads it: without fee, credits and signatures.
struct APIPromises: Encodable {
    /// One of the two is there.
    struct Time: Encodable {
        let businessSeconds: Int64?
        let businessDays: Int?

        init(_ seconds: BusinessSeconds) { (businessSeconds, businessDays) = (seconds.count, nil) }

        init(_ period: Period) {
            switch period {
            case .business(let seconds): self.init(seconds)
            case .days(let days): self.init(days: days.count)
            }
        }

        private init(days: Int) { (businessSeconds, businessDays) = (nil, days) }
    }

    struct Promised: Encodable {
        let severity: String
        let acknowledge: Time
        let resolve: Time
    }

    struct Closed: Encodable {
        let date: String
        let name: String
    }

    /// Shares in basis points, the rating in hundredths.
    struct Targets: Encodable {
        let acknowledgment: Int
        let resolution: Int
        let satisfaction: Int
    }

    let name: String
    let version: Int
    let zone: String
    /// By the day's short name, for example "09:00-17:00".
    let hours: [String: [String]]
    let holidays: [Closed]
    let promises: [Promised]
    let resolutionIsTarget: Bool
    let targets: Targets

    init(_ pinned: PinnedTerms) {
        let (terms, calendar) = (pinned.terms, pinned.calendar.definition)
        (name, version) = (pinned.version.agreement, pinned.version.number)
        zone = "\(calendar.zone)"
        hours = Dictionary(
            uniqueKeysWithValues: Weekday.allCases.map { day in
                (day.rawValue, calendar.weekly[day].map(WorkingWeek.words))
            })
        holidays = calendar.holidays.all.map { Closed(date: "\($0.date)", name: $0.name) }
        promises = Severity.allCases.map {
            Promised(
                severity: $0.rawValue, acknowledge: Time(terms.acknowledge.within($0)),
                resolve: Time(terms.resolve.within($0)))
        }
        resolutionIsTarget = terms.resolve.binding == .target
        targets = Targets(
            acknowledgment: terms.figures.acknowledgmentTarget, resolution: terms.figures.resolutionTarget,
            satisfaction: terms.figures.satisfactionTarget)
    }
}
