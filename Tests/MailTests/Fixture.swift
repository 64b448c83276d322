@testable import Mail

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

    /// The decoded bytes of the part of this type, as it stands in the mail.
    static func part(_ type: String, of name: String) -> [UInt8] {
        let text = String(decoding: bytes(name), as: UTF8.self)
        guard let head = text.range(of: "Content-Type: " + type),
            let start = text.range(of: "\r\n\r\n", in: head.upperBound..<text.endIndex)
        else { return [] }
        let rest = text[start.upperBound...]
        let body = rest.range(of: "\r\n--").map { rest[..<$0.lowerBound] } ?? rest
        let isEncoded = text[head.lowerBound..<start.lowerBound].contains("base64")
        return isEncoded ? Base64.decode(body.utf8) : Array(body.utf8)
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

extension StringProtocol {
    /// Where the words stand first.
    fileprivate func range(of words: String, in part: Range<Index>? = nil) -> Range<Index>? {
        self[part ?? startIndex..<endIndex].firstRange(of: words)
    }
}
