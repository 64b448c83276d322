import Crypto
import Foundation

/// Passwords and tokens that the desk must show to another server: kept encrypted under a key that lies in a
/// file beside the database, so that neither the database nor a copy of it tells them.
public struct SecretBox: Sendable {
    public static let name = "secrets.key"

    private let key: SymmetricKey

    /// Makes the key where there is none and `mayCreate` says so.
    public init(folder: String, mayCreate: Bool = true) throws {
        let path = folder + "/" + Self.name
        if let bytes = try Self.read(path) {
            key = SymmetricKey(data: bytes)
            return
        }
        guard mayCreate else {
            throw StoreProblem.badKey(path: path, reason: "it is not there")
        }
        let fresh = SymmetricKey(size: .bits256)
        try Self.write(fresh.withUnsafeBytes { Array($0) }, to: path)
        key = fresh
    }

    /// `use` names what it is for: a sealed text put elsewhere does not open.
    public func seal(_ text: String, for use: String) throws -> String {
        let sealed = try ChaChaPoly.seal(Data(text.utf8), using: key, authenticating: Data(use.utf8))
        return sealed.combined.base64EncodedString()
    }

    /// nil where it was sealed under another key or for another use.
    public func open(_ sealed: String, for use: String) -> String? {
        guard let bytes = Data(base64Encoded: sealed), let box = try? ChaChaPoly.SealedBox(combined: bytes),
            let plain = try? ChaChaPoly.open(box, using: key, authenticating: Data(use.utf8))
        else { return nil }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func read(_ path: String) throws -> [UInt8]? {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if file < 0 {
            if errno == ENOENT { return nil }
            throw StoreProblem.badKey(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw StoreProblem.badKey(path: path, reason: "others than its owner may read it")
        }
        var bytes = [UInt8](repeating: 0, count: 33)
        guard Glibc.read(file, &bytes, bytes.count) == 32 else {
            throw StoreProblem.badKey(path: path, reason: "it does not hold 32 bytes")
        }
        return Array(bytes.prefix(32))
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if file < 0 { throw BlobFolder.problem(path) }
        defer { close(file) }
        guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            throw BlobFolder.problem(path)
        }
        try BlobIntake.flushFolder((path as NSString).deletingLastPathComponent)
    }
}
