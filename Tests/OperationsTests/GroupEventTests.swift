import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("E: what is done about a group stands in the audit chain")
struct GroupEventTests {
    @Test("made, joined, left, another way of assigning, removed: each with who did it, and nothing twice")
    func noted() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let office = trial.office
        let (ivo, ana) = (
            try await trial.asker("ivo@harbor.example"), try await trial.asker("ana@harbor.example")
        )
        try await office.addGroup("Night shift", by: ivo)
        for _ in 1...2 {
            try await office.set("ana@harbor.example", in: "Night shift", isMember: true, by: ivo)
            try await office.set("in-turn", ofGroup: "Night shift", by: ivo)
        }
        try await office.setMembers([], of: "Night shift", by: ivo)
        let group = try #require(try await trial.database.read { try $0.group(named: "Night shift") })
        try await office.removeGroup("Night shift", by: ivo)
        let told = try await trial.database.read { try office.groupHistory(of: group, in: $0) }
        #expect(
            told.reversed().map(\.event) == [
                .made(name: "Night shift"), .joined(ana.person),
                .assigningChanged(from: "by-hand", to: "in-turn"), .left(ana.person), .removed,
            ])
        #expect(told.allSatisfy { $0.by == .agent(ivo.person) })
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
    }

    @Test("form 1 is read for ever; one that lacks a key, or is newer, is told")
    func frozen() throws {
        func stored(_ kind: String, _ more: String = "", version: Int = 1) -> StoredFact {
            StoredFact(
                kind: kind, version: version, happened: Instant(seconds: 8), recorded: Instant(seconds: 8),
                actor: "desk", body: Array(#"{"by":{"kind":"desk"}\#(more)}"#.utf8))
        }
        let kept: [(StoredFact, GroupEvent)] = [
            (stored("group-made", #","name":"Night shift""#), .made(name: "Night shift")),
            (stored("group-removed"), .removed),
            (stored("member-joined", #","person":3"#), .joined(Person.ID(3))),
            (stored("member-left", #","person":3"#), .left(Person.ID(3))),
            (
                stored("assigning-changed", #","from":"by-hand","to":"in-turn""#),
                .assigningChanged(from: "by-hand", to: "in-turn")
            ),
        ]
        for (fact, event) in kept {
            #expect(try GroupEventForm.decode(fact).event == event)
            let written = try GroupEventForm.encode(event, by: .desk, at: Instant(seconds: 8))
            #expect(written.body == fact.body && written.kind == fact.kind)
        }
        #expect(throws: GroupEventForm.Unreadable.self) {
            try GroupEventForm.decode(stored("member-joined"))
        }
        #expect(throws: FactForm.UnknownForm.self) {
            try GroupEventForm.decode(stored("group-removed", version: 2))
        }
    }
}
