import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Notices")
struct NoticeTests {
    private func told(_ desk: Scenario, last: Int = 1) -> [Notice] {
        notices(for: Array(desk.facts.suffix(last)), ticket: desk.ticket, terms: desk.terms)
    }

    @Test("a receipt is mailed to the customer and told to the group")
    func receipt() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        #expect(told(desk).map(\.kind) == [.receipt, .newTicket])
        #expect(told(desk).map(\.to) == [.requester, .group("Front desk")])
        #expect(!told(desk).contains { $0.isRequired })
    }

    @Test("a message by mail is sent, one displayed is not sent again")
    func messages() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:10", .reply(2, shown: false))
        #expect(told(desk).map(\.kind) == [.message(Message.ID(2))])
        try desk.at("Mon 10:20", .reply(3))
        #expect(told(desk, last: 1) == [])
    }

    @Test("a breach is told to who has the ticket and to the managers, an escalation to the tier")
    func alarms() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.wake("Mon 12:00:01")
        let kinds = told(desk, last: 4).map(\.to)
        #expect(kinds.suffix(2) == [.group("Senior support"), .managers])
        #expect(kinds.contains(.tier(.tier2)))
    }

    @Test("reminders, closing, extension and exclusion are acts the agreement requires")
    func required() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:30", .ask(2, shown: false))
        #expect(!told(desk).contains { !$0.isRequired })
        try desk.at("Mon 10:31", .desk, .accepted(2))
        try desk.wake("Thu 18:00")
        #expect(told(desk).map(\.kind) == [.reminder(count: 1)])
        #expect(!told(desk).contains { !$0.isRequired })
    }
}
