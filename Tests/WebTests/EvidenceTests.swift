import Agreements
import BusinessTime
import Desk
import Documents
import DulyTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mail
import NIOCore
import Operations
import Storage
import Testing

@Suite("Evidence that leaves the house")
struct EvidenceTests {
    /// Acme's second version, signed by Carla with a code and countersigned by Mara.
    static func signed(_ trial: WebTrial) async throws -> WebTrial.Session {
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await SigningTests.offered(trial, mara)
        let digest = try await SigningTests.digest(trial)
        func order(_ name: String, _ code: String) -> Office.SigningOrder {
            Office.SigningOrder(
                name: name, code: code, hasConsented: true, digest: digest, network: "192.0.2.7",
                userAgent: "Browser 1")
        }
        try await trial.office.sendCode(word)
        let text = try await SigningTests.letter(to: "carla@acme.example", trial).text
        let code = try #require(text.firstMatch(of: /code is (\d{6})\./)?.1)
        try await trial.office.sign(word, order("Carla Reyes", String(code)))
        trial.clock.advance(by: 60)
        var countersignature = order("Mara Voss", "")
        countersignature.hasPassword = true
        try await trial.office.countersign("acme", countersignature, by: mara.person)
        return mara
    }

    /// The newest mail to an address, whole.
    static func mail(to address: String, _ trial: WebTrial) async throws -> Mail.Message {
        try await trial.database.read { reader in
            let entry = try #require(try reader.outbox().first { $0.envelopeTo == address })
            let blob = try #require(try reader.blob(entry.blob))
            return Mail.Message.parse(try trial.database.blobs.bytes(of: blob))
        }
    }

    /// Calls `body` in a folder with what unzip makes of the bytes.
    private static func unpacked(_ zip: [UInt8], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(zip).write(to: folder.appending(path: "evidence.zip"))
        let unzip = try Tool.run("unzip", ["-q", "evidence.zip"], in: folder)
        try #require(unzip.code == 0, "\(unzip.text)")
        try FileManager.default.removeItem(at: folder.appending(path: "evidence.zip"))
        try body(folder)
    }

    /// The commands that VERIFY.txt prints, one after the other.
    private static func commands(in folder: URL) throws -> [String] {
        let text = try String(contentsOf: folder.appending(path: "VERIFY.txt"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("    ") }.reduce(into: []) {
            commands, line in
            if line.hasPrefix("      ") {
                commands[commands.count - 1] += "\n\(line)"
            } else {
                commands.append(String(line))
            }
        }
    }

    @Test("both parties are mailed the print and the address of the evidence, which verifies by itself")
    func whole() async throws {
        let trial = try await WebTrial()
        let mara = try await Self.signed(trial)
        let mail = try await Self.mail(to: "carla@acme.example", trial)
        #expect(mail.subject == "Signed by all: acme, version 2")
        let path = try #require(mail.readableText.firstMatch(of: /(\/evidence\/acme\/2\/[0-9a-f]{40})/)?.1)
        for address in ["carla@acme.example", "mara@harbor.example"] {
            let attached = try await Self.mail(to: address, trial).attachments
            #expect(attached.map(\.filename) == ["acme-2.pdf"])
            #expect(attached.map(\.contentType) == ["application/pdf"])
        }
        try await trial.run { client in
            let page = try await client.execute(uri: String(path), method: .get)
            #expect(page.text.contains("between Harbor Software GmbH and Acme Ltd"))
            #expect(page.text.contains("\(path)/zip") && page.text.contains("\(path)/pdf"))
            let pdf = try await client.execute(uri: "\(path)/pdf", method: .get)
            #expect(mail.attachments.first?.content == Array(pdf.body.readableBytesView))
            let zip = try await client.execute(uri: "\(path)/zip", method: .get)
            #expect(zip.headers[.contentType] == "application/zip")
            let own = try await client.execute(
                uri: "/agreements/acme/2/evidence", method: .get, headers: mara.headers)
            #expect(own.body == zip.body, "the parties have the same")
            let key = try await client.execute(uri: "/audit/key", method: .get)
            let head = try await client.execute(uri: "/audit/head", method: .get)
            try Self.unpacked(Array(zip.body.readableBytesView)) { folder in
                let outputs = try Self.commands(in: folder).map {
                    try Tool.run("sh", ["-c", $0], in: folder)
                }
                #expect(outputs.count == 6)
                for output in outputs { #expect(output.code == 0, "\(output.text)") }
                let fingerprint = outputs[5].text.prefix(64)
                #expect(key.text.contains(fingerprint), "it is the published key")
                let sum = try Tool.run("sha256sum", ["audit/checkpoint.bin"], in: folder).text.prefix(64)
                #expect(head.text.hasSuffix("\(sum)\n"), "it is the published checkpoint")
                let text = try String(contentsOf: folder.appending(path: "audit.json"), encoding: .utf8)
                for kind in ["offered", "codeSent", "signed", "inForce"] { #expect(text.contains(kind)) }
                _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
            }
        }
    }

    @Test("any flipped bit makes a step fail")
    func flipped() async throws {
        let trial = try await WebTrial()
        _ = try await Self.signed(trial)
        let version = AgreementVersion(agreement: "acme", number: 2)
        let bundle = try #require(try await trial.office.evidence(of: version))
        try Self.unpacked(bundle.zipped()) { folder in
            let commands = Array(try Self.commands(in: folder).prefix(2))
            for file in bundle.files {
                let place = folder.appending(path: file.name)
                var bytes = file.bytes
                bytes[bytes.count / 2] ^= 0x10
                try Data(bytes).write(to: place)
                let codes = try commands.map { try Tool.run("sh", ["-c", $0], in: folder).code }
                #expect(codes.contains { $0 != 0 }, "\(file.name)")
                try Data(file.bytes).write(to: place)
            }
            #expect(try commands.allSatisfy { try Tool.run("sh", ["-c", $0], in: folder).code == 0 })
        }
    }

    @Test(
        "it is offered to managers on the version's page; others, other words and unsigned versions get none")
    func access() async throws {
        let trial = try await WebTrial()
        let mara = try await Self.signed(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let mail = try await Self.mail(to: "carla@acme.example", trial).readableText
        let word = try #require(mail.firstMatch(of: /\/evidence\/acme\/2\/([0-9a-f]{40})/)?.1)
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/agreements/acme/2", method: .get, headers: mara.headers)
            #expect(page.text.contains("href=\"/agreements/acme/2/evidence\""))
            let first = try await client.execute(
                uri: "/agreements/acme/1", method: .get, headers: mara.headers)
            #expect(!first.text.contains("/evidence"), "version 1 came as a file")
            for (uri, headers, status) in [
                ("/agreements/acme/2/evidence", ana.headers, HTTPResponse.Status.forbidden),
                ("/agreements/acme/1/evidence", mara.headers, .notFound),
                ("/agreements/acme/9/evidence", mara.headers, .notFound),
                ("/evidence/acme/1/\(word)", [:], .notFound), ("/evidence/globex/2/\(word)", [:], .notFound),
                ("/evidence/acme/2/\(word.dropLast())0x", [:], .notFound),
                ("/evidence/acme/2/\(word.reversed().map(String.init).joined())/zip", [:], .notFound),
            ] as [(String, HTTPFields, HTTPResponse.Status)] {
                let answer = try await client.execute(uri: uri, method: .get, headers: headers)
                #expect(answer.status == status, "\(uri)")
            }
        }
    }

    @Test("keys and checkpoints are there for anyone, as text and as JSON")
    func published() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            #expect(try await client.execute(uri: "/audit/key", method: .get).text.contains("no key yet"))
            #expect(try await client.execute(uri: "/audit/heads", method: .get).status == .notFound)
            let key = try await trial.office.openKey()
            #expect(try await client.execute(uri: "/audit/key", method: .get).text.contains(key.publicPEM))
            let json = try await client.execute(uri: "/audit/key.json", method: .get)
            #expect(json.headers[.contentType] == "application/json")
            #expect(json.text.contains(#""fingerprint":"\#(key.fingerprint)""#))
            var lines: [String] = []
            for _ in 1...3 {
                lines.insert(try await trial.database.writeCheckpoint(at: trial.clock.now).line, at: 0)
                _ = try await trial.database.writeCheckpoint(at: trial.clock.now.advanced(by: 60))
                trial.clock.advance(by: 86_400)
            }
            let heads = try await client.execute(uri: "/audit/heads", method: .get)
            #expect(heads.text == lines.map { $0 + "\n" }.joined())
            let older = try await client.execute(uri: "/audit/heads?before=3", method: .get)
            #expect(older.text == lines[2] + "\n")
            let listed = try await client.execute(uri: "/audit/heads.json", method: .get)
            let items = try JSONSerialization.jsonObject(with: Data(listed.text.utf8)) as? [[String: Any]]
            #expect(items?.map { $0["line"] as? String } == lines)
        }
    }
}
