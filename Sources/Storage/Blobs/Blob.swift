/// Bytes named by their SHA-256 in hexadecimal. Small ones lie in the database, larger ones in a file.
public struct Blob: Hashable, Sendable {
    /// Up to here the bytes lie in the database and share its flush.
    public static let inlineMax = 128 * 1024
    /// Attachments and raw mails are bounded at the door; this is the last bound.
    public static let sizeMax = 100 * 1024 * 1024

    public let digest: String
    public let size: Int64
    /// nil when they lie in a file.
    let bytes: [UInt8]?
}

extension Writer {
    /// Notes a blob; a second one with the same bytes is the same blob.
    public func keep(_ blob: Blob) throws {
        try run(
            "INSERT INTO blob (digest, size, bytes) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING",
            blob.digest, blob.size, blob.bytes)
    }
}

extension Reader {
    public func blob(_ digest: String) throws -> Blob? {
        try first("SELECT digest, size, bytes FROM blob WHERE digest = $1", digest) { row in
            Blob(digest: try row.text(), size: try row.integer(), bytes: try row.bytesIfAny())
        }
    }

    func bytesInFiles() throws -> Int64 {
        try integer("SELECT coalesce(sum(size), 0) FROM blob WHERE bytes IS NULL") ?? 0
    }

    /// Digests of the blobs that lie in files, for backup.
    func blobsInFiles(_ body: (String, Int64) throws -> Void) throws {
        try connection.each("SELECT digest, size FROM blob WHERE bytes IS NULL ORDER BY digest", []) { row in
            try body(try row.text(), try row.integer())
            return true
        }
    }
}
