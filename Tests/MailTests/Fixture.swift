import Mail

#if canImport(Glibc)
    import Glibc
#endif

/// The mails in Fixtures/mail, by the name of their trouble.
enum Fixture {
    static let folder =
        "\(#filePath)".split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Fixtures/mail/"

    static func bytes(_ name: String) -> [UInt8] {
        guard let file = fopen(folder + name + ".eml", "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        precondition(!bytes.isEmpty, "no fixture \(name)")
        return bytes
    }

    static func message(_ name: String) -> Message { Message.parse(bytes(name)) }

    static let names: [String] = {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".eml") { names.append(String(name.dropLast(4))) }
        }
        return names.sorted()
    }()
}
