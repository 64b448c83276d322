import BusinessTime
import Foundation
import Logging
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Channels

@Suite(
    "Mail that Postfix brings by SMTP, as bin/mailbed starts it",
    .enabled(if: MailBed.isThere, "root, Dovecot and Postfix are needed"), WithMailBed(), .serialized)
struct SMTPBedTests {
    private let bed: MailBed

    init() throws { bed = try #require(MailBed.current) }

    /// What the desk was brought, in order, whatever it answered.
    private final class Brought: Sendable {
        private let kept = Mutex<[IncomingMail]>([])

        var mails: [IncomingMail] { kept.withLock { $0 } }

        /// How many there are with this one.
        func add(_ mail: IncomingMail) -> Int {
            kept.withLock {
                $0.append(mail)
                return $0.count
            }
        }
    }

    /// A desk to whose SMTP port Postfix brings the mail of harbor.example while `body` runs.
    ///
    /// - Parameter deferrals: how many mails it puts off before it takes one.
    private func desk(
        _ offer: SMTPOffer = SMTPOffer(), deferrals: Int = 0, isBlind: Bool = false,
        _ change: (inout LMTPConfiguration) -> Void = { _ in },
        _ body: (MailTrial, Brought) async throws -> Void
    ) async throws {
        let (trial, brought, book) = (try await MailTrial(), Brought(), RecipientBook())
        try await book.read(trial.office)
        var configuration = LMTPConfiguration(
            address: .tcp(host: "127.0.0.1", port: 0), hostname: "mx.harbor.example")
        configuration.service = .smtp(offer)
        change(&configuration)
        let server = LMTPServer(
            configuration: configuration, group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { MailTrial.start.seconds * 1000 }, accept: { book.verdict($0) },
            deliver: { mail in
                let number = brought.add(mail) > deferrals ? try? await trial.intake.keep(mail) : nil
                return mail.recipients.map { _ in
                    number.map { .accepted(id: "\($0)") } ?? .temporary(.localError, "not now")
                }
            })
        let port = try #require(try await server.start().port)
        do {
            try bed.bring("harbor.example", toSMTP: port, blind: isBlind)
            try await body(trial, brought)
            await server.stop()
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Hands Postfix a mail of a sender in the sink, where its bounces can be seen.
    private func hand(
        _ subject: String, to recipients: [String] = ["support@harbor.example"], bytes: Int = 100
    ) async throws {
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: bed.port("SMTP"))
        let line = String(repeating: "x", count: 70) + "\r\n"
        let body = String(repeating: line, count: 1 + bytes / line.utf8.count)
        let said = try await Caller.call(address) { caller in
            _ = try await caller.reply()
            for line in ["EHLO mx.sink.test", "MAIL FROM:<dora@sink.test>"] {
                _ = try await caller.ask("\(line)\r\n")
            }
            for recipient in recipients { _ = try await caller.ask("RCPT TO:<\(recipient)>\r\n") }
            _ = try await caller.ask("DATA\r\n")
            return try await caller.ask(
                "From: Dora <dora@sink.test>\r\nTo: support@harbor.example\r\nSubject: \(subject)\r\n"
                    + "Message-ID: <\(UUID().uuidString)@sink.test>\r\n\r\n\(body).\r\n")
        }
        #expect(said?.hasPrefix("250") == true, "Postfix takes it: \(said ?? "")")
    }

    /// The bounce that says so, without its line breaks.
    private func bounce(_ words: String...) -> String? {
        bed.sunk().map { $0.replacing(#/\s+/#, with: " ") }
            .first { mail in mail.contains("MAILER-DAEMON") && words.allSatisfy { mail.contains($0) } }
    }

    private func eventually(
        _ what: Comment, at place: SourceLocation = #_sourceLocation, _ isSo: () async throws -> Bool
    ) async throws {
        for _ in 0..<300 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record(what, sourceLocation: place)
    }

    /// The one ticket there is; it is brought a moment before it is kept.
    private func becomes(_ subject: String, _ trial: MailTrial) async throws {
        try await eventually("it is a ticket") {
            try await trial.intake.readNew()
            return try await trial.subjects() == [subject]
        }
    }

    @Test(
        "with a certificate the mail comes encrypted, without one in clear, and is a ticket",
        arguments: [true, false])
    func encrypted(_ isOffered: Bool) async throws {
        let files = try TLSCertificate(names: "IP:127.0.0.1")
        let tls = isOffered ? try SMTPCertificate(certificate: files.file, key: files.key) : nil
        try await desk(SMTPOffer(tls: tls)) { trial, brought in
            try await hand("By Postfix")
            try await eventually("it comes") { brought.mails.count == 1 }
            let mail = try #require(brought.mails.first)
            #expect(mail.isEncrypted == isOffered)
            #expect(mail.way == "smtp" && mail.hello == "mail.test" && mail.envelopeFrom == "dora@sink.test")
            try await becomes("By Postfix", trial)
        }
    }

    @Test("several recipients come in one mail; one that nobody has is 550, and its sender alone hears of it")
    func recipients() async throws {
        try await desk { trial, brought in
            let subject = "To several \(UUID().uuidString.prefix(8))"
            try await hand(
                subject,
                to: ["support@harbor.example", "nobody@harbor.example", "support+x@harbor.example"])
            try await eventually("it comes") { brought.mails.count == 1 }
            #expect(
                brought.mails.first?.recipients.sorted()
                    == ["support+x@harbor.example", "support@harbor.example"])
            try await eventually("the bounce") { bounce(subject, "nobody@harbor.example") != nil }
            let told = bounce(subject, "nobody@harbor.example") ?? ""
            #expect(told.contains("550 5.1.1") && told.contains("Status: 5.1.1"))
            #expect(!told.contains("Final-Recipient: rfc822; support@harbor.example"))
            try await becomes(subject, trial)
        }
    }

    @Test(
        "too large: who looks at SIZE sends nothing, who does not is told 552; the sender hears of both",
        arguments: [false, true])
    func tooLarge(_ isBlind: Bool) async throws {
        try await desk(isBlind: isBlind, { $0.limits.messageBytesMax = 20_000 }) { trial, brought in
            let subject = "Large \(UUID().uuidString.prefix(8))"
            try await hand(subject, bytes: 40_000)
            try await eventually("the bounce") { bounce(subject) != nil }
            let told = bounce(subject) ?? ""
            #expect(told.contains(isBlind ? "552 5.3.4" : "size limit 20000"), "\(told)")
            #expect(told.contains("Status: 5.3.4"))
            #expect(brought.mails.isEmpty)
            try await hand("\(subject), shorter", bytes: 10_000)
            try await eventually("a shorter one comes") { brought.mails.count == 1 }
            try await becomes("\(subject), shorter", trial)
        }
    }

    @Test("put off, Postfix keeps the mail and brings it again: one ticket, no bounce")
    func putOff() async throws {
        try await desk(deferrals: 1) { trial, brought in
            let subject = "Put off \(UUID().uuidString.prefix(8))"
            try await hand(subject)
            try await eventually("it comes again") { brought.mails.count == 2 }
            let mails = brought.mails
            #expect(mails.first?.recipients == mails.last?.recipients)
            try await becomes(subject, trial)
            #expect(bounce(subject) == nil)
        }
    }
}
