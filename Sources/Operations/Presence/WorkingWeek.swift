public import BusinessTime
import Desk
public import Storage

/// The weekly hours of somebody who works at the desk, in their own zone.
public struct WorkingWeek: Hashable, Sendable {
    public let zone: TimeZoneName
    public let hours: OpeningHours

    public init(zone: TimeZoneName, hours: OpeningHours) {
        self.zone = zone
        self.hours = hours
    }

    public init?(_ stored: StoredWeek) {
        guard let zone = TimeZoneName(stored.zone) else { return nil }
        var hours = OpeningHours()
        for line in stored.hours.split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            guard let day = parts.first.flatMap(Weekday.init) else { return nil }
            hours[day] = parts.dropFirst().compactMap { Self.span($0) }
        }
        self.init(zone: zone, hours: hours)
    }

    var stored: String {
        Weekday.allCases.filter { !hours[$0].isEmpty }.map { day in
            "\(day.rawValue) \(hours[day].map(Self.words).joined(separator: " "))"
        }.joined(separator: "\n")
    }

    /// "09:00-17:00".
    public static func words(_ span: OpeningSpan) -> String { "\(span.opens)-\(span.closes)" }

    static let spansMax = 6

    /// As somebody types a day: "09:00-12:00, 13:00-17:00"; nothing is a day off.
    ///
    /// - Throws: a refusal that names the field.
    public static func day(_ text: String, field: String) throws -> [OpeningSpan] {
        let parts = text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace })
        let spans = parts.map { span(String($0)) }
        guard !spans.contains(nil), spans.count <= spansMax else { throw Refusal.badHours(field) }
        let known = spans.compactMap(\.self).sorted { $0.opens < $1.opens }
        for (one, next) in zip(known, known.dropFirst()) where one.isOverMidnight || one.closes > next.opens {
            throw Refusal.badHours(field)
        }
        return known
    }

    private static func span(_ text: String) -> OpeningSpan? {
        let ends = text.replacing("\u{2013}", with: "-").split(separator: "-").map(String.init)
        guard ends.count == 2, let opens = time(ends[0]), let closes = time(ends[1]), opens != closes,
            opens < .endOfDay
        else { return nil }
        return OpeningSpan(opens: opens, closes: closes)
    }

    /// "9", "9:30" and "09:30".
    private static func time(_ text: String) -> LocalTime? {
        let whole = text.contains(":") ? text : text + ":00"
        return LocalTime(whole.count == 4 ? "0" + whole : whole)
    }

    /// With absences as days on which nothing opens, for some years around an instant.
    func calendar(_ rules: ZoneRules, absences: [StoredAbsence], around now: Instant) -> WorkingCalendar? {
        let year = rules.local(now).date.year
        let days = absences.flatMap { absence -> [LocalDate] in
            guard let first = LocalDate(absence.first), let last = LocalDate(absence.last), first <= last
            else {
                return []
            }
            return (0...min(last.days(since: first), Office.absenceDaysMax)).map { first.adding(days: $0) }
        }
        let definition = CalendarDefinition(
            zone: zone, weekly: hours, holidays: Holidays(days.map { Holiday(date: $0, name: "Away") }))
        return try? WorkingCalendar(definition, rules: rules, years: (year - 1)...(year + 2))
    }
}

extension Refusal {
    static func badHours(_ field: String) -> Refusal {
        Refusal(
            "bad-hours", field: field, "These are no hours of a day.",
            remedy: "Write them as 09:00-12:00, 13:00-17:00, one after the other; leave a day off empty.")
    }
}
