import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("The log goes back into the database")
struct CheckpointTests {
    private func bytes(of path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    /// What the writer would do itself is further off than this.
    @Test("beside the writer, once it has grown")
    func beside() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let file = Database.file(in: database.folder)
        let before = bytes(of: file)
        let pages = 250
        let commits = Int(Checkpoints.pagesNext) / pages + 4
        #expect(commits * pages < Int(Checkpoints.pagesMost))
        for number in 0..<commits {
            try await database.write {
                try $0.set(String(repeating: "x", count: pages * 4096), for: "large \(number)")
            }
        }
        let wanted = before + Int(Checkpoints.pagesNext) / 2 * 4096
        for _ in 1...200 where bytes(of: file) < wanted { try await Task.sleep(for: .milliseconds(50)) }
        #expect(bytes(of: file) >= wanted)
        try database.close()
        #expect(bytes(of: file + "-wal") == 0, "the next start goes through it")
    }

    @Test("the log begins anew though somebody writes all the time")
    func bounded() throws {
        let scratch = try Scratch()
        let path = scratch.path("alone.sqlite")
        let writer = try DatabaseQueue(path: path)
        try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        let checkpoints = Checkpoints(path: path, next: 16, most: 64)
        try writer.writeWithoutTransaction { database in
            checkpoints.watch(try #require(database.sqliteConnection))
            try database.execute(sql: "CREATE TABLE one (number)")
            for number in 1...3000 {
                try database.execute(sql: "INSERT INTO one VALUES (?)", arguments: [number])
            }
        }
        #expect(bytes(of: path + "-wal") < 1500 * 4096)
        checkpoints.close()
        try writer.close()
        #expect(bytes(of: path) > 8 * 4096)
    }
}
