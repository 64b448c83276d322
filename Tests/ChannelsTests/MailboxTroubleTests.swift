import Operations
import Storage
import Testing

@testable import Channels

@Suite("Servers that misbehave")
struct MailboxTroubleTests {
    static let troubles: [(String, @Sendable (inout MailboxSink.Habits) -> Void)] = [
        ("hangs at its greeting", { $0.hangsAt = "GREETING" }),
        ("hangs at AUTHENTICATE", { $0.hangsAt = "AUTHENTICATE" }),
        ("hangs at SELECT", { $0.hangsAt = "SELECT" }),
        ("hangs at SEARCH", { $0.hangsAt = "UID SEARCH" }),
        ("hangs at FETCH", { $0.hangsAt = "UID FETCH" }),
        ("hangs at STORE", { $0.hangsAt = "UID STORE" }),
        ("hangs at IDLE", { $0.hangsAt = "IDLE" }),
        ("hangs up at its greeting", { $0.closesAt = "GREETING" }),
        ("hangs up at SELECT", { $0.closesAt = "SELECT" }),
        ("hangs up at SEARCH", { $0.closesAt = "UID SEARCH" }),
        ("hangs up at FETCH", { $0.closesAt = "UID FETCH" }),
        ("hangs up at STORE", { $0.closesAt = "UID STORE" }),
        (
            "stops amid a body",
            { $0.replies = ["UID FETCH 1:2 (UID BODY": "* 1 FETCH (UID 1 BODY[] {400}\r\nSubject: half"] }
        ),
        ("says BYE", { $0.replies = ["UID SEARCH": "* BYE going down"] }),
        ("says BYE at once", { $0.replies = ["GREETING": "* BYE too many"] }),
        ("is out of order", { $0.replies = ["AUTHENTICATE": "%TAG NO [UNAVAILABLE] later"] }),
        ("speaks something else", { $0.replies = ["GREETING": "220 mx ESMTP"] }),
        (
            "announces a body of 9 GB",
            { $0.replies = ["UID FETCH 1:2 (UID BODY": "* 1 FETCH (UID 1 BODY[] {9999999999}"] }
        ),
        ("ends another's command", { $0.replies = ["SELECT": "x9 OK done"] }),
        ("refuses a search", { $0.replies = ["UID SEARCH": "%TAG NO not now"] }),
        ("finds what is no number", { $0.replies = ["UID SEARCH": "* SEARCH 1 two\r\n%TAG OK"] }),
        ("finds all numbers there are", { $0.replies = ["UID SEARCH": found("UID ALL 1:4294967295")] }),
        ("finds what are no UIDs", { $0.replies = ["UID SEARCH": found("ALL 1:2")] }),
        (
            "answers another's search",
            { $0.replies = ["UID SEARCH": "* ESEARCH (TAG \"x9\") UID ALL 1:2\r\n%TAG OK"] }
        ),
        (
            "says that the next number is 0",
            {
                $0.replies = [
                    "SELECT": "* 60000 EXISTS\r\n* OK [UIDVALIDITY 17] v\r\n* OK [UIDNEXT 0] n\r\n%TAG OK"
                ]
            }
        ),
    ]

    private static func found(_ result: String) -> String {
        "* ESEARCH (TAG \"%TAG\") \(result)\r\n%TAG OK done"
    }

    @Test("Nothing is lost and nothing twice when it", arguments: troubles)
    func survives(_ name: String, _ trouble: @Sendable (inout MailboxSink.Habits) -> Void) async throws {
        var habits = MailboxSink.Habits()
        trouble(&habits)
        let sink = MailboxSink(habits)
        sink.add(text("One"), text("Two"))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { try await trial.subjects() == ["One", "Two"] }
            try await trial.eventually { sink.state.flagged == [1, 2] }
            sink.add(text("Three"))
            try await trial.eventually { sink.state.flagged == [1, 2, 3] }
        }
        #expect(try await trial.subjects() == ["One", "Three", "Two"])
        #expect(sink.state.habits.times == 0, "the trouble came about")
        try await sink.stop()
    }

    @Test func `A message that the server will not give holds nobody up and stays on the list`() async throws
    {
        var habits = MailboxSink.Habits()
        let two = text("Two")
        habits.replies = [
            "UID FETCH 1:2 (UID BODY":
                "* 2 FETCH (UID 2 BODY[] {\(two.utf8.count)}\r\n\(two))\r\n%TAG NO one is damaged"
        ]
        let sink = MailboxSink(habits)
        sink.add(text("One"), text("Two"))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { try await trial.subjects() == ["Two"] }
            #expect(try await trial.errands() == [MailboxErrand(validity: 17, uid: 1, kind: .fetch)])
            // The next visit asks again.
            sink.drop()
            try await trial.eventually { try await trial.subjects() == ["One", "Two"] }
            try await trial.eventually { try await trial.errands().isEmpty }
        }
        try await sink.stop()
    }

    @Test func `A mailbox that hangs holds up no other`() async throws {
        var habits = MailboxSink.Habits()
        (habits.hangsAt, habits.times) = ("SELECT", Int.max)
        let (hanging, well) = (MailboxSink(habits), MailboxSink())
        let trial = try await MailboxTrial(port: try await hanging.start())
        _ = try await trial.add("sales", port: try await well.start())
        var patient = MailboxTrial.quick
        (patient.read, patient.command) = (.seconds(600), .seconds(600))
        try await trial.fetching(times: patient) {
            try await trial.eventually { hanging.state.commands.contains { $0.hasPrefix("SELECT") } }
            well.add(text("One"))
            try await trial.eventually { well.state.flagged == [1] }
            well.add(text("Two"))
            try await trial.eventually { try await trial.subjects() == ["One", "Two"] }
            #expect(hanging.state.connections == 1)
            #expect(try await trial.stored()?.health.tried == nil, "it hangs still")
        }
        try await hanging.stop()
        try await well.stop()
    }

    @Test func `Without IDLE it polls`() async throws {
        var habits = MailboxSink.Habits()
        habits.offers = "IMAP4rev1 SASL-IR AUTH=PLAIN"
        let sink = MailboxSink(habits)
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { sink.state.commands.contains { $0.hasPrefix("UID SEARCH") } }
            sink.add(text("Later"))
            try await trial.eventually { try await trial.subjects() == ["Later"] }
        }
        #expect(!sink.state.commands.contains("IDLE") && sink.state.commands.contains("NOOP"))
        try await sink.stop()
    }

    @Test func `IDLE is begun anew before a NAT forgets the line`() async throws {
        let sink = MailboxSink()
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { sink.state.commands.count { $0 == "IDLE" } >= 3 }
        }
        #expect(sink.state.connections == 1)
        try await sink.stop()
    }

    @Test func `A wrong password is no network error; at the third refusal people are told, once`()
        async throws
    {
        let sink = MailboxSink()
        let trial = try await MailboxTrial(port: try await sink.start(), secret: "wrong")
        try await trial.fetching {
            try await trial.eventually { (try await trial.stored()?.health.refusals ?? 0) >= 5 }
        }
        let health = try await trial.stored()?.health
        #expect(health?.problem?.contains("refused the user") == true)
        let told = try await trial.trial.database.read { try $0.outbox() }.map(\.envelopeTo).sorted()
        #expect(told == ["ivo@harbor.example", "mara@harbor.example"])
        #expect(!(health?.problem?.contains("wrong") ?? true), "a secret is in no message")
        try await sink.stop()
    }

    @Test func `A removed mailbox is left`() async throws {
        let sink = MailboxSink()
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { sink.state.commands.contains("IDLE") }
            try await trial.trial.office.removeMailbox("support")
            try await Task.sleep(for: .seconds(2))
            sink.add(text("Nobody's"))
            try await Task.sleep(for: .milliseconds(300))
        }
        #expect(try await trial.subjects().isEmpty)
        try await sink.stop()
    }

    @Test func `Pauses grow, stay within their bounds, and are longer after a refusal`() {
        let times = MailboxTimes()
        for chance in [0.0, 0.5, 1.0] {
            for failures in 1...40 {
                let pause = times.pause(after: failures, isRefusal: false, chance: chance)
                #expect(pause >= 0.5 && pause <= 60)
                #expect(times.pause(after: failures, isRefusal: true, chance: chance) <= 300)
            }
        }
        #expect(
            times.pause(after: 9, isRefusal: true, chance: 1)
                > times.pause(after: 9, isRefusal: false, chance: 1))
    }
}
