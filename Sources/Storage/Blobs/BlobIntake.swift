import Crypto
import Foundation

/// Bytes on their way into a blob. Small ones stay in memory; the rest go to a file as they come.
/// For one thread or task at a time.
public final class BlobIntake: @unchecked Sendable {
    private let folder: BlobFolder
    private var hash = SHA256()
    private var size = 0
    private var memory: [UInt8] = []
    private var unfinished: (descriptor: Int32, path: String)?

    init(folder: BlobFolder) {
        self.folder = folder
    }

    public func append(_ bytes: [UInt8]) throws {
        size += bytes.count
        if size > Blob.sizeMax { throw StoreProblem.tooLarge(bytes: size, max: Blob.sizeMax) }
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        if unfinished == nil, size <= Blob.inlineMax {
            memory += bytes
            return
        }
        if unfinished == nil { try begin() }
        try write(bytes)
    }

    /// The blob; when it is large its file is on disk under its name.
    public func finish() throws -> Blob {
        let digest = hexadecimal(hash.finalize())
        guard let unfinished else { return Blob(digest: digest, size: Int64(size), bytes: memory) }
        if fsync(unfinished.descriptor) != 0 { throw BlobFolder.problem(unfinished.path) }
        let target = folder.file(digest)
        let parent = String(target.dropLast(digest.count + 1))
        try Self.makeFolder(parent)
        if rename(unfinished.path, target) != 0 { throw BlobFolder.problem(target) }
        Glibc.close(unfinished.descriptor)
        self.unfinished = nil
        for path in [parent, String(parent.dropLast(3)), folder.path] { try Self.flushFolder(path) }
        return Blob(digest: digest, size: Int64(size), bytes: nil)
    }

    deinit {
        guard let unfinished else { return }
        Glibc.close(unfinished.descriptor)
        unlink(unfinished.path)
    }

    private func begin() throws {
        try Self.makeFolder(folder.path + "/unfinished")
        let path = "\(folder.path)/unfinished/\(UInt64.random(in: 0...UInt64.max))"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file < 0 { throw BlobFolder.problem(path) }
        unfinished = (file, path)
        try write(memory)
        memory = []
    }

    private func write(_ bytes: [UInt8]) throws {
        guard let unfinished else { return }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(unfinished.descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count < 0 { throw BlobFolder.problem(unfinished.path) }
            written += count
        }
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw BlobFolder.problem(path)
        }
    }

    static func flushFolder(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw BlobFolder.problem(path) }
        defer { Glibc.close(descriptor) }
        if fsync(descriptor) != 0 { throw BlobFolder.problem(path) }
    }
}
