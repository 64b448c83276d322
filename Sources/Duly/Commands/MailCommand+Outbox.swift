import ArgumentParser
import Foundation
import Storage

extension MailCommand {
    /// `duly mail outbox`: what goes out, and how it went.
    struct Outbox: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the mails that go out and how it went, the newest first.",
            discussion: "Works while the desk runs. The page Outbox tries a mail again, or cancels it.")

        @Flag(help: "Only those that have not gone out.") var open = false
        @Flag(help: "One JSON object a line.") var json = false
        @Option(help: "The data folder.") var data = "data"

        private struct Line: Encodable {
            let mail: Int64
            let ticket: Int64?
            let to: String
            let state: String
            let attempts: Int
            let answer: String
            let next: String?

            init(_ entry: OutboxEntry) {
                mail = entry.id
                ticket = entry.ticket
                to = entry.envelopeTo
                state = entry.state.rawValue
                attempts = entry.attempts
                answer = entry.answer
                next = entry.isOpen ? "\(entry.nextAttempt)" : nil
            }

            var words: String {
                let ticket = ticket.map { "#\($0)" } ?? "-"
                return "\(mail)\t\(ticket)\t\(to)\t\(state)\t\(next ?? "-")\t\(answer)"
            }
        }

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            var output = StandardOutput()
            defer { output.flush() }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var before = Int64.max
            while true {
                let page = try await database.read { [before] in try $0.outbox(before: before, limit: 200) }
                guard let last = page.last else { return }
                before = last.id
                for entry in page where !open || (entry.state != .accepted && entry.state != .cancelled) {
                    let line = Line(entry)
                    output.line(json ? try encoder.encode(line).map { $0 } : Array(line.words.utf8))
                }
            }
        }
    }
}
