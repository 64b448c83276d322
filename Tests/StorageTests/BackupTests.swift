import Foundation
import Testing

@testable import Storage

@Suite("Backup and restore")
struct BackupTests {
    private func desk(_ scratch: Scratch) throws -> (Database, Blob) {
        let database = try scratch.open()
        let large = try database.blobs.take([UInt8](repeating: 9, count: Blob.inlineMax + 5))
        try database.writeBlocking { writer in
            try writer.keep(large)
            for id in Int64(1)...20 { try writer.append([fact("\(id)")], to: .ticket(id), following: 0) }
            try writer.seal(try writer.heads(), at: at(0))
        }
        return (database, large)
    }

    @Test("what is restored equals what was there, blobs and chain; taken while the desk writes")
    func roundTrip() async throws {
        let scratch = try Scratch()
        let (database, large) = try desk(scratch)
        let writing = Task {
            for id in Int64(100)...300 {
                try await database.write { try $0.append([fact("\(id)")], to: .ticket(id), following: 0) }
            }
        }
        let backup = try database.backup(to: scratch.path("desk.tar"))
        try await writing.value
        #expect(backup.sequence >= 20)
        #expect(backup.blobs == 1)
        let report = try Database.restore(scratch.path("desk.tar"), into: scratch.path("again"))
        #expect(report.isSound)
        #expect(report.facts == backup.sequence)
        let again = try Database(folder: scratch.path("again"))
        let found = try #require(try again.readBlocking { try $0.blob(large.digest) })
        #expect(try again.blobs.bytes(of: found) == [UInt8](repeating: 9, count: Blob.inlineMax + 5))
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.folder).sorted()
        #expect(left == ["again", "desk", "desk.tar"])
    }

    @Test("both tell how far they are, step by step, never back, and each step to its end")
    func progress() throws {
        let scratch = try Scratch()
        let (database, _) = try desk(scratch)
        var told: [BackupProgress] = []
        _ = try database.backup(to: scratch.path("desk.tar")) { told.append($0) }
        let copied = told.count
        _ = try Database.restore(scratch.path("desk.tar"), into: scratch.path("again")) { told.append($0) }
        #expect(copied > 2, "the database comes piece by piece, and a file after it")
        #expect(Set(told[..<copied].map(\.step)) == [.copying])
        for step in [BackupProgress.Step.copying, .unpacking, .checking, .facts] {
            let own = told.filter { $0.step == step }
            #expect(own.map(\.done) == own.map(\.done).sorted(), "\(step)")
            #expect(Set(own.map(\.total)).count == 1 && own.last?.done == own.last?.total, "\(step)")
        }
        let order = told.map(\.step).reduce(into: [BackupProgress.Step]()) {
            if $0.last != $1 { $0.append($1) }
        }
        #expect(order == [.copying, .unpacking, .checking, .facts])
        #expect(told.last?.done == 20)
    }

    @Test("the key that signs evidence is in it, and again for its owner alone")
    func key() throws {
        let scratch = try Scratch()
        let (database, _) = try desk(scratch)
        let seed = [UInt8](1...32)
        try KeyFile(folder: database.folder).create(seed)
        _ = try database.backup(to: scratch.path("desk.tar"))
        _ = try Database.restore(scratch.path("desk.tar"), into: scratch.path("again"))
        let restored = KeyFile(folder: scratch.path("again"))
        #expect(try restored.seed() == seed)
        #expect(throws: StoreProblem.self) { try restored.create(seed) }
    }

    @Test("a folder that holds something, a cut file and a damaged blob are refused")
    func refusals() throws {
        let scratch = try Scratch()
        let (database, large) = try desk(scratch)
        let file = scratch.path("desk.tar")
        _ = try database.backup(to: file)
        #expect(throws: StoreProblem.folderNotEmpty(path: scratch.path("desk"))) {
            try Database.restore(file, into: scratch.path("desk"))
        }
        let bytes = try Foundation.Data(contentsOf: URL(fileURLWithPath: file))
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: scratch.path("cut.tar")))
        #expect(throws: StoreProblem.self) {
            try Database.restore(scratch.path("cut.tar"), into: scratch.path("cut"))
        }
        var damaged = bytes
        let run = Foundation.Data([UInt8](repeating: 9, count: 1000))
        let place = try #require(damaged.range(of: run, options: .backwards)).lowerBound
        damaged[place] = 8
        try damaged.write(to: URL(fileURLWithPath: scratch.path("damaged.tar")))
        #expect(throws: StoreProblem.badBackup("blob \(large.digest) is damaged")) {
            try Database.restore(scratch.path("damaged.tar"), into: scratch.path("damaged"))
        }
    }

    @Test("a file that is there stays as it is, but where it is to be replaced")
    func replacing() throws {
        let scratch = try Scratch()
        let (database, _) = try desk(scratch)
        let file = scratch.path("desk.tar")
        try Foundation.Data("of yesterday".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: StoreProblem.fileThere(path: file)) { try database.backup(to: file) }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "of yesterday")
        _ = try database.backup(to: file, replacing: true)
        #expect(try Database.restore(file, into: scratch.path("again")).isSound)
    }

    @Test("a folder that is not there is the backup's, by name; nothing of the copy is left")
    func noFolder() throws {
        let scratch = try Scratch()
        let (database, _) = try desk(scratch)
        let file = scratch.path("absent/desk.tar")
        let problem = #expect(throws: StoreProblem.self) { try database.backup(to: file) }
        #expect(problem?.description.hasPrefix("\(file) can't be written") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder) == ["desk"])
    }

    @Test("what can't be restored leaves the folder as it was: absent, or empty")
    func leavesNothing() throws {
        let scratch = try Scratch()
        let files = FileManager.default
        try Foundation.Data("no backup".utf8).write(to: URL(fileURLWithPath: scratch.path("broken.tar")))
        try files.createDirectory(atPath: scratch.path("empty"), withIntermediateDirectories: true)
        #expect(throws: StoreProblem.self) {
            try Database.restore(scratch.path("broken.tar"), into: scratch.path("new/desk"))
        }
        #expect(throws: StoreProblem.self) {
            try Database.restore(scratch.path("broken.tar"), into: scratch.path("empty"))
        }
        // As where a disk is not mounted: the link is not ours to take away.
        let (link, away) = (scratch.path("link"), scratch.path("away/desk"))
        try files.createSymbolicLink(atPath: link, withDestinationPath: away)
        #expect(throws: (any Error).self) { try Database.restore(scratch.path("broken.tar"), into: link) }
        #expect(try files.destinationOfSymbolicLink(atPath: link) == away)
        try files.removeItem(atPath: link)
        let missing = #expect(throws: StoreProblem.self) {
            try Database.restore(scratch.path("missing.tar"), into: scratch.path("new"))
        }
        #expect(missing?.description.hasPrefix("\(scratch.path("missing.tar")) can't be read") == true)
        #expect(try files.contentsOfDirectory(atPath: scratch.folder).sorted() == ["broken.tar", "empty"])
        #expect(try files.contentsOfDirectory(atPath: scratch.path("empty")).isEmpty)
    }
}
