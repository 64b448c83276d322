import ArgumentParser
import BusinessTime
import Storage

/// `duly clock`: questions about business time as JSON lines.
struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Answer questions about business time, one JSON line each.",
        discussion: "Reads calendars and cases on standard input; see docs/time.md.")

    @Option(help: "The folder of the system's tz database.")
    var zones = "/usr/share/zoneinfo"

    func run() throws {
        let files = ZoneFiles(folder: zones)
        complain("tz \(files.version)")
        var session = ClockSession { try files.rules(of: $0) }
        var output = StandardOutput()
        try StandardInput.blocksOfLines { lines in
            for line in lines {
                if let answer = session.answer(line: line) { output.line(answer) }
            }
            // Somebody may be waiting for these answers before asking the next.
            output.flush()
        }
    }
}
