import BusinessTime
import Foundation
import Testing

@testable import Storage

@Suite("The database of a desk")
struct DatabaseTests {
    @Test("the writing connection flushes every commit and keeps a write-ahead log")
    func durability() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let found = try database.writeBlocking { writer in
            try ["synchronous", "journal_mode", "foreign_keys"].map { name in
                try writer.connection.rows("PRAGMA \(name)", [])[0].values[0]
            }
        }
        #expect(found == [.integer(2), .text("wal"), .integer(1)])
    }

    @Test("a second process is refused and told who has the folder; after a close it may open")
    func lock() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        #expect(throws: StoreProblem.locked(path: scratch.path("desk"), pid: getpid())) { try scratch.open() }
        try database.close()
        try scratch.open().close()
    }

    @Test("a folder that is a file, a file that is no database, and a newer schema are told apart")
    func refusals() throws {
        let scratch = try Scratch()
        _ = FileManager.default.createFile(atPath: scratch.path("plain"), contents: Foundation.Data("x".utf8))
        #expect(
            throws: StoreProblem.unwritableFolder(path: scratch.path("plain"), reason: "it can't be made")
        ) {
            try Database(folder: scratch.path("plain"))
        }
        let other = scratch.path("other")
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(
            atPath: other + "/duly.sqlite",
            contents: Foundation.Data(String(repeating: "no", count: 4096).utf8))
        #expect(throws: StoreProblem.notADatabase(path: other + "/duly.sqlite")) {
            try Database(folder: other)
        }

        let newer = try scratch.open()
        try newer.writeBlocking { try $0.run("INSERT INTO migration (number, name) VALUES (999, 'later')") }
        try newer.close()
        #expect(throws: StoreProblem.newerSchema(found: 999, known: Migrations.all.newest)) {
            try scratch.open()
        }
    }

    @Test("an older database is raised by the steps it lacks, once each, keeping its rows")
    func migration() throws {
        let scratch = try Scratch()
        let store = try SQLiteStore(path: scratch.path("old.sqlite"), options: Database.Options())
        try Migrations.all.bring(store, isReadOnly: false)
        try store.withWriter { connection in
            try connection.script("INSERT INTO setting (name, value) VALUES ('desk', 'Harbor Software')")
        }
        let known = Migrations.all.newest
        let step = Migration(
            number: known + 1, name: "colour",
            sql: "ALTER TABLE setting ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")
        let newer = Migrations(steps: Migrations.all.steps + [step])
        for _ in 1...2 { try newer.bring(store, isReadOnly: false) }
        let row = try store.read { try $0.rows("SELECT name, value, colour FROM setting", [])[0].values }
        #expect(row == [.text("desk"), .text("Harbor Software"), .text("blue")])
        #expect(throws: StoreProblem.newerSchema(found: known + 1, known: known)) {
            try Migrations.all.bring(store, isReadOnly: false)
        }
    }

    @Test("facts and what is due are kept when facts are laid out anew, and stay append-only")
    func factsAreRaised() throws {
        let scratch = try Scratch()
        let folder = scratch.path("desk")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try SQLiteStore(path: folder + "/duly.sqlite", options: Database.Options())
        try Migrations(steps: Migrations.all.steps.filter { $0.number < 11 }).bring(store, isReadOnly: false)
        try store.withWriter { connection in
            try connection.script(
                """
                INSERT INTO fact VALUES ('ticket', 2, 1, 1, 'noted', 1, 5, 6, 'agent 1', x'61', x'01'),
                    ('ticket', 1, 1, 2, 'broken', 1, 6, 7, 'desk', x'62', x'02'),
                    ('ticket', 2, 2, 3, 'noted', 1, 7, 8, 'agent 1', x'63', x'03');
                INSERT INTO stream VALUES ('ticket', 1, 1, 7, x'02'), ('ticket', 2, 2, 8, x'03');
                INSERT INTO due VALUES ('ticket', 2, 'ticket', 40);
                """)
        }
        try store.close()
        let database = try scratch.open()
        let facts = try database.readBlocking { try $0.facts(of: .ticket(2)) }
        #expect(facts.map(\.sequence) == [1, 3])
        #expect(facts.map(\.fact.body) == [[0x61], [0x63]])
        #expect(try database.readBlocking { try $0.facts(after: 0).map(\.stream.id) } == [2, 1, 2])
        #expect(try database.readBlocking { try $0.due(of: .ticket(2)) } == Instant(seconds: 40))
        #expect(try database.readBlocking { try $0.due(of: .ticket(1)) } == nil)
        #expect(throws: StoreProblem.refused("fact is append-only")) {
            try database.writeBlocking { try $0.run("DELETE FROM fact") }
        }
    }

    @Test("a search made by the first schema is raised without the desk's own automatic mails")
    func searchIsRaised() throws {
        let scratch = try Scratch()
        let store = try SQLiteStore(path: scratch.path("old.sqlite"), options: Database.Options())
        try Migrations(steps: [.first, .participants]).bring(store, isReadOnly: false)
        try store.withWriter { connection in
            for (id, automatic) in [(1, 0), (2, 1)] {
                try connection.script(
                    """
                    INSERT INTO message (id, direction, address, visibility, subject, text, salt, sent,
                        received, delivery, is_automatic)
                    VALUES (\(id), 'outgoing', '', 'public', 'Toner', 'It leaks.', x'00', 0, 0, 'none',
                        \(automatic));
                    INSERT INTO search_public (rowid, subject, text) VALUES (\(id), 'Toner', 'It leaks.');
                    """)
            }
        }
        try Migrations.all.bring(store, isReadOnly: false)
        let found = try store.read {
            try $0.rows("SELECT rowid FROM search_public WHERE search_public MATCH 'leaks'", [])
        }
        #expect(found.map(\.values) == [[.integer(1)]])
    }

    @Test("a desk from before gets when each ticket was resolved from its facts, else when it was closed")
    func doneIsRaised() throws {
        let scratch = try Scratch()
        let store = try SQLiteStore(path: scratch.path("old.sqlite"), options: Database.Options())
        try Migrations(steps: Migrations.all.steps.filter { $0.number < 40 }).bring(store, isReadOnly: false)
        let story: [(Int64, String, Int64)] = [
            (1, "resolved", 10), (1, "reopened", 20), (1, "resolved", 30), (1, "closed", 90),
            (2, "received", 5), (2, "closed", 50), (3, "received", 6),
        ]
        try store.withWriter { connection in
            for (place, fact) in story.enumerated() {
                try connection.script(
                    """
                    INSERT INTO fact (stream_kind, stream_id, number, sequence, kind, version, happened,
                        recorded, actor, body, hash)
                    VALUES ('ticket', \(fact.0), \(place + 1), \(place + 1), '\(fact.1)', 1, \(fact.2), 99,
                        '', x'00', x'00')
                    """)
            }
            for id in 1...3 {
                try connection.script(
                    """
                    INSERT INTO ticket (id, subject, severity, category, tier, group_id, channel, state,
                        is_open, received, acknowledgment, resolution, next_due, is_unread, agreement,
                        agreement_version)
                    VALUES (\(id), '', 1, '', 1, 0, 'mail', 'open', 1, 0, '', '', 0, 0, '', 0)
                    """)
            }
        }
        try Migrations.all.bring(store, isReadOnly: false)
        let done = try store.read { try $0.rows("SELECT done_at FROM ticket ORDER BY id", []) }
        #expect(done.map(\.values) == [[.integer(30)], [.integer(50)], [.integer(0)]])
    }

    @Test("a step that fails leaves nothing of itself")
    func failedMigration() throws {
        let scratch = try Scratch()
        let store = try SQLiteStore(path: scratch.path("old.sqlite"), options: Database.Options())
        try Migrations.all.bring(store, isReadOnly: false)
        let step = Migration(
            number: Migrations.all.newest + 1, name: "broken",
            sql: "CREATE TABLE half (x TEXT); CREATE NONSENSE")
        #expect(throws: StoreProblem.self) {
            try Migrations(steps: Migrations.all.steps + [step]).bring(store, isReadOnly: false)
        }
        let tables = try store.read { try $0.rows("SELECT name FROM sqlite_master WHERE name = 'half'", []) }
        #expect(tables.isEmpty)
    }

    @Test("a copy of the files taken in the middle of writing opens with every answered write")
    func reopening() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        for number in 1...50 {
            try await database.write {
                try $0.append([fact("\(number)")], to: .ticket(1), following: Int64(number - 1))
            }
        }
        try FileManager.default.copyItem(atPath: scratch.path("desk"), toPath: scratch.path("copy"))
        try await database.write { try $0.append([fact("51")], to: .ticket(1), following: 50) }
        let copy = try Database(folder: scratch.path("copy"))
        #expect(try copy.readBlocking { try $0.facts(of: .ticket(1)).count } == 50)
        #expect(try copy.readBlocking { try $0.verifyAudit().isSound })
    }

    @Test("a full disk is told as such; what was stored is intact, and it goes on when there is room")
    func fullDisk() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try await database.write { try $0.append([fact("kept")], to: .ticket(1), following: 0) }
        let pages = try database.store.withWriter { connection in
            try connection.script("PRAGMA max_page_count = 1")
            return try connection.rows("PRAGMA max_page_count", [])[0].values[0]
        }
        await #expect(throws: StoreProblem.full) {
            try await database.write { writer in
                for id in 2...2000 { try writer.append([fact("lost")], to: .ticket(Int64(id)), following: 0) }
            }
        }
        #expect(pages != .integer(1))
        #expect(try database.readBlocking { try $0.lastSequence() } == 1)
        try database.store.withWriter { try $0.script("PRAGMA max_page_count = 1000000") }
        try await database.write { try $0.append([fact("again")], to: .ticket(2), following: 0) }
        #expect(try database.readBlocking { try $0.verifyAudit().facts } == 2)
        try database.readBlocking { try $0.verifyIntegrity() }
    }

    @Test("text with a NUL is refused, and a value is bound by its figure wherever it stands")
    func binding() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        #expect(throws: StoreProblem.nulInText) {
            try database.writeBlocking { try $0.set("a\0b", for: "name") }
        }
        let found = try database.readBlocking { reader in
            try reader.connection.rows("SELECT $2, $1, $2", ["one", Int64(2)])[0].values
        }
        #expect(found == [.integer(2), .text("one"), .integer(2)])
    }
}
