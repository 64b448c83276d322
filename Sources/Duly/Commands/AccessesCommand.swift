import ArgumentParser
import BusinessTime
import Desk
import Foundation
import Operations
import Storage

/// `duly accesses`: what customers let the desk use of their systems.
struct AccessesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accesses", abstract: "List the accesses to customers' systems (clause G).",
        discussion: "Those that nothing ended, the next to end first. Works while the desk runs.")

    @Flag(help: "Those that ended, the last first.") var ended = false
    @Flag(help: "One JSON object a line.") var json = false
    @Option(help: "The data folder.") var data = "data"

    private static let pageSize = 200

    private struct Line: Encodable {
        let ticket: Int64
        let grant: Int
        let customer: String
        let system: String
        let purpose: String
        let users: String
        let from: String
        let until: String
        let ended: String?
        let lastUse: String?
    }

    func run() async throws {
        let database = try StoreOpening.open(data, readOnly: true)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        var output = StandardOutput()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var place = 0
        while true {
            let from = place
            let page = try await database.read { [ended] in
                try office.accesses(thatEnded: ended, from: from, limit: Self.pageSize, in: $0)
            }
            for access in page {
                let line = line(access)
                output.line(json ? try encoder.encode(line).map { $0 } : Array(words(line).utf8))
            }
            place += Self.pageSize
            if page.isEmpty { break }
        }
        output.flush()
    }

    private func line(_ listed: Office.ListedAccess) -> Line {
        let (what, access) = (listed.access.what, listed.access)
        return Line(
            ticket: listed.ticket.rawValue, grant: what.number, customer: listed.customer,
            system: what.system, purpose: what.purpose, users: listed.users, from: "\(what.span.from)",
            until: "\(what.span.to)", ended: access.ending.map { "\($0.at) \($0.how.rawValue)" },
            lastUse: access.lastUse.map { "\($0.at) \(listed.lastUser ?? "somebody")" })
    }

    private func words(_ line: Line) -> String {
        let end = line.ended.map { "ended \($0)" } ?? "until \(line.until)"
        let used = line.lastUse.map { "last used \($0)" } ?? "never used"
        return "\(line.ticket)\t\(line.customer)\t\(line.system)\t\(line.users)\t\(end)\t\(used)"
    }
}
