import Agreements
import BusinessTime
import Desk
import DulyTesting
import Mail
import Storage
import Testing

@testable import Operations

@Suite("Accesses at the desk: written down, told, used, ended behind a link")
struct AccessTests {
    struct World {
        let trial: Trial
        let ticket: Ticket.ID
        let ana: Access.Asker
        let ben: Access.Asker
        let mara: Access.Asker

        var office: Office { trial.office }

        func turn(_ asker: Access.Asker) -> Office.Turn {
            Office.Turn(on: ticket, by: asker, way: .page, at: office.clock())
        }

        /// Ana's wish: for herself and Senior support, until a moment in Berlin.
        func wish(until: String = "2026-11-25 10:00", contact: String = "") throws -> AccessWish {
            AccessWish(
                system: "Acme's zebra shop", purpose: "See why the export stops",
                users: AccessUsers(people: [ana.person], group: "Senior support"),
                until: try Trial.berlin(until), contact: contact, said: .phone)
        }

        func use(_ asker: Access.Asker, _ purpose: String = "Read the giraffe log") async throws {
            let (office, turn) = (office, turn(asker))
            _ = try await trial.database.write { try office.useAccess(1, purpose: purpose, turn, $0) }
        }

        func end(_ asker: Access.Asker, _ reason: String) async throws {
            let (office, turn) = (office, turn(asker))
            _ = try await trial.database.write { try office.endAccess(1, reason: reason, turn, $0) }
        }

        func access() async throws -> GivenAccess {
            try #require(try await trial.ticket(ticket).ticket.access(1))
        }

        func letters(to address: String) async throws -> [String] {
            let database = trial.database
            return try await database.read { reader in
                try reader.outbox(limit: 100).filter { $0.envelopeTo == address }.compactMap { entry in
                    try reader.blob(entry.blob).map {
                        Message.parse(try database.blobs.bytes(of: $0)).readableText
                    }
                }
            }
        }

        /// The word of the link in the newest letter that has one.
        func word() async throws -> String {
            let texts = try await letters(to: "carla@acme.example")
            let found = texts.compactMap { $0.firstMatch(of: /\/access\/\d+\/1\/([0-9a-f]{40})/)?.1 }
            return String(try #require(found.first))
        }
    }

    static func world(at moment: String = "2026-11-23 10:00") async throws -> World {
        let trial = try await Trial(at: moment)
        return World(
            trial: trial, ticket: try await trial.carlaAsks(),
            ana: try await trial.asker("ana@harbor.example"),
            ben: try await trial.asker("ben@harbor.example"),
            mara: try await trial.asker("mara@harbor.example"))
    }

    @Test("Carla is mailed what was written down with a link; the ticket has neither the link nor the words")
    func told() async throws {
        let world = try await Self.world()
        try await world.office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        let mail = try #require(
            try await world.letters(to: "carla@acme.example").first { $0.contains("zebra") })
        for part in [
            "Acme's zebra shop", "See why the export stops", "Ana Lima, everybody of Senior support",
            "Wednesday, 25 November 2026, 10:00 (Europe/Berlin)", "on the telephone",
            "never send us a password",
        ] { #expect(mail.contains(part), "\(part)") }
        #expect(
            try await world.letters(to: "ben@harbor.example").contains { $0.contains("zebra shop until") })
        #expect(
            try await !world.letters(to: "ana@harbor.example").contains { $0.contains("zebra") },
            "who did it need not be told")
        let shown = try await world.trial.database.read { [id = world.ticket.rawValue] in
            try $0.messages(of: id, includingInternal: true).map(\.text).joined()
        }
        #expect(!shown.contains("/access/") && !shown.contains("zebra"))
        let entry = try await world.trial.database.read { reader in
            try #require(try reader.outbox(limit: 9).first { $0.envelopeTo == "carla@acme.example" })
        }
        #expect(entry.envelopeFrom.hasPrefix("bounce+"), "a notice comes back to its own address")
    }

    @Test("behind the link Carla sees the uses and ends it; looking ends nothing, another word opens nothing")
    func link() async throws {
        let world = try await Self.world()
        try await world.office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        try await world.use(world.ben)
        let word = try await world.word()
        let asked = try #require(try await world.office.accessAsked(world.ticket, 1, word: word))
        #expect(asked.uses.map(\.by) == ["Ben Okafor"] && asked.uses[0].purpose == "Read the giraffe log")
        #expect(try await world.access().ending == nil)
        let other = (word.hasPrefix("0") ? "1" : "0") + word.dropFirst()
        #expect(try await world.office.accessAsked(world.ticket, 1, word: other) == nil)
        #expect(try await world.office.accessAsked(world.ticket, 2, word: word) == nil)
        await #expect(throws: Refusal.deadAccessLink) {
            try await world.office.endAsked(world.ticket, 1, word: other, reason: "")
        }
        try await world.office.endAsked(world.ticket, 1, word: word, reason: "We are done")
        let access = try await world.access()
        #expect(access.ending?.how == .customer && access.ending?.by == .contact(access.what.contact))
        let last = try #require(try await world.letters(to: "carla@acme.example").first)
        #expect(last.contains("you ended it, We are done") && last.contains("It was used once"))
        #expect(try await world.letters(to: "ana@harbor.example").contains { $0.contains("has ended") })
        await #expect(throws: Refusal.self) { try await world.use(world.ben) }
    }

    @Test("reminded and ended by the alarm, once each, also after a stop")
    func alarm() async throws {
        let world = try await Self.world()
        try await world.office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        let alarm = Alarm(office: world.office)
        try world.trial.set("2026-11-24 22:00")
        for _ in 0..<2 { try await alarm.ring() }
        func count(_ part: String) async throws -> Int {
            try await world.letters(to: "carla@acme.example").count { $0.contains(part) }
        }
        #expect(try await count("ends at Wednesday, 25 November 2026, 10:00") == 1)
        try world.trial.set("2026-11-27 10:00")
        for _ in 0..<2 { try await alarm.ring() }
        #expect(try await count("has ended (G): its time is over") == 1)
        #expect(try await world.access().ending?.at == Trial.berlin("2026-11-25 10:00"))
    }

    @Test("one that was given late, whose reminder fell into a stop, is told of its end alone")
    func slept() async throws {
        let world = try await Self.world()
        try await world.office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        try world.trial.set("2026-11-27 10:00")
        try await Alarm(office: world.office).ring()
        let texts = try await world.letters(to: "carla@acme.example")
        #expect(texts.count { $0.contains("You need do nothing") } == 0)
        #expect(texts.count { $0.contains("has ended (G)") } == 1)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let code: String
        let field: String
        let change: @Sendable (inout AccessWish) -> Void
        var testDescription: String { "\(code): \(field)" }
    }

    @Test(
        "who gave it is a contact of the customer, who uses it works at the desk",
        arguments: [
            Row(code: "contact-unknown", field: "contact") { $0.contact = "jun@elsewhere.example" },
            Row(code: "contact-unknown", field: "contact") { $0.contact = "ana@harbor.example" },
            Row(code: "user-unknown", field: "people") { $0.users.people.append(Person.ID(99)) },
            Row(code: "user-unknown", field: "people") { $0.users.people.append(Person.ID(4)) },
            Row(code: "user-unknown", field: "group") { $0.users.group = "Astronauts" },
            Row(code: "span-backwards", field: "until") { $0.until = .earliest },
            Row(code: "secret-in-words", field: "system") { $0.system = "shop, pwd: hunter2" },
        ])
    func refused(row: Row) async throws {
        let world = try await Self.world()
        var wish = try world.wish()
        row.change(&wish)
        let before = try await world.trial.ticket(world.ticket).facts.count
        do {
            try await world.office.giveAccess(wish, on: world.ticket, by: world.ana)
            Issue.record("it was taken")
        } catch let refusal as Refusal {
            #expect(refusal.code == row.code && refusal.field == row.field, "\(refusal)")
            #expect(refusal.clause == .customerDuties)
        }
        #expect(try await world.trial.ticket(world.ticket).facts.count == before)
    }

    @Test("where secrets go is the desk's own to say")
    func ownWords() async throws {
        let world = try await Self.world()
        try await world.trial.database.write { try $0.set("Use the vault of Harbor.", for: "secrets-go") }
        var wish = try world.wish()
        wish.purpose = "With password: swordfish"
        do {
            try await world.office.giveAccess(wish, on: world.ticket, by: world.ana)
            Issue.record("it was taken")
        } catch let refusal as Refusal {
            #expect(refusal.remedy == "Leave it out. Use the vault of Harbor.")
        }
    }

    @Test("the request for access tells how it is given; giving it lets the clocks go on")
    func request() async throws {
        let world = try await Self.world()
        try await world.office.answer(
            .requestInformation(missing: [], access: "the zebra shop"), text: "May we look?",
            on: world.ticket,
            by: world.ana)
        let mail = try #require(try await world.letters(to: "carla@acme.example").first)
        #expect(mail.contains("we need access to the zebra shop (G)") && mail.contains("at most 30 days"))
        try await Delivery(office: world.office, send: { _ in .accepted("250") }).drain()
        #expect(try await world.trial.ticket(world.ticket).ticket.state == .waiting)
        try await world.office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        #expect(try await world.trial.ticket(world.ticket).ticket.state == .open)
    }

    @Test("the list over all tickets is an index that can be rebuilt")
    func listed() async throws {
        let world = try await Self.world()
        let office = world.office
        try await office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        let second = try await world.trial.carlaAsks("Another")
        var later = try world.wish(until: "2026-11-24 10:00")
        later.system = "The till"
        try await office.giveAccess(later, on: second, by: world.ana)
        try await world.use(world.ben)
        let database = world.trial.database
        func systems(_ thatEnded: Bool) async throws -> [String] {
            try await database.read {
                try office.accesses(thatEnded: thatEnded, from: 0, limit: 9, in: $0).map(\.access.what.system)
            }
        }
        #expect(try await systems(false) == ["The till", "Acme's zebra shop"], "the next to end first")
        try await world.end(world.ana, "Found it")
        #expect(try await systems(false) == ["The till"])
        #expect(try await systems(true) == ["Acme's zebra shop"])
        #expect(try await office.reindex().changed.isEmpty)
        try await database.write { [id = second.rawValue] in try $0.put([], ofTicket: id) }
        #expect(try await office.reindex().changed == [second])
        #expect(try await systems(false) == ["The till"])
    }

    @Test("Carla's export holds what she gave and its uses, and what she signed")
    func exported() async throws {
        let world = try await Self.world()
        try await world.office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        try await world.use(world.ben)
        let carla = try await world.access().what.contact
        let record = try await world.office.export(carla, by: world.mara).record
        #expect(record.accesses.map(\.system) == ["Acme's zebra shop"])
        #expect(record.accesses[0].given.contains("on the telephone"))
        #expect(record.accesses[0].given.hasSuffix("written down by Ana Lima"))
        #expect(record.accesses[0].uses.map { $0.hasSuffix("Ben Okafor: Read the giraffe log") } == [true])
        #expect(record.accesses[0].ended == nil)
        #expect(record.consents.isEmpty, "she signed nothing here")
    }

    @Test("erasing who gave it takes the words of it, on a ticket of somebody else too; the fact stays")
    func erased() async throws {
        let world = try await Self.world()
        let (office, database) = (world.office, world.trial.database)
        let cora = try await office.receive(
            Inquiry(
                address: "cora@acme.example", name: "Cora Blum", subject: "A question", text: "It stops.",
                way: .mail))
        let wish = try world.wish(contact: "carla@acme.example")
        try await office.giveAccess(wish, on: cora, by: world.ana)
        let carla = try #require(try await world.trial.ticket(cora).ticket.access(1)).what.contact
        let id = try await office.askErasure(of: carla, reason: "By letter", by: world.mara)
        try await office.settle(.confirm, on: id, by: try await world.trial.asker("ivo@harbor.example"))
        let access = try #require(try await world.trial.ticket(cora).ticket.access(1))
        #expect(access.what.system.isEmpty && access.what.purpose.isEmpty)
        #expect(access.what.users.group == "Senior support" && access.what.span.to == wish.until)
        #expect(try await !world.letters(to: "carla@acme.example").joined().contains("zebra"))
        #expect(try await database.read { try $0.verifyAudit().isSound })
        #expect(try await office.reindex().changed.isEmpty)
    }

    @Test("who may do it: agents of the ticket's groups; no program, no reader, no customer's page")
    func capabilities() async throws {
        let world = try await Self.world()
        let wish = try world.wish()
        let ivo = try await world.trial.asker("ivo@harbor.example")
        await #expect(throws: Access.Denial.self) {
            try await world.office.giveAccess(wish, on: world.ticket, by: ivo)
        }
        let robot = Access.Asker(
            person: world.ana.person, role: .tier1, groups: world.ana.groups,
            means: .program(name: "import", [.read, .write]))
        await #expect(throws: Access.Denial.self) {
            try await world.office.giveAccess(wish, on: world.ticket, by: robot)
        }
        #expect(throws: Access.Denial.self) { try Access.require(.accessView, by: world.ben) }
        #expect(throws: Never.self) { try Access.require(.accessView, by: world.mara) }
    }
}
