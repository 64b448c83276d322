import Foundation

/// The private key of the desk: a file of the data folder beside the database, which only its owner reads.
/// PKCS #8 in PEM (RFC 8410), as openssl reads it.
public struct KeyFile: Sendable {
    public static let name = "evidence.key"

    public let path: String
    /// Where a new key waits until the chain names it.
    private var next: String { path + ".next" }

    public init(folder: String) {
        path = folder + "/" + Self.name
    }

    private static let head = "-----BEGIN PRIVATE KEY-----\n"
    private static let foot = "\n-----END PRIVATE KEY-----\n"
    /// SEQUENCE { 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING { OCTET STRING of 32 bytes } }
    private static let frame: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]

    /// The 32 bytes of the key; nil where there is no file.
    public func seed() throws -> [UInt8]? { try Self.seed(at: path) }

    /// The key that a rotation has written and perhaps not yet put in its place.
    public func nextSeed() throws -> [UInt8]? { try Self.seed(at: next) }

    /// Writes the first key. A file that is there is never overwritten.
    public func create(_ seed: [UInt8]) throws { try Self.write(seed, to: path) }

    /// Writes a key that is to follow; it signs nothing until it is put in its place.
    public func prepare(_ seed: [UInt8]) throws {
        unlink(next)
        try Self.write(seed, to: next)
    }

    /// The prepared key takes the place of the one before, of which nothing is left here.
    public func putInPlace() throws {
        if rename(next, path) != 0 { throw BlobFolder.problem(path) }
        try BlobIntake.flushFolder((path as NSString).deletingLastPathComponent)
    }

    private static func seed(at path: String) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if file < 0 {
            if errno == ENOENT { return nil }
            let why = String(cString: strerror(errno))
            throw StoreProblem.badKey(path: path, reason: "it can't be read: \(why)")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw StoreProblem.badKey(path: path, reason: "others than its owner may read it")
        }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = read(file, &bytes, bytes.count)
        guard count > 0, let seed = seed(in: String(decoding: bytes.prefix(count), as: UTF8.self)) else {
            throw StoreProblem.badKey(path: path, reason: "it holds no Ed25519 key")
        }
        return seed
    }

    private static func seed(in text: String) -> [UInt8]? {
        guard text.hasPrefix(head), text.hasSuffix(foot),
            let der = Data(base64Encoded: String(text.dropFirst(head.count).dropLast(foot.count))),
            der.count == frame.count + 32, Array(der.prefix(frame.count)) == frame
        else { return nil }
        return Array(der.suffix(32))
    }

    private static func write(_ seed: [UInt8], to path: String) throws {
        precondition(seed.count == 32, "an Ed25519 key has 32 bytes")
        let text = head + Data(frame + seed).base64EncodedString() + foot
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if file < 0 { throw BlobFolder.problem(path) }
        defer { close(file) }
        let count = text.withCString { Glibc.write(file, $0, strlen($0)) }
        if count != text.utf8.count || fsync(file) != 0 { throw BlobFolder.problem(path) }
        try BlobIntake.flushFolder((path as NSString).deletingLastPathComponent)
    }
}
