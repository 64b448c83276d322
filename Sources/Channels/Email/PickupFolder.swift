import Glibc

/// A folder into which each mail is written as one file, whole or not at all.
struct PickupFolder {
    let path: String

    /// Writes beside the target, syncs, renames, syncs the folder. The name comes from recipient and bytes,
    /// so the same mail sent again after a crash is the same file.
    func write(from sender: String, to recipient: String, _ bytes: [UInt8]) -> SubmissionOutcome {
        let name = Self.name(recipient, bytes)
        let envelope = "Return-Path: <\(sender)>\r\nDelivered-To: \(recipient)\r\n"
        do throws(FileFailure) {
            try makeFolder()
            try writeDurably(Array(envelope.utf8) + bytes, to: "\(path)/.\(name).tmp")
            try Self.check(rename("\(path)/.\(name).tmp", "\(path)/\(name)"), "rename in \(path)")
            try sync()
            return .accepted("written to \(path)/\(name)")
        } catch {
            return .deferred(code: nil, text: "\(error.text); free space or give this user write access")
        }
    }

    private func makeFolder() throws(FileFailure) {
        if mkdir(path, 0o750) != 0, errno != EEXIST { throw FileFailure("make \(path)") }
    }

    private func writeDurably(_ bytes: [UInt8], to file: String) throws(FileFailure) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        try Self.check(descriptor, "open \(file)")
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            try Self.check(CInt(clamping: count), "write \(file)")
            written += count
        }
        try Self.check(fsync(descriptor), "sync \(file)")
    }

    private func sync() throws(FileFailure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try Self.check(descriptor, "open \(path)")
        defer { close(descriptor) }
        try Self.check(fsync(descriptor), "sync \(path)")
    }

    private static func check(_ result: CInt, _ what: String) throws(FileFailure) {
        if result < 0 { throw FileFailure(what) }
    }

    private static func name(_ recipient: String, _ bytes: [UInt8]) -> String {
        let safe = recipient.utf8.prefix(80).map { byte -> Character in
            let character = Character(UnicodeScalar(byte))
            return character.isASCII
                && (character.isLetter || character.isNumber || "@.-_+".contains(character))
                ? character : "_"
        }
        let digits = String(fingerprint(recipient, bytes), radix: 16)
        return String(safe) + "-" + String(repeating: "0", count: 16 - digits.count) + digits + ".eml"
    }

    /// FNV-1a, 64 bits: tells one mail from another, and guards against nothing.
    private static func fingerprint(_ recipient: String, _ bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in recipient.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}

/// A failed call on a file and the system's reason.
private struct FileFailure: Error {
    let text: String

    init(_ what: String) {
        text = "cannot \(what): \(String(cString: strerror(errno)))"
    }
}
