import Agreements
import BusinessTime
import Crypto
import DulyTesting
import Foundation
import Testing

@testable import Documents

@Suite("An evidence bundle")
struct EvidenceBundleTests {
    private static func key(_ seed: UInt8 = 7) throws -> EvidenceKey {
        EvidenceKey(try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: seed, count: 32)))
    }

    private static func bundle(created: Instant = PDFDocumentTests.created) throws -> EvidenceBundle {
        let agreement = try AgreementPDFTests.signed { $0.customer.name = "Acme \"& Söhne\"\u{1}" }
        return try EvidenceBundle(
            agreement, AgreementPDFTests.certificate(of: agreement), created: created,
            trail: trail(), signedWith: try key())
    }

    /// Two entries, covered by a checkpoint over two streams.
    private static func trail(later: [UInt8]? = nil) -> EvidenceTrail {
        let first = [UInt8](repeating: 0, count: 32) + Array("offered".utf8)
        let second = sha256(first) + Array("signed".utf8)
        let leaf = [0] + Array("agreement 1, 2".utf8) + sha256(second)
        let other = sha256([0, 1, 2])
        let root = sha256([1] + other + sha256(leaf))
        let checkpoint = [UInt8](repeating: 9, count: 32) + Array("1:7,32:".utf8) + root + Array(",".utf8)
        let path = "left \(SHA256.hash(data: [0, 1, 2] as [UInt8]).hexadecimal)\n"
        return EvidenceTrail(
            entries: [first, second] + [later].compactMap { $0.map { sha256(second) + $0 } },
            json: Array("[{\"entry\": 1}]\n".utf8),
            seal: EvidenceTrail.Seal(
                line: "7 2026-01-01T00:00:00Z", covered: 2, leaf: leaf, path: path, checkpoint: checkpoint))
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// Calls `body` in a folder with what unzip makes of the bundle.
    private func unpacked(_ bundle: EvidenceBundle? = nil, _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data((bundle ?? Self.bundle()).zipped()).write(to: folder.appending(path: "evidence.zip"))
        let unzip = try Tool.run("unzip", ["-q", "evidence.zip"], in: folder)
        try #require(unzip.code == 0, "\(unzip.text)")
        try body(folder)
    }

    /// The commands that VERIFY.txt prints, one after the other.
    private func commands(in folder: URL) throws -> [String] {
        let text = try String(contentsOf: folder.appending(path: "VERIFY.txt"), encoding: .utf8)
        var commands: [String] = []
        for line in text.split(separator: "\n") where line.hasPrefix("    ") {
            if line.hasPrefix("      ") {
                commands[commands.count - 1] += "\n\(line)"
            } else {
                commands.append(String(line))
            }
        }
        return commands
    }

    @Test("holds its files in order")
    func files() throws {
        let bundle = try Self.bundle()
        #expect(
            bundle.files.map(\.name) == [
                "agreement.pdf", "terms.yaml", "text.txt", "certificate.json", "audit.json",
                "audit/00001.bin", "audit/00002.bin", "audit/leaf.bin", "audit/path.txt",
                "audit/checkpoint.bin", "public-key.pem", "VERIFY.txt", "SHA256SUMS", "signature.bin",
            ])
        #expect(bundle.files.last?.bytes.count == 64)
        try unpacked { folder in
            for file in bundle.files {
                #expect(
                    FileManager.default.contents(atPath: folder.appending(path: file.name).path).map(
                        Array.init) == file.bytes)
            }
        }
    }

    @Test("the same evidence is the same bytes; every file bears the day it was given, at noon")
    func stable() throws {
        let first = try Self.bundle().zipped()
        #expect(try Self.bundle().zipped() == first)
        // 31 December 2025 in UTC, as the first local header writes it: time, then date.
        let date = 45 << 9 | 12 << 5 | 31
        #expect(first[10..<14].elementsEqual([0, 12 << 3, UInt8(date & 255), UInt8(date >> 8)]))
        let nextDay = try Self.bundle(created: PDFDocumentTests.created.advanced(by: 86_400)).zipped()
        #expect(nextDay[12..<14].elementsEqual([1 << 5 | 1, 46 << 1]))
        #expect(nextDay.count == first.count)
    }

    @Test("the printed commands pass with openssl and sha256sum")
    func verified() throws {
        try unpacked { folder in
            let commands = try commands(in: folder)
            #expect(commands.count == 6)
            let outputs = try commands.map { try Tool.run("sh", ["-c", $0], in: folder) }
            for output in outputs { #expect(output.code == 0, "\(output.text)") }
            #expect(outputs[0].text.contains("Signature Verified Successfully"))
            for step in 2...4 { #expect(outputs[step].text.hasSuffix("OK\n"), "\(outputs[step].text)") }
            #expect(outputs[5].text.hasPrefix(try Self.key().fingerprint))
        }
    }

    @Test("one changed bit in any file makes one of them fail")
    func changed() throws {
        try unpacked { folder in
            let commands = Array(try commands(in: folder).prefix(2))
            for file in try Self.bundle().files {
                let place = folder.appending(path: file.name)
                for index in [0, file.bytes.count / 2, file.bytes.count - 1] {
                    var bytes = file.bytes
                    bytes[index] ^= 1
                    try Data(bytes).write(to: place)
                    let codes = try commands.map { try Tool.run("sh", ["-c", $0], in: folder).code }
                    #expect(codes.contains { $0 != 0 }, "\(file.name) at \(index)")
                }
                try Data(file.bytes).write(to: place)
            }
        }
    }

    @Test("other terms are not those that were signed, even under a new list of sums")
    func otherTerms() throws {
        try unpacked { folder in
            let rehash = try commands(in: folder)[2]
            for name in ["terms.yaml", "text.txt"] {
                let place = folder.appending(path: name)
                let sound = try Data(contentsOf: place)
                try (sound + Data("\n".utf8)).write(to: place)
                let output = try Tool.run("sh", ["-c", rehash], in: folder)
                #expect(output.code != 0 && !output.text.contains("OK"))
                try sound.write(to: place)
            }
        }
    }

    @Test("an entry that was changed, taken out or not covered fails, even under a new list of sums")
    func otherTrail() throws {
        try unpacked { folder in
            let (chain, seal) = (try commands(in: folder)[3], try commands(in: folder)[4])
            for (name, command) in [
                ("audit/00001.bin", chain), ("audit/00002.bin", chain), ("audit/00002.bin", seal),
                ("audit/leaf.bin", seal), ("audit/path.txt", seal), ("audit/checkpoint.bin", seal),
            ] {
                let place = folder.appending(path: name)
                let sound = try Data(contentsOf: place)
                var changed = sound
                changed[changed.count - 3] ^= 1
                try changed.write(to: place)
                let output = try Tool.run("sh", ["-c", command], in: folder)
                #expect(output.code != 0 && !output.text.contains("OK"), "\(name)")
                try sound.write(to: place)
            }
            try FileManager.default.removeItem(at: folder.appending(path: "audit/00001.bin"))
            #expect(try Tool.run("sh", ["-c", chain], in: folder).code != 0)
        }
    }

    @Test("an entry that came after the checkpoint is said to be uncovered, and the commands hold")
    func uncovered() throws {
        let agreement = try AgreementPDFTests.signed()
        let bundle = try EvidenceBundle(
            agreement, AgreementPDFTests.certificate(of: agreement), created: PDFDocumentTests.created,
            trail: Self.trail(later: Array("in force".utf8)), signedWith: try Self.key())
        try unpacked(bundle) { folder in
            let text = try String(contentsOf: folder.appending(path: "VERIFY.txt"), encoding: .utf8)
            #expect(text.contains("covers the chain up to entry 2 of 3, and\n   not what came later"))
            for command in try commands(in: folder)[3...4] {
                #expect(try Tool.run("sh", ["-c", command], in: folder).text.hasSuffix("OK\n"))
            }
        }
        try unpacked { folder in
            let text = try String(contentsOf: folder.appending(path: "VERIFY.txt"), encoding: .utf8)
            #expect(text.contains("covers the whole chain, up to entry 2."))
        }
    }

    @Test("an amendment's changes are among what was signed")
    func amendment() throws {
        let before = try AgreementPDFTests.signed()
        let alone = try AgreementPDFTests.signed { $0.ending.noticeDays = 60 }
        let amended = SignedAgreement(
            terms: alone.terms, text: alone.text,
            amendment: Amendment(of: 1, AgreementComparison(before, alone)))
        let bundle = try EvidenceBundle(
            amended, AgreementPDFTests.certificate(of: amended), created: PDFDocumentTests.created,
            trail: EvidenceTrail(entries: [], json: [], seal: nil), signedWith: try Self.key())
        try unpacked(bundle) { folder in
            let outputs = try commands(in: folder).map { try Tool.run("sh", ["-c", $0], in: folder) }
            #expect(outputs.count == 5 && outputs[2].text.hasSuffix("OK\n"), "\(outputs[2].text)")
            let changes = try String(contentsOf: folder.appending(path: "changes.txt"), encoding: .utf8)
            #expect(changes.contains("30 calendar days -> 60 calendar days"))
        }
    }

    @Test("the certificate is JSON that says the same")
    func certificate() throws {
        let agreement = try AgreementPDFTests.signed()
        var certificate = AgreementPDFTests.certificate(of: agreement)
        certificate.signatures[0].name = "Carla \"C\" \\ Reyes\n\u{1}ß"
        let object = try JSONSerialization.jsonObject(with: Data(certificate.json)) as? [String: Any]
        #expect(object?["sha256"] as? String == agreement.hash)
        #expect(object?["version"] as? Int == 1)
        let signatures = object?["signatures"] as? [[String: Any]]
        #expect(signatures?.map { $0["name"] as? String } == ["Carla \"C\" \\ Reyes\n\u{1}ß", "Mara Voss"])
        #expect(signatures?[0]["code_message"] as? String == "<code.7@harbor.example>")
        #expect(signatures?[1]["code_message"] is NSNull)
        #expect(signatures?[0]["signed"] as? String == "2026-01-01T10:06:40Z")
    }
}
