import Foundation
import Mail
import Testing

@Suite("Mutated mails")
struct FuzzTests {
    /// SplitMix64: the same cases on every machine.
    struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
        }
    }

    static let spices = [
        "=?utf-8?B?", "?=", "\r\n", "\r\n\r\n", "\0", "<", ">", "\"", "--m\r\n",
        "Content-Type: multipart/mixed; boundary=m",
        "Content-Transfer-Encoding: base64\r\n", "(", ",", ";", ":", "\u{1B}$B", "=", "<!--", "<div>", "</p>",
        "<a href=",
        "&#0;", "\u{FF}", "<b style='", "cid:", "> ", "wrote:", "From: ", "*0*=",
    ].map { Array($0.utf8) }

    static func mutated(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var out = bytes
        for _ in 0...dice.roll(6) {
            let at = dice.roll(out.count + 1)
            switch dice.roll(5) {
            case 0: if at < out.count { out[at] = UInt8(dice.roll(256)) }
            case 1: out.insert(contentsOf: spices[dice.roll(spices.count)], at: at)
            case 2: out.removeSubrange(at..<min(out.count, at + dice.roll(40)))
            case 3:
                out.insert(
                    contentsOf: out[at..<min(out.count, at + dice.roll(200))], at: dice.roll(out.count + 1))
            default: out = Array(out.prefix(max(1, at)))
            }
        }
        return out
    }

    @Test("4,000 mutated mails are read within the bounds and never crash")
    func messages() {
        var dice = Dice(state: 20_260_302)
        let seeds = Fixture.names.map { Fixture.bytes($0) }
        for _ in 0..<4_000 { FuzzTests.read(FuzzTests.mutated(seeds[dice.roll(seeds.count)], &dice)) }
    }

    private static func read(_ bytes: [UInt8]) {
        let message = Message.parse(bytes)
        let limits = Limits.standard
        #expect(message.attachments.count <= limits.attachmentCountMax)
        #expect(message.references.count <= limits.referenceCountMax)
        #expect(!message.messageID.isEmpty)
        #expect(!message.subject.utf8.contains { $0 < 0x20 })
        #expect(!message.ticketText.utf8.contains(0))
        #expect(!ParseReport.json(message).contains(10))
        check(SafeHTML.sanitize(String(decoding: bytes, as: UTF8.self)))
    }

    static let hostile = Array(
        """
        <div><a href="https://x.example/?a=1&b">x</a><img src="cid:l" alt='q'><table><tr><td style="color:red">1
        <p>a<b>b<i>c</b>d</i><script>alert(1)</script><!-- c --><svg><style><img src=x onerror=alert(1)></style></svg>
        <ul><li>1<li>2</ul><math><mi><table><mglyph><style><img src=x onerror=alert(1)>
        """.utf8)

    @Test("4,000 mutated pages stay safe")
    func pages() {
        var dice = Dice(state: 7)
        for _ in 0..<4_000 { FuzzTests.clean(FuzzTests.mutated(FuzzTests.hostile, &dice)) }
    }

    private static func clean(_ bytes: [UInt8]) {
        let page = String(decoding: bytes, as: UTF8.self)
        check(SafeHTML.sanitize(page))
        _ = SafeHTML.plainText(page)
    }

    /// By `bin/torture address-fuzz SECONDS`.
    private static let seconds = ProcessInfo.processInfo.environment["MAIL_FUZZ_SECONDS"].flatMap { Int($0) }

    @Test("and for as long as was asked for", .enabled(if: seconds != nil, "by bin/torture address-fuzz"))
    func long() {
        let end = ContinuousClock.now + .seconds(Self.seconds ?? 0)
        let seeds = Fixture.names.map { Fixture.bytes($0) }
        var seed: UInt64 = 1_000
        while ContinuousClock.now < end {
            seed += 1
            var dice = Dice(state: seed)
            for _ in 0..<500 {
                FuzzTests.read(FuzzTests.mutated(seeds[dice.roll(seeds.count)], &dice))
                FuzzTests.clean(FuzzTests.mutated(FuzzTests.hostile, &dice))
            }
        }
        print("mail-fuzz: \((seed - 1_000) * 500) mails and as many pages, seeds 1001 to \(seed)")
    }

    /// Every tag is one of ours, every attribute quoted, nothing runs, everything is closed in order.
    static func check(_ safe: String) {
        var open: [Substring] = []
        for piece in safe.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
            guard let end = piece.firstIndex(of: ">") else {
                Issue.record("an open bracket in \(safe.prefix(300))")
                return
            }
            let tag = piece[..<end]
            let name = tag.prefix { $0 != " " }
            #expect(
                !["script", "style", "svg", "math", "iframe", "form", "input", "meta", "link"].contains(name))
            #expect(!tag.contains(" on") || tag.contains("=\""))
            if name.hasPrefix("/") {
                #expect(open.popLast() == name.dropFirst())
            } else if !["br", "hr", "img", "col", "wbr"].contains(name) {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
        #expect(!safe.contains("javascript:\"") && !safe.contains("=\"javascript:"))
    }
}
