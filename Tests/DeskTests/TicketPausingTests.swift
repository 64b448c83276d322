import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("G: waiting for the customer")
struct TicketPausingTests {
    private func asked(shown: Bool = true) throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:00", .ask(2, shown: shown))
        return desk
    }

    @Test("a request acknowledges, pauses the resolution, and the pause moves the deadline")
    func pause() throws {
        var desk = try asked()
        #expect(desk.standing(.acknowledgment, "Mon 12:00") == "kept Mon 11:00")
        #expect(desk.standing(.resolution, "Mon 12:00") == "paused 27 h 0 min (G)")
        #expect(desk.deadline(.resolution) == "none")
        #expect(desk.ticket.state == .waiting)
        try desk.at("Mon 13:00", Cast.carla, .answer(3))
        #expect(desk.deadline(.resolution) == "Thu 13:00")
        #expect(desk.ticket.state == .open)
    }

    @Test("a mailed request pauses from its acceptance")
    func acceptance() throws {
        var desk = try asked(shown: false)
        #expect(desk.ticket.state == .open)
        try desk.at("Mon 11:30", .desk, .accepted(2))
        try desk.at("Mon 13:00", Cast.carla, .answer(3))
        #expect(desk.deadline(.resolution) == "Thu 13:00")
        #expect(desk.clock(.resolution)?.pauses.first?.from == desk.instant("Mon 11:30"))
    }

    @Test("automatic mail ends no pause")
    func automatic() throws {
        var desk = try asked()
        try desk.at("Mon 12:00", Cast.carla, .answer(3, automatic: true))
        #expect(desk.ticket.state == .waiting)
    }

    @Test("answered while closed, counting goes on at the next opening")
    func closed() throws {
        var desk = try Scenario()
        try desk.at("Mon 16:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 17:00", .ask(2))
        try desk.at("Mon 20:00", Cast.carla, .answer(3))
        #expect(desk.deadline(.resolution) == "Thu 18:00")
    }

    @Test("an answer learnt late ended the pause when it came, against the provider")
    func lateAnswer() throws {
        var desk = try asked()
        try desk.at("Mon 16:00", Cast.carla, .answer(3), happened: "Mon 12:00")
        #expect(desk.deadline(.resolution) == "Thu 12:00")
    }

    @Test("\"I have given this\" ends the pause and flags a manager")
    func claimed() throws {
        var desk = try asked()
        #expect(desk.refusal("Mon 12:00", .provideInformation)?.code == "customer-only")
        try desk.at("Mon 12:00", Cast.carla, .provideInformation)
        #expect(desk.ticket.state == .open)
        let told = notices(for: Array(desk.facts.suffix(1)), ticket: desk.ticket, terms: desk.terms)
        #expect(told.map(\.to) == [.managers])
        #expect(desk.refusal("Mon 12:05", Cast.carla, .provideInformation)?.code == "not-waiting")
    }

    @Test("a request names what is missing")
    func unnamed() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let nothing = InformationRequest(missing: ["  "], message: Cast.text(2), displayed: true)
        let refusal = desk.refusal("Mon 11:00", .requestInformation(nothing))
        #expect(refusal?.code == "missing-unnamed" && refusal?.clause == .customerDuties)
    }

    @Test("two reminders, each after its period, then closing for silence; an answer reopens")
    func silence() throws {
        var desk = try asked()
        #expect(try desk.wake("Thu 17:59:59") == [])
        #expect(try desk.wake("Thu 18:00") == [.reminded])
        #expect(try desk.wake("Tue+1 17:59:59") == [])
        #expect(try desk.wake("Tue+1 18:00") == [.reminded])
        #expect(try desk.wake("Tue+2 18:00") == [])
        #expect(try desk.wake("Tue+2 18:00:01") == [.closed])
        #expect(desk.standing(.resolution, "Wed+2 09:00") == "ended no-answer")
        try desk.at("Wed+2 09:00", Cast.carla, .answer(3))
        #expect(desk.ticket.state == .open)
        #expect(desk.standing(.resolution, "Wed+2 10:00") == "running 26 h 0 min")
    }

    @Test("closed for silence, an answer after the window opens nothing")
    func silenceOver() throws {
        var desk = try asked()
        for time in ["Thu 18:00", "Tue+1 18:00", "Tue+2 18:00:01"] { try desk.wake(time) }
        #expect(desk.refusal("Tue+3 18:00", Cast.carla, .answer(3)) == nil)
        #expect(desk.refusal("Tue+3 18:00:01", Cast.carla, .answer(3))?.code == "closed")
    }

    @Test("an alarm that slept gives the customer the whole period again after each reminder")
    func slept() throws {
        var desk = try asked()
        #expect(try desk.wake("Mon+3 10:00") == [.reminded])
        #expect(try desk.wake("Mon+3 10:01") == [])
    }
}
