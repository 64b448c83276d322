import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("Who is on")
struct PresenceTests {
    private func week(_ days: [Weekday: String]) throws -> WorkingWeek {
        var hours = OpeningHours()
        for (day, text) in days { hours[day] = try WorkingWeek.day(text, field: day.rawValue) }
        return WorkingWeek(zone: try #require(TimeZoneName("Europe/Berlin")), hours: hours)
    }

    private func on(_ trial: Trial) async throws -> [Int64] {
        let now = trial.office.clock()
        return try await trial.database.read { try trial.office.whoIsOn(at: now, in: $0) }.map(\.rawValue)
    }

    @Test("by one's own hours, less absences; of whom nothing is said, the agreement's hours count")
    func hours() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (office, ana) = (trial.office, try await trial.asker("ana@harbor.example"))
        let id = ana.person.rawValue
        #expect(try await on(trial).contains(id), "the agreement is open")
        try trial.set("2026-11-23 22:00")
        #expect(try await on(trial).isEmpty)
        try await office.setWeek(
            try week([.mon: "09:00-12:00, 13:00-17:00, 21:00-23:00"]), of: ana.person, by: ana)
        #expect(try await on(trial) == [id])
        for (moment, isOn) in [
            ("2026-11-23 09:00", true), ("2026-11-23 12:00", false), ("2026-11-23 12:59", false),
            ("2026-11-23 16:59", true), ("2026-11-23 17:00", false), ("2026-11-24 10:00", false),
        ] {
            try trial.set(moment)
            #expect(try await on(trial).contains(id) == isOn, "\(moment)")
        }
        try trial.set("2026-11-23 10:00")
        let (first, last) = (try #require(LocalDate("2026-11-23")), try #require(LocalDate("2026-11-30")))
        try await office.addAbsence(from: first, to: last, of: ana.person, by: ana)
        #expect(try await !on(trial).contains(id))
        try trial.set("2026-12-07 10:00")
        #expect(try await on(trial).contains(id), "the Monday after")
    }

    @Test("gaps are promised hours in which nobody of the group is on, with the agreement's name")
    func gaps() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let office = trial.office
        let ivo = try await trial.asker("ivo@harbor.example")
        let span = Span(
            from: try Trial.berlin("2026-11-23 00:00"), to: try Trial.berlin("2026-11-24 00:00"))
        let before = try await trial.database.read { try office.coverage(in: span, $0) }
        #expect(!before.isEmpty)
        #expect(before.allSatisfy { $0.members.isEmpty || $0.gaps.isEmpty })
        for group in before {
            for member in group.members {
                try await office.setWeek(
                    try week([.mon: "12:00-23:00"]), of: Person.ID(member.person), by: ivo)
            }
        }
        let after = try await trial.database.read { try office.coverage(in: span, $0) }
        let first = try #require(after.first { !$0.members.isEmpty && !$0.promised.isEmpty })
        #expect(first.gaps.map(\.agreements) == [["acme"]])
        #expect(first.gaps.first?.span.to == (try Trial.berlin("2026-11-23 12:00")))
    }

    @Test(
        "hours as people type them",
        arguments: [
            ("9-17", ["09:00-17:00"]), ("09:00-12:00, 13:00-17:00", ["09:00-12:00", "13:00-17:00"]), ("", []),
            ("13:00–17:30 08:00–12:00", ["08:00-12:00", "13:00-17:30"]), ("22:00-06:00", ["22:00-06:00"]),
        ])
    func typed(_ text: String, _ expected: [String]) throws {
        #expect(try WorkingWeek.day(text, field: "mon").map(WorkingWeek.words) == expected)
    }

    @Test(
        "what are no hours is refused",
        arguments: [
            "soon", "09:00", "09:00-09:00", "09:00-12:00 11:00-13:00", "25:00-26:00", "09:00-12:00-15:00",
            "24:00-08:00",
        ])
    func refused(_ text: String) {
        #expect(throws: Refusal.self) { try WorkingWeek.day(text, field: "mon") }
    }

    @Test("one's own hours are one's own; another's are changed by managers and administrators")
    func access() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (ana, ben) = (
            try await trial.asker("ana@harbor.example"), try await trial.asker("ben@harbor.example")
        )
        let mara = try await trial.asker("mara@harbor.example")
        await #expect(throws: Access.Denial.self) {
            try await trial.office.setWeek(nil, of: ben.person, by: ana)
        }
        try await trial.office.setWeek(nil, of: ben.person, by: mara)
    }
}
