import Desk
import Storage
import Testing

@testable import Channels

/// Rule 1 with the far side in it: programs that answer whatever they get, for a day.
@Suite("A loop ends, whoever answers")
struct LoopBedTests {
    private static let day = 24 * 60
    private static let telltales = [
        "Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "X-Duly", "List-Id", "In-Reply-To",
        "References", "Return-Path",
    ]

    private func opening(_ from: String) -> LoopMail {
        LoopMail(
            from: from, to: "support@harbor.example",
            bytes: Array(mail("The export stops", from: from).joined(separator: "\r\n").utf8))
    }

    /// One automatic mail an hour at most to any address, and few in all.
    private func expectQuiet(_ bed: LoopBed, atMost count: Int = 24) {
        for (address, told) in bed.automatic() {
            #expect(told.mostInAnHour <= 1, "\(address) got \(told.mostInAnHour) within an hour")
            #expect(told.count <= count, "\(address) got \(told.count) in a day")
        }
    }

    @Test("a second desk that answers as we do: each receipt ends it")
    func twoDesks() async throws {
        let (first, second) = (try await MailTrial(), try await MailTrial())
        let there = LoopBed(second) { _ in [] }
        let bed = LoopBed(first) { mail in
            guard mail.to.hasSuffix("pier.example") else { return [] }
            try await there.deliver(
                mail.replacing(["harbor.example": "quay.example", "pier.example": "harbor.example"]))
            second.pass(seconds: 60)
            return try await there.collect()
                .filter { $0.to.hasSuffix("quay.example") }
                .map { $0.replacing(["harbor.example": "pier.example", "quay.example": "harbor.example"]) }
        }
        try await bed.deliver(opening("support@pier.example"))
        try await bed.run(minutes: 120)
        #expect(bed.automatic()["support@pier.example"]?.count == 1)
        #expect(there.automatic().isEmpty, "a receipt is answered by no receipt")
        #expect(try await first.subjects() == ["The export stops"])
    }

    @Test("a second desk behind a gateway that takes every mark away: the hourly limit holds for both")
    func twoDesksWithoutMarks() async throws {
        let (first, second) = (try await MailTrial(), try await MailTrial())
        let there = LoopBed(second) { _ in [] }
        let bed = LoopBed(first) { mail in
            guard mail.to.hasSuffix("pier.example") else { return [] }
            var over = mail.replacing(["harbor.example": "quay.example", "pier.example": "harbor.example"])
                .without(Self.telltales)
            over.from = "support@quay.example"
            try await there.deliver(over)
            second.pass(seconds: 60)
            return try await there.collect().filter { $0.to.hasSuffix("quay.example") }.map { mail in
                var back = mail.replacing([
                    "harbor.example": "pier.example", "quay.example": "harbor.example",
                ])
                .without(Self.telltales)
                back.from = "support@pier.example"
                return back
            }
        }
        try await bed.deliver(opening("support@pier.example"))
        try await bed.run(minutes: 180)
        expectQuiet(bed, atMost: 3)
        expectQuiet(there, atMost: 3)
    }

    @Test("a vacation responder with its marks, and one without any", arguments: [true, false])
    func vacation(isMarked: Bool) async throws {
        var number = 0
        let bed = LoopBed(try await MailTrial()) { mail in
            guard mail.to == "carla@acme.example" else { return [] }
            number += 1
            let answered = mail.value("Message-ID") ?? ""
            let fields = isMarked ? ["Auto-Submitted: auto-replied", "In-Reply-To: \(answered)"] : []
            let lines =
                ["From: carla@acme.example", "To: support@harbor.example"] + fields
                + [
                    "Message-ID: <away-\(number)@acme.example>", "Subject: Away until Monday", "",
                    "I am away.", "",
                ]
            return [
                LoopMail(
                    from: isMarked ? "" : "carla@acme.example", to: "support@harbor.example",
                    bytes: Array(lines.joined(separator: "\r\n").utf8))
            ]
        }
        try await bed.deliver(opening("carla@acme.example"))
        try await bed.run(minutes: Self.day / 2)
        expectQuiet(bed, atMost: isMarked ? 1 : 12)
        if isMarked { #expect(try await bed.desk.subjects() == ["The export stops"]) }
    }

    @Test(
        "a mailing list that sends everything to everyone, with its id and without", arguments: [true, false])
    func list(isMarked: Bool) async throws {
        let bed = LoopBed(try await MailTrial()) { mail in
            guard mail.to == "users@lists.example" else { return [] }
            var out = isMarked ? mail : mail.without(Self.telltales)
            let head =
                (isMarked ? "List-Id: <users.lists.example>\r\n" : "") + "Sender: users@lists.example\r\n"
            out.bytes = Array(head.utf8) + out.bytes
            out.from = "users-bounces@lists.example"
            out.to = "support@harbor.example"
            return [out]
        }
        var first = opening("users@lists.example")
        if isMarked { first.bytes = Array("List-Id: <users.lists.example>\r\n".utf8) + first.bytes }
        try await bed.deliver(first)
        try await bed.run(minutes: Self.day / 2)
        expectQuiet(bed, atMost: isMarked ? 0 : 12)
    }

    @Test("an address that bounces everything: the report is answered by nobody")
    func bouncing() async throws {
        var number = 0
        let bed = LoopBed(try await MailTrial()) { mail in
            guard mail.to == "carla@acme.example" else { return [] }
            number += 1
            let lines = [
                "From: MAILER-DAEMON@acme.example", "To: \(mail.from)", "Subject: Undelivered",
                "Message-ID: <bounce-\(number)@acme.example>", "Auto-Submitted: auto-replied",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x", "", "--x", "",
                "No.",
                "--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.acme.example", "",
                "Final-Recipient: rfc822; carla@acme.example", "Action: failed", "Status: 5.1.1", "", "--x",
                "Content-Type: text/rfc822-headers", "", "Message-ID: \(mail.value("Message-ID") ?? "")", "",
                "--x--", "",
            ]
            let to = mail.from.isEmpty ? "support@harbor.example" : mail.from
            return [LoopMail(from: "", to: to, bytes: Array(lines.joined(separator: "\r\n").utf8))]
        }
        try await bed.deliver(opening("carla@acme.example"))
        try await bed.run(minutes: Self.day / 4)
        #expect(bed.automatic()["carla@acme.example"]?.count == 1)
        #expect(try await bed.desk.subjects() == ["The export stops"], "a report opens no ticket")
    }

    @Test("the count is awake: a desk that answered twice within an hour is found")
    func control() async throws {
        let bed = LoopBed(try await MailTrial()) { _ in [] }
        try await bed.deliver(opening("carla@acme.example"))
        try await bed.run(minutes: 1)
        #expect(bed.automatic()["carla@acme.example"]?.mostInAnHour == 1)
        let again = try #require(bed.sent.last { $0.mail.to == "carla@acme.example" }).mail
        bed.note(again)
        #expect(bed.automatic()["carla@acme.example"]?.mostInAnHour == 2)
    }
}
