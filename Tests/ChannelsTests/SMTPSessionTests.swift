import Testing

@testable import Channels

@Suite("SMTP conversation")
struct SMTPSessionTests {
    private static let body = "Subject: x\r\n\r\nhello\r\n.\r\n"

    /// A conversation by SMTP; `canEncrypt` offers STARTTLS.
    static func talk(canEncrypt: Bool = false, limits: LMTPLimits = LMTPLimits()) -> Talk {
        Talk(limits: limits, language: .smtp(canEncrypt: canEncrypt))
    }

    @Test(
        "what is answered in which order",
        arguments: [
            // Before the greeting only what begins, ends or does nothing.
            (["MAIL FROM:<carla@acme.example>"], "503 5.5.1"), (["RCPT TO:<desk@acme.example>"], "503 5.5.1"),
            (["DATA"], "503 5.5.1"), (["NOOP"], "250 2.0.0"), (["RSET"], "250 2.0.0"),
            (["QUIT"], "221 2.0.0"),
            (["VRFY ana"], "252 2.1.5"), (["LHLO mx.example"], "500 5.5.1"), (["EHLO"], "501 5.5.4"),
            (["HELO mx.example"], "250"), (["EHLO mx.example"], "250"), (["EHLO [192.0.2.1]"], "250"),
            // After it the parts of a mail in their order.
            (["EHLO a", "RCPT TO:<desk@acme.example>"], "503 5.5.1"), (["EHLO a", "DATA"], "503 5.5.1"),
            (["EHLO a", "MAIL FROM:<>"], "250 2.1.0"),
            (["HELO a", "MAIL FROM:<carla@acme.example>"], "250 2.1.0"),
            (["EHLO a", "MAIL FROM:<>", "MAIL FROM:<>"], "503 5.5.1"),
            (["EHLO a", "MAIL FROM:<>", "DATA"], "503 5.5.1"),
            (["EHLO a", "MAIL FROM:<>", "RCPT TO:<desk@acme.example>"], "250 2.1.5"),
            (["EHLO a", "MAIL FROM:<>", "RCPT TO:<desk@acme.example>", "DATA"], "354"),
            (["EHLO a", "MAIL FROM:<>", "RCPT TO:<desk@acme.example>", "RSET", "DATA"], "503 5.5.1"),
            (["EHLO a", "MAIL FROM:<>", "RCPT TO:<desk@acme.example>", "EHLO a", "DATA"], "503 5.5.1"),
            // Whose recipients, and what is not offered.
            (["EHLO a", "MAIL FROM:<>", "RCPT TO:<nobody@acme.example>"], "550 5.1.1"),
            (["EHLO a", "MAIL FROM:<>", "RCPT TO:<x@elsewhere.example>"], "550 5.7.1"),
            (["EHLO a", "MAIL FROM:<>", "RCPT TO:<postmaster>"], "250 2.1.5"),
            (["EHLO a", "MAIL FROM:<x> "], "501 5.1.7"),
            (["EHLO a", "MAIL carla@acme.example"], "501 5.5.4"),
            (["EHLO a", "MAIL FROM:<> SIZE=999999999999"], "552 5.3.4"),
            (["EHLO a", "MAIL FROM:<> AUTH=<>"], "555 5.5.4"),
            (["EHLO a", "AUTH PLAIN AGEAYg=="], "502 5.5.1"),
            (["EHLO a", "MAIL FROM:<ö@acme.example>"], "553 5.6.7"),
            (["EHLO a", "MAIL FROM:<ö@acme.example> SMTPUTF8"], "250 2.1.0"),
            (["EHLO a", "STARTTLS"], "502 5.5.1"), (["EHLO a", "BDAT 5"], "502 5.5.1"),
            (["ETRN x"], "502 5.5.1"),
            (["GET / HTTP/1.1"], "500 5.5.1"),
        ])
    func order(said: [String], last: String) {
        var talk = Self.talk()
        var codes: [String] = []
        for line in said { codes = talk.say("\(line)\r\n") }
        #expect(codes.last == last)
    }

    @Test("one answer for all recipients; one who can't be served makes the mail come again")
    func oneAnswer() {
        for (verdicts, answer) in [
            ([Verdict.accepted(id: "7")], "250 2.0.0"),
            ([.accepted(id: "7"), .temporary(.insufficientStorage, "full")], "452 4.3.1"),
            ([.permanent("no")], "550 5.7.1"),
        ] {
            var talk = Self.talk()
            talk.verdicts = verdicts
            talk.say("EHLO mx.example\r\nMAIL FROM:<carla@acme.example>\r\n")
            for name in ["desk", "ana"] { talk.say("RCPT TO:<\(name)@acme.example>\r\n") }
            talk.say("DATA\r\n")
            #expect(talk.say(Self.body) == [answer])
            #expect(talk.delivered.count == 1)
            #expect(talk.delivered[0].hello == "mx.example")
        }
    }

    @Test("EHLO names what is offered, HELO nothing; STARTTLS is offered in clear alone")
    func offers() {
        var talk = Self.talk(canEncrypt: true)
        talk.say("HELO mx.example\r\n")
        #expect(talk.replies.last?.lines == ["desk.example"])
        talk.say("EHLO mx.example\r\n")
        let offered = [
            "PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "STARTTLS",
        ]
        #expect(talk.replies.last?.lines == ["desk.example"] + offered)
        #expect(talk.say("STARTTLS\r\n") == ["220 2.0.0"])
        #expect(talk.isEncrypting)
        #expect(talk.say("MAIL FROM:<>\r\n") == ["503 5.5.1"])
        talk.say("EHLO mx.example\r\n")
        #expect(talk.replies.last?.lines.contains("STARTTLS") == false)
        #expect(talk.say("STARTTLS\r\n") == ["503 5.5.1"])
    }

    @Test("what a stranger puts behind STARTTLS is never heard")
    func injected() {
        var talk = Self.talk(canEncrypt: true)
        talk.say("EHLO mx.example\r\n")
        let heard = talk.say("STARTTLS\r\nMAIL FROM:<eve@evil.example>\r\n")
        #expect(heard == ["554 5.5.0"])
        #expect(talk.isClosed && !talk.isEncrypting)
    }

    @Test("a mail over the limit of the connection, or of the address, is told so")
    func limits() {
        var limits = LMTPLimits()
        limits.messageCountMax = 2
        var talk = Self.talk(limits: limits)
        talk.say("EHLO a\r\n")
        for _ in 1...2 { #expect(talk.say("MAIL FROM:<>\r\nRSET\r\n") == ["250 2.1.0", "250 2.0.0"]) }
        #expect(talk.say("MAIL FROM:<>\r\n") == ["421 4.7.0"])
        #expect(talk.isClosed)
        var slow = Self.talk()
        slow.session.quota = { demand in demand == .recipient ? .tooFast : nil }
        slow.say("EHLO a\r\nMAIL FROM:<>\r\n")
        #expect(slow.say("RCPT TO:<desk@acme.example>\r\n") == ["450 4.7.1"])
    }

    @Test("a bare CR or LF in a body is refused whole, with one answer")
    func smuggling() {
        for end in ["\n.\r\n", "\r.\r\n", "\n.\n", "\r\n.\n", "\r\n.\r"] {
            var talk = Self.talk()
            talk.say("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<desk@acme.example>\r\nDATA\r\n")
            let second = "MAIL FROM:<boss@acme.example>\r\nRCPT TO:<desk@acme.example>\r\nDATA\r\n"
            #expect(talk.say("one\(end)\(second)two\r\n.\r\n") == ["554 5.6.0"])
            #expect(talk.delivered.isEmpty)
        }
    }
}

@Suite("What one address may ask")
struct SMTPQuotaTests {
    private final class Hand: @unchecked Sendable {
        var now: Int64 = 1_795_424_400_000
    }

    @Test("connections at once, mails a minute, recipients an hour; another address has its own")
    func bounds() {
        var limits = SMTPLimits()
        (limits.connectionCountMax, limits.messagesPerMinuteMax, limits.recipientsPerHourMax) = (2, 3, 4)
        let hand = Hand()
        let quota = SMTPQuota(limits, clock: { hand.now })
        let peer = "192.0.2.7"
        #expect(quota.connect(peer) == nil && quota.connect(peer) == nil)
        #expect(quota.connect(peer) == .tooManyFromThere)
        #expect(quota.connect("192.0.2.8") == nil)
        quota.leave(peer)
        #expect(quota.connect(peer) == nil)
        for (demand, most, wait) in [
            (LMTPSession.Demand.message, 3, Int64(60_000)), (.recipient, 4, 3_600_000),
        ] {
            for _ in 1...most { #expect(quota.refusal(of: demand, to: peer) == nil) }
            #expect(quota.refusal(of: demand, to: peer) == .tooFast)
            #expect(quota.refusal(of: demand, to: "192.0.2.9") == nil)
            hand.now += wait
            #expect(quota.refusal(of: demand, to: peer) == nil)
        }
    }

    @Test("a network of IPv6 is one address; a mapped IPv4 address is itself")
    func networks() {
        #expect(SMTPQuota.key("2001:db8:1:2::1") == SMTPQuota.key("2001:db8:1:2:ffff::9"))
        #expect(SMTPQuota.key("2001:db8:1:2::1") != SMTPQuota.key("2001:db8:1:3::1"))
        #expect(SMTPQuota.key("::ffff:192.0.2.7") == SMTPQuota.key("192.0.2.7"))
    }

    @Test("addresses without number fill no memory, and who is connected is not forgotten")
    func bounded() {
        var limits = SMTPLimits()
        (limits.addressCountMax, limits.connectionCountMax) = (100, 1)
        let hand = Hand()
        let quota = SMTPQuota(limits, clock: { hand.now })
        #expect(quota.connect("192.0.2.1") == nil)
        for number in 0..<5_000 {
            hand.now += 1
            _ = quota.refusal(of: .message, to: "198.51.\(number / 250).\(number % 250)")
        }
        #expect(quota.count <= 101)
        #expect(quota.connect("192.0.2.1") == .tooManyFromThere)
    }
}
