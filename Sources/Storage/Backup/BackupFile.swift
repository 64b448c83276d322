import Crypto
import Foundation

/// A tar file being written, or read back, piece by piece.
final class BackupFile {
    private let descriptor: Int32
    private let path: String
    private(set) var written: Int64 = 0

    /// - Parameter file: what it becomes once it is whole.
    init(creating path: String, for file: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw Self.unwritable(file) }
    }

    /// The last thing that failed was to make a file of this name.
    static func unwritable(_ path: String) -> StoreProblem {
        let problem = BlobFolder.problem(path)
        if case .full = problem { return problem }
        return .unwritableFile(path: path, reason: String(cString: strerror(errno)))
    }

    deinit { close(descriptor) }

    /// `progress` is told the count of all bytes written so far, with each piece.
    func add(file: String, named name: String, progress: (Int64) -> Void = { _ in }) throws {
        let source = open(file, O_RDONLY | O_CLOEXEC)
        if source < 0 { throw BlobFolder.problem(file) }
        defer { close(source) }
        let size = Int64(lseek(source, 0, SEEK_END))
        lseek(source, 0, SEEK_SET)
        try write(Tar.header(name: name, size: size))
        var left = size
        while left > 0 {
            let piece = try Self.piece(of: source, at: file, upTo: left)
            try write(piece)
            left -= Int64(piece.count)
            progress(written)
        }
        try write([UInt8](repeating: 0, count: Tar.padding(size)))
    }

    func finish() throws {
        try write([UInt8](repeating: 0, count: 2 * Tar.block))
        if fsync(descriptor) != 0 { throw BlobFolder.problem(path) }
    }

    private func write(_ bytes: [UInt8]) throws {
        try Self.write(bytes, to: descriptor, at: path)
        written += Int64(bytes.count)
    }

    /// Takes only the names a backup has, so that no archive writes elsewhere. `progress` is told the count
    /// of bytes read.
    static func unpack(
        _ file: String, into folder: String, progress: (Int64) -> Void = { _ in }
    ) throws {
        let source = open(file, O_RDONLY | O_CLOEXEC)
        if source < 0 {
            throw StoreProblem.unreadableFile(path: file, reason: String(cString: strerror(errno)))
        }
        defer { close(source) }
        var hasDatabase = false
        var read: Int64 = 0
        while let entry = try Tar.entry(try exactly(Tar.block, of: source, at: file)) {
            guard entry.size >= 0, let name = safe(entry.name) else {
                throw StoreProblem.badBackup("\(entry.name) does not belong in it")
            }
            let target = folder + "/" + name
            try BlobIntake.makeFolder((target as NSString).deletingLastPathComponent)
            try copy(entry.size, from: source, at: file, to: target) { progress(read + $0) }
            _ = try exactly(Tar.padding(entry.size), of: source, at: file)
            read += Int64(Tar.block) + entry.size + Int64(Tar.padding(entry.size))
            if name == "duly.sqlite" { hasDatabase = true }
        }
        if !hasDatabase { throw StoreProblem.badBackup("it holds no database") }
        try BlobIntake.flushFolder(folder)
    }

    private static func safe(_ name: String) -> String? {
        if name == "duly.sqlite" || name == KeyFile.name { return name }
        guard let digest = name.split(separator: "/").last.map(String.init), digest.utf8.count == 64,
            digest.allSatisfy(\.isHexDigit), BlobFolder(path: "blobs").file(digest) == name
        else { return nil }
        return name
    }

    private static func copy(
        _ size: Int64, from source: Int32, at file: String, to target: String, progress: (Int64) -> Void
    ) throws {
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if output < 0 { throw BlobFolder.problem(target) }
        defer { close(output) }
        var left = size
        while left > 0 {
            let piece = try piece(of: source, at: file, upTo: left)
            try write(piece, to: output, at: target)
            left -= Int64(piece.count)
            progress(size - left)
        }
        if fsync(output) != 0 { throw BlobFolder.problem(target) }
    }

    private static func exactly(_ count: Int, of source: Int32, at path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            bytes += try piece(of: source, at: path, upTo: Int64(count - bytes.count))
        }
        return bytes
    }

    private static func piece(of source: Int32, at path: String, upTo most: Int64) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(min(most, Int64(BlobFolder.chunkBytes))))
        let count = read(source, &bytes, bytes.count)
        if count < 0 { throw BlobFolder.problem(path) }
        if count == 0 { throw StoreProblem.badBackup("\(path) ends too early") }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, at path: String) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done)
            }
            if count < 0 { throw BlobFolder.problem(path) }
            done += count
        }
    }
}
