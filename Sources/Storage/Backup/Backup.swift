import Foundation

/// A copy of a whole desk in one tar file: the database as of one moment, the blobs it names, and
/// the key that signs evidence.
public struct Backup: Hashable, Sendable {
    /// The last fact in it: everything committed before the backup began is there.
    public let sequence: Int64
    public let blobs: Int
    public let bytes: Int64
}

extension Database {
    /// Writes a backup while the desk runs. The file appears under its name only when it is whole and on
    /// disk; until then one that it replaces is there. `progress` is told of each piece.
    public func backup(
        to file: String, replacing: Bool = false, progress: (BackupProgress) -> Void = { _ in }
    ) throws -> Backup {
        if !replacing, access(file, F_OK) == 0 { throw StoreProblem.fileThere(path: file) }
        let copy = file + ".database"
        let unfinished = file + ".unfinished"
        defer {
            for path in [copy, copy + "-wal", copy + "-shm", copy + "-journal", unfinished] { unlink(path) }
        }
        // First, so that a folder which can't be written is named as the backup's.
        let output = try BackupFile(creating: unfinished, for: file)
        unlink(copy)
        try store.copy(to: copy)
        let image = try SQLiteStore(path: copy, options: Options(readOnly: true))
        let total = Self.size(of: copy) + (try image.read { try Reader($0).bytesInFiles() })
        func tell(_ done: Int64) { progress(BackupProgress(.copying, min(done, total), of: total)) }
        try output.add(file: copy, named: "duly.sqlite", progress: tell)
        var count = 0
        let sequence = try image.read { connection in
            let reader = Reader(connection)
            try reader.blobsInFiles { digest, _ in
                let name = BlobFolder(path: "blobs").file(digest)
                try output.add(file: blobs.file(digest), named: name, progress: tell)
                count += 1
            }
            return try reader.lastSequence()
        }
        try image.close()
        let key = KeyFile(folder: folder)
        // As it is: a copy is worth having even of a key that a desk would refuse.
        if access(key.path, F_OK) == 0 { try output.add(file: key.path, named: KeyFile.name) }
        try output.finish()
        if rename(unfinished, file) != 0 { throw BackupFile.unwritable(file) }
        let parent = (file as NSString).deletingLastPathComponent
        try BlobIntake.flushFolder(parent.isEmpty ? "." : parent)
        tell(total)
        return Backup(sequence: sequence, blobs: count, bytes: output.written)
    }

    /// Unpacks a backup into an empty or new folder and proves it: the database's own integrity check, the
    /// SHA-256 of every blob in a file, and the audit chain. A desk can then be opened on the folder.
    /// `progress` is told of each step, to its end. Where it fails, the folder is as it was before.
    public static func restore(
        _ file: String, into folder: String, progress: (BackupProgress) -> Void = { _ in }
    ) throws -> AuditReport {
        let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        if !there.isEmpty { throw StoreProblem.folderNotEmpty(path: folder) }
        if access(file, R_OK) != 0 {
            throw StoreProblem.unreadableFile(path: file, reason: String(cString: strerror(errno)))
        }
        let new = NewFolder(folder)
        do {
            return try restoring(file, into: folder, progress)
        } catch let problem as StoreProblem {
            new.undo()
            throw problem.ofBackup
        } catch {
            new.undo()
            throw error
        }
    }

    private static func restoring(
        _ file: String, into folder: String, _ progress: (BackupProgress) -> Void
    ) throws -> AuditReport {
        try makeFolder(folder)
        let size = Self.size(of: file)
        try BackupFile.unpack(file, into: folder) { progress(BackupProgress(.unpacking, $0, of: size)) }
        progress(BackupProgress(.unpacking, size, of: size))
        let database = try Database(folder: folder)
        defer { try? database.close() }
        return try database.readBlocking { reader in
            try reader.verifyIntegrity()
            let (all, facts) = (try reader.bytesInFiles(), try reader.lastSequence())
            var checked: Int64 = 0
            try reader.blobsInFiles { digest, size in
                let blob = Blob(digest: digest, size: size, bytes: nil)
                if try database.blobs.digest(of: blob) != digest {
                    throw StoreProblem.badBackup("blob \(digest) is damaged")
                }
                checked += size
                progress(BackupProgress(.checking, checked, of: all))
            }
            let report = try reader.verifyAudit { progress(BackupProgress(.facts, $0, of: facts)) }
            progress(BackupProgress(.facts, facts, of: facts))
            return report
        }
    }

    private static func size(of file: String) -> Int64 {
        var status = stat()
        return stat(file, &status) == 0 ? Int64(status.st_size) : 0
    }
}

extension StoreProblem {
    /// What is wrong with an unpacked database is wrong with the backup.
    fileprivate var ofBackup: StoreProblem {
        switch self {
        case .notADatabase: .badBackup("what it holds is no database of Duly")
        case .corrupt(let message): .badBackup("its database is damaged: \(message)")
        default: self
        }
    }
}

extension Database.Options {
    init(readOnly: Bool) {
        self.init()
        isReadOnly = readOnly
    }
}

extension Reader {
    /// The store's own check of its pages and indexes.
    public func verifyIntegrity() throws {
        let answer = try rows(SQLiteSchema.integrityCheck) { try $0.text() }
        if answer != ["ok"] { throw StoreProblem.corrupt(answer.prefix(3).joined(separator: "; ")) }
    }
}
