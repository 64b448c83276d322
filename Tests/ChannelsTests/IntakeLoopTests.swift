import Storage
import Testing

@testable import Channels

@Suite("No automatic answer that could loop")
struct IntakeLoopTests {
    @Test("a person is told once that the mail arrived; a mail from the null path is not answered")
    func nullPath() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("From nobody"), from: nil)
        #expect(try await trial.receipts().isEmpty)
        try await trial.take(mail("From Carla"))
        #expect(try await trial.receipts() == ["carla@acme.example"])
        #expect(try await trial.subjects() == ["From nobody", "From Carla"])
    }

    @Test("who opened ten tickets in ten minutes still gets a receipt, with eleven none, later again")
    func flood() async throws {
        for (earlier, pause, isAnswered) in [(9, Int64(0), true), (10, 0, false), (10, 601, true)] {
            let trial = try await MailTrial()
            // A list's mail is a ticket without a receipt, so the hourly limit does not answer first.
            for number in 0..<earlier { try await trial.take(mail("List \(number)", "List-Id: <a.b>")) }
            trial.pass(seconds: pause)
            try await trial.take(mail("And now myself"))
            #expect(try await trial.subjects().count == earlier + 1)
            #expect(try await trial.receipts().isEmpty != isAnswered, "\(earlier) before, \(pause) s later")
        }
    }

    @Test("a report that a message is late is a note, not a failure")
    func late() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("First"))
        let sent = try #require(try await trial.messages(1).first { $0.direction == .outgoing })
        try await trial.take(
            [
                "From: MAILER-DAEMON@mx.example", "Subject: Delayed", "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x", "", "--x", "",
                "Late.", "--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example",
                "", "Final-Recipient: rfc822; carla@acme.example", "Action: delayed", "Status: 4.4.1",
                "Diagnostic-Code: smtp; 451 busy", "", "--x", "Content-Type: text/rfc822-headers", "",
                "Message-ID: <\(sent.messageID ?? "")>", "", "--x--", "",
            ], from: nil)
        let notes = try await trial.messages(1).filter { $0.direction == .note }
        #expect(notes.count == 1)
        #expect(notes.first?.text.contains("4.4.1") == true)
        #expect(try await trial.messages(1).first { $0.id == sent.id }?.delivery == .waiting)
    }
}
