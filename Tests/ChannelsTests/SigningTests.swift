import BusinessTime
import Desk
import Foundation
import Mail
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Outgoing mail signed by its domain, as libopendkim sees it")
struct SigningTests {
    private static func incoming(_ bytes: [UInt8]) -> IncomingMail {
        IncomingMail(
            envelopeFrom: nil, recipients: ["carla@acme.example"], bytes: bytes, peer: "test", receipt: 0)
    }

    /// What a receiver finds that looks these records up.
    private func findings(_ bytes: [UInt8], _ records: [SigningRecord]) async throws -> [String] {
        let check = try SenderCheck(
            names: .zone(texts: records.map { ($0.name, $0.value) }, addresses: []))
        let found = await check.findings(Self.incoming(bytes))
        return found.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.hasPrefix("dkim=") }
    }

    private static let letter = CanonicalLines.bytes(
        Array(
            """
            From: Harbor Support <support@harbor.example>
            To: Carla Reyes <carla@acme.example>
            Subject: Re: The export \t stops
            Date: Mon, 23 Nov 2026 10:00:00 +0100
            Message-ID: <a1@harbor.example>
            References: <x@acme.example>
              <y@acme.example>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Dear Carla,

              it  runs again. \t
            .
            Ana


            """.utf8))

    private func signed(_ key: SigningKey, _ letter: [UInt8] = Self.letter) throws -> [UInt8] {
        try key.signature(of: letter, at: MailTrial.start) + letter
    }

    private func record(_ key: SigningKey) -> SigningRecord {
        SigningRecord(
            domain: key.domain, selector: key.selector, algorithm: key.algorithm, publicHalf: key.publicHalf)
    }

    @Test("a signature holds, with either algorithm", arguments: SigningKey.Algorithm.allCases)
    func holds(_ algorithm: SigningKey.Algorithm) async throws {
        let key = try SigningKey(domain: "harbor.example", selector: "desk1", algorithm: algorithm)
        #expect(
            try await findings(signed(key), [record(key)]) == ["dkim=pass header.d=harbor.example"])
    }

    @Test("and no longer once a word, a field or a second sender was changed or added")
    func tampered() async throws {
        let key = try SigningKey(domain: "harbor.example", selector: "desk1", algorithm: .rsa)
        let text = String(decoding: try signed(key), as: UTF8.self)
        for changed in [
            text.replacing("runs again", with: "stops again"),
            text.replacing("Subject: Re: The", with: "Subject: Re: Our"),
            text.replacing("To: Carla", with: "From: Eve <eve@evil.example>\r\nTo: Carla"),
            text.replacing("To: Carla", with: "Reply-To: eve@evil.example\r\nTo: Carla"),
        ] {
            #expect(changed != text)
            #expect(
                try await findings(Array(changed.utf8), [record(key)])
                    == ["dkim=fail header.d=harbor.example"])
        }
    }

    @Test("what servers do on the way does it no harm: new white space, a folded field, a trace above")
    func handled() async throws {
        let key = try SigningKey(domain: "harbor.example", selector: "desk1", algorithm: .rsa)
        let text = String(decoding: try signed(key), as: UTF8.self)
        let passed =
            "Received: from x by y; Mon, 23 Nov 2026 10:00:01 +0100\r\n"
            + text.replacing("Subject: Re: The export", with: "Subject: Re:\r\n The   export")
        #expect(
            try await findings(Array(passed.utf8), [record(key)]) == ["dkim=pass header.d=harbor.example"])
    }

    @Test("a key signs once it is used, and only mail of its domain; each key in use signs")
    func delivery() async throws {
        let trial = try await MailTrial()
        let office = trial.office
        let rsa = try await office.addSigningKey(domain: "Harbor.example", selector: "desk1", .rsa)
        let short = try await office.addSigningKey(domain: "harbor.example", selector: "desk2", .ed25519)
        _ = try await office.addSigningKey(domain: "acme.example", selector: "desk1", .rsa)
        try await office.useSigningKey("acme.example", "desk1", true)
        // In clear a line would begin as every such key does.
        #expect(!rsa.secret.split(separator: "\n").contains { $0.hasPrefix("MII") }, "it lies sealed")
        func sent() async throws -> [UInt8] {
            try await trial.take(mail("Signed \(trial.now.seconds)"))
            let kept = Held()
            try await Delivery(office: office) { letter in
                kept.set(letter.bytes)
                return .accepted("250")
            }.drain()
            trial.pass(seconds: 4000)
            return kept.value
        }
        #expect(try await findings(sent(), [rsa.record]) == ["dkim=none"])
        try await office.useSigningKey("harbor.example", "desk1", true)
        #expect(try await findings(sent(), [rsa.record]) == ["dkim=pass header.d=harbor.example"])
        try await office.useSigningKey("harbor.example", "desk2", true)
        let both = try await findings(sent(), [rsa.record, short.record])
        #expect(both == Array(repeating: "dkim=pass header.d=harbor.example", count: 2))
        try await office.removeSigningKey("harbor.example", "desk1")
        try await office.useSigningKey("harbor.example", "desk2", false)
        #expect(try await findings(sent(), [rsa.record]) == ["dkim=none"])
    }

    private final class Held: @unchecked Sendable {
        private let lock = NSLock()
        private var bytes: [UInt8] = []
        var value: [UInt8] { lock.withLock { bytes } }
        func set(_ bytes: [UInt8]) { lock.withLock { self.bytes = bytes } }
    }

    @Test("a record is the key's though it is written otherwise; the zone's line is in strings of 255")
    func records() throws {
        let key = try SigningKey(domain: "harbor.example", selector: "desk1", algorithm: .rsa)
        let record = record(key)
        #expect(record.name == "desk1._domainkey.harbor.example")
        #expect(record.isPublished(by: "k=rsa;p=\(key.publicHalf);v=DKIM1"))
        #expect(!record.isPublished(by: "v=DKIM1; p="))
        let pieces: [Substring] = record.zoneLine.split(separator: "\"")
        #expect(pieces.allSatisfy { $0.utf8.count <= 255 })
        #expect(record.zoneLine.contains("\" \""))
    }

    @Test("a name that is none, a key that is there, one that is not")
    func refused() async throws {
        let trial = try await MailTrial()
        let office = trial.office
        for (domain, selector, field) in [
            ("harbor", "a", "domain"), ("har bor.example", "a", "domain"),
            ("harbor.example", "a_b", "selector"),
            ("harbor.example", "", "selector"),
        ] {
            await #expect {
                try await office.addSigningKey(domain: domain, selector: selector, .ed25519)
            } throws: {
                ($0 as? Refusal)?.field == field
            }
        }
        _ = try await office.addSigningKey(domain: "harbor.example", selector: "a", .ed25519)
        await #expect(throws: Refusal.self) {
            try await office.addSigningKey(domain: "harbor.example", selector: "A", .ed25519)
        }
        await #expect(throws: Refusal.self) { try await office.useSigningKey("harbor.example", "b", true) }
    }
}
