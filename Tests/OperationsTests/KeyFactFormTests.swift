import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("How the facts of the desk's keys are written")
struct KeyFactFormTests {
    private static let key = [UInt8](0..<32)

    @Test("every kind comes back as it was")
    func roundTrip() throws {
        let whats: [KeyFact.What] = [
            .made(Self.key), .rotated(Self.key, signature: [UInt8](repeating: 7, count: 64)),
            .replaced(Self.key, reason: "The \"disk\" broke"),
        ]
        for what in whats {
            for actor in [Actor.desk, .program("duly audit rotate-key"), .agent(Person.ID(3))] {
                let fact = KeyFact(what, by: actor, recorded: Instant(seconds: 8))
                #expect(try KeyFactForm.decode(KeyFactForm.encode(fact)) == fact)
            }
        }
    }

    @Test("form 1 is read for ever; one that lacks a key, or is newer, is told")
    func frozen() throws {
        let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        func stored(_ kind: String, _ more: String = "", version: Int = 1) -> StoredFact {
            StoredFact(
                kind: kind, version: version, happened: Instant(seconds: 8), recorded: Instant(seconds: 8),
                actor: "desk", body: Array(#"{"by":{"kind":"desk"},"publicKey":"\#(hex)"\#(more)}"#.utf8))
        }
        let made = try KeyFactForm.decode(stored("made"))
        #expect(made == KeyFact(.made(Self.key), by: .desk, recorded: Instant(seconds: 8)))
        #expect(try KeyFactForm.encode(made).body == stored("made").body)
        #expect(
            try KeyFactForm.decode(stored("rotated", #","signature":"0a0b""#)).what
                == .rotated(Self.key, signature: [10, 11]))
        #expect(
            try KeyFactForm.decode(stored("replaced", #","reason":"lost""#)).what
                == .replaced(Self.key, reason: "lost"))
        for kind in ["rotated", "replaced", "found"] {
            #expect(throws: KeyFactForm.Unreadable.self) { try KeyFactForm.decode(stored(kind)) }
        }
        #expect(throws: FactForm.UnknownForm.self) { try KeyFactForm.decode(stored("made", version: 2)) }
    }
}
