import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("G: access that the customer gives")
struct TicketAccessTests {
    /// Carla's ticket of Monday 10:00, acknowledged.
    private func asked(_ change: (inout Terms) -> Void = { _ in }) throws -> Scenario {
        var desk = try Scenario(change)
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 10:30", .acknowledge(2))
        return desk
    }

    private func grant(
        _ desk: Scenario, _ from: String, _ until: String,
        users: AccessUsers = AccessUsers(people: [Person.ID(1)])
    ) -> AccessGrant {
        AccessGrant(
            system: "The test shop", purpose: "See why the export stops", users: users,
            span: Span(from: desk.instant(from), to: desk.instant(until)), contact: Person.ID(11),
            said: .phone)
    }

    /// Given on Monday at 11:00 until Wednesday at 11:00, for Ana.
    private func given() throws -> Scenario {
        var desk = try asked()
        try desk.at("Mon 11:00", .access(.give(grant(desk, "Mon 11:00", "Wed 11:00"))))
        return desk
    }

    private func use(_ purpose: String = "Read the log", groups: Set<String> = []) -> Command.What {
        .access(.use(grant: 1, purpose: purpose, groups: groups))
    }

    private func told(_ desk: Scenario, last: Int = 1) -> [Notice.Audience] {
        notices(for: Array(desk.facts.suffix(last)), ticket: desk.ticket, terms: desk.terms).map(\.to)
    }

    @Test("Ana writes down what Carla gave; Ana and Carla are told, and the clocks go on as they were")
    func writtenDown() throws {
        var desk = try asked()
        let before = desk.deadline(.resolution)
        #expect(
            try desk.at("Mon 11:00", .access(.give(grant(desk, "Mon 11:00", "Wed 11:00")))) == [.accessGiven])
        #expect(told(desk) == [.person(Person.ID(1)), .contact(Person.ID(11))])
        #expect(desk.deadline(.resolution) == before)
        let access = try #require(desk.ticket.access(1))
        #expect(access.recordedBy == Cast.ana && access.what.contact == Person.ID(11))
    }

    struct Wish: Sendable, CustomTestStringConvertible {
        let from: String
        let until: String
        let code: String?
        var testDescription: String { "\(from) to \(until): \(code ?? "taken")" }
    }

    @Test(
        "it is bounded: what is refused names clause G, the field and the remedy",
        arguments: [
            Wish(from: "Mon 11:00", until: "Mon 11:01", code: nil),
            Wish(from: "Mon 11:00", until: "Mon 11:00", code: "span-backwards"),
            Wish(from: "Mon 10:59", until: "Tue 11:00", code: "before-given"),
            Wish(from: "Mon 10:00", until: "Mon 10:59", code: "span-past"),
            Wish(from: "Mon 11:00", until: "Wed+4 12:00", code: nil),
            Wish(from: "Mon 11:00", until: "Wed+4 12:00:01", code: "access-too-long"),
            Wish(from: "Wed+4 12:00", until: "Wed+4 13:00", code: nil),
            Wish(from: "Wed+4 12:00:01", until: "Wed+4 13:00", code: "access-too-far"),
        ])
    func bounds(wish: Wish) throws {
        let desk = try asked()
        let refusal = desk.refusal("Mon 11:00", .access(.give(grant(desk, wish.from, wish.until))))
        #expect(refusal?.code == wish.code)
        if let refusal {
            #expect(refusal.clause == .customerDuties && refusal.field != nil && !refusal.remedy.isEmpty)
        }
    }

    @Test("what it lacks is refused by its field; a secret never gets in, wherever it stands")
    func words() throws {
        let desk = try asked()
        func code(_ change: (inout AccessGrant) -> Void) -> [String?] {
            var wish = grant(desk, "Mon 11:00", "Wed 11:00")
            change(&wish)
            let refusal = desk.refusal("Mon 11:00", .access(.give(wish)))
            return [refusal?.code, refusal?.field]
        }
        #expect(code { $0.system = " \n" } == ["words-missing", "system"])
        #expect(code { $0.purpose = String(repeating: "w ", count: 251) } == ["words-missing", "purpose"])
        #expect(code { $0.purpose = String(repeating: "w", count: 500) } == [nil, nil])
        #expect(code { $0.users = AccessUsers() } == ["users-missing", "people"])
        #expect(code { $0.system = "The shop, password: swordfish" } == ["secret-in-words", "system"])
        #expect(code { $0.purpose = "With the PIN 4711a" } == ["secret-in-words", "purpose"])
        var later = try given()
        #expect(later.refusal("Mon 12:00", use("pwd: hunter2"))?.field == "purpose")
        #expect(
            later.refusal("Mon 12:00", .access(.end(grant: 1, reason: "token: abc123def")))?.field == "reason"
        )
        try later.at("Mon 12:00", use())
    }

    @Test("each use is written down; who is not named, or is late, is refused")
    func uses() throws {
        var desk = try asked()
        try desk.at("Mon 11:00", .access(.give(grant(desk, "Tue 09:00", "Wed 11:00"))))
        #expect(desk.refusal("Tue 08:59:59", use())?.code == "access-not-yet")
        #expect(try desk.at("Tue 09:00", use()) == [.accessUsed])
        #expect(desk.refusal("Tue 10:00", Cast.ben, use())?.code == "not-named")
        #expect(desk.refusal("Tue 10:00", Cast.carla, use())?.code == "named-person")
        #expect(desk.refusal("Tue 10:00", Cast.robot, use())?.code == "named-person")
        try desk.at("Wed 10:59:59", use("Read it again"))
        #expect(desk.refusal("Wed 11:00", use())?.code == "access-over", "also before the alarm rang")
        let access = try #require(desk.ticket.access(1))
        #expect(access.uses.map(\.purpose) == ["Read the log", "Read it again"])
        #expect(access.lastUse?.by == Cast.ana)
        #expect(told(desk).isEmpty, "nobody is mailed for a use")
    }

    @Test("a use is logged afterwards as long as it fell within the access")
    func loggedAfterwards() throws {
        var desk = try given()
        try desk.wake("Wed 11:00")
        #expect(try desk.at("Wed 12:00", use(), happened: "Wed 10:00") == [.accessUsed])
    }

    struct Named: Sendable, CustomTestStringConvertible {
        let users: AccessUsers
        let groups: Set<String>
        let may: Bool
        var testDescription: String { "\(users), in \(groups): \(may)" }
    }

    @Test(
        "who may use it: people, a group, or the groups of a tier by the ticket's own agreement",
        arguments: [
            Named(users: AccessUsers(people: [Person.ID(2)]), groups: [], may: true),
            Named(users: AccessUsers(people: [Person.ID(1)]), groups: ["Front desk"], may: false),
            Named(users: AccessUsers(group: "Senior support"), groups: ["Senior support"], may: true),
            Named(users: AccessUsers(group: "Senior support"), groups: ["Front desk"], may: false),
            Named(users: AccessUsers(tier: .tier1), groups: ["Front desk"], may: true),
            Named(users: AccessUsers(tier: .tier3), groups: ["Front desk"], may: false),
        ])
    func named(row: Named) throws {
        var desk = try asked()
        try desk.at("Mon 11:00", .access(.give(grant(desk, "Mon 11:00", "Wed 11:00", users: row.users))))
        let refusal = desk.refusal("Mon 12:00", Cast.ben, use(groups: row.groups))
        #expect(refusal?.code == (row.may ? nil : "not-named"))
    }

    @Test("one reminder half a day before the end of two days, and the end, each once and dated when due")
    func reminded() throws {
        var desk = try given()
        #expect(nextInstant(desk.ticket, desk.terms, after: desk.instant("Mon 11:00")) != nil)
        #expect(try desk.wake("Tue 22:59:59").contains(.accessReminded) == false)
        #expect(try desk.wake("Tue 23:00").contains(.accessReminded))
        #expect(told(desk) == [.person(Person.ID(1)), .contact(Person.ID(11))])
        #expect(try desk.wake("Wed 10:59:59").contains(.accessReminded) == false)
        #expect(try desk.wake("Wed 11:00").contains(.accessEnded))
        #expect(try desk.wake("Wed 11:00").contains(.accessEnded) == false)
        #expect(desk.ticket.access(1)?.ending?.how == .expired)
    }

    @Test("after a stop the end alone is told, once, dated when it fell")
    func slept() throws {
        var desk = try given()
        let kinds = try desk.wake("Mon+1 09:00")
        #expect(kinds.contains(.accessEnded) && !kinds.contains(.accessReminded))
        #expect(desk.ticket.access(1)?.ending?.at == desk.instant("Wed 11:00"))
        #expect(try desk.wake("Mon+1 09:01").isEmpty)
    }

    @Test("the customer ends it without a word, the desk says why; then it is over for all")
    func ended() throws {
        var desk = try given()
        #expect(desk.refusal("Mon 12:00", .access(.end(grant: 1, reason: " ")))?.code == "words-missing")
        #expect(desk.refusal("Mon 12:00", Cast.robot, .access(.end(grant: 1, reason: "x"))) != nil)
        #expect(desk.refusal("Mon 12:00", .access(.end(grant: 2, reason: "x")))?.code == "no-access")
        try desk.at("Mon 12:00", Cast.carla, .access(.end(grant: 1, reason: "")))
        #expect(desk.ticket.access(1)?.ending?.how == .customer)
        #expect(told(desk) == [.person(Person.ID(1)), .contact(Person.ID(11))])
        #expect(desk.refusal("Mon 12:00", use())?.code == "access-over")
        #expect(desk.refusal("Mon 12:01", .access(.end(grant: 1, reason: "Found it")))?.code == "access-over")
        #expect(try desk.wake("Wed 11:00").contains(.accessEnded) == false, "it does not end twice")
    }

    @Test("closing ends it with its ticket, and a ticket that is over takes none")
    func closing() throws {
        var desk = try asked()
        try desk.at("Mon 11:00", .access(.give(grant(desk, "Mon 11:00", "Mon+4 11:00"))))
        try desk.at("Mon 12:00", .resolve(3))
        let kinds = try desk.wake("Tue+1 09:00")
        #expect(kinds.suffix(2) == [.closed, .accessEnded], "\(kinds)")
        #expect(desk.ticket.access(1)?.ending?.how == .closed)
        #expect(desk.ticket.access(1)?.end == desk.ticket.closing?.at)
        let again = grant(desk, "Tue+1 10:00", "Wed+1 10:00")
        #expect(desk.refusal("Tue+1 10:00", .access(.give(again)))?.code == "not-open")
    }

    @Test("at each instant it stands in exactly one way, and its end is never passed")
    func standing() throws {
        var desk = try given()
        try desk.at("Tue 10:00", Cast.carla, .access(.end(grant: 1, reason: "")))
        let access = try #require(desk.ticket.access(1))
        let table: [(String, GivenAccess.Standing)] = [
            ("Mon 10:59:59", .notYet), ("Mon 11:00", .inForce), ("Tue 09:59:59", .inForce),
            ("Tue 10:00", .over), ("Wed 11:00", .over),
        ]
        for (time, standing) in table {
            #expect(access.standing(at: desk.instant(time)) == standing, "\(time)")
        }
    }
}

@Suite("G: a request for access, and the access that answers it")
struct AccessRequestTests {
    private static func request(_ missing: [String], access: String? = nil) -> Command.What {
        .requestInformation(
            InformationRequest(missing: missing, access: access, message: Cast.text(2), displayed: true))
    }

    private static func give(_ desk: Scenario) -> Command.What {
        .access(
            .give(
                AccessGrant(
                    system: "The test shop", purpose: "See why", users: AccessUsers(people: [Person.ID(1)]),
                    span: Span(from: desk.instant("Mon 12:00"), to: desk.instant("Wed 11:00")),
                    contact: Person.ID(11), said: .phone)))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let missing: [String]
        let access: String?
        let required: [String]
        let ends: Bool
        var testDescription: String { "\(missing), \(access ?? "-"), required \(required): \(ends)" }
    }

    @Test(
        "giving access ends the pause where the request or the category's terms ask for it",
        arguments: [
            Row(missing: [], access: "the test shop", required: [], ends: true),
            Row(missing: ["Read access to the shop"], access: nil, required: [], ends: true),
            Row(missing: ["The log"], access: nil, required: ["Access to the system"], ends: true),
            Row(missing: ["The log"], access: nil, required: ["The time"], ends: false),
            Row(missing: ["The accessories"], access: nil, required: [], ends: false),
        ])
    func pause(row: Row) throws {
        var desk = try Scenario { $0.duties.required = ["technical": row.required] }
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:00", Self.request(row.missing, access: row.access))
        let kinds = try desk.at("Mon 12:00", Self.give(desk))
        #expect(kinds == (row.ends ? [.accessGiven, .informationProvided] : [.accessGiven]))
        #expect(desk.ticket.state == (row.ends ? .open : .waiting))
        #expect(desk.deadline(.resolution) == (row.ends ? "Thu 12:00" : "none"))
    }

    @Test("said earlier than it was written down, it ended the pause when it was said")
    func late() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:00", Self.request([], access: "the test shop"))
        try desk.at("Mon 16:00", Self.give(desk), happened: "Mon 12:00")
        #expect(desk.deadline(.resolution) == "Thu 12:00")
    }

    @Test("the system stands among what is missing, so that reminders name it; a secret is refused")
    func named() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let secret = desk.refusal("Mon 11:00", Self.request([], access: "shop, pwd: hunter2"))
        #expect(secret?.code == "secret-in-words" && secret?.field == "access")
        #expect(desk.refusal("Mon 11:00", Self.request([" "]))?.code == "missing-unnamed")
        try desk.at("Mon 11:00", Self.request(["The log"], access: "the test shop"))
        #expect(desk.ticket.waits[0].missing == ["The log", "Access to the test shop"])
    }
}
