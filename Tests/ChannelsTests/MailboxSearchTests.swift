import IMAP
import Operations
import Storage
import Testing

@testable import Channels

@Suite("What is new in a folder")
struct MailboxSearchTests {
    private func searches(_ sink: MailboxSink) -> [String] {
        sink.state.commands.filter { $0.hasPrefix("UID SEARCH") }
    }

    /// One look at a time: the next only when the server has news.
    private static let slow: MailboxTimes = {
        var times = MailboxTrial.quick
        times.idle = 500...500
        return times
    }()

    @Test func `A huge folder is searched in parts, then on without an end: two at once, and behind a gap`()
        async throws
    {
        let sink = MailboxSink()
        sink.change { ($0.announced, $0.next) = (60_000, 100_002) }
        sink.add(text("One"))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching(times: Self.slow) {
            try await trial.eventually { sink.state.flagged == [100_002] }
            let parts = ["1:50000", "50001:100000", "100001:100002"].map { "UID SEARCH UID \($0)" }
            #expect(searches(sink) == parts)
            try await trial.eventually { sink.state.commands.last == "IDLE" }
            sink.change { $0.next = 190_000 }
            sink.add(text("Two"), text("Three"))
            try await trial.eventually { sink.state.flagged == [100_002, 190_000, 190_001] }
            #expect(searches(sink) == parts + ["UID SEARCH UID 100003:*"])
            let sizes = "UID FETCH 190000:190001 (UID INTERNALDATE RFC822.SIZE)"
            #expect(sink.state.commands.contains(sizes))
            try await trial.eventually { try await trial.subjects() == ["One", "Three", "Two"] }
        }
        try await sink.stop()
    }

    static let tooMany: [(UInt32?, String, Int)] = [
        (nil, "* ESEARCH (TAG \"%TAG\") UID ALL 1:100001", 100_000),
        (nil, "* ESEARCH (TAG \"%TAG\") UID ALL 1:99999,200000\r\n* SEARCH 7", 100_000),
        (60_000, "* SEARCH 1 2 2", 2), (60_000, "* SEARCH 1\r\n* SEARCH 1\r\n* SEARCH 2", 2),
    ]

    @Test("An answer is bounded by what was asked for", arguments: tooMany)
    func bounded(_ announced: UInt32?, _ answer: String, _ max: Int) async throws {
        var habits = MailboxSink.Habits()
        (habits.replies, habits.times) = (["UID SEARCH": "\(answer)\r\n%TAG OK"], Int.max)
        let sink = MailboxSink(habits)
        sink.change { $0.announced = announced }
        sink.add(text("One"), text("Two"))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { try await trial.stored()?.health.problem != nil }
        }
        let problem = MailboxProblem.violation(.tooManyAnswers(max: max))
        #expect(try await trial.stored()?.health.problem == problem.failure.words)
        #expect(!sink.state.commands.contains { $0.hasPrefix("UID FETCH") })
        try await sink.stop()
    }

    @Test func `Where no number comes next the server is in the wrong, and nothing is asked of it`()
        async throws
    {
        var habits = MailboxSink.Habits()
        let answer = "* 60000 EXISTS\r\n* OK [UIDVALIDITY 17] v\r\n* OK [UIDNEXT 0] n\r\n%TAG OK"
        (habits.replies, habits.times) = (["SELECT": answer], Int.max)
        let sink = MailboxSink(habits)
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually { try await trial.stored()?.health.problem != nil }
        }
        #expect(try await trial.stored()?.health.problem?.contains("UIDNEXT from 1 on") == true)
        #expect(searches(sink).isEmpty)
        try await sink.stop()
    }

    @Test func `A server of RFC 9051 alone: ESEARCH, names in UTF-8, and IDLE and MOVE without a word`()
        async throws
    {
        var habits = MailboxSink.Habits()
        habits.offers = "IMAP4rev2 AUTH=PLAIN"
        let sink = MailboxSink(habits)
        sink.add(text("One"), text("Two"))
        let trial = try await MailboxTrial(port: try await sink.start()) {
            ($0.folder, $0.after, $0.moveTo) = ("Anfragen für R&D", .move, "Erledigt für heute")
        }
        try await trial.fetching {
            try await trial.eventually { sink.state.moved == [1, 2] }
            try await trial.eventually { sink.state.commands.last == "IDLE" }
            sink.add(text("Three"))
            try await trial.eventually { sink.state.moved == [1, 2, 3] }
        }
        let commands = sink.state.commands
        #expect(commands.contains("SELECT \"Anfragen für R&D\""))
        #expect(commands.contains("UID MOVE 1:2 \"Erledigt für heute\""))
        #expect(try await trial.subjects() == ["One", "Three", "Two"])
        try await sink.stop()
    }

    @Test func `Where nothing changed since the last visit no search is made; a change is searched`()
        async throws
    {
        var habits = MailboxSink.Habits()
        habits.offers += " CONDSTORE"
        let sink = MailboxSink(habits)
        sink.change { $0.change = 7 }
        sink.add(text("One"))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching(times: Self.slow) {
            let idles = { (count: Int) in sink.state.commands.count { $0 == "IDLE" } == count }
            try await trial.eventually { idles(1) }
            #expect(sink.state.flagged == [1] && searches(sink).count == 1)
            #expect(try await trial.stored()?.progress.change == 7)
            sink.drop()
            try await trial.eventually { idles(2) }
            #expect(searches(sink).count == 1, "the server says that nothing changed")
            sink.change { $0.change = 8 }
            sink.drop()
            try await trial.eventually { idles(3) }
            #expect(searches(sink).count == 2)
            #expect(try await trial.stored()?.progress.change == 8)
            // The same count of changes with a new number is a server's slip: the mail counts.
            sink.change { $0.mails.append(MailboxSink.Mail(uid: 2, text: text("Two"))) }
            sink.change { $0.next = 3 }
            sink.drop()
            try await trial.eventually { sink.state.flagged == [1, 2] }
        }
        #expect(sink.state.commands.contains("SELECT \"INBOX\" (CONDSTORE)"))
        try await sink.stop()
    }

    @Test func `A list of folders has an end`() async throws {
        var habits = MailboxSink.Habits()
        let line = "* LIST () \"/\" a\r\n"
        habits.replies = [
            "EXAMINE": "%TAG NO there is none",
            "LIST": String(repeating: line, count: MailboxCheck.foldersMax) + "%TAG OK done",
        ]
        habits.times = Int.max
        let sink = MailboxSink(habits)
        let trial = try await MailboxTrial(port: try await sink.start())
        let open = try trial.trial.office.open(try #require(try await trial.stored()))
        let check = MailboxCheck(office: trial.trial.office, times: MailboxTrial.quick)
        let names = Array(repeating: "a", count: 20).joined(separator: ", ")
        await #expect(throws: MailboxProblem.folder("INBOX", "there is none There are: \(names).")) {
            try await check(open)
        }
        sink.change { $0.habits.replies["LIST"] = line + ($0.habits.replies["LIST"] ?? "") }
        await #expect(throws: MailboxProblem.violation(.tooManyAnswers(max: MailboxCheck.foldersMax))) {
            try await check(open)
        }
        try await sink.stop()
    }
}
