import BusinessTime
import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Mail fetched from a mailbox")
struct MailboxFetchTests {
    @Test func `What lies there and what comes later becomes tickets, once each`() async throws {
        let sink = MailboxSink()
        sink.add(text("One"), text("Two"))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { try await trial.subjects() == ["One", "Two"] }
            sink.add(text("Three"))
            try await trial.eventually { try await trial.subjects() == ["One", "Three", "Two"] }
            try await trial.eventually { sink.state.flagged == [1, 2, 3] }
        }
        #expect(try await trial.errands().isEmpty)
        #expect(try await trial.stored()?.health.succeeded != nil)
        // The receipt is INTERNALDATE, five minutes before the desk's clock.
        #expect(try await trial.trial.ticket(1)?.receivedAt == MailTrial.start.advanced(by: -300))
        try await sink.stop()
    }

    @Test func `What was there before is left alone unless it is asked for`() async throws {
        let sink = MailboxSink()
        sink.add(text("Old"))
        let trial = try await MailboxTrial(port: try await sink.start()) { $0.takesExisting = false }
        try await trial.fetching {
            try await trial.eventually { sink.state.commands.contains("IDLE") }
            sink.add(text("New"))
            try await trial.eventually { try await trial.subjects() == ["New"] }
        }
        #expect(sink.state.flagged == [2])
        try await sink.stop()
    }

    static let after: [(MailboxSettings.AfterStoring, String, [String])] = [
        (.flag, "IDLE", ["UID STORE 1 +FLAGS.SILENT (\\Seen)"]),
        (.move, "IDLE MOVE", ["UID MOVE 1 \"Done\""]),
        (
            .move, "IDLE UIDPLUS",
            ["UID COPY 1 \"Done\"", "UID STORE 1 +FLAGS.SILENT (\\Seen \\Deleted)", "UID EXPUNGE 1"]
        ),
        (.delete, "IDLE UIDPLUS", ["UID STORE 1 +FLAGS.SILENT (\\Seen \\Deleted)", "UID EXPUNGE 1"]),
        (.delete, "IDLE", ["UID STORE 1 +FLAGS.SILENT (\\Seen \\Deleted)"]),
    ]

    @Test("Once it is stored", arguments: after)
    func settles(_ after: MailboxSettings.AfterStoring, _ offers: String, _ wanted: [String]) async throws {
        var habits = MailboxSink.Habits()
        habits.offers = "IMAP4rev1 SASL-IR AUTH=PLAIN \(offers)"
        let sink = MailboxSink(habits)
        sink.add(text("One"))
        let trial = try await MailboxTrial(port: try await sink.start()) {
            $0.after = after
            $0.moveTo = "Done"
        }
        try await trial.fetching {
            try await trial.eventually { try await trial.subjects() == ["One"] }
            try await trial.eventually {
                sink.state.commands.filter { command in wanted.contains(command) } == wanted
            }
        }
        // Never before the commit: the mail was asked for before any of this.
        let commands = sink.state.commands
        let load = try #require(commands.firstIndex { $0.contains("BODY.PEEK") })
        #expect(commands[..<load].allSatisfy { !wanted.contains($0) })
        try await sink.stop()
    }

    @Test func `A folder that is not there is made`() async throws {
        var habits = MailboxSink.Habits()
        habits.replies = ["UID MOVE": "%TAG NO [TRYCREATE] no such folder"]
        let sink = MailboxSink(habits)
        sink.add(text("One"))
        let trial = try await MailboxTrial(port: try await sink.start()) {
            $0.after = .move
            $0.moveTo = "Erledigt für heute"
        }
        try await trial.fetching { try await trial.eventually { sink.state.moved == [1] } }
        #expect(sink.state.commands.contains("CREATE \"Erledigt f&APw-r heute\""))
        try await sink.stop()
    }

    @Test func `Numbered anew, all is listed again and no ticket opens twice`() async throws {
        let sink = MailboxSink()
        sink.add(text("One"), text("Two"))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { sink.state.flagged.count == 2 }
            sink.renumber()
            sink.add(text("Three"))
            try await trial.eventually { sink.state.flagged.isSuperset(of: [101, 102, 103]) }
            try await trial.eventually { try await trial.subjects().count >= 3 }
        }
        #expect(try await trial.subjects() == ["One", "Three", "Two"])
        #expect(
            try await trial.trial.receipts().count == 1, "one a sender and hour, none for a mail known before"
        )
        try await sink.stop()
    }

    @Test func `Too large: a ticket of its head, one word to its sender, and it is never deleted`()
        async throws
    {
        let sink = MailboxSink()
        sink.add(text("Whole disk", body: "BODY"), size: 80 << 20)
        let trial = try await MailboxTrial(port: try await sink.start()) { $0.after = .delete }
        try await trial.fetching {
            try await trial.eventually { try await trial.subjects() == ["Whole disk"] }
            try await trial.eventually { sink.state.flagged == [1] }
        }
        #expect(!sink.state.commands.contains { $0.contains("BODY.PEEK[]") || $0.contains("EXPUNGE") })
        let messages = try await trial.trial.messages(1)
        #expect(messages.first?.text.contains("80.0 MB") == true)
        #expect(try await trial.trial.receipts() == ["carla@acme.example"])
        #expect(messages.contains { $0.direction == .outgoing && $0.text.contains("smaller parts") })
        try await sink.stop()
    }
}
