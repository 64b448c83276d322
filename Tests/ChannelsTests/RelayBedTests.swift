import Agreements
import BusinessTime
import Desk
import Foundation
import Logging
import Mail
import NIOCore
import NIOPosix
import Operations
import Storage
import Testing

@testable import Channels

@Suite(
    "Sending through Postfix, as bin/mailbed starts it",
    .enabled(if: MailBed.isThere, "root, Dovecot and Postfix are needed"), WithMailBed(), .serialized)
struct RelayBedTests {
    private let bed: MailBed

    init() throws { bed = try #require(MailBed.current) }

    /// A way in to the server.
    struct Way: Sendable, CustomTestStringConvertible {
        let encryption: MailboxSettings.Encryption
        let signIn: RelaySettings.SignIn

        var testDescription: String { "\(encryption.rawValue), \(signIn.rawValue)" }
    }

    static let ways = [MailboxSettings.Encryption.starttls, .tls].flatMap { encryption in
        [RelaySettings.SignIn.password, .plain, .login].map { Way(encryption: encryption, signIn: $0) }
    }

    @Test("receipt and answer reach the customer, over each encryption and by each sign-in", arguments: ways)
    func arrives(_ way: Way) async throws {
        let port = bed.port(way.encryption == .tls ? "SUBMISSIONS" : "SUBMISSION")
        let trial = try await RelayTrial(bed) {
            ($0.encryption, $0.signIn, $0.port) = (way.encryption, way.signIn, port)
        }
        let subject = try await trial.answer("dora@sink.test", "As .you\n.asked\n..")
        try await trial.delivery.drain()
        #expect(try await trial.outbox().allSatisfy { $0.state == .accepted })
        let arrived = { trial.bed.sunk().filter { $0.contains(subject) } }
        try await trial.eventually("both arrive") { arrived().count == 2 }
        let texts = arrived().compactMap { Mail.Message.parse(Array($0.utf8)).text }
        #expect(texts.contains { $0.contains("As .you\n.asked\n..") }, "\(texts)")
        #expect(Set(arrived().compactMap(Self.id)) == Set(try await trial.outbox().map(\.messageID)))
        await trial.relay.stop()
    }

    private static func id(_ mail: String) -> String? {
        mail.split(separator: "\n").first { $0.hasPrefix("Message-ID: <") }
            .map { String($0.dropFirst("Message-ID: <".count).prefix { $0 != ">" }) }
    }

    @Test("a wrong password is a refusal, told after three; mended, all that waited goes")
    func refusedPassword() async throws {
        let trial = try await RelayTrial(bed, secret: "not-the-one")
        let subject = try await trial.answer("dora@sink.test")
        for _ in 1...3 {
            try await trial.delivery.drain()
            trial.trial.pass(seconds: 700)
        }
        #expect(try await trial.health().needsSomebody)
        #expect(try await trial.health().problem?.contains("535") == true)
        #expect(try await trial.outbox().allSatisfy { $0.state == .waiting })
        #expect(try await trial.trial.office.lateMail().contains("mail out: refused 3 times in a row"))
        try await trial.set()
        #expect(try await !trial.health().needsSomebody, "what was wrong before says nothing of it")
        trial.trial.pass(seconds: 700)
        try await trial.delivery.drain()
        #expect(try await trial.outbox().allSatisfy { $0.state == .accepted })
        try await trial.eventually("both arrive") { bed.sunk().count { $0.contains(subject) } == 2 }
    }

    @Test("with tokens: a changed refresh token is on disk, one taken back is replaced, many ask but once")
    func tokens() async throws {
        let trial = try await RelayTrial(bed)
        try await trial.setTokens()
        let before = try bed.tokens()["refreshed"] as? Int ?? 0
        let subject = try await trial.answer("dora@sink.test")
        async let one = trial.delivery.drain()
        async let other = trial.delivery.drain()
        let sent = try await one + other
        #expect(sent == 2)
        #expect(try bed.tokens()["refreshed"] as? Int == before + 1)
        #expect(try await trial.trial.office.openRelay()?.secret == bed.tokens()["refresh"] as? String)
        try bed.control(#"{"revoke": true}"#)
        // A line that is open stays open: only a new one asks who comes.
        try bed.killSMTP()
        try bed.startAgain()
        _ = try await trial.answer("dora@sink.test")
        try await trial.delivery.drain()
        #expect(try await trial.outbox().allSatisfy { $0.state == .accepted })
        #expect(try bed.tokens()["refreshed"] as? Int == before + 2)
        try await trial.eventually("it arrives") { bed.sunk().contains { $0.contains(subject) } }
        let stored = try #require(try await trial.trial.database.read { try $0.relay() })
        #expect(stored.secret?.contains("refresh-") == false, "it lies sealed")
    }

    @Test("a token server that refuses is a refusal, one that is away is not; mail waits in both")
    func refusedTokens() async throws {
        for (address, isRefusal) in [(nil as String?, true), ("http://127.0.0.1:1/token", false)] {
            let trial = try await RelayTrial(bed)
            try await trial.setTokens("long-gone", at: address)
            _ = try await trial.answer("dora@sink.test")
            try await trial.delivery.drain()
            #expect(try await (trial.health().refusals > 0) == isRefusal)
            #expect(try await trial.outbox().allSatisfy { $0.state == .waiting })
            let failure = try #require(await trial.relay.check().failure)
            #expect(failure.step == "Token" && failure.isRefusal == isRefusal)
        }
    }

    @Test("a refused recipient is refused, a busy one waits; each on its message")
    func recipients() async throws {
        let trial = try await RelayTrial(bed)
        _ = try await trial.answer("dora@refuse.test")
        _ = try await trial.answer("dora@busy.test")
        try await trial.delivery.drain()
        let answers = try await trial.outbox().filter { !$0.envelopeFrom.isEmpty }
        #expect(answers.first { $0.envelopeTo == "dora@refuse.test" }?.state == .rejected)
        let busy = answers.first { $0.envelopeTo == "dora@busy.test" }
        #expect(busy?.state == .waiting && busy?.answer.hasPrefix("450") == true)
    }

    @Test("what bounces later comes back to the desk and stands on its message")
    func bounce() async throws {
        let trial = try await RelayTrial(bed)
        let server = try await takingBounces(of: trial)
        _ = try await trial.answer("dora@bounce.test")
        try await trial.delivery.drain()
        try await trial.eventually("the bounce fails its mail") {
            try await trial.trial.intake.readNew()
            return try await trial.outbox().contains {
                $0.state == .failed && $0.envelopeTo == "dora@bounce.test"
            }
        }
        let answer = try #require(try await trial.outbox().first { $0.state == .failed })
        #expect(answer.answer.contains("there is nobody of that name here"))
        let message = try #require(answer.message)
        #expect(try await trial.trial.database.read { try $0.message(message) }?.delivery == .failed)
        await server.stop()
    }

    @Test("a notice of termination that bounces stands on its agreement, and managers are told")
    func noticeBounces() async throws {
        let agreement = DemoAgreement.yaml.replacing("legal@acme.example", with: "legal@bounce.test")
        let trial = try await RelayTrial(bed, agreement: agreement)
        let server = try await takingBounces(of: trial)
        let mara = try #require(
            try await trial.trial.database.read { try $0.person(address: "mara@harbor.example") })
        try await trial.trial.office.giveNotice(
            "acme", Office.NoticeOrder(from: .provider, way: .mail, received: .now, reference: "Mail"),
            by: .agent(Person.ID(mara.id)))
        try await trial.delivery.drain()
        let database = trial.trial.database
        let undelivered = {
            try await database.read { try $0.undelivered(.agreement("acme")) }
                .first { $0.envelopeTo == "legal@bounce.test" }
        }
        try await trial.eventually("the bounce stands on the agreement") {
            try await trial.trial.intake.readNew()
            return try await undelivered() != nil
        }
        let found = try #require(try await undelivered())
        #expect(found.state == .failed && found.answer.contains("there is nobody of that name here"))
        let told = try await database.read { reader in
            try reader.outbox().filter { $0.envelopeTo == "mara@harbor.example" && $0.about == nil }
                .compactMap { try reader.blob($0.blob) }
                .map { Mail.Message.parse(try database.blobs.bytes(of: $0)).readableText }
        }
        #expect(told.count { $0.contains("did not reach legal@bounce.test") } == 1, "\(told)")
        await server.stop()
    }

    /// What bounces at the bed comes to the desk by LMTP.
    private func takingBounces(of trial: RelayTrial) async throws -> LMTPServer {
        let intake = trial.trial.intake
        let book = RecipientBook()
        try await book.read(trial.trial.office)
        let server = LMTPServer(
            configuration: LMTPConfiguration(address: .tcp(host: "127.0.0.1", port: 0)),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { MailTrial.start.seconds * 1000 },
            accept: { book.verdict($0) },
            deliver: { mail in
                let number = try? await intake.keep(mail)
                return mail.recipients.map { _ in
                    number.map { .accepted(id: "\($0)") } ?? .temporary(.localError, "not kept")
                }
            })
        let port = try #require(try await server.start().port)
        try bed.bring("harbor.example", toLMTP: port)
        return server
    }

    @Test("the test says each step, or which one fails and what helps; a test mail arrives")
    func check() async throws {
        let trial = try await RelayTrial(bed)
        let letter = try await trial.trial.office.trialLetter(to: "ivo@sink.test")
        let well = await trial.relay.check(sending: letter)
        #expect(well.failure == nil)
        #expect(well.certificateEnd != nil)
        #expect(
            well.steps.map { String($0.prefix { $0 != ":" }) } == [
                "Connection", "Greeting", "Introduction (EHLO)", "Encryption", "Sign-in", "Mail",
            ])
        #expect(well.steps.contains("Sign-in: support@imap.test, by PLAIN"))
        try await trial.eventually("the test mail arrives") {
            bed.sunk().contains { $0.contains(letter.messageID) }
        }
        func failing(
            secret: String? = nil, _ change: @escaping (inout RelaySettings) -> Void
        ) async throws -> RelayFinding.Failure? {
            try await trial.set(secret: secret, change)
            return await trial.relay.check().failure
        }
        let nobody = try await failing { $0.port = 1 }
        #expect(nobody?.step == "Connection" && nobody?.words.contains("nothing answers") == true)
        let stranger = try await failing { $0.authorities = nil }
        #expect(stranger?.step == "Encryption" && stranger?.words.contains("is not trusted") == true)
        let (plain, submissions) = (bed.port("SMTP"), bed.port("SUBMISSIONS"))
        let swapped = try await failing { ($0.encryption, $0.port) = (.tls, plain) }
        #expect(swapped?.step == "Encryption")
        let silent = try await failing { $0.port = submissions }
        #expect(silent?.step == "Greeting")
        let wrong = try await failing(secret: "not-the-one") { _ in }
        #expect(wrong?.step == "Sign-in" && wrong?.isRefusal == true)
        let without = try await failing { $0.port = plain }
        #expect(without?.step == "Sign-in" && without?.words.contains("offers no sign-in") == true)
    }
}
