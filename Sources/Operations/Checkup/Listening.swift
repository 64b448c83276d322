public import Storage

/// A port at which the desk that was last served takes mail.
public struct Listening: Hashable, Sendable {
    /// `LMTP` or `SMTP`.
    public let name: String
    public let host: String
    public let port: Int
    /// The PEM file with its certificate.
    public let certificate: String?

    public init(name: String, host: String, port: Int, certificate: String? = nil) {
        (self.name, self.host, self.port, self.certificate) = (name, host, port, certificate)
    }

    /// Where it is reached from this machine.
    var place: String { "\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)" }

    private static let setting = "listening"

    static func all(_ reader: Reader) throws -> [Listening] {
        try (reader.setting(setting) ?? "").split(separator: "\n").compactMap { line in
            let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard words.count == 4, let port = Int(words[2]) else { return nil }
            return Listening(
                name: words[0], host: words[1], port: port, certificate: words[3].isEmpty ? nil : words[3])
        }
    }

    /// Remembered for whoever looks from outside.
    public static func set(_ all: [Listening], _ writer: Writer) throws {
        let lines = all.map { "\($0.name)\t\($0.host)\t\($0.port)\t\($0.certificate ?? "")" }
        try writer.set(lines.joined(separator: "\n"), for: setting)
    }
}

extension Office {
    /// The setting that names the way out that an option gave; empty without one. It holds no secret.
    public static let sendingOption = "sending-option"
}
