import DulyTesting
import Testing

@testable import BusinessTime

/// The comparison with the slow calendar is only worth something when it catches mistakes.
@Suite("Planted mistakes are caught by the comparison with the slow calendar")
struct PlantedMistakeTests {
    private static let casesMax = 20_000

    private func isCaught(
        in names: [String] = SeededZone.names, cases: Int = Self.casesMax,
        _ plant: (CalendarWorld) throws -> CalendarSubject
    ) throws -> Bool {
        var trial = CalendarTrial(zones: try names.compactMap(TimeZoneName.init).map { try SeededZone($0) })
        try trial.run(seed: 7, cases: cases, stopAtFirst: true, subject: plant)
        return trial.differences > 0
    }

    private func engine(
        _ world: CalendarWorld, rules change: (ZoneRules) -> ZoneRules = { $0 },
        hours: (OpeningSpan) -> OpeningSpan = { $0 }
    ) throws -> CalendarSubject {
        let rules = change(try ZoneRules(name: world.definition.zone, tzif: world.tzif))
        var definition = world.definition
        definition.weekly = definition.weekly.changed(hours)
        definition.special = definition.special.mapValues { $0.map(hours) }
        definition.amendments = definition.amendments.map { amendment in
            var amendment = amendment
            amendment.weekly = amendment.weekly?.changed(hours)
            amendment.special = amendment.special?.mapValues { $0.map(hours) }
            return amendment
        }
        return CalendarSubject(try WorkingCalendar(definition, rules: rules, years: world.years))
    }

    @Test("the harness alone plants nothing")
    func nothingPlanted() throws {
        #expect(try !isCaught(cases: 1000) { try engine($0) })
    }

    @Test("closed end: the closing second is counted")
    func closedEnd() throws {
        #expect(
            try isCaught { world in
                try engine(
                    world,
                    hours: { span in
                        let closes = LocalTime(secondOfDay: span.closes.secondOfDay + 1) ?? span.closes
                        return OpeningSpan(opens: span.opens, closes: closes)
                    })
            })
    }

    @Test("ghost day: a date the zone skipped is a day")
    func ghostDay() throws {
        #expect(
            try isCaught(in: ["Pacific/Apia"]) { world in
                try engine(world, rules: { $0.replacing(missingDays: []) })
            })
    }

    @Test("lost night: a shift ends at midnight")
    func lostNight() throws {
        #expect(
            try isCaught { world in
                try engine(
                    world, hours: { $0.isOverMidnight ? OpeningSpan(opens: $0.opens, closes: .endOfDay) : $0 }
                )
            })
    }

    @Test("wrong overlap: a time that occurs twice is its second occurrence")
    func wrongOverlap() throws {
        #expect(
            try isCaught { world in
                try engine(
                    world,
                    rules: { rules in
                        let labels = rules.instants.indices.map { k in
                            rules.instants[k] + Int64(min(rules.offsets[k], rules.offsets[k + 1]))
                        }
                        return rules.replacing(labels: labels)
                    })
            })
    }

    @Test("wall-clock seconds: the difference of two wall clocks is taken for elapsed time")
    func wallClockSeconds() throws {
        #expect(
            try isCaught { world in
                let calendar = try world.calendar()
                var subject = CalendarSubject(calendar)
                subject.elapsed = { start, end, pauses in
                    guard start < end else { return 0 }
                    let lines = calendar.account(from: start, to: end, excluding: pauses).lines
                    let walls = lines.filter { $0.reason == .counted }.map {
                        calendar.rules.label(at: $0.span.to) - calendar.rules.label(at: $0.span.from)
                    }
                    return BusinessSeconds(walls.reduce(0, +))
                }
                return subject
            })
    }
}

extension OpeningHours {
    fileprivate func changed(_ change: (OpeningSpan) -> OpeningSpan) -> OpeningHours {
        OpeningHours(days: days.mapValues { $0.map(change) })
    }
}

extension ZoneRules {
    fileprivate func replacing(labels: [Int64]? = nil, missingDays: Set<Int>? = nil) -> ZoneRules {
        ZoneRules(
            name: name, instants: instants, offsets: offsets, labels: labels ?? self.labels,
            missingDays: missingDays ?? self.missingDays)
    }
}
