import Foundation

/// A mail server with TLS in a process of its own, and certificates made for the test.
final class TLSSink {
    enum Kind: String { case starttls, implicit }

    struct Failed: Error { let what: String }

    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ kind: Kind, _ certificate: TLSCertificate) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fixtures/tls/sink.py").standardized.path
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script, certificate.file, certificate.key, kind.rawValue]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var first: [UInt8] = []
        while first.last != 10 {
            guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else {
                throw Failed(what: "the sink named no port")
            }
            first += byte
        }
        guard let port = Int(String(decoding: first.dropLast(), as: UTF8.self)) else {
            throw Failed(what: "the sink's port is no number")
        }
        self.port = port
    }

    /// Ends it; gives the lines it said.
    func stop() throws -> [String] {
        try input.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// A certificate that signs itself, so that it is its own authority.
final class TLSCertificate {
    let folder: String
    var file: String { folder + "/certificate.pem" }
    var key: String { folder + "/key.pem" }

    /// `names` are subjectAltNames, for example `IP:127.0.0.1`.
    init(names: String) throws {
        folder = NSTemporaryDirectory() + "duly-tls-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=sink", "-addext", "subjectAltName=\(names)", "-keyout", key, "-out",
            file,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw TLSSink.Failed(what: "openssl made no certificate")
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }
}
