import Testing

@testable import Storage

@Suite("The log of facts")
struct FactLogTests {
    @Test("facts are numbered from 1 in their stream and in order across streams")
    func numbers() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.writeBlocking { writer in
            try writer.append([fact("a"), fact("b")], to: .ticket(1), following: 0)
            try writer.append([fact("c")], to: .ticket(2), following: 0)
            try writer.append([fact("d", at: 5)], to: .ticket(1), following: 2)
        }
        let own = try database.readBlocking { try $0.facts(of: .ticket(1)) }
        #expect(own.map(\.number) == [1, 2, 3])
        #expect(own.map(\.fact) == [fact("a"), fact("b"), fact("d", at: 5)])
        let all = try database.readBlocking { try $0.facts(after: 1) }
        #expect(all.map(\.sequence) == [2, 3, 4])
        #expect(all.map(\.stream) == [.ticket(1), .ticket(2), .ticket(1)])
    }

    @Test("a stream takes 10,000 facts and no more")
    func bound() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let many = Array(repeating: fact("x"), count: Int(FactStream.lengthMax))
        try database.writeBlocking { try $0.append(many, to: .ticket(1), following: 0) }
        #expect(throws: StoreProblem.streamFull(.ticket(1))) {
            try database.writeBlocking { try $0.append([fact("y")], to: .ticket(1), following: 10_000) }
        }
    }

    @Test(
        "the store refuses to change or delete history",
        arguments: [
            "UPDATE fact SET actor = 'agent 2'", "DELETE FROM fact",
            "UPDATE checkpoint SET at = 0", "DELETE FROM checkpoint",
        ])
    func appendOnly(statement: String) throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.writeBlocking { writer in
            try writer.append([fact("a")], to: .ticket(1), following: 0)
            try writer.seal(try writer.heads(), at: at(0))
        }
        let table = statement.contains("fact") ? "fact" : "checkpoint"
        #expect(throws: StoreProblem.refused("\(table) is append-only")) {
            try database.writeBlocking { try $0.run(statement) }
        }
    }

    @Test("a number that an undone job took is given again")
    func numbering() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        #expect(try database.writeBlocking { try $0.nextNumber("ticket") } == 1)
        #expect(throws: Planted.self) {
            try database.writeBlocking { writer in
                _ = try writer.nextNumber("ticket")
                throw Planted()
            }
        }
        #expect(try database.writeBlocking { try $0.nextNumber("ticket") } == 2)
    }
}
