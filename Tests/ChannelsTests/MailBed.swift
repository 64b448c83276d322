import Foundation
import Testing

/// Postfix and Dovecot, as `bin/mailbed` starts them, in a folder of a test's own.
final class MailBed: Sendable {
    /// Whether this machine can run it.
    static let isThere =
        getuid() == 0 && access("/usr/sbin/dovecot", X_OK) == 0 && access("/usr/sbin/postfix", X_OK) == 0

    let values: [String: String]
    private let folder: String

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../bin/mailbed").standardized.path

    init() throws {
        folder = "/tmp/bed-\(UUID().uuidString.prefix(8))"
        let said = try Self.run(["start", folder])
        values = Dictionary(
            said.split(separator: "\n").compactMap { line -> (String, String)? in
                let pair = line.split(separator: "=", maxSplits: 1).map(String.init)
                return pair.count == 2 ? (pair[0], pair[1]) : nil
            }, uniquingKeysWith: { $1 })
    }

    func stop() {
        _ = try? Self.run(["stop", folder])
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The one of the suite that runs.
    @TaskLocal static var current: MailBed?

    struct Failed: Error { let said: String }

    @discardableResult
    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: script)
        process.arguments = arguments
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failed(said: said) }
        return said
    }

    func killSMTP() throws { try Self.run(["kill", folder, "smtp"]) }
    func killIMAP() throws { try Self.run(["kill", folder, "imap"]) }
    func startAgain() throws { try Self.run(["start", folder]) }

    /// Mail of a domain goes to a desk's LMTP port from now on.
    func bring(_ domain: String, toLMTP port: Int) throws {
        try Self.run(["start", folder, "--desk", "\(domain)=lmtp:\(port)"])
    }

    /// The same by SMTP, to the port of a desk that is its own mail server. A client that is `blind` does not
    /// look at the SIZE which the desk offers.
    func bring(_ domain: String, toSMTP port: Int, blind isBlind: Bool = false) throws {
        try Self.run(["start", folder, "--desk", "\(domain)=\(isBlind ? "blind" : "smtp"):\(port)"])
    }

    /// The mails that ended in the sink, as text.
    func sunk() -> [String] {
        ["new", "cur"].flatMap { part -> [String] in
            let place = "\(self["SINK"])/\(part)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            return names.compactMap { FileManager.default.contents(atPath: "\(place)/\($0)") }
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    func port(_ name: String) -> Int { Int(values["MAILBED_\(name)_PORT"] ?? "") ?? 0 }
    subscript(name: String) -> String { values["MAILBED_\(name)"] ?? "" }

    /// Puts a mail into a mailbox as a delivery does.
    func deliver(_ text: String, to account: String = "support@imap.test") throws {
        let box = "\(self["MAIL"])/\(account)"
        for name in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: "\(box)/\(name)", withIntermediateDirectories: true)
        }
        let name = "\(Date().timeIntervalSince1970).\(UUID().uuidString).bed"
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(box)/tmp/\(name)"))
        for path in [box, "\(box)/tmp", "\(box)/new", "\(box)/cur", "\(box)/tmp/\(name)"] {
            chown(path, 65_534, 65_534)
        }
        try FileManager.default.moveItem(atPath: "\(box)/tmp/\(name)", toPath: "\(box)/new/\(name)")
    }

    /// The messages that lie in a folder of an account.
    func count(_ account: String, folder: String? = nil) -> Int {
        let box = "\(self["MAIL"])/\(account)" + (folder.map { "/.\($0)" } ?? "")
        return ["new", "cur"].reduce(0) {
            $0 + ((try? FileManager.default.contentsOfDirectory(atPath: "\(box)/\($1)")) ?? []).count
        }
    }

    /// What the token server has in mind.
    func tokens() throws -> [String: Any] {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: self["OAUTH_STATE"]))
        return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
    }

    func control(_ order: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = ["-sS", "-d", order, "http://127.0.0.1:\(port("OAUTH"))/control"]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }
}

/// One mail system for all tests of a suite, started before the first and stopped after the last.
struct WithMailBed: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
    ) async throws {
        let bed = try MailBed()
        defer { bed.stop() }
        try await MailBed.$current.withValue(bed) { try await body() }
    }
}
