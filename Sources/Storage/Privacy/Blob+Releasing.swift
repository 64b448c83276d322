public import BusinessTime
import Foundation

extension Blob {
    /// Stands where bytes were erased.
    static let nothing = Blob(digest: hexadecimal(sha256([])), size: 0, bytes: [])
    /// Wall seconds that a file is still kept: somebody may be taking the same bytes in again.
    public static let keptAfterRelease: Int64 = 600
}

extension Writer {
    /// Lets go of bytes that nothing else names. A file is removed by `removeReleasedFiles`.
    func release(_ digest: String, at now: Instant) throws {
        if digest == Blob.nothing.digest { return }
        for (table, column) in [
            ("attachment", "blob"), ("inbox", "blob"), ("outbox", "blob"), ("evidence", "blob"),
            ("agreement", "document"), ("held_file", "blob"), ("brand", "logo"),
        ] where try integer("SELECT 1 FROM \(table) WHERE \(column) = $1 LIMIT 1", digest) != nil {
            return
        }
        guard let blob = try blob(digest) else { return }
        try run("DELETE FROM blob WHERE digest = $1", digest)
        guard blob.bytes == nil else { return }
        try run(
            "INSERT INTO blob_gone (digest, at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING", digest, now)
    }
}

extension Writer {
    /// The search holds what was erased, until the hourly job. Another mark each time, so that the job takes
    /// back no mark but that of what it did.
    func taintSearch() throws { try set(hexadecimal(newSalt()), for: Database.searchTaint) }
}

extension Database {
    static let searchTaint = "search-holds-erased"

    /// What an erasing leaves to the hourly job: files of bytes that were let go of, the index of the search,
    /// which takes seconds on a large desk, and the write-ahead log. Gives the count of files.
    @discardableResult
    public func finishErasing(at now: Instant) async throws -> Int {
        let taint = try await write { writer -> String? in
            guard let taint = try writer.setting(Self.searchTaint), taint != "no" else { return nil }
            for audience in ["public", "internal"] { try writer.run(SQLiteSearch.purge(audience)) }
            try writer.run(SQLiteSearch.purgeArticles)
            try writer.run(SQLiteSearch.purgePeople)
            return taint
        }
        // The log still has the pages as they were. While somebody reads it, it waits for the next hour.
        if let taint, try store.emptyLog() {
            try await write {
                if try $0.setting(Self.searchTaint) == taint { try $0.set("no", for: Self.searchTaint) }
            }
        }
        return try await removeReleasedFiles(at: now)
    }

    private func removeReleasedFiles(at now: Instant) async throws -> Int {
        let last = now.advanced(by: -Blob.keptAfterRelease)
        return try await write { [blobs] writer in
            let gone = try writer.rows("SELECT digest FROM blob_gone WHERE at <= $1", last) {
                try $0.text()
            }
            for digest in gone {
                // Nobody keeps a blob while this job runs: jobs run one after the other.
                if try writer.blob(digest) == nil { unlink(blobs.file(digest)) }
                try writer.run("DELETE FROM blob_gone WHERE digest = $1", digest)
            }
            return gone.count
        }
    }
}
