import Mail
import Testing

@testable import Channels

@Suite("LMTP body")
struct LMTPBodyTests {
    @Test(
        "only CRLF.CRLF ends a body, and a lone CR or LF refuses it whole",
        arguments: [
            ("hi\n.\r\nMAIL FROM:<x@y.example>\r\n.\r\n", "554 5.6.0"),
            ("hi\r.\r\nMAIL FROM:<x@y.example>\r\n.\r\n", "554 5.6.0"),
            ("hi\n.\nMAIL FROM:<x@y.example>\r\n.\r\n", "554 5.6.0"),
            ("hi\r\n.\nMAIL FROM:<x@y.example>\r\n.\r\n", "554 5.6.0"),
            ("hi\r\n.\rMAIL FROM:<x@y.example>\r\n.\r\n", "554 5.6.0"),
            ("hi\r.\rMAIL FROM:<x@y.example>\r\n.\r\n", "554 5.6.0"),
            ("hi\r\r\n.\r\n", "554 5.6.0"), ("hi\r\n.\r\r\n.\r\n", "554 5.6.0"),
            ("hi\r\n\n.\r\n.\r\n", "554 5.6.0"), ("\n.\r\n.\r\n", "554 5.6.0"),
            ("hi\0there\r\n.\r\n", "250 2.0.0"), (".\r\n", "250 2.0.0"),
        ])
    func smuggling(text: String, code: String) {
        for step in [1, 2, 3, text.utf8.count] {
            var talk = Talk()
            talk.begin()
            let bytes = Array(text.utf8)
            var codes: [String] = []
            for start in stride(from: 0, to: bytes.count, by: step) {
                codes += talk.say(Array(bytes[start..<min(start + step, bytes.count)]))
            }
            #expect(codes == [code])
            #expect(talk.delivered.count == (code.hasPrefix("250") ? 1 : 0))
            #expect(talk.say("NOOP\r\n") == ["250 2.0.0"])
        }
    }

    @Test(
        "the stuffed dot is taken away, and no other",
        arguments: [
            ("..\r\n.\r\n", ".\r\n"), ("...x\r\n.\r\n", "..x\r\n"), (".x\r\n.\r\n", "x\r\n"),
            ("a.b\r\n.\r\n", "a.b\r\n"), ("a\r\n..\r\n\r\n.\r\n", "a\r\n.\r\n\r\n"),
        ])
    func dots(sent: String, kept: String) {
        var talk = Talk()
        talk.begin()
        #expect(talk.say(sent) == ["250 2.0.0"])
        #expect(talk.delivered[0].bytes == Array(kept.utf8))
    }

    @Test("a message of exactly the limit is taken, one byte more is 552 for each recipient")
    func size() {
        var limits = LMTPLimits()
        limits.messageBytesMax = 100
        for (length, codes) in [(98, ["250 2.0.0", "250 2.0.0"]), (99, ["552 5.3.4", "552 5.3.4"])] {
            var talk = Talk(limits: limits)
            talk.begin(["ana@acme.example", "ben@acme.example"])
            #expect(talk.say(String(repeating: "x", count: length) + "\r\n.\r\n") == codes)
            #expect(talk.session.bytesHeld == 0)
        }
    }

    @Test("a line of the bound is taken, a longer one refused")
    func lineLength() {
        var limits = LMTPLimits()
        limits.dataLineBytesMax = 998
        for (length, code) in [(998, "250 2.0.0"), (999, "554 5.6.0")] {
            var talk = Talk(limits: limits)
            talk.begin()
            #expect(talk.say(String(repeating: "x", count: length) + "\r\nnext\r\n.\r\n") == [code])
        }
    }

    @Test("a body given up for want of memory keeps nothing and gets 452 at its end")
    func starved() {
        var talk = Talk()
        talk.begin()
        talk.say("Subject: x\r\n\r\n")
        #expect(talk.session.bytesHeld == 14)
        talk.session.starve()
        #expect(talk.session.bytesHeld == 0)
        #expect(talk.say("more\r\n.\r\n") == ["452 4.3.1"])
        #expect(talk.delivered.isEmpty)
    }

    @Test("random bytes with every split never deliver a lone CR or LF, and give the same verdict")
    func law() {
        var seed = Seeded(state: 42)
        let alphabet = Array("\r\n.a".utf8)
        for _ in 0..<3000 {
            let noise = (0..<Int.random(in: 0..<12, using: &seed)).map { _ in
                alphabet.randomElement(using: &seed)!
            }
            let text = noise + Array("\r\n.\r\n".utf8)
            var whole = LMTPBody(limits: LMTPLimits())
            var split = LMTPBody(limits: LMTPLimits())
            let taken = whole.take(text[...])
            var sum = 0
            for byte in text where !split.isComplete { sum += split.take([byte]) }
            #expect(taken == sum && whole.bytes == split.bytes && whole.fault == split.fault)
            #expect(whole.isComplete)
            #expect(CanonicalLines.bytes(whole.bytes) == whole.bytes)
        }
    }
}

/// SplitMix64: the same numbers on every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
