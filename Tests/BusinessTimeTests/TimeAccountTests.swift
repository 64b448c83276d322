import BusinessTime
import Testing

@Suite("The account of time behind a proof")
struct TimeAccountTests {
    @Test("counted, paused, closed and holiday lines cover the time and sum to the answer")
    func lines() throws {
        let acme = try Wall(holidays: ["2026-12-25"], special: ["2026-12-28": []])
        let (start, end) = (acme.at("2026-12-24 16:00"), acme.at("2026-12-29 10:00"))
        let pauses = acme.pauses(("2026-12-24 17:00", "2026-12-24 17:30"))
        let account = acme.calendar.account(from: start, to: end, excluding: pauses)
        let christmas = Holiday(date: day("2026-12-25"), name: "holiday of 2026-12-25")
        #expect(
            account.lines.map(\.reason) == [
                .counted, .paused, .counted, .closed, .holiday(christmas), .closed, .specialClosing, .closed,
                .counted,
            ])
        #expect(acme.text(account.lines[4].span.from) == "2026-12-25 00:00")
        #expect(acme.text(account.lines[4].span.to) == "2026-12-26 00:00")
        #expect(account.counted == .minutes(150))
        #expect(account.paused == .minutes(30))
        #expect(account.counted == acme.calendar.elapsed(from: start, to: end, excluding: pauses))
        #expect(zip(account.lines, account.lines.dropFirst()).allSatisfy { $0.span.to == $1.span.from })
        #expect(account.lines.first?.span.from == start)
        #expect(account.lines.last?.span.to == end)
    }

    @Test("open lines carry the business date, a night's after midnight too")
    func dates() throws {
        let night = try Wall(nights)
        let account = night.calendar.account(
            from: night.at("2026-11-24 01:00"), to: night.at("2026-11-24 07:00"), excluding: .none)
        #expect(account.lines.map(\.date) == [day("2026-11-23"), day("2026-11-24")])
        #expect(account.lines.map(\.reason) == [.counted, .closed])
    }

    @Test("time outside the calendar's years is one closed line")
    func outside() throws {
        let acme = try Wall(.never, years: 2000...2099)
        let account = acme.calendar.account(
            from: Instant(seconds: .min), to: Instant.earliest.advanced(by: 1), excluding: .none)
        #expect(account.lines.count == 1)
        #expect(account.counted == 0)
        let none = acme.calendar.account(from: .latest, to: .earliest, excluding: .none)
        #expect(none.lines.isEmpty)
    }

    @Test("an hour before midnight that comes twice is no trouble")
    func twiceBeforeMidnight() throws {
        // St John's set its clocks back at 00:01 until 2011.
        let closed = try Wall(.never, zone: "America/St_Johns", holidays: ["2010-11-06", "2010-11-07"])
        let account = closed.calendar.account(
            from: closed.at("2010-11-06 00:00"), to: closed.at("2010-11-08 00:00"), excluding: .none)
        #expect(account.lines.count <= 4)
        #expect(account.lines.last?.span.to == closed.at("2010-11-08 00:00"))
    }
}
