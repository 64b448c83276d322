import Testing

@testable import Mail

@Suite("Parts that hold other parts")
struct PartsTests {
    @Test("winmail.dat is unpacked: files by their long names, its text only when there is no other")
    func winmail() {
        let message = Fixture.message("winmail-dat-two-files")
        #expect(message.text == "The export fails.")
        #expect(message.attachments.map(\.filename) == ["Bericht für März.pdf", "b.txt"])
        #expect(message.attachments.map(\.contentType) == ["application/pdf", "application/pdf"])
        #expect(message.attachments.map(\.size) == [6, 11])
        let alone = Fixture.message("winmail-dat-without-other-text")
        #expect(alone.text == "The export fails." && alone.attachments.count == 2)
    }

    @Test("what can't be unpacked whole is kept as it came")
    func broken() {
        #expect(Fixture.message("winmail-dat-cut-off").attachments.map(\.filename) == ["winmail.dat"])
    }

    @Test("a message inside is unpacked too, its words as a file")
    func inside() {
        let files = Fixture.message("winmail-dat-message-inside").attachments
        #expect(files.map(\.filename) == ["Inner mail.txt", "c.txt"])
        #expect(String(decoding: files[0].content, as: UTF8.self) == "The message inside.")
    }

    @Test("RTF alone is expanded into a file, as the specification's own example reads")
    func rtf() throws {
        let files = Fixture.message("winmail-dat-rtf-alone").attachments
        try #require(files.map(\.filename).contains("message.rtf"))
        let text = String(decoding: files[0].content, as: UTF8.self)
        #expect(text == #"{\rtf1\ansi\ansicpg1252\pard hello world}"# + "\r\n")
    }

    @Test(
        "how a mail is signed or encrypted",
        arguments: [
            ("signed-openpgp", [Protection.signedOpenPGP], "Signed words."),
            ("signed-smime", [.signedSMIME], "Signed words."),
            ("signed-smime-opaque", [.signedSMIME], "Signed words."),
            ("signed-smime-opaque-indefinite", [.signedSMIME], "Signed words."),
            ("encrypted-openpgp", [.encryptedOpenPGP], nil), ("encrypted-smime", [.encryptedSMIME], nil),
            ("plain", [], "Every night since Friday.\n"),
        ] as [(String, Set<Protection>, String?)])
    func protection(_ row: (String, Set<Protection>, String?)) {
        let message = Fixture.message(row.0)
        #expect(message.protections == row.1)
        #expect(message.text == row.2)
        if row.1.contains(where: \.isEncrypted) { #expect(!message.attachments.isEmpty) }
    }

    @Test("what an opaque signature covers is shown, and the signature kept")
    func opaque() {
        for name in ["signed-smime-opaque", "signed-smime-opaque-indefinite"] {
            #expect(Fixture.message(name).attachments.map(\.filename) == ["a.pdf", "smime.p7m"])
        }
    }

    @Test("an invitation says when, where and who asks, and is kept as a file")
    func invitation() throws {
        let message = Fixture.message("invitation")
        let invitation = try #require(message.invitation)
        #expect(invitation.purpose == .request)
        #expect(invitation.summary == "Review, second part")
        #expect(invitation.location == "Room 4; upstairs")
        #expect(invitation.organiser == "Diaz, Carla, carla@acme.example")
        #expect(invitation.start?.zone == "Europe/Berlin" && invitation.start?.minute == 570)
        #expect(invitation.end?.minute == 600)
        #expect(message.text == "Please come." && message.attachments.count == 1)
        let gone = try #require(Fixture.message("invitation-cancelled").invitation)
        #expect(gone.purpose == .cancellation && gone.start?.zone == "UTC")
    }

    @Test(
        "bytes of no such form are none of it",
        arguments: [[], [0x30], [0x30, 0x80], [0x78, 0x9F, 0x3E, 0x22]])
    func nothing(_ bytes: [UInt8]) {
        #expect(SignedContent.read(bytes) == nil)
        #expect(TNEF(bytes) == nil)
        #expect(Invitation(bytes) == nil)
        #expect(UUEncoded.decode(bytes) == nil)
    }

    @Test(
        "lengths that lie, depth without end, rings without data: 20,000 mutations are read and none crashes")
    func mutated() {
        var dice = FuzzTests.Dice(state: 5_545)
        let seeds = ["winmail-dat-two-files", "winmail-dat-message-inside", "winmail-dat-rtf-alone"].map {
            Fixture.part("application/ms-tnef", of: $0)
        }
        let signed = Fixture.part("application/pkcs7-mime", of: "signed-smime-opaque-indefinite")
        let calendar = Fixture.part("text/calendar", of: "invitation")
        #expect(seeds.allSatisfy { $0.count > 50 } && signed.count > 50 && calendar.count > 50)
        for _ in 0..<5_000 {
            let tnef = TNEF(FuzzTests.mutated(seeds[dice.roll(seeds.count)], &dice))
            #expect((tnef?.files.count ?? 0) <= TNEF.fileCountMax + 1)
            _ = SignedContent.read(FuzzTests.mutated(signed, &dice))
            _ = Invitation(FuzzTests.mutated(calendar, &dice))
            _ = UUEncoded(String(decoding: FuzzTests.mutated(calendar, &dice), as: UTF8.self), countMax: 9)
        }
        let deep = Array(repeating: [0x30, 0x80] as [UInt8], count: 100_000).flatMap { $0 }
        #expect(SignedContent.read(deep) == nil)
    }
}
