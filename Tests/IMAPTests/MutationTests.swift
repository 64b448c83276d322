import Foundation
import Testing

@testable import IMAP

/// Real answers, damaged by a seeded hand: the reader must end each with responses or a violation, the same
/// whatever the pieces in which they arrive, and hold no more than its bounds.
@Suite struct MutationTests {
    static let samples = [
        "* OK [CAPABILITY IMAP4rev1 SASL-IR IDLE AUTH=PLAIN] Dovecot ready.\r\nd1 OK Logged in\r\n",
        "* FLAGS (\\Answered \\Seen)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] ok\r\n* 3 EXISTS\r\n"
            + "* OK [UIDVALIDITY 17] v\r\n* OK [UIDNEXT 4] n\r\n* OK [HIGHESTMODSEQ 9] h\r\n"
            + "d2 OK [READ-WRITE] done\r\n",
        "* 1 FETCH (UID 1 INTERNALDATE \"26-Nov-2026 21:56:24 +0000\" RFC822.SIZE 431)\r\nd3 OK done\r\n",
        "* 1 FETCH (UID 1 BODY[] {12}\r\nSubject: a\r\n FLAGS (\\Seen))\r\n"
            + "* 2 FETCH (BODY[] {3}\r\nabc UID 2)\r\nd4 OK\r\n",
        "* SEARCH 1 2 3 4294967295 (MODSEQ 7)\r\n* LIST (\\Noselect) \"/\" {4}\r\na&-b\r\n+ idling\r\n",
        "* 1 FETCH (ENVELOPE (\"d\" {3}\r\n(a) ((\"n\" NIL \"l\" \"h\")) NIL) "
            + "BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"a\" \"b\")))\r\n",
        "* ESEARCH (TAG \"d5\") UID COUNT 3 ALL 1:2,4294967295 MODSEQ 7\r\n* ESEARCH (TAG {2}\r\nd6) UID\r\n",
        "* 60000 EXISTS\r\n* OK [UIDNEXT 10] n\r\nd7 OK done\r\n* OK [UIDNEXT 0] n\r\nd8 OK done\r\n",
    ]

    private static func damage(_ sample: Int, _ seed: Int) {
        var dice = Dice(seed: UInt64(seed) &* 31 &+ UInt64(sample))
        let bytes = mutated(Array(samples[sample].utf8), &dice)
        let atOnce = Heard(bytes, bodyMax: 64)
        let byByte = Heard(bytes, pieces: [1, 3], bodyMax: 64)
        let place: Comment =
            "sample \(sample), seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
        #expect(atOnce.violation == byByte.violation, place)
        // What came in the same piece as a violation is given up with the line.
        #expect(atOnce.responses == byByte.responses || atOnce.violation != nil, place)
        #expect((atOnce.bodies + byByte.bodies).allSatisfy { $0.count <= 64 }, place)
    }

    @Test("Damaged answers", arguments: samples.indices)
    func damaged(_ sample: Int) {
        for seed in 0..<1500 { Self.damage(sample, seed) }
    }

    /// By `bin/torture imap-fuzz SECONDS`.
    private static let seconds = ProcessInfo.processInfo.environment["DULY_FUZZ_SECONDS"].flatMap { Int($0) }

    @Test(
        "Damaged answers, for as long as was asked for",
        .enabled(if: seconds != nil, "by bin/torture imap-fuzz"))
    func long() {
        let end = ContinuousClock.now + .seconds(Self.seconds ?? 0)
        var seed = 1500
        while ContinuousClock.now < end {
            for sample in Self.samples.indices { Self.damage(sample, seed) }
            seed += 1
        }
        print("imap-fuzz: \(seed * Self.samples.count) damaged answers")
    }
}
