import BusinessTime
import Testing

@testable import Operations
@testable import Storage

@Suite("How each thing stands that the doctor looks at")
struct CheckLineTests {
    private let now = Instant(seconds: 1_795_424_400)

    @Test(
        "disk space",
        arguments: [
            (Int64(16 << 20) - 1, CheckLine.Standing.failed), (16 << 20, .warning), ((1 << 30) - 1, .warning),
            (1 << 30, .ok),
        ])
    func disk(_ free: Int64, _ standing: CheckLine.Standing) {
        #expect(CheckLine.disk(free: free, of: 10 << 30).standing == standing)
    }

    @Test("a twentieth of a large disk is little too")
    func largeDisk() {
        #expect(CheckLine.disk(free: 4 << 30, of: 100 << 30).standing == .warning)
        #expect(CheckLine.disk(free: 5 << 30, of: 100 << 30).standing == .ok)
    }

    @Test(
        "a certificate at its bounds",
        arguments: [
            (Int64(0), CheckLine.Standing.failed), (1, .warning), (21 * 86_400 - 1, .warning),
            (21 * 86_400, .ok),
        ])
    func certificate(_ left: Int64, _ standing: CheckLine.Standing) {
        let end = now.advanced(by: left)
        #expect(CheckLine.certificate(of: "the pages", end: end, now: now).standing == standing)
    }

    @Test("the clock: behind what was written, without a time server, not told")
    func clock() {
        let ahead = now.advanced(by: 61)
        #expect(CheckLine.clock(now: now, lastFact: ahead, follows: true).standing == .failed)
        #expect(CheckLine.clock(now: now, lastFact: now, follows: true).standing == .ok)
        #expect(CheckLine.clock(now: now, lastFact: nil, follows: false).standing == .warning)
        #expect(CheckLine.clock(now: now, lastFact: nil, follows: nil).standing == .ok)
        #expect(CheckLine.words(now) == "Mon 23 Nov 2026, 09:00 UTC", "for people, and in whose time")
        #expect(CheckLine.clock(now: now, lastFact: ahead, follows: true).words.contains("23 Nov 2026, 09:0"))
    }

    @Test("zone data: missing, old, not told")
    func zones() {
        let line = { CheckLine.zones(version: $0, year: 2026, unread: $1, readable: 1).standing }
        #expect(line("2026a", []) == .ok && line("2025b", []) == .ok && line("2024b", []) == .warning)
        #expect(line(nil, []) == .ok && line("2026a", ["Europe/Berlin"]) == .failed)
    }

    @Test(
        "SPF",
        arguments: [
            (NameAnswer.silent, CheckLine.Standing.warning), (.none, .warning),
            (.found(["google-site-verification=x"]), .warning), (.found(["v=spf10 x"]), .warning),
            (.found(["x", "V=SPF1 mx -all"]), .ok), (.found(["v=spf1 mx -all", "v=spf1 a -all"]), .failed),
            (.found(["v=spf1 +all"]), .failed), (.found(["v=spf1 mx all"]), .failed),
        ])
    func spf(_ answer: NameAnswer, _ standing: CheckLine.Standing) {
        #expect(CheckLine.spf("harbor.example", answer).standing == standing)
    }

    @Test("DKIM: a key in use must be found, one that waits may wait")
    func dkim() {
        var key = StoredSigningKey(
            domain: "harbor.example", selector: "desk1", algorithm: "rsa-sha256", secret: "",
            publicHalf: "AAA=",
            madeAt: now)
        let found = NameAnswer.found(["v=DKIM1; k=rsa; p=AA A="])
        let other = NameAnswer.found(["v=DKIM1; k=rsa; p=BBB="])
        let standing = { CheckLine.dkim(key, $0, canOpen: true).standing }
        #expect(standing(found) == .warning && standing(.none) == .warning && standing(other) == .warning)
        key.usedSince = now
        let used = { CheckLine.dkim(key, $0, canOpen: true) }
        #expect(used(found).standing == .ok && used(.none).standing == .failed)
        #expect(used(other).standing == .failed && used(.silent).standing == .warning)
        #expect(used(.none).remedy.contains("desk1._domainkey.harbor.example. IN TXT"))
        #expect(CheckLine.dkim(key, found, canOpen: false).standing == .failed)
    }

    @Test("DMARC: the domain's own record, else its owner's")
    func dmarc() {
        let record = NameAnswer.found(["v=DMARC1; p=reject"])
        let line = { CheckLine.dmarc("desk.harbor.example", $0, organisational: $1).standing }
        #expect(line(record, .none) == .ok && line(.none, record) == .ok)
        #expect(line(.none, .none) == .warning && line(.silent, .none) == .warning)
        #expect(line(.found(["v=DMARC1; p=none", "v=DMARC1; p=reject"]), .none) == .failed)
    }

    @Test("a mailbox: well, failing for a moment, late")
    func mailbox() {
        var box = StoredMailbox(
            name: "support", settings: "{}", secret: "", clientSecret: nil, addedBy: 1, addedAt: now)
        #expect(CheckLine.mailbox(box, now: now).standing == .ok)
        #expect(CheckLine.mailbox(box, now: now.advanced(by: 901)).standing == .failed)
        box.health.problem = "The server closed the connection."
        #expect(CheckLine.mailbox(box, now: now).standing == .warning)
        box.health.succeeded = now.advanced(by: 10_000)
        box.health.problem = nil
        #expect(CheckLine.mailbox(box, now: now.advanced(by: 10_900)).standing == .ok)
    }

    @Test("a mailbox that was tried: what the server says today counts, and so does what was")
    func mailboxTried() {
        var box = StoredMailbox(
            name: "support", settings: "{}", secret: "", clientSecret: nil, addedBy: 1, addedAt: now)
        let well = TriedMailbox(words: "Signed in.")
        let trouble = TriedMailbox.Trouble(words: "It refused.", remedy: "Mend it.")
        let line = { (tried: TriedMailbox?, later: Int64) in
            CheckLine.mailbox(box, tried, now: now.advanced(by: later))
        }
        #expect(line(well, 0) == CheckLine("Mailbox support", .ok, "Signed in. It was never read."))
        #expect(line(well, 901).standing == .failed, "the desk does not fetch")
        let refused = CheckLine(
            "Mailbox support", .failed, "It refused. It was never read.", remedy: "Mend it.")
        #expect(line(TriedMailbox(trouble), 0) == refused)
        box.health.problem = "It hung up."
        #expect(line(well, 0).standing == .warning)
        #expect(line(well, 0).words == "Signed in. The last visit failed: It hung up. It was never read.")
        #expect(line(nil, 0).words == "The last visit failed: It hung up. It was never read.")
    }

    @Test("the way out: none, refused, failing, not tried")
    func wayOut() {
        var health = Office.SendingHealth()
        #expect(CheckLine.wayOut(nil, nil, health).standing == .warning)
        #expect(CheckLine.wayOut("mail:587", nil, health).standing == .ok)
        var finding = RelayFinding()
        #expect(CheckLine.wayOut("mail:587", finding, health).standing == .ok)
        finding.failure = RelayFinding.Failure(step: "Sign-in", words: "535 no", remedy: "Mend it.")
        #expect(CheckLine.wayOut("mail:587", finding, health).standing == .failed)
        health.problem = "nothing answers"
        #expect(CheckLine.wayOut("mail:587", nil, health).standing == .warning)
        health.refusals = 3
        #expect(CheckLine.wayOut("mail:587", nil, health).standing == .failed)
    }

    @Test("another program at the desk's port is found out")
    func door() {
        let door = Listening(name: "LMTP", host: "0.0.0.0", port: 24)
        #expect(door.place == "127.0.0.1:24")
        #expect(CheckLine.door(door, greeting: "220 desk").standing == .ok)
        #expect(CheckLine.door(door, greeting: "HTTP/1.1 400").standing == .failed)
        #expect(CheckLine.door(door, greeting: nil).standing == .failed)
    }

    @Test("what was counted, in words")
    func summary() {
        let lines = [
            CheckLine("a", .ok, ""), CheckLine("b", .failed, ""), CheckLine("c", .ok, ""),
            CheckLine("d", .warning, ""),
        ]
        #expect(lines.summary == "1 failed, 1 to look at, 2 well")
        #expect(CheckLine.Standing.ok < .warning && CheckLine.Standing.warning < .failed)
    }
}
