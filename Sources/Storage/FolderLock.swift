import Glibc

/// Holds a data folder for one writing process. The system lets go of it when the process ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(folder: String) throws {
        let path = folder + "/duly.lock"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if file < 0 {
            throw StoreProblem.unwritableFolder(path: folder, reason: String(cString: strerror(errno)))
        }
        if flock(file, LOCK_EX | LOCK_NB) != 0 {
            let pid = Self.pid(in: file)
            Glibc.close(file)
            throw StoreProblem.locked(path: folder, pid: pid)
        }
        descriptor = file
        let text = "\(getpid())\n"
        _ = ftruncate(file, 0)
        _ = text.withCString { pwrite(file, $0, strlen($0), 0) }
    }

    func release() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        Glibc.close(descriptor)
    }

    private static func pid(in file: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(file, &bytes, bytes.count, 0)
        if count <= 0 { return nil }
        return Int32(String(decoding: bytes[..<count].prefix { $0 != 10 }, as: UTF8.self))
    }
}
