import Foundation
import Testing

@testable import Channels

/// Conversations by chance, the same each time: whatever is said, the machine keeps its word.
@Suite("SMTP commands by chance")
struct SMTPFuzzTests {
    @Test(
        "no conversation breaks the machine, and a mail is delivered only as it was said",
        arguments: [1, 2, 3])
    func conversations(seed: UInt64) {
        var chance = SMTPChance(seed: seed)
        for _ in 0..<400 { chance.converse() }
        #expect(chance.faults.isEmpty, "\(chance.faults.prefix(3))")
        #expect(chance.deliveries > 0)
    }

    /// Only where it is asked for: bin/torture smtp-fuzz SECONDS.
    @Test(
        "and for as long as one likes",
        .enabled(if: ProcessInfo.processInfo.environment["SMTP_FUZZ_SECONDS"] != nil))
    func long() {
        let seconds = ProcessInfo.processInfo.environment["SMTP_FUZZ_SECONDS"].flatMap { Int($0) } ?? 60
        let end = ContinuousClock.now + .seconds(seconds)
        var (seed, conversations, deliveries) = (UInt64(1000), 0, 0)
        while ContinuousClock.now < end {
            seed += 1
            var chance = SMTPChance(seed: seed)
            for _ in 0..<1000 { chance.converse() }
            conversations += 1000
            deliveries += chance.deliveries
            #expect(chance.faults.isEmpty, "seed \(seed): \(chance.faults.prefix(3))")
        }
        print("smtp-fuzz: \(conversations) conversations, \(deliveries) mails, seeds 1001 to \(seed)")
    }
}

/// One source of conversations; bin/torture runs it for longer.
struct SMTPChance {
    private var state: UInt64
    private(set) var faults: [String] = []
    private(set) var deliveries = 0

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    private static let pieces = [
        "EHLO mx.example\r\n", "HELO mx\r\n", "LHLO mx\r\n", "MAIL FROM:<carla@acme.example>\r\n",
        "MAIL FROM:<>\r\n",
        "MAIL FROM:<a@b> SIZE=10 BODY=8BITMIME\r\n", "RCPT TO:<desk@acme.example>\r\n",
        "RCPT TO:<x@y.example>\r\n",
        "RCPT TO:<postmaster>\r\n", "DATA\r\n", "Subject: x\r\n\r\nhello\r\n.\r\n", ".\r\n", "..\r\n", "\r\n",
        "\n.\n",
        "\r.\r", "RSET\r\n", "NOOP\r\n", "STARTTLS\r\n", "QUIT\r\n", "VRFY x\r\n", "AUTH PLAIN =\r\n",
        "\0\0\0", "\u{fe}\r\n",
        "MAIL FROM:<\"a>b\"@c.example>\r\n", "RCPT TO:<@a,@b:desk@acme.example>\r\n",
        "MAIL FROM:<ö@ü.example> SMTPUTF8\r\n",
        String(repeating: "x", count: 3000), "\r\nMAIL FROM:<smuggled@evil.example>\r\n",
    ]

    private static let whole = """
        EHLO mx.example\r\nMAIL FROM:<carla@acme.example>\r\nRCPT TO:<desk@acme.example>\r\nDATA\r\n\
        Subject: x\r\n\r\n..hello\r\n.\r\n
        """

    mutating func converse() {
        var limits = LMTPLimits()
        limits.messageBytesMax = 4_000
        limits.errorCountMax = 5 + below(20)
        var talk = SMTPSessionTests.talk(canEncrypt: below(2) == 0, limits: limits)
        for _ in 0..<(3 + below(40)) {
            let piece = below(5) == 0 ? Self.whole : Self.pieces[below(Self.pieces.count)]
            var bytes = Array(piece.utf8)
            if below(6) == 0, !bytes.isEmpty { bytes[below(bytes.count)] = UInt8(below(256)) }
            if below(9) == 0 { bytes.removeLast(below(bytes.count + 1)) }
            // In pieces of any size, as the network likes.
            while !bytes.isEmpty {
                let count = 1 + below(bytes.count)
                _ = talk.say(Array(bytes.prefix(count)))
                bytes.removeFirst(count)
            }
        }
        judge(talk)
    }

    private mutating func judge(_ talk: Talk) {
        deliveries += talk.delivered.count
        for mail in talk.delivered {
            if mail.recipients.contains(where: {
                !$0.hasSuffix("@acme.example") && $0.lowercased() != "postmaster"
            }) {
                faults.append("a foreign recipient: \(mail.recipients)")
            }
            if Self.hasBareLineEnd(mail.bytes) {
                faults.append("a bare line end in \(mail.bytes.count) bytes")
            }
        }
        for reply in talk.replies where reply.wire.utf8.contains(where: { $0 >= 0x7f }) {
            faults.append("a reply beyond ASCII: \(reply.code)")
        }
        if talk.isClosed, talk.session.isDelivering { faults.append("closed in a delivery") }
    }

    private static func hasBareLineEnd(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { index in
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let before = index > 0 ? bytes[index - 1] : 0
            return bytes[index] == 13 && next != 10 || bytes[index] == 10 && before != 13
        }
    }
}
