import BusinessTime
import Testing

@Suite("Pauses")
struct PausingTests {
    @Test("the clock stops over the union of the pauses")
    func union() throws {
        let acme = try Wall()
        let start = acme.at("2026-11-23 10:00")
        let pauses = acme.pauses(
            ("2026-11-23 11:00", "2026-11-23 12:30"), ("2026-11-23 12:00", "2026-11-23 13:00"),
            ("2026-11-23 08:00", "2026-11-23 09:30"))
        let due = acme.calendar.deadline(after: .hours(2), from: start, excluding: pauses)
        #expect(acme.text(due) == "2026-11-23 14:00")
        let end = acme.at("2026-11-23 14:00")
        #expect(acme.calendar.elapsed(from: start, to: end, excluding: pauses) == .hours(2))
    }

    @Test("a pause over closed hours takes only business time")
    func overNight() throws {
        let acme = try Wall()
        let pauses = acme.pauses(("2026-11-23 17:00", "2026-11-24 10:00"))
        let due = acme.calendar.deadline(
            after: .hours(2), from: acme.at("2026-11-23 16:00"), excluding: pauses)
        #expect(acme.text(due) == "2026-11-24 11:00")
    }

    @Test("a pause that begins at the deadline leaves it; a second earlier moves it")
    func atTheDeadline() throws {
        let acme = try Wall()
        let start = acme.at("2026-11-23 10:00")
        let late = acme.pauses(("2026-11-23 12:00", "2026-11-23 15:00"))
        #expect(
            acme.text(acme.calendar.deadline(after: .hours(2), from: start, excluding: late))
                == "2026-11-23 12:00")
        let early = acme.pauses(("2026-11-23 11:59:59", "2026-11-23 15:00"))
        #expect(
            acme.text(acme.calendar.deadline(after: .hours(2), from: start, excluding: early))
                == "2026-11-23 15:00:01")
    }

    @Test("a pause without end has no deadline after it")
    func withoutEnd() throws {
        let acme = try Wall()
        let start = acme.at("2026-11-23 10:00")
        let pauses = SpanSet([Span(from: acme.at("2026-11-23 11:00"), to: Instant(seconds: .max))])
        #expect(acme.calendar.deadline(after: .hours(2), from: start, excluding: pauses) == nil)
        #expect(
            acme.text(acme.calendar.deadline(after: .hours(1), from: start, excluding: pauses))
                == "2026-11-23 11:00")
        #expect(acme.calendar.elapsed(from: start, to: .latest, excluding: pauses) == .hours(1))
    }

    @Test("a period of zero ends where the clock runs first")
    func zero() throws {
        let acme = try Wall()
        let pauses = acme.pauses(("2026-11-24 09:00", "2026-11-24 10:00"))
        let due = acme.calendar.deadline(after: 0, from: acme.at("2026-11-23 18:00"), excluding: pauses)
        #expect(acme.text(due) == "2026-11-24 10:00")
    }
}

@Suite("Sets of spans")
struct SpanSetTests {
    private func set(_ spans: (Int64, Int64)...) -> SpanSet {
        SpanSet(spans.map { Span(from: Instant(seconds: $0.0), to: Instant(seconds: $0.1)) })
    }

    @Test("spans are sorted, joined where they touch, and never empty")
    func normal() {
        #expect(set((5, 9), (1, 3), (3, 4), (7, 12), (20, 20)) == set((1, 4), (5, 12)))
        #expect(set((4, 4)) == .none)
    }

    @Test("union, intersection and difference agree with each instant")
    func algebra() {
        let (one, other) = (set((1, 4), (6, 9), (12, 20)), set((0, 2), (3, 7), (13, 14), (19, 25)))
        for second in Int64(-1)...26 {
            let instant = Instant(seconds: second)
            let (a, b) = (one.contains(instant), other.contains(instant))
            #expect(one.union(other).contains(instant) == (a || b))
            #expect(one.intersection(other).contains(instant) == (a && b))
            #expect(one.subtracting(other).contains(instant) == (a && !b))
        }
        #expect(
            one.clipped(to: Span(from: Instant(seconds: 3), to: Instant(seconds: 7))) == set((3, 4), (6, 7)))
    }
}
