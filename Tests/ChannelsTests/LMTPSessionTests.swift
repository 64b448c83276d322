import Testing

@testable import Channels

/// One conversation: what the client says and the codes it hears.
struct Talk {
    var session: LMTPSession
    private(set) var delivered: [LMTPDelivery] = []
    private(set) var isClosed = false
    private(set) var isEncrypting = false
    private(set) var replies: [LMTPReply] = []
    var verdicts: [Verdict] = [.accepted(id: "7")]

    init(limits: LMTPLimits = LMTPLimits(), language: LMTPSession.Language = .lmtp) {
        session = LMTPSession(hostname: "desk.example", language: language, limits: limits) { recipient in
            if recipient.hasPrefix("busy@") { return .temporary("try later") }
            if language != .lmtp, recipient.hasSuffix(".example"), !recipient.hasSuffix("@acme.example") {
                return .foreign
            }
            if recipient == "nobody@acme.example" { return .unknown }
            return recipient.hasSuffix("@acme.example") || recipient == "postmaster" ? .accepted : .unknown
        }
        note(session.open())
    }

    /// Sends text and returns the codes of the replies to it, as in `250 2.1.0`.
    @discardableResult
    mutating func say(_ text: String) -> [String] { say(Array(text.utf8)) }

    mutating func say(_ bytes: [UInt8]) -> [String] {
        let before = replies.count
        note(session.receive(bytes))
        return replies[before...].map(Self.code)
    }

    mutating func note(_ effects: [LMTPSession.Effect]) {
        for effect in effects {
            switch effect {
            case .reply(let reply): replies.append(reply)
            case .close: isClosed = true
            case .startTLS: isEncrypting = true
            case .deliver(let delivery):
                delivered.append(delivery)
                let answers = delivery.recipients.indices.map { verdicts[$0 % verdicts.count] }
                note(session.delivered(answers))
            }
        }
    }

    static func code(_ reply: LMTPReply) -> String {
        "\(reply.code)" + (reply.status.map { " \($0)" } ?? "")
    }

    /// Up to the body of a mail from Carla to the desk.
    mutating func begin(_ recipients: [String] = ["desk@acme.example"]) {
        say("LHLO mx.example\r\nMAIL FROM:<carla@acme.example>\r\n")
        for recipient in recipients { say("RCPT TO:<\(recipient)>\r\n") }
        say("DATA\r\n")
    }
}

@Suite("LMTP conversation")
struct LMTPSessionTests {
    @Test("Carla's mail reaches two recipients and each has its reply")
    func twoRecipients() {
        var talk = Talk()
        #expect(talk.say("LHLO mx.example\r\n") == ["250"])
        #expect(talk.say("MAIL FROM:<carla@acme.example> SIZE=20 BODY=8BITMIME\r\n") == ["250 2.1.0"])
        #expect(talk.say("RCPT TO:<ana@acme.example>\r\n") == ["250 2.1.5"])
        #expect(talk.say("RCPT TO:<nobody@elsewhere.example>\r\n") == ["550 5.1.1"])
        #expect(talk.say("RCPT TO:<ben@acme.example>\r\n") == ["250 2.1.5"])
        #expect(talk.say("DATA\r\n") == ["354"])
        talk.verdicts = [.accepted(id: "7"), .temporary(.insufficientStorage, "disk full")]
        #expect(talk.say("Subject: x\r\n\r\nhello\r\n.\r\n") == ["250 2.0.0", "452 4.3.1"])
        #expect(talk.delivered.count == 1)
        #expect(talk.delivered[0].recipients == ["ana@acme.example", "ben@acme.example"])
        #expect(talk.delivered[0].from == "carla@acme.example")
        #expect(talk.delivered[0].bytes == Array("Subject: x\r\n\r\nhello\r\n".utf8))
        #expect(talk.say("QUIT\r\n") == ["221 2.0.0"])
        #expect(talk.isClosed)
    }

    @Test("the greeting names what is offered")
    func greeting() {
        var talk = Talk()
        talk.say("LHLO mx.example\r\n")
        #expect(
            talk.replies.last?.wire == """
                250-desk.example\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n\
                250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n
                """)
    }

    @Test(
        "commands out of place or out of shape are refused with the code of the RFC",
        arguments: [
            ("HELO mx\r\n", "500 5.5.1"), ("EHLO mx\r\n", "500 5.5.1"), ("LHLO\r\n", "501 5.5.4"),
            ("MAIL FROM:<a@b.example>\r\n", "503 5.5.1"), ("RCPT TO:<a@b.example>\r\n", "503 5.5.1"),
            ("DATA\r\n", "503 5.5.1"), ("DATA now\r\n", "501 5.5.4"), ("FROB\r\n", "500 5.5.1"),
            ("STARTTLS\r\n", "502 5.5.1"), ("EXPN all\r\n", "502 5.5.1"), ("VRFY ana\r\n", "252 2.1.5"),
            ("NOOP\r\n", "250 2.0.0"), ("RSET\r\n", "250 2.0.0"), ("rset\r\n", "250 2.0.0"),
            ("NOOP\n", "500 5.5.2"), ("NO\0OP\r\n", "500 5.5.2"), ("NOOP\rRSET\r\n", "500 5.5.2"),
            ("\r\n", "500 5.5.1"), ("HELP\r\n", "214 2.0.0"),
        ])
    func refusals(line: String, code: String) {
        var talk = Talk()
        #expect(talk.say(line) == [code])
    }

    @Test(
        "MAIL is judged by its path and parameters",
        arguments: [
            ("<>", "250 2.1.0"), (" <a@b.example>", "250 2.1.0"), ("<@x,@y:a@b.example>", "250 2.1.0"),
            ("<\"a b>\"@b.example>", "250 2.1.0"), ("<a@[192.0.2.1]>", "250 2.1.0"),
            ("a@b.example", "501 5.5.4"), ("<a@b.example", "501 5.5.4"), ("<a@b.example>x", "501 5.5.4"),
            ("<a>", "501 5.1.7"), ("<@b.example>", "501 5.1.7"), ("<a@>", "501 5.1.7"),
            ("<a@b@c.example>", "501 5.1.7"), ("<a b@c.example>", "501 5.1.7"), ("<a@b..>", "501 5.1.7"),
            ("<jürgen@b.example>", "553 5.6.7"), ("<jürgen@b.example> SMTPUTF8", "250 2.1.0"),
            ("<a@b.example> SIZE=1000", "250 2.1.0"), ("<a@b.example> SIZE=1001", "552 5.3.4"),
            ("<a@b.example> SIZE=99999999999999999999", "552 5.3.4"), ("<a@b.example> SIZE=-1", "501 5.5.4"),
            ("<a@b.example> BODY=7BIT", "250 2.1.0"), ("<a@b.example> BODY=BINARYMIME", "555 5.5.4"),
            ("<a@b.example> RET=FULL", "555 5.5.4"),
        ])
    func senders(argument: String, code: String) {
        var limits = LMTPLimits()
        limits.messageBytesMax = 1000
        var talk = Talk(limits: limits)
        talk.say("LHLO mx\r\n")
        #expect(talk.say("MAIL FROM:\(argument)\r\n") == [code])
    }

    @Test("an address that is not UTF-8 is refused")
    func brokenUTF8() {
        var talk = Talk()
        talk.say("LHLO mx\r\n")
        let line = Array("MAIL FROM:<".utf8) + [0xff] + Array("@b.example> SMTPUTF8\r\n".utf8)
        #expect(talk.say(line) == ["501 5.5.2"])
    }

    @Test("the null path has no sender to answer")
    func nullPath() {
        var talk = Talk()
        talk.say("LHLO mx\r\nMAIL FROM:<>\r\nRCPT TO:<desk@acme.example>\r\nDATA\r\n.\r\n")
        #expect(talk.delivered.first?.from == .some(nil))
        #expect(talk.delivered.first?.bytes == [])
    }

    @Test("postmaster needs no domain; a busy recipient is temporary; a second MAIL is refused")
    func recipients() {
        var talk = Talk()
        talk.say("LHLO mx\r\nMAIL FROM:<a@b.example>\r\n")
        #expect(talk.say("MAIL FROM:<a@b.example>\r\n") == ["503 5.5.1"])
        #expect(talk.say("RCPT TO:<Postmaster>\r\n") == ["550 5.1.1"])
        #expect(talk.say("RCPT TO:<postmaster>\r\n") == ["250 2.1.5"])
        #expect(talk.say("RCPT TO:<busy@acme.example>\r\n") == ["451 4.3.0"])
        #expect(talk.say("RCPT TO:<ana@acme.example> NOTIFY=NEVER\r\n") == ["555 5.5.4"])
        talk.say("RSET\r\n")
        #expect(talk.say("RCPT TO:<ana@acme.example>\r\n") == ["503 5.5.1"])
    }

    @Test("the hundredth recipient is taken, the next asks for another copy")
    func recipientBound() {
        var talk = Talk()
        talk.say("LHLO mx\r\nMAIL FROM:<a@b.example>\r\n")
        for n in 1...100 { #expect(talk.say("RCPT TO:<r\(n)@acme.example>\r\n") == ["250 2.1.5"]) }
        #expect(talk.say("RCPT TO:<r101@acme.example>\r\n") == ["452 4.5.3"])
        talk.say("DATA\r\n")
        #expect(talk.say(".\r\n").count == 100)
    }

    @Test("a command line at the bound is read, one over it is not, and an endless one costs no memory")
    func lineBound() {
        var talk = Talk()
        let longest = "NOOP " + String(repeating: "x", count: 2048 - 7) + "\r\n"
        #expect(talk.say(longest) == ["250 2.0.0"])
        #expect(talk.say("x" + longest) == ["500 5.5.2"])
        for _ in 0..<100 { #expect(talk.say(String(repeating: "y", count: 4096)) == []) }
        #expect(talk.say("\r\nNOOP\r\n") == ["500 5.5.2", "250 2.0.0"])
    }

    @Test("the twentieth error closes the connection, a delivered mail forgives")
    func errors() {
        var talk = Talk()
        for _ in 1...19 { #expect(talk.say("FROB\r\n") == ["500 5.5.1"]) }
        #expect(talk.say("FROB\r\nNOOP\r\n") == ["421 4.7.0"])
        #expect(talk.isClosed)
        var forgiven = Talk()
        for _ in 1...19 { forgiven.say("FROB\r\n") }
        forgiven.begin()
        forgiven.say(".\r\n")
        #expect(forgiven.say("FROB\r\n") == ["500 5.5.1"])
    }

    @Test("a whole conversation in one packet, and split at every byte, says the same")
    func everySplit() {
        let script =
            "LHLO mx\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<ana@acme.example>\r\nDATA\r\n"
            + "Subject: s\r\n\r\n..dot\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<ben@acme.example>\r\nDATA\r\n"
            + "two\r\n.\r\nQUIT\r\n"
        var whole = Talk()
        whole.say(script)
        #expect(whole.delivered.map(\.bytes.count) == [20, 5])
        let bytes = Array(script.utf8)
        for cut in 0...bytes.count {
            var split = Talk()
            _ = split.say(Array(bytes[..<cut]))
            _ = split.say(Array(bytes[cut...]))
            #expect(split.replies == whole.replies && split.delivered == whole.delivered)
        }
        var single = Talk()
        for byte in bytes { _ = single.say([byte]) }
        #expect(single.replies == whole.replies && single.delivered == whole.delivered)
    }

    @Test("nothing is answered while a mail is being stored")
    func waiting() {
        var session = LMTPSession(hostname: "desk.example") { _ in .accepted }
        _ = session.open()
        let effects = session.receive(
            Array("LHLO m\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n.\r\nQUIT\r\n".utf8))
        #expect(effects.count == 5)
        #expect(session.isDelivering)
        #expect(session.timeOut().isEmpty)
        #expect(session.stop().isEmpty)
        let after = session.delivered([.permanent("no")])
        #expect(
            after == [
                .reply(LMTPReply(550, "5.7.1", "<a@b.example> no")), .reply(.shuttingDown), .close,
            ])
    }

    @Test("time-out and stop say 421 and close, in a command and in a body")
    func farewells() {
        for isBody in [false, true] {
            var late = Talk()
            if isBody { late.begin() }
            late.note(late.session.timeOut())
            #expect(Talk.code(late.replies.last!) == "421 4.4.2")
            #expect(late.isClosed)
            var stopped = Talk()
            if isBody { stopped.begin() }
            stopped.note(stopped.session.stop())
            #expect(Talk.code(stopped.replies.last!) == "421 4.3.2")
            #expect(stopped.say("NOOP\r\n") == [])
        }
    }
}
