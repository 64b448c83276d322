import Mail
import Storage
import Testing

@testable import Channels

@Suite("What a ticket says of a mail, and what its answers carry on")
struct IntakeWordsTests {
    private static func taken(_ name: String) async throws -> MailTrial {
        let trial = try await MailTrial()
        let lines = String(decoding: GateTrial.fixture("\(name).eml"), as: UTF8.self)
        try await trial.take([lines])
        return trial
    }

    @Test(
        "what can't be decrypted says so, and its part is kept",
        arguments: [
            ("encrypted-openpgp", "OpenPGP", ["file-1", "encrypted.asc"]),
            ("encrypted-smime", "S/MIME", ["smime.p7m"]),
            ("encrypted-openpgp-inside-the-text", "OpenPGP", []),
        ])
    func encrypted(name: String, method: String, files: [String]) async throws {
        let trial = try await Self.taken(name)
        let message = try #require(try await trial.messages(1).first)
        #expect(message.text.hasPrefix("This mail is encrypted with \(method) and can't be read here."))
        // Armoured in the text, the part is the text.
        #expect(message.text.contains("-----BEGIN PGP MESSAGE-----") == files.isEmpty)
        let kept = try await trial.database.read { try $0.attachments(of: message.id) }
        #expect(kept.map(\.name) == files)
        #expect(kept.allSatisfy { $0.size > 0 })
    }

    @Test("a signed mail says nothing before its words")
    func signed() async throws {
        let trial = try await Self.taken("signed-openpgp")
        #expect(try await trial.messages(1).first?.text.hasPrefix("Signed words.") == true)
    }

    @Test("the receipt extends the index of the customer's thread; without one it has none")
    func threadIndex() async throws {
        for (name, levels) in [
            ("thread-index-outlook", 1), ("thread-index-exchange-folded", 2), ("thread-index-broken", nil),
        ] as [(String, Int?)] {
            let trial = try await Self.taken(name)
            let sent = try await trial.database.read { [blobs = trial.database.blobs] reader in
                try reader.outbox().first.flatMap { try reader.blob($0.blob) }.map { try blobs.bytes(of: $0) }
            }
            let receipt = Mail.Message.parse(try #require(sent))
            #expect(receipt.threadIndex?.levelCount == levels, "\(name)")
            #expect(receipt.references.last == "\(name)@acme.example")
        }
    }
}
