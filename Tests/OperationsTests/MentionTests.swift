import Desk
import Operations
import Storage
import Testing

@testable import Operations

@Suite("A colleague named in a note")
struct MentionTests {
    @Test(
        "who is meant by what is written",
        arguments: [
            ("@ben look at this", ["Ben"]), ("Ask @BEN.", ["Ben"]), ("(@ana, @ben)", ["Ana", "Ben"]),
            ("@ben and @ben again", ["Ben"]), ("ben@harbor.example", []), ("a@ben", []), ("@", []),
            ("@nobody @home", []), ("@benjamin", []), ("@ben@ana", ["Ben"]), ("ben", []),
        ])
    func meant(_ text: String, _ names: [String]) async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let agents = try await trial.database.read { try $0.agents() }
        let found = Mention.people(in: text, among: agents)
        #expect(found.map { String($0.name.split(separator: " ")[0]) } == names, "\(text)")
    }

    @Test("what to write so that somebody is meant, and names by which nobody is")
    func handles() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        var agents = try await trial.database.read { try $0.agents() }
        #expect(
            agents.compactMap { Mention.handle(of: $0, among: agents) }
                == agents.map {
                    String($0.address.prefix { $0 != "@" })
                })
        #expect(
            Mention.misses(in: "@nobody, @ben: @Nobody and me@home.example", among: agents).map(\.words) == [
                "Nobody here is called @nobody."
            ])
        for index in agents.indices { agents[index].address = "desk+\(index)@harbor.example" }
        let names = agents.compactMap { Mention.handle(of: $0, among: agents) }
        #expect(names.contains("ben"), "by the first name where the address can't be written")
        agents.append(agents[1])
        agents[agents.count - 1].name = "Ben Two"
        let ben = Mention.misses(in: "@ben", among: agents)
        #expect(ben.map(\.count) == [agents.count { $0.name.hasPrefix("Ben") }])
    }

    private static func mails(_ trial: Trial, _ address: String) async throws -> Int {
        try await trial.database.read { reader in
            try reader.outbox(limit: 200).count { $0.envelopeTo == address }
        }
    }

    @Test("Ben is told once by mail; Ana, who wrote it, is not; the customer hears nothing")
    func told() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        let (before, carla) = (
            try await Self.mails(trial, "ben@harbor.example"),
            try await Self.mails(trial, "carla@acme.example")
        )
        try await trial.office.answer(.note, text: "@ben @ana: is it the cache? @ben", on: id, by: ana)
        #expect(try await Self.mails(trial, "ben@harbor.example") == before + 1)
        #expect(try await Self.mails(trial, "ana@harbor.example") == 0)
        #expect(try await Self.mails(trial, "carla@acme.example") == carla)
    }

    @Test("who would not see the ticket is not told: the writer is, and the note is not kept")
    func hidden() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let id = try await trial.carlaAsks()
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.office.act(.assign(Assignment(person: nil, group: "Specialists")), on: id, by: mara)
        let facts = try await trial.ticket(id).facts.count
        let ana = await #expect(throws: Refusal.self) {
            try await trial.office.answer(.note, text: "@ana, look", on: id, by: mara)
        }
        #expect(ana?.code == "mention-hidden" && ana?.message.contains("Ana Lima") == true)
        #expect(try await trial.ticket(id).facts.count == facts)
        // A note by mail is kept all the same: there is no page to say it on.
        try await trial.office.answer(.note, text: "@ana, look", on: id, by: mara, way: .mail)
        #expect(try await trial.ticket(id).facts.count == facts + 1)
        #expect(try await Self.mails(trial, "ana@harbor.example") == 0)
    }

    @Test("a reply to the customer mentions nobody")
    func reply() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        let before = try await Self.mails(trial, "ben@harbor.example")
        try await trial.office.answer(.reply, text: "Write to @ben", on: id, by: ana)
        #expect(try await Self.mails(trial, "ben@harbor.example") == before)
    }
}
