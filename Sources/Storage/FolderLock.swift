import Glibc

/// Holds a data folder for one writing process. The system lets go of it when the process ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(folder: String) throws {
        let path = folder + "/duly.lock"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if file < 0 { throw BlobFolder.problem(folder) }
        if flock(file, LOCK_EX | LOCK_NB) != 0 {
            let pid = Self.pid(in: file)
            Glibc.close(file)
            throw StoreProblem.locked(path: folder, pid: pid)
        }
        descriptor = file
        write("\(getpid())\n")
    }

    /// Says where the holder takes mail: the second line of the file.
    func announce(mailAddress: String) {
        write("\(getpid())\n\(mailAddress)\n")
    }

    func release() {
        write("")
        flock(descriptor, LOCK_UN)
    }

    private func write(_ text: String) {
        _ = ftruncate(descriptor, 0)
        _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit {
        Glibc.close(descriptor)
    }

    private static func pid(in file: Int32) -> Int32? { lines(in: file).first.flatMap { Int32($0) } }

    fileprivate static func lines(in file: Int32) -> [Substring] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(file, &bytes, bytes.count, 0)
        return count <= 0 ? [] : String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
    }
}

extension Database {
    /// Says where this process takes mail, for a process that finds the folder held.
    public func announce(mailAddress: String) {
        lock?.announce(mailAddress: mailAddress)
    }

    /// Where the process that holds the folder takes mail; nil when it takes none, or not yet.
    public static func mailAddress(ofHolder folder: String) -> String? {
        let file = open(folder + "/duly.lock", O_RDONLY | O_CLOEXEC)
        if file < 0 { return nil }
        defer { Glibc.close(file) }
        let lines = FolderLock.lines(in: file)
        return lines.count > 1 ? String(lines[1]) : nil
    }
}
