import Agreements
import BusinessTime
import Desk

/// Credits reckoned a second time: deadlines and breaches counted minute by minute from the facts, months
/// by a naive zone, amounts by long arithmetic of its own, days in force one by one. It shares the facts
/// and the terms with the engine, nothing else.
public struct SlowCredits {
    /// One version as the books of an agreement see it, in UTC seconds.
    struct Version {
        let terms: PinnedTerms
        let from: Int
        let until: Int?
    }

    struct Line {
        let key: BandEntry.Key
        let at: Int
        let gross: Int64
        /// Of the version that the ticket is pinned to.
        let currency: String
        /// Paid only if it is claimed, by that version.
        let isClaimed: Bool
        let claimWindow: Int
        /// What the promise's dearest band is worth in all; nothing where no line stands.
        var dearest: Int64 = 0
        /// Only the higher of the ticket's promises pays.
        var isHighest = false
    }

    private let versions: [Version]
    private let zone: NaiveZone
    private var calendars: [AgreementVersion: SlowCalendar]
    /// The first second of each month from 2025 on.
    private let months: [(year: Int, month: Int, from: Int)]
    /// Day numbers on which a version was in force, one by one.
    private var inForce: Set<Int> = []

    init(versions: [Version]) throws {
        self.versions = versions
        let name = versions[0].terms.terms.hours.calendar.zone
        zone = NaiveZone(tzif: try ZoneFiles.bytes(of: name), years: 2025...2030)
        calendars = [:]
        for version in versions {
            calendars[version.terms.version] = SlowCalendar(
                version.terms.terms.hours.calendar, zone: zone, firstDay: NaiveCalendar.days(to: 2025, 12),
                days: 800)
        }
        var months: [(year: Int, month: Int, from: Int)] = []
        for year in 2025...2028 {
            for month in 1...12 {
                months.append((year, month, zone.instant(of: NaiveCalendar.days(to: year, month) * 86_400)))
            }
        }
        self.months = months
        inForce = Set((NaiveCalendar.days(to: 2025, 1)...NaiveCalendar.days(to: 2029, 1)).filter(covers))
    }

    private func month(at second: Int) -> (year: Int, month: Int, from: Int) {
        var found = months[0]
        for month in months where month.from <= second { found = month }
        return found
    }

    /// "2026-10", as statements are named.
    func name(of second: Int) -> String {
        let month = month(at: second)
        return "\(month.year)-\(month.month < 10 ? "0" : "")\(month.month)"
    }

    /// The number of the last day on which a line can be claimed.
    func lastClaim(of line: Line) -> Int { lastDay(ofMonthAt: line.at) + line.claimWindow }

    /// The last day of the month that an instant lies in.
    func lastDay(ofMonthAt second: Int) -> Int {
        let month = month(at: second)
        return NaiveCalendar.days(to: month.year, month.month)
            + NaiveCalendar.length(of: month.month, month.year) - 1
    }

    func day(at second: Int) -> Int {
        (second + zone.offset(at: second)) / 86_400
    }

    /// In force then, or the last that had this currency.
    func terms(at second: Int, _ currency: String) -> Terms {
        var found: Terms?
        for version in versions where version.from <= second {
            if version.terms.terms.currency.code == currency { found = version.terms.terms }
        }
        if let found { return found }
        return versions.first { $0.terms.terms.currency.code == currency }?.terms.terms
            ?? versions[0].terms.terms
    }

    /// The rules about claims of the version that a ticket is pinned to.
    func claiming(of version: AgreementVersion) -> CreditSchedule {
        (versions.first { $0.terms.version == version } ?? versions[0]).terms.terms.credits
    }

    private func isInForce(_ day: Int) -> Bool { inForce.contains(day) }

    private func covers(_ day: Int) -> Bool { covers(day, versions) }

    private func covers(_ day: Int, _ versions: [Version]) -> Bool {
        versions.contains { version in
            let effective = version.terms.terms.effective
            let begins = NaiveCalendar.days(to: effective.year, effective.month) + effective.day - 1
            guard day >= max(begins, self.day(at: version.from)) else { return false }
            return version.until.map { day <= self.day(at: $0 - 1) } ?? true
        }
    }

    func fee(at second: Int, _ currency: String) -> Int64 {
        let today = day(at: second)
        let full = terms(at: second, currency).monthlyFee.minorUnits
        guard isInForce(today) else { return feeAfter(today, currency) ?? full }
        // On the day on which the next version begins, but before it does, the one before has ended.
        let begun = versions.filter { $0.from <= second }
        if !begun.isEmpty, !covers(today, begun) { return feeAfter(today - 1, currency) ?? full }
        let month = month(at: second)
        let length = NaiveCalendar.length(of: month.month, month.year)
        let first = NaiveCalendar.days(to: month.year, month.month)
        // The days of the month that are in force together with today.
        let days = (first..<first + length).filter { day in
            (min(day, today)...max(day, today)).allSatisfy(isInForce)
        }
        return days.count == length ? full : Self.rounded(full, Int64(days.count), Int64(length))
    }

    /// The fee of the last month that was in force from its first day to its last, up to the end before
    /// `today`; nil without one.
    private func feeAfter(_ today: Int, _ currency: String) -> Int64? {
        var end = today
        let start = day(at: months[0].from)
        while end > start, !isInForce(end) { end -= 1 }
        var found: Int64?
        for month in months {
            let first = NaiveCalendar.days(to: month.year, month.month)
            let last = first + NaiveCalendar.length(of: month.month, month.year) - 1
            guard last <= end, (first...end).allSatisfy(isInForce) else { continue }
            let next = months.first { $0.from > month.from }?.from ?? month.from
            found = terms(at: next - 1, currency).monthlyFee.minorUnits
        }
        return found
    }

    /// The caps at an instant.
    func caps(at second: Int, _ currency: String) -> (month: Int64, year: Int64) {
        let terms = terms(at: second, currency)
        let fee = fee(at: second, currency)
        return (
            Self.rounded(fee, Int64(terms.credits.monthlyCapPercent), 100),
            Self.rounded(terms.monthlyFee.minorUnits, 12 * Int64(terms.credits.yearlyCapPercent), 100)
        )
    }

    /// Half up on the absolute value.
    static func rounded(_ amount: Int64, _ part: Int64, _ whole: Int64) -> Int64 {
        let product = Int128(amount) * Int128(part)
        let magnitude = product < 0 ? -product : product
        var quotient = magnitude / Int128(whole)
        if (magnitude % Int128(whole)) * 2 >= Int128(whole) { quotient += 1 }
        return Int64(product < 0 ? -quotient : quotient)
    }

    /// The lines of one ticket by `now`, from its facts.
    func lines(of id: Ticket.ID, _ facts: [Fact], under terms: PinnedTerms, now: Int) -> [Line] {
        let currency = terms.terms.currency.code
        guard let ticket = SlowTicket(facts), let calendar = calendars[terms.version] else { return [] }
        var found: [(key: BandEntry.Key, at: Int, own: Int64)] = []
        for clock in SlowClock.all(of: ticket, terms.terms, calendar) {
            guard
                let row = terms.terms.credits.rows.first(where: {
                    $0.promise == clock.promise && $0.severity == clock.severity
                }),
                clock.promise == .acknowledgment || terms.terms.resolve.binding == .commitment,
                let late = lateness(of: clock, ticket, calendar, now: now)
            else { continue }
            var before: CreditSchedule.Worth?
            for (index, band) in row.bands.enumerated() where Int(band.from.count) <= late.seconds {
                let at = late.at(Int(band.from.count))
                let key = BandEntry.Key(ticket: id, promise: clock.promise, band: index)
                found.append((key, at, worth(band.worth, before, fee(at: at, currency))))
                before = band.worth
            }
        }
        return lines(found.sorted { ($0.at, $0.key) < ($1.at, $1.key) }, terms.terms)
    }

    private func dearest(_ promise: Promise, _ terms: Terms, at second: Int) -> Int64 {
        let fee = fee(at: second, terms.currency.code)
        let rows = terms.credits.rows.filter { $0.promise == promise }
        return rows.compactMap { $0.bands.last }.map { amount($0.worth, fee) }.max() ?? 0
    }

    private func lines(
        _ found: [(key: BandEntry.Key, at: Int, own: Int64)], _ terms: Terms
    ) -> [Line] {
        var lines: [Line] = []
        var sums: [String: Int64] = [:]
        for (key, at, own) in found {
            let paid = sums.values.max() ?? 0
            sums[key.promise.rawValue, default: 0] += own
            let gross = terms.credits.perTicket == .both ? own : (sums.values.max() ?? 0) - paid
            if gross > 0 {
                lines.append(
                    Line(
                        key: key, at: at, gross: gross, currency: terms.currency.code,
                        isClaimed: terms.credits.claiming == .claimed,
                        claimWindow: terms.credits.claimWindowDays,
                        dearest: dearest(key.promise, terms, at: at),
                        isHighest: terms.credits.perTicket == .highest))
            }
        }
        return lines
    }

    private func worth(_ worth: CreditSchedule.Worth, _ before: CreditSchedule.Worth?, _ fee: Int64) -> Int64
    {
        switch (worth, before) {
        case (.basisPoints(let points), .basisPoints(let earlier)?):
            return Self.rounded(fee, Int64(points - earlier), 10_000)
        default: return amount(worth, fee) - (before.map { amount($0, fee) } ?? 0)
        }
    }

    private func amount(_ worth: CreditSchedule.Worth, _ fee: Int64) -> Int64 {
        switch worth {
        case .basisPoints(let points): Self.rounded(fee, Int64(points), 10_000)
        case .amount(let money): money.minorUnits
        }
    }

    private struct Lateness {
        let seconds: Int
        let at: (Int) -> Int
    }

    /// nil unless it is broken by `now`.
    private func lateness(
        of clock: SlowClock, _ ticket: SlowTicket, _ calendar: SlowCalendar, now: Int
    ) -> Lateness? {
        if ticket.isNoInquiry { return nil }
        guard let deadline = clock.deadline else { return nil }
        let done =
            clock.promise == .acknowledgment
            ? ticket.acknowledged?.helping : ticket.standing.map(ticket.resolvedAt)
        guard let end = [done, ticket.endedAt, now].compactMap({ $0 }).min(), end > deadline else {
            return nil
        }
        let pauses = clock.pauses
        return Lateness(seconds: calendar.elapsed(from: deadline, to: end, pauses: pauses)) { late in
            late == 0 ? deadline : calendar.deadline(after: late, from: deadline, pauses: pauses) ?? deadline
        }
    }

    /// Agreement years counted one by one from the day it began.
    func year(of second: Int) -> Int {
        let effective = versions[0].terms.terms.effective
        let begins = NaiveCalendar.days(to: effective.year, effective.month) + effective.day - 1
        let begin = NaiveCalendar.text(max(begins, day(at: versions[0].from)))
        let anniversary = begin.dropFirst(4)
        let date = NaiveCalendar.text(day(at: second))
        let years = (Int(date.prefix(4)) ?? 0) - (Int(begin.prefix(4)) ?? 0)
        return date.dropFirst(4) < anniversary ? years - 1 : years
    }
}
