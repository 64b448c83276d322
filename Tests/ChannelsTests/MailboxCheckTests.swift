import BusinessTime
import Foundation
import Operations
import Storage
import Testing

@testable import Channels

@Suite("A mailbox tried out")
struct MailboxCheckTests {
    private static func tried(_ trial: MailboxTrial) async throws -> TriedMailbox {
        let check = MailboxCheck(office: trial.trial.office, times: MailboxTrial.quick)
        return await check.tried(try #require(try await trial.stored()))
    }

    private static func end(of certificate: TLSCertificate, _ trial: MailboxTrial) -> Instant? {
        CheckupWorld.system(relay: nil, mailboxesOf: trial.trial.office).fileEnd(certificate.file)
    }

    @Test func `It is entered, and the end of its server's certificate read; nothing in it changes`()
        async throws
    {
        let certificate = try TLSCertificate(names: "IP:127.0.0.1")
        let sink = MailboxSink()
        sink.add(text("One"))
        let trial = try await MailboxTrial(port: try await sink.start(certificate)) {
            ($0.encryption, $0.authorities) = (.tls, certificate.file)
        }
        let tried = try await Self.tried(trial)
        let words = "Signed in; the folder holds 1 messages. New mail is told at once (IDLE)."
        let end = try #require(Self.end(of: certificate, trial))
        #expect(tried == TriedMailbox(words: words, certificateEnd: end))
        #expect(sink.state.commands.map { $0.prefix { $0 != " " } }.last == "LOGOUT")
        #expect(sink.state.commands.contains { $0.hasPrefix("EXAMINE") })
        #expect(!sink.state.commands.contains { $0.hasPrefix("SELECT") || $0.hasPrefix("UID") })
        try await sink.stop()
    }

    @Test func `A certificate that nobody trusts is told with its end, and gets no password`() async throws {
        let certificate = try TLSCertificate(names: "IP:127.0.0.1")
        let sink = MailboxSink()
        let trial = try await MailboxTrial(port: try await sink.start(certificate)) { $0.encryption = .tls }
        let tried = try await Self.tried(trial)
        #expect(tried.trouble?.words == "\(MailboxProblem.untrusted("127.0.0.1", file: nil))")
        #expect(tried.certificateEnd == Self.end(of: certificate, trial) && tried.certificateEnd != nil)
        #expect(sink.state.commands.isEmpty)
        try await sink.stop()
    }

    @Test func `A refused password, a missing folder and a lost key are told with what helps`() async throws {
        let sink = MailboxSink()
        let wrong = try await MailboxTrial(port: try await sink.start(), secret: "wrong")
        let refused = MailboxProblem.refused("not known")
        #expect(
            try await Self.tried(wrong).trouble
                == TriedMailbox.Trouble(words: "\(refused)", remedy: refused.remedy))
        // As AUTHENTICATE PLAIN writes it.
        sink.change { $0.habits.password = "AHVzZXIAd3Jvbmc=" }
        sink.change { $0.habits.replies = ["EXAMINE": "%TAG NO there is none"] }
        #expect(try await Self.tried(wrong).trouble?.words.contains("INBOX can't be opened") == true)
        try FileManager.default.removeItem(atPath: wrong.trial.folder + "/" + SecretBox.name)
        #expect(try await Self.tried(wrong).trouble?.words.contains(SecretBox.name) == true)
        #expect(sink.state.connections == 2)
        try await sink.stop()
    }

    @Test func `One entered by OAuth2 is left alone: its token is the running desk's`() async throws {
        let sink = MailboxSink()
        let trial = try await MailboxTrial(port: try await sink.start()) {
            $0.tokens = MailboxSettings.TokenServer(address: "https://token.example", client: "desk")
        }
        #expect(try await Self.tried(trial).words == "It is entered by OAuth2, and not tried from here.")
        #expect(sink.state.connections == 0)
        try await sink.stop()
    }

    @Test func `The doctor tries each mailbox where servers may be asked, side by side`() async throws {
        let certificate = try TLSCertificate(names: "IP:127.0.0.1")
        var habits = MailboxSink.Habits()
        habits.hangsAt = "EXAMINE"
        let (well, hanging) = (MailboxSink(), MailboxSink(habits))
        let trial = try await MailboxTrial(port: try await well.start(certificate)) {
            ($0.encryption, $0.authorities) = (.tls, certificate.file)
        }
        _ = try await trial.add("sales", port: try await hanging.start())
        let office = trial.trial.office
        let check = MailboxCheck(office: office, times: MailboxTrial.quick)
        let world = CheckupWorld(
            greeting: { _ in nil }, certificateEnd: { _, _ in nil }, fileEnd: { _ in nil }, relay: { nil },
            mailbox: { await check.tried($0) }, texts: { _ in .none }, clockFollows: { nil })
        let checkup = Checkup(office: office, world: world)
        let subjects = ["Mailbox support", "Certificate of mailbox support", "Mailbox sales"]
        let lines = try await checkup.whole().filter { subjects.contains($0.subject) }
        #expect(lines.map(\.subject).sorted() == subjects.sorted())
        let found = Dictionary(uniqueKeysWithValues: lines.map { ($0.subject, $0) })
        #expect(found["Mailbox support"]?.words.hasPrefix("Signed in; ") == true)
        #expect(found["Certificate of mailbox support"]?.words.contains("runs out") == true)
        #expect(found["Mailbox sales"]?.words.contains("did not answer in time to EXAMINE") == true)
        #expect(found["Mailbox sales"]?.standing == .failed)
        let asked = well.state.connections
        let local = try await checkup.local().filter { $0.subject.hasPrefix("Mailbox") }
        #expect(local.map(\.words) == ["It was never read.", "It was never read."])
        #expect(well.state.connections == asked)
        try await well.stop()
        try await hanging.stop()
    }
}
