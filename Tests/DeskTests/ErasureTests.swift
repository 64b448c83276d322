import BusinessTime
import Testing

@testable import Desk

@Suite("Erasing a person takes a manager and an administrator")
struct ErasureTests {
    static let mara = Actor.agent(Person.ID(3))
    static let max = Actor.agent(Person.ID(5))
    static let ivo = Actor.agent(Person.ID(4))
    static let carla = Person.ID(11)
    static let noon = Instant(seconds: 1_795_449_000)

    static func asked(by actor: Actor, as side: Erasure.Side) throws -> Erasure {
        let fact = try decide(
            ErasureCommand(.ask(carla, reason: " Asked by letter "), by: actor, as: side), erasure: nil,
            now: noon)
        return try #require(Erasure(id: Erasure.ID(1), facts: [fact]))
    }

    struct Row: CustomTestStringConvertible {
        let who: Actor
        let side: Erasure.Side
        let code: String?
        var testDescription: String { "\(who) as \(side): \(code ?? "may")" }
    }

    @Test(
        "who confirms what Mara, a manager, asked for",
        arguments: [
            Row(who: ivo, side: .administrator, code: nil),
            Row(who: max, side: .manager, code: "same-side"),
            Row(who: mara, side: .manager, code: "own-proposal"),
            Row(who: mara, side: .administrator, code: "own-proposal"),
            Row(who: .desk, side: .administrator, code: "named-person"),
            Row(who: .program("import"), side: .administrator, code: "named-person"),
        ])
    func confirms(row: Row) throws {
        let erasure = try Self.asked(by: Self.mara, as: .manager)
        #expect(erasure.reason == "Asked by letter")
        let command = ErasureCommand(.confirm(Erasure.Extent()), by: row.who, as: row.side)
        do {
            _ = try decide(command, erasure: erasure, now: Self.noon)
            #expect(row.code == nil)
        } catch {
            #expect(error.code == row.code)
        }
    }

    @Test("an administrator may ask, and a manager confirms; then nothing more is decided")
    func turned() throws {
        let erasure = try Self.asked(by: Self.ivo, as: .administrator)
        let ask = ErasureFact(
            .asked(Self.carla, .administrator, reason: "x"), by: Self.ivo, recorded: Self.noon)
        let yes = ErasureCommand(.confirm(Erasure.Extent()), by: Self.mara, as: .manager)
        let done = try decide(yes, erasure: erasure, now: Self.noon.advanced(by: -60))
        #expect(done.recorded == Self.noon, "recorded times don't run backwards")
        let after = try #require(Erasure(id: erasure.id, facts: [ask, done]))
        #expect(!after.isOpen)
        #expect(throws: Refusal.self) { try decide(yes, erasure: after, now: Self.noon) }
        let back = ErasureCommand(.withdraw(reason: "mistake"), by: Self.ivo, as: .administrator)
        #expect(try decide(back, erasure: erasure, now: Self.noon).what == .withdrawn(reason: "mistake"))
    }

    @Test("a reason is needed", arguments: ["", "  \n", String(repeating: "x", count: 2001)])
    func reason(text: String) {
        let command = ErasureCommand(.ask(Self.carla, reason: text), by: Self.mara, as: .manager)
        #expect(throws: Refusal.self) { try decide(command, erasure: nil, now: Self.noon) }
    }
}

@Suite("A person's name in the words of others")
struct RedactionTests {
    static let carla = Redaction(
        name: "Carla Reyes", address: "carla@acme.example", pseudonym: "Person 7F3A of Acme")

    @Test(
        arguments: [
            ("Dear Carla Reyes,", "Dear Person 7F3A of Acme,"),
            ("CARLA REYES and carla reyes", "Person 7F3A of Acme and Person 7F3A of Acme"),
            ("Hello Carla! Ms Reyes' file", "Hello Person 7F3A of Acme! Ms Person 7F3A of Acme' file"),
            ("write to Carla@Acme.example.", "write to Person 7F3A of Acme."),
            ("Carlas Kuchen, McCarla, Carla2", "Carlas Kuchen, McCarla, Carla2"),
            ("a carla is no name in small letters", "a carla is no name in small letters"),
            ("", ""), ("İstanbul ǅ Carla 👩‍👩‍👧", "İstanbul ǅ Person 7F3A of Acme 👩‍👩‍👧"),
        ])
    func replaced(text: String, expected: String) {
        #expect(Self.carla(text) == expected)
    }

    @Test("short parts of a name are left: they are words of their own")
    func short() {
        let redaction = Redaction(name: "Jo Li", address: "jo@acme.example", pseudonym: "P")
        #expect(redaction("Jo Li said: Li is here") == "P said: Li is here")
    }
}
