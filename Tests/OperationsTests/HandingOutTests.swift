import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("Tickets that came while nobody was on are handed out later")
struct HandingOutTests {
    private struct Bed {
        let trial: Trial
        let ana: Access.Asker
        let ben: Access.Asker
        let ivo: Access.Asker

        /// Monday 22:00: Ana and Ben are the front desk, and both are at home until Tuesday 09:00.
        init(_ rule: String = "in-turn") async throws {
            trial = try await Trial(at: "2026-11-23 22:00")
            ana = try await trial.asker("ana@harbor.example")
            ben = try await trial.asker("ben@harbor.example")
            ivo = try await trial.asker("ivo@harbor.example")
            try await trial.office.setMembers(
                [ana.person.rawValue, ben.person.rawValue], of: "Front desk", by: ivo)
            try await trial.office.set(rule, ofGroup: "Front desk", by: ivo)
        }

        func asks(_ subject: String, receivedAt: String? = nil) async throws -> Ticket.ID {
            var inquiry = Inquiry(
                address: "carla@acme.example", name: "Carla Reyes", subject: subject, text: "It stops.",
                way: .mail)
            inquiry.receivedAt = try receivedAt.map(Trial.berlin)
            return try await trial.office.receive(inquiry)
        }

        func holder(_ id: Ticket.ID) async throws -> Person.ID? { try await trial.ticket(id).ticket.assignee }

        /// To Ana.
        func mails() async throws -> Int {
            try await trial.database.read { reader in
                try reader.outbox(limit: 200).count { $0.envelopeTo == "ana@harbor.example" }
            }
        }

        func facts(_ id: Ticket.ID) async throws -> Int { try await trial.ticket(id).facts.count }
    }

    @Test("when the hours begin, what breaks next first, once, with the reason and one mail to each")
    func morning() async throws {
        let bed = try await Bed()
        let office = bed.trial.office
        let late = try await bed.asks("Second", receivedAt: "2026-11-23 14:00")
        // Its mail was fetched last and came first: its deadline is the earlier one.
        let early = try await bed.asks("First", receivedAt: "2026-11-23 11:00")
        let night = try await bed.asks("Third")
        #expect(try await office.handOut() == 0, "nobody is on yet")
        #expect(try await bed.facts(night) == 2, "that nobody is on is said once")
        try bed.trial.set("2026-11-24 08:59")
        #expect(try await office.handOut() == 0)
        try bed.trial.set("2026-11-24 09:00")
        let told = try await bed.mails()
        #expect(try await office.handOut() == 3)
        #expect(try await bed.holder(early) == bed.ana.person)
        #expect(try await bed.holder(late) == bed.ben.person)
        #expect(try await bed.holder(night) == bed.ana.person)
        let last = try #require(try await bed.trial.ticket(early).facts.last)
        guard case .assigned(let given) = last.what else {
            Issue.record("the last fact is that it was given")
            return
        }
        #expect(last.by == .desk && last.way == .rule && given.reason == "in turn")
        #expect(try await bed.mails() == told + 1, "Ana hears of both in one mail")
        #expect(try await office.handOut() == 0, "once")
        #expect(try await office.reindex().changed.isEmpty, "the index is what the facts say")
    }

    @Test("a desk that was stopped over the opening hands out after its start, and once")
    func restarted() async throws {
        let bed = try await Bed("by-load")
        let ticket = try await bed.asks("The export stops")
        try bed.trial.set("2026-11-24 11:00")
        func started() -> Office {
            Office(
                database: bed.trial.database, shelf: AgreementShelf(), clock: bed.trial.office.clock)
        }
        #expect(try await started().handOut() == 1)
        let facts = try await bed.facts(ticket)
        #expect(try await started().handOut() == 0)
        #expect(try await bed.facts(ticket) == facts)
        #expect(try await bed.holder(ticket) != nil)
    }

    @Test("somebody's own early hours count; who is away gets none")
    func ownHours() async throws {
        let bed = try await Bed()
        let office = bed.trial.office
        let ticket = try await bed.asks("The export stops")
        let zone = try #require(TimeZoneName("Europe/Berlin"))
        var hours = OpeningHours()
        hours[.tue] = try WorkingWeek.day("07:00-15:00", field: "tue")
        try await office.setWeek(WorkingWeek(zone: zone, hours: hours), of: bed.ben.person, by: bed.ben)
        let day = try #require(LocalDate("2026-11-24"))
        try await office.addAbsence(from: day, to: day, of: bed.ana.person, by: bed.ana)
        try bed.trial.set("2026-11-24 07:00")
        #expect(try await office.handOut() == 1)
        #expect(try await bed.holder(ticket) == bed.ben.person)
    }

    @Test("what a person left with nobody, what is resolved, and what lay there before the rule stays")
    func stays() async throws {
        let bed = try await Bed("by-hand")
        let office = bed.trial.office
        let before = try await bed.asks("Before the rule")
        try await office.set("in-turn", ofGroup: "Front desk", by: bed.ivo)
        let putBack = try await bed.asks("Put back")
        let taken = try await bed.asks("Taken")
        for given in [
            Assignment(person: bed.ana.person, group: "Front desk"),
            Assignment(person: nil, group: "Front desk"),
        ] {
            try await office.act(.assign(given), on: putBack, by: bed.ana)
        }
        try await office.act(
            .assign(Assignment(person: bed.ben.person, group: "Front desk")), on: taken, by: bed.ben)
        try bed.trial.set("2026-11-24 09:00")
        #expect(try await office.handOut() == 0)
        #expect(try await bed.holder(before) == nil)
        #expect(try await bed.holder(putBack) == nil)
        #expect(try await bed.holder(taken) == bed.ben.person)
        #expect(try await office.reindex().changed.isEmpty)
    }

    @Test("more than fit in one transaction are all handed out, in equal parts")
    func many() async throws {
        let bed = try await Bed()
        var tickets: [Ticket.ID] = []
        for number in 1...120 { tickets.append(try await bed.asks("Export \(number)")) }
        try bed.trial.set("2026-11-24 09:00")
        #expect(try await bed.trial.office.handOut() == 120)
        var count: [Person.ID?: Int] = [:]
        for ticket in tickets { count[try await bed.holder(ticket), default: 0] += 1 }
        #expect(count == [bed.ana.person: 60, bed.ben.person: 60])
    }
}
