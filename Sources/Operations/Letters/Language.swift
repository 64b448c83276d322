import Agreements
public import BusinessTime

/// A language in which the desk writes to people.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case german = "de"

    /// In itself.
    public var name: String { self == .english ? "English" : "Deutsch" }

    /// "Tuesday, 24 November 2026, 09:50 (Europe/Berlin)".
    public func moment(_ instant: Instant, _ rules: ZoneRules) -> String {
        let local = rules.local(instant)
        let day = "\(weekday(local.date.weekday)), \(date(local.date))"
        return self == .english
            ? "\(day), \(local.time) (\(rules.name))" : "\(day), \(local.time) Uhr (\(rules.name))"
    }

    func date(_ date: LocalDate) -> String {
        self == .english
            ? "\(date.day) \(Self.englishMonths[date.month - 1]) \(date.year)"
            : "\(date.day). \(Self.germanMonths[date.month - 1]) \(date.year)"
    }

    /// The support hours in one line: "Monday to Friday 09:00 to 18:00".
    func week(_ hours: OpeningHours) -> String {
        var groups: [(first: Weekday, last: Weekday, spans: [OpeningSpan])] = []
        for day in Weekday.allCases {
            if let group = groups.last, group.spans == hours[day] {
                groups[groups.count - 1].last = day
            } else {
                groups.append((day, day, hours[day]))
            }
        }
        return groups.filter { !$0.spans.isEmpty }.map { group in
            let days = group.first == group.last ? [group.first] : [group.first, group.last]
            let spans = group.spans.map(span).joined(separator: and)
            return days.map(weekday).joined(separator: to) + " " + spans
        }.joined(separator: ", ")
    }

    /// A promised time: "2 hours of support time", "3 business days".
    func period(_ period: Period) -> String {
        switch period {
        case .business(let time): business(time)
        case .days(let days): self.days(days.count)
        }
    }

    func days(_ count: Int) -> String {
        switch self {
        case .english: "\(count) business day\(count == 1 ? "" : "s")"
        case .german: "\(count) Arbeitstag\(count == 1 ? "" : "en")"
        }
    }

    func calendarDays(_ count: Int) -> String {
        switch self {
        case .english: "\(count) calendar day\(count == 1 ? "" : "s")"
        case .german: "\(count) Kalendertag\(count == 1 ? "" : "en")"
        }
    }

    /// Of the support, in words.
    func tier(_ number: Int) -> String { self == .english ? "tier \(number)" : "Ebene \(number)" }

    func promise(_ promise: Promise) -> String {
        switch (promise, self) {
        case (.acknowledgment, .english): "acknowledgment"
        case (.acknowledgment, .german): "Antwort"
        case (.resolution, .english): "resolution"
        case (.resolution, .german): "Lösung"
        }
    }

    func business(_ time: BusinessSeconds) -> String {
        let (hours, minutes) = (time.count / 3600, time.count / 60 % 60)
        let parts = [hours == 0 ? nil : self.hours(hours), minutes == 0 ? nil : self.minutes(minutes)]
        let words = parts.compactMap(\.self)
        let written = words.isEmpty ? self.minutes(0) : words.joined(separator: " ")
        return self == .english ? "\(written) of support time" : "\(written) Servicezeit"
    }

    private func hours(_ count: Int64) -> String {
        switch self {
        case .english: "\(count) hour\(count == 1 ? "" : "s")"
        case .german: "\(count) Stunde\(count == 1 ? "" : "n")"
        }
    }

    private func minutes(_ count: Int64) -> String {
        switch self {
        case .english: "\(count) minute\(count == 1 ? "" : "s")"
        case .german: "\(count) Minute\(count == 1 ? "" : "n")"
        }
    }

    private var to: String { self == .english ? " to " : " bis " }
    private var and: String { self == .english ? " and " : " und " }

    private func span(_ span: OpeningSpan) -> String {
        let next = self == .english ? " of the next day" : " des nächsten Tages"
        return "\(span.opens)\(to)\(span.closes)" + (span.isOverMidnight ? next : "")
    }

    func weekday(_ day: Weekday) -> String {
        let index = Weekday.allCases.firstIndex(of: day) ?? 0
        return (self == .english ? Self.englishDays : Self.germanDays)[index]
    }

    func severity(_ severity: Severity) -> String {
        guard self == .german else { return severity.rawValue }
        return switch severity {
        case .critical: "kritisch"
        case .high: "hoch"
        case .normal: "normal"
        case .low: "niedrig"
        }
    }

    /// What stands over quoted words: mail programs know it by its form.
    func introduction(_ name: String, _ instant: Instant, _ rules: ZoneRules) -> String {
        let local = rules.local(instant)
        let day = "\(weekday(local.date.weekday)), \(date(local.date))"
        return switch self {
        case .english: "On \(day), \(local.time), \(name) wrote:"
        case .german: "Am \(day), \(local.time) Uhr schrieb \(name):"
        }
    }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let germanMonths = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember",
    ]
    private static let englishDays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let germanDays = [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
}
