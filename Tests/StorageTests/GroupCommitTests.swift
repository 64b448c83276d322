import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite("One commit for many jobs")
struct GroupCommitTests {
    @Test("a job that throws is undone alone; its neighbours in the batch are kept")
    func isolation() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let outcomes = await withTaskGroup(of: Bool.self, returning: [Bool].self) { group in
            for number in 1...200 {
                group.addTask {
                    let outcome: Void? = try? await database.write { writer in
                        try writer.append([fact("\(number)")], to: .ticket(Int64(number)), following: 0)
                        if number % 3 == 0 { throw Planted() }
                    }
                    return outcome != nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 134)
        let kept = try database.readBlocking { try $0.streams(of: "ticket").map(\.id) }
        #expect(kept == (1...200).filter { $0 % 3 != 0 })
        #expect(try database.readBlocking { try $0.verifyAudit().isSound })
    }

    @Test("an answer comes after the commit, and hooks run for what is kept alone")
    func answers() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let woken = Mutex(0)
        for number in 1...50 {
            try await database.write { writer in
                try writer.set("\(number)", for: "count")
                writer.afterCommit { woken.withLock { $0 += 1 } }
            }
            #expect(try await database.read { try $0.setting("count") } == "\(number)")
            #expect(woken.withLock { $0 } == number)
        }
        await #expect(throws: Planted.self) {
            try await database.write { writer in
                writer.afterCommit { woken.withLock { $0 += 1 } }
                throw Planted()
            }
        }
        #expect(woken.withLock { $0 } == 50)
    }

    @Test("a commit that fails is the answer of every job in it, and the next batch goes on")
    func failedCommit() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        // A deferred reference that is not met is found by COMMIT itself.
        try database.store.withWriter { connection in
            try connection.script(
                """
                CREATE TABLE promise (id BIGINT PRIMARY KEY,
                    owner BIGINT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED)
                """)
        }
        await #expect(throws: StoreProblem.self) {
            try await database.write { try $0.run("INSERT INTO promise VALUES (1, 77)") }
        }
        try await database.write { try $0.set("fine", for: "after") }
        #expect(try await database.read { try $0.setting("after") } == "fine")
        #expect(try database.readBlocking { try $0.integer("SELECT count(*) FROM promise") } == 0)
    }

    @Test("two who decided on the same facts: one is appended, the other is told what came before")
    func lostRace() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try await database.write { try $0.append([fact("first")], to: .ticket(1), following: 0) }
        await #expect(throws: StoreProblem.lostRace(stream: .ticket(1), expected: 0, actual: 1)) {
            try await database.write { try $0.append([fact("second")], to: .ticket(1), following: 0) }
        }
    }

    @Test("after a close jobs are refused, and those that waited are done")
    func closing() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try await database.write { try $0.set("1", for: "one") }
        try database.close()
        await #expect(throws: StoreProblem.closed) {
            try await database.write { try $0.set("2", for: "two") }
        }
    }
}
