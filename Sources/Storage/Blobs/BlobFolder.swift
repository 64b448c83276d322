import Crypto
import Foundation

/// The files of large blobs: `blobs/ab/cd/abcd...`, written beside, flushed, then renamed, so that a file
/// with a name is always whole.
public struct BlobFolder: Sendable {
    static let chunkBytes = 256 * 1024
    let path: String

    /// Takes bytes that are at hand. A large one is on disk when this returns; `Writer.keep` then notes it.
    public func take(_ bytes: [UInt8]) throws -> Blob {
        let intake = BlobIntake(folder: self)
        try intake.append(bytes)
        return try intake.finish()
    }

    /// Takes bytes as they arrive, with bounded memory.
    public func intake() -> BlobIntake { BlobIntake(folder: self) }

    /// Reads a blob in pieces of at most 256 KiB.
    public func read(_ blob: Blob, _ body: ([UInt8]) throws -> Void) throws {
        if let bytes = blob.bytes { return try body(bytes) }
        let file = try open(blob.digest)
        defer { close(file) }
        while true {
            var piece = [UInt8](repeating: 0, count: Self.chunkBytes)
            let count = Glibc.read(file, &piece, piece.count)
            if count < 0 { throw Self.problem(path) }
            if count == 0 { return }
            piece.removeLast(piece.count - count)
            try body(piece)
        }
    }

    public func bytes(of blob: Blob) throws -> [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(Int(blob.size))
        try read(blob) { all += $0 }
        return all
    }

    /// The SHA-256 of what really lies there.
    func digest(of blob: Blob) throws -> String {
        var hash = SHA256()
        try read(blob) { piece in hash.update(data: piece) }
        return hexadecimal(hash.finalize())
    }

    func file(_ digest: String) -> String {
        "\(path)/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)"
    }

    private func open(_ digest: String) throws -> Int32 {
        let file = Glibc.open(file(digest), O_RDONLY | O_CLOEXEC)
        if file < 0 { throw Self.problem("blob \(digest)") }
        return file
    }

    /// What a stop left behind half written.
    func removeUnfinished() {
        let unfinished = path + "/unfinished"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: unfinished)) ?? [] {
            unlink(unfinished + "/" + name)
        }
    }

    static func problem(_ path: String) -> StoreProblem {
        let code = errno
        if code == ENOSPC || code == EDQUOT { return .full }
        let reason = String(cString: strerror(code))
        if code == EACCES || code == EROFS { return .unwritableFolder(path: path, reason: reason) }
        return .inputOutput("\(path): \(reason)")
    }
}
