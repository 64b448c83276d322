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
    /// disk. `progress` is told the count of bytes written.
    public func backup(to file: String, progress: (Int64) -> Void = { _ in }) throws -> Backup {
        let copy = file + ".database"
        let unfinished = file + ".unfinished"
        defer {
            for path in [copy, copy + "-wal", copy + "-shm", copy + "-journal", unfinished] { unlink(path) }
        }
        unlink(copy)
        try store.copy(to: copy)
        let output = try BackupFile(creating: unfinished)
        try output.add(file: copy, named: "duly.sqlite")
        let image = try SQLiteStore(path: copy, options: Options(readOnly: true))
        var count = 0
        let sequence = try image.read { connection in
            let reader = Reader(connection)
            try reader.blobsInFiles { digest, _ in
                try output.add(file: blobs.file(digest), named: BlobFolder(path: "blobs").file(digest))
                count += 1
                progress(output.written)
            }
            return try reader.lastSequence()
        }
        try image.close()
        let key = KeyFile(folder: folder)
        // As it is: a copy is worth having even of a key that a desk would refuse.
        if access(key.path, F_OK) == 0 { try output.add(file: key.path, named: KeyFile.name) }
        try output.finish()
        if rename(unfinished, file) != 0 { throw BlobFolder.problem(file) }
        let parent = (file as NSString).deletingLastPathComponent
        try BlobIntake.flushFolder(parent.isEmpty ? "." : parent)
        progress(output.written)
        return Backup(sequence: sequence, blobs: count, bytes: output.written)
    }

    /// Unpacks a backup into an empty or new folder and proves it: the database's own integrity check, the
    /// SHA-256 of every blob in a file, and the audit chain. A desk can then be opened on the folder.
    public static func restore(
        _ file: String, into folder: String, progress: (Int64) -> Void = { _ in }
    ) throws -> AuditReport {
        let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        if !there.isEmpty { throw StoreProblem.folderNotEmpty(path: folder) }
        try makeFolder(folder)
        try BackupFile.unpack(file, into: folder)
        let database = try Database(folder: folder)
        defer { try? database.close() }
        return try database.readBlocking { reader in
            try reader.verifyIntegrity()
            try reader.blobsInFiles { digest, size in
                let blob = Blob(digest: digest, size: size, bytes: nil)
                if try database.blobs.digest(of: blob) != digest {
                    throw StoreProblem.badBackup("blob \(digest) is damaged")
                }
            }
            return try reader.verifyAudit(progress: progress)
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
