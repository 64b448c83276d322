import Agreements
import BusinessTime
import Desk

/// Credits reckoned a second time: breaches counted minute by minute, months by a naive zone, amounts by long
/// arithmetic of its own, caps by adding up everything before. It shares the terms and the clocks' deadlines
/// with the engine, nothing else.
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
        var allowed: Int64 = 0
    }

    private let versions: [Version]
    private let zone: NaiveZone
    private var calendars: [AgreementVersion: SlowCalendar]
    /// The first second of each month from 2025 on.
    private let months: [(year: Int, month: Int, from: Int)]

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

    private func day(at second: Int) -> Int {
        (second + zone.offset(at: second)) / 86_400
    }

    private func terms(at second: Int) -> PinnedTerms {
        var found = versions[0].terms
        for version in versions where version.from <= second { found = version.terms }
        return found
    }

    private var beginDay: Int {
        let effective = versions[0].terms.terms.effective
        return max(
            NaiveCalendar.days(to: effective.year, effective.month) + effective.day - 1,
            day(at: versions[0].from))
    }

    private var lastDay: Int? { versions.last?.until.map { day(at: $0 - 1) } }

    private func fee(at second: Int) -> (amount: Int64, full: Int64) {
        let today = day(at: second)
        let month = month(at: second)
        let length = NaiveCalendar.length(of: month.month, month.year)
        let first = NaiveCalendar.days(to: month.year, month.month)
        let full = terms(at: second).terms.monthlyFee.minorUnits
        if let lastDay, today > lastDay { return feeAfter(lastDay) }
        if today < beginDay { return (full, full) }
        let days = (first..<first + length).filter { $0 >= beginDay && $0 <= (lastDay ?? .max) }.count
        return (days == length ? full : Self.rounded(full, Int64(days), Int64(length)), full)
    }

    /// The last month that the agreement was in force from its first day to its last.
    private func feeAfter(_ lastDay: Int) -> (amount: Int64, full: Int64) {
        var found: Int64?
        for month in months {
            let first = NaiveCalendar.days(to: month.year, month.month)
            let end = first + NaiveCalendar.length(of: month.month, month.year) - 1
            guard first >= beginDay, end <= lastDay else { continue }
            let next = months.first { $0.from > month.from }?.from ?? month.from
            found = terms(at: next - 1).terms.monthlyFee.minorUnits
        }
        let full = found ?? versions[versions.count - 1].terms.terms.monthlyFee.minorUnits
        return (full, full)
    }

    /// Half up on the absolute value.
    static func rounded(_ amount: Int64, _ part: Int64, _ whole: Int64) -> Int64 {
        let product = Int128(amount) * Int128(part)
        let magnitude = product < 0 ? -product : product
        var quotient = magnitude / Int128(whole)
        if (magnitude % Int128(whole)) * 2 >= Int128(whole) { quotient += 1 }
        return Int64(product < 0 ? -quotient : quotient)
    }

    /// The lines of one ticket by `now`.
    func lines(of ticket: Ticket, under terms: PinnedTerms, now: Int) -> [Line] {
        var found: [(key: BandEntry.Key, at: Int, own: Int64)] = []
        for clock in ticket.clocks(under: terms) {
            guard
                let row = terms.terms.credits.rows.first(where: {
                    $0.promise == clock.promise && $0.severity == clock.severity
                }),
                clock.promise == .acknowledgment || terms.terms.resolve.binding == .commitment,
                let late = lateness(of: clock, terms, now: now)
            else { continue }
            var before: CreditSchedule.Worth?
            for (index, band) in row.bands.enumerated() where Int(band.from.count) <= late.seconds {
                let at = late.at(Int(band.from.count))
                let key = BandEntry.Key(ticket: ticket.id, promise: clock.promise, band: index)
                found.append((key, at, worth(band.worth, before, fee(at: at).amount)))
                before = band.worth
            }
        }
        return lines(found.sorted { ($0.at, $0.key) < ($1.at, $1.key) }, terms.terms.credits.perTicket)
    }

    private func lines(
        _ found: [(key: BandEntry.Key, at: Int, own: Int64)], _ perTicket: CreditSchedule.PerTicket
    ) -> [Line] {
        var lines: [Line] = []
        var sums: [String: Int64] = [:]
        for (key, at, own) in found {
            let paid = sums.values.max() ?? 0
            sums[key.promise.rawValue, default: 0] += own
            let gross = perTicket == .both ? own : (sums.values.max() ?? 0) - paid
            if gross > 0 { lines.append(Line(key: key, at: at, gross: gross)) }
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
    private func lateness(of clock: Clock, _ terms: PinnedTerms, now: Int) -> Lateness? {
        if clock.ended?.ending == .notInquiry { return nil }
        guard let deadline = clock.deadline.map({ Int($0.seconds) }), let calendar = calendars[terms.version]
        else {
            return nil
        }
        let ends = [clock.doneAt, clock.ended?.at].compactMap { $0.map { Int($0.seconds) } } + [now]
        guard let end = ends.min(), end > deadline else { return nil }
        let pauses = clock.pauses.map {
            SlowPause(from: Int($0.from.seconds), to: $0.to.map { Int($0.seconds) } ?? .max)
        }
        return Lateness(seconds: calendar.elapsed(from: deadline, to: end, pauses: pauses)) { late in
            late == 0 ? deadline : calendar.deadline(after: late, from: deadline, pauses: pauses) ?? deadline
        }
    }

    /// Fills the caps in order, each line by adding up all that came before it.
    func capped(_ lines: [Line]) -> [Line] {
        var done: [Line] = []
        for var line in lines.sorted(by: { ($0.at, $0.key) < ($1.at, $1.key) }) {
            let credits = terms(at: line.at).terms.credits
            let fee = fee(at: line.at)
            let monthly = Self.rounded(fee.amount, Int64(credits.monthlyCapPercent), 100)
            let contract = terms(at: line.at).terms.monthlyFee.minorUnits
            let yearly = Self.rounded(contract, 12 * Int64(credits.yearlyCapPercent), 100)
            let inMonth = done.filter { name(of: $0.at) == name(of: line.at) }.reduce(0) { $0 + $1.allowed }
            let inYear = done.filter { year(of: $0.at) == year(of: line.at) }.reduce(0) { $0 + $1.allowed }
            line.allowed = max(0, min(line.gross, monthly - inMonth, yearly - inYear))
            done.append(line)
        }
        return done
    }

    /// Agreement years counted one by one from the day it began.
    private func year(of second: Int) -> Int {
        let begin = NaiveCalendar.text(beginDay)
        let anniversary = begin.dropFirst(4)
        let date = NaiveCalendar.text(day(at: second))
        let years = (Int(date.prefix(4)) ?? 0) - (Int(begin.prefix(4)) ?? 0)
        return date.dropFirst(4) < anniversary ? years - 1 : years
    }
}
