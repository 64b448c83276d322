import Foundation
import Logging
import Storage
import Synchronization
import Testing

@testable import Channels

@Suite("The log: one line an event, whatever stands in its fields")
struct LogTests {
    /// What was written.
    final class Page: Sendable {
        private let kept = Mutex("")

        var text: String { kept.withLock { $0 } }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: true) }

        func logger(_ form: LogLine.Form, label: String = DeskLog.label) -> Logger {
            Logger(label: label) { label in
                DeskLog(label: label, form: form, clock: { 1_795_424_400_250 }) { line in
                    self.kept.withLock { $0 += line }
                }
            }
        }
    }

    private struct Line: Decodable {
        let time: String
        let level: String
        let event: String
        let fields: [String: String]
    }

    private func read(_ line: some StringProtocol) throws -> Line {
        try JSONDecoder().decode(Line.self, from: Data(line.utf8))
    }

    @Test("as text for people and as JSON for programs")
    func forms() throws {
        let (text, json) = (Page(), Page())
        for (page, form) in [(text, LogLine.Form.text), (json, .json)] {
            page.logger(form).log(.turnedAway, "smtp", "2001:db8::1", "421 4.7.0 too many")
            page.logger(form).log(.closed)
        }
        #expect(
            text.text == """
                2026-11-23T09:00:00.250Z warning turned-away door=smtp peer=2001:db8::1 \
                answer="421 4.7.0 too many"
                2026-11-23T09:00:00.250Z info closed

                """)
        let line = try read(try #require(json.lines.first))
        #expect(line.time == "2026-11-23T09:00:00.250Z" && line.level == "warning")
        #expect(line.event == "turned-away")
        #expect(line.fields == ["door": "smtp", "peer": "2001:db8::1", "answer": "421 4.7.0 too many"])
        #expect(json.lines.count == 2)
    }

    static let strangers = [
        "a\n2026-11-23T09:00:00.250Z error mail-not-kept door=lmtp problem=x", "a\r\nb",
        "a\u{2028}b\u{2029}c",
        "\u{0}\u{1B}[31m\u{7F}\u{85}", "\u{202E}gpj.exe\u{2066}", "\" event=\"closed", "a\\\" b",
        "\u{E0001}x",
        "{\"event\":\"closed\"}", "", "x=y z",
    ]

    @Test("no stranger's words begin a line, end their quotes or turn the writing", arguments: strangers)
    func hostile(_ words: String) throws {
        for form in LogLine.Form.allCases {
            let page = Page()
            page.logger(form).log(.mailboxFailed, "1", words)
            #expect(page.lines.count == 1)
            for scalar in page.text.dropLast().unicodeScalars {
                let category = scalar.properties.generalCategory
                #expect(![.control, .format, .lineSeparator, .paragraphSeparator].contains(category))
            }
            if form == .json {
                #expect(try read(page.lines[0]).fields == ["mailbox": "1", "problem": words])
            } else {
                let rest = page.lines[0].trimmingPrefix(
                    "2026-11-23T09:00:00.250Z warning mailbox-failed mailbox=1 problem=")
                #expect(rest.contains(#/^("([^"\\]|\\.)*"|[^" =]+)$/#), "\(rest)")
            }
        }
    }

    @Test("a value has its bound, and none is cut inside of a letter")
    func bounds() throws {
        let most = LogLine.valueBytesMax
        for (given, kept) in [
            (String(repeating: "x", count: most), String(repeating: "x", count: most)),
            (String(repeating: "x", count: most + 1), String(repeating: "x", count: most) + "…"),
            (String(repeating: "x", count: most - 1) + "é", String(repeating: "x", count: most - 1) + "…"),
            (String(repeating: "x", count: 1_000_000), String(repeating: "x", count: most) + "…"),
        ] {
            let page = Page()
            page.logger(.json).log(.mailboxFailed, "1", given)
            #expect(try read(page.lines[0]).fields["problem"] == kept)
        }
    }

    @Test("each event writes its own fields in their order, and a debug one nothing")
    func events() throws {
        for event in LoggedEvent.allCases where event != .library && event.level != .debug {
            let page = Page()
            page.logger(.text).log(
                level: event.level, "\(event.rawValue)",
                metadata: Dictionary(uniqueKeysWithValues: event.fields.map { ($0, .string("v")) }))
            let fields = event.fields.map { " \($0)=v" }.joined()
            #expect(page.text.hasSuffix(" \(event.level) \(event.rawValue)\(fields)\n"), "\(page.text)")
        }
        let page = Page()
        page.logger(.text).log(.connectionFailed, "smtp", "192.0.2.7", "reset")
        #expect(page.text.isEmpty)
    }

    @Test("a library is heard from a notice on, in its words, without what it hangs on them")
    func libraries() {
        let page = Page()
        let library = page.logger(.text, label: "Hummingbird")
        library.info("closed")
        library.notice("closed", metadata: ["path": "/sign/secret-word"])
        page.logger(.text).error("no event of the desk's")
        #expect(
            page.text == """
                2026-11-23T09:00:00.250Z notice library from=Hummingbird words=closed
                2026-11-23T09:00:00.250Z error library from=duly words="no event of the desk's"

                """)
    }

    @Test("a mailbox whose password is refused is told, and the password is not")
    func secrets() async throws {
        let (page, sink) = (Page(), MailboxSink())
        let trial = try await MailboxTrial(port: try await sink.start(), secret: "harbour-wrong-9")
        let rounds = MailboxRounds(
            intake: trial.trial.intake, logger: page.logger(.json), times: MailboxTrial.quick)
        let task = Task { await rounds.run() }
        try await trial.eventually { !page.text.isEmpty }
        task.cancel()
        await task.value
        try await sink.stop()
        let line = try read(page.lines[0])
        #expect(line.event == "mailbox-failed" && line.fields["mailbox"] == "\(trial.mailbox.id)")
        #expect(line.fields["problem"]?.contains("refused the user") == true)
        #expect(!page.text.contains("harbour-wrong-9"))
    }

    /// A row of the operator's page: event, level, fields.
    private static func rows(of page: String) -> [String] {
        page.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.filter { $0 != "`" }.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count == 6, LoggedEvent(rawValue: cells[1]) != nil, !cells[4].isEmpty else {
                return nil
            }
            return cells[1...3].joined(separator: " | ")
        }
    }

    @Test("nothing is logged but by the name of an event")
    func named() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        let loose = #/logger\.(trace|debug|info|notice|warning|error|critical)\(/#
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            count += text.matches(of: #/logger\.log\(\./#).count
            #expect(!text.contains(loose), "\(file.lastPathComponent): use an event of LoggedEvent")
        }
        #expect(count >= LoggedEvent.allCases.count - 1)
    }

    @Test("the operator's page lists every event with its level and its fields, and no other")
    func documented() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/operating.md")
        let page = try String(contentsOf: file, encoding: .utf8)
        let events = LoggedEvent.allCases.map {
            [$0.rawValue, $0.level.rawValue, $0.fields.joined(separator: " ")].joined(separator: " | ")
        }
        #expect(Self.rows(of: page) == events)
        let table = try #require(page.firstRange(of: "| event | level | fields |"))
        let lines = page[table.lowerBound...].split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix { $0.hasPrefix("|") }.count - 2 == events.count)
    }
}
