import BusinessTime
import CICal

/// The values of one event as libical reads them.
struct EventValues: ~Copyable {
    private let component: OpaquePointer
    private let line: Int

    private static let started: Void = cical_start()

    /// libical sees only the lines that matter, each as we understood it.
    static func of(_ event: FeedEvent) throws(FeedProblem) -> EventValues {
        let text = event.lines.map(written).joined()
        let values = try EventValues("BEGIN:VEVENT\r\n\(text)END:VEVENT\r\n", line: event.line)
        if icalcomponent_count_errors(values.component) > 0 {
            let bad = event.lines.first { !isReadable($0) }
            throw FeedProblem(
                bad?.number ?? event.line, "\(bad?.name ?? "the event") has a value that can't be read",
                remedy: "correct it as RFC 5545 wants it, or leave the event out")
        }
        return values
    }

    private init(_ text: String, line: Int) throws(FeedProblem) {
        _ = Self.started
        guard let component = icalparser_parse_string(text) else {
            throw FeedProblem(line, "the event can't be read", remedy: "correct it or leave it out")
        }
        self.component = component
        self.line = line
    }

    deinit { icalcomponent_free(component) }

    private static func written(_ line: FeedLine) -> String {
        "\(line.name)\(line.isDate ? ";VALUE=DATE" : ""):\(line.value)\r\n"
    }

    /// Names the line at fault: each is read alone.
    private static func isReadable(_ line: FeedLine) -> Bool {
        guard
            let values = try? EventValues("BEGIN:VEVENT\r\n\(written(line))END:VEVENT\r\n", line: line.number)
        else { return false }
        return icalcomponent_count_errors(values.component) == 0
    }
}

extension EventValues {
    var name: String {
        guard let property = first(ICAL_SUMMARY_PROPERTY), let text = icalproperty_get_summary(property)
        else {
            return "Unnamed holiday"
        }
        var visible = String.UnicodeScalarView()
        for scalar in String(cString: text).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: visible.append(" ")
            case .format: break
            default: visible.append(scalar)
            }
        }
        let words = String(visible).split(whereSeparator: \.isWhitespace)
        let name = String(words.joined(separator: " ").prefix(HolidayFeed.nameLengthMax))
        return name.isEmpty ? "Unnamed holiday" : name
    }

    func start() throws(FeedProblem) -> LocalDate {
        guard let property = first(ICAL_DTSTART_PROPERTY),
            let date = LocalDate(icalproperty_get_dtstart(property))
        else {
            throw FeedProblem(
                line, "the event begins on no date", remedy: "write DTSTART;VALUE=DATE:20261225")
        }
        return date
    }

    /// How many dates the event covers; its end is the day after the last.
    func dayCount(from start: LocalDate) throws(FeedProblem) -> Int {
        var count = 1
        if let property = first(ICAL_DTEND_PROPERTY) {
            guard let end = LocalDate(icalproperty_get_dtend(property)) else {
                throw FeedProblem(
                    line, "the event ends on no date", remedy: "write DTEND;VALUE=DATE:20261226")
            }
            // Feeds write the same day for both; they mean that day.
            count = max(1, end.days(since: start))
            if end < start { count = 0 }
        } else if let property = first(ICAL_DURATION_PROPERTY) {
            let duration = icalproperty_get_duration(property)
            let days = Int(duration.days) + 7 * Int(duration.weeks)
            count = duration.is_neg != 0 ? 0 : max(1, days)
        }
        guard (1...HolidayFeed.eventDaysMax).contains(count) else {
            throw FeedProblem(
                line, "the event lasts less than a day or more than \(HolidayFeed.eventDaysMax)",
                remedy: "correct DTEND, which is the day after the last")
        }
        return count
    }

    func extraDates() throws(FeedProblem) -> [LocalDate] {
        try dates(ICAL_RDATE_PROPERTY) { cical_extra_date($0) }
    }

    func exceptedDates() throws(FeedProblem) -> Set<LocalDate> {
        Set(try dates(ICAL_EXDATE_PROPERTY) { icalproperty_get_exdate($0) })
    }

    /// The rule by which the event recurs, lent to `body`.
    func withRule<R>(_ body: (OpaquePointer) throws(FeedProblem) -> R) throws(FeedProblem) -> R? {
        guard let property = first(ICAL_RRULE_PROPERTY) else { return nil }
        return try body(property)
    }

    private func dates(
        _ kind: icalproperty_kind, _ value: (OpaquePointer) -> icaltimetype
    ) throws(FeedProblem) -> [LocalDate] {
        var dates: [LocalDate] = []
        var next = first(kind)
        while let property = next {
            guard let date = LocalDate(value(property)) else {
                throw FeedProblem(line, "RDATE or EXDATE holds no date", remedy: "write dates like 20261225")
            }
            dates.append(date)
            next = icalcomponent_get_next_property(component, kind)
        }
        return dates
    }

    private func first(_ kind: icalproperty_kind) -> OpaquePointer? {
        icalcomponent_get_first_property(component, kind)
    }
}

extension LocalDate {
    /// nil for a date that does not exist.
    init?(_ time: icaltimetype) {
        self.init(year: Int(time.year), month: Int(time.month), day: Int(time.day))
    }

    var asICal: icaltimetype { cical_date(Int32(year), Int32(month), Int32(day)) }
}
