import ArgumentParser
import BusinessTime
import Foundation
import Storage

/// `duly tickets`: every open ticket, by what breaks next.
struct TicketsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets", abstract: "List the open tickets by what breaks next.")

    @Option(help: "The data folder.") var data = "data"
    @Flag(help: "One JSON object a line.") var json = false

    private struct Line: Encodable {
        let id: Int64
        let subject: String
        let state: String
        let acknowledgment: String
        let acknowledgeBy: Int64?
        let resolution: String
        let resolveBy: Int64?
        let received: Int64
    }

    func run() async throws {
        let database = try StoreOpening.open(data, readOnly: true)
        var output = StandardOutput()
        var place = QueuePlace.beginning
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        while true {
            let after = place
            let rows = try await database.read { try $0.queue(QueueFilter(.all), after: after, limit: 500) }
            for row in rows { output.line(json ? try encoder.encode(line(row)).map { $0 } : words(row)) }
            guard let last = rows.last else { break }
            place = last.place
        }
        output.flush()
    }

    private func line(_ row: TicketRow) -> Line {
        Line(
            id: row.id, subject: row.subject, state: row.state, acknowledgment: row.acknowledgment,
            acknowledgeBy: row.acknowledgeBy?.seconds, resolution: row.resolution,
            resolveBy: row.resolveBy?.seconds, received: row.received.seconds)
    }

    private func words(_ row: TicketRow) -> [UInt8] {
        Array("\(row.id)\t\(row.state)\t\(row.acknowledgment)\t\(row.resolution)\t\(row.subject)".utf8)
    }
}
