import Agreements
import BusinessTime
import Desk
import Operations
import Reports
import Storage

/// Times in words, in one zone, and on hover in the agreement's as well where that is another.
struct DeskWords: Sendable {
    let rules: ZoneRules
    let zone: String
    let now: Instant
    /// That of the agreement, where the reader's is another.
    var agreed: ZoneRules?

    init(rules: ZoneRules, zone: String, now: Instant) {
        self.rules = rules
        self.zone = zone
        self.now = now
    }

    /// By the zone of the desk's first agreement; UTC where there is none.
    init(of reader: Storage.Reader, _ office: Office, now: Instant) throws {
        if let terms = try office.deskTerms(in: reader) {
            self.init(terms, now: now)
            return
        }
        guard let utc = TimeZoneName("UTC") else { preconditionFailure("UTC is a zone") }
        self.init(rules: try ZoneFiles().rules(of: utc), zone: "UTC", now: now)
    }

    init(_ terms: PinnedTerms, now: Instant) {
        self.init(rules: terms.calendar.rules, zone: "\(terms.calendar.definition.zone)", now: now)
    }

    /// "16:40 today", "Tue 09:50", "2 Mar 09:50", "2 Mar 2025 09:50".
    func relative(_ instant: Instant) -> String {
        let local = rules.local(instant)
        let today = rules.local(now).date
        let days = local.date.days(since: today)
        let clock = clock(local.time)
        if days == 0 { return "\(clock) today" }
        if days == 1 { return "\(clock) tomorrow" }
        if days == -1 { return "\(clock) yesterday" }
        if abs(days) < 7 { return "\(weekday(local.date)) \(clock)" }
        return "\(day(named: local.date)) \(clock)"
    }

    /// "2 Mar", "2 Mar 2025".
    func day(named date: LocalDate) -> String {
        let year = date.year == rules.local(now).date.year ? "" : " \(date.year)"
        return "\(date.day) \(Self.months[date.month - 1])\(year)"
    }

    /// "1 Oct to 31 Oct"; "1 Nov until now" while it goes on.
    func days(of period: ReportPeriod) -> String {
        let today = rules.local(now).date
        let isOver = period.last < today
        if isOver || today < period.first {
            return "\(day(named: period.first)) to \(day(named: period.last))"
        }
        return "\(day(named: period.first)) until now"
    }

    /// "Tue 2026-11-24 09:50, Europe/Berlin"; with an agreement's zone that is another
    /// "Tue 2026-11-24 09:50 Europe/Berlin, 03:50 America/New_York".
    func whole(_ instant: Instant) -> String {
        agreed(instant).map { "\(short(instant)) \(zone), \($0)" } ?? "\(short(instant)), \(zone)"
    }

    /// For example "2026-Q4".
    func quarter(of instant: Instant) -> String {
        let date = rules.local(instant).date
        return "\(date.year)-Q\((date.month + 2) / 3)"
    }

    /// "Tue 2026-11-24 09:50", where the zone is told beside it.
    func short(_ instant: Instant) -> String {
        let local = rules.local(instant)
        return "\(weekday(local.date)) \(local.date) \(clock(local.time))"
    }

    /// From midnight to midnight, 23 or 25 hours where the clocks change.
    func day(_ date: LocalDate) -> Span {
        guard let from = rules.instant(of: date, .midnight),
            let to = rules.instant(of: date.adding(days: 1), .midnight)
        else { return Span(from: .earliest, to: .earliest) }
        return Span(from: from, to: to)
    }

    func clock(_ time: LocalTime) -> String {
        "\(padded(time.secondOfDay / 3600)):\(padded(time.secondOfDay / 60 % 60))"
    }

    func weekday(_ date: LocalDate) -> String {
        let name = date.weekday.rawValue
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    func moment(_ instant: Instant) -> Moment {
        Moment(
            words: relative(instant), iso: iso(instant), hover: whole(instant), agreed: agreed(instant))
    }

    private func iso(_ instant: Instant) -> String {
        let local = rules.local(instant)
        let offset = rules.offset(at: instant)
        let sign = offset < 0 ? "-" : "+"
        let part = "\(padded(abs(offset) / 3600)):\(padded(abs(offset) / 60 % 60))"
        return "\(local.date)T\(clock(local.time))\(sign)\(part)"
    }

    /// "1 h 12 min", "2 d 3 h" never: business time is told in hours.
    static func span(_ seconds: BusinessSeconds) -> String {
        let minutes = seconds.count / 60
        if minutes < 1 { return "\(seconds.count) s" }
        if minutes < 60 { return "\(minutes) min" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
