import BusinessTime

/// One event of the feed: the lines that matter, as they stand.
struct FeedEvent {
    /// Where the event begins.
    let line: Int
    private(set) var lines: [FeedLine] = []

    private static let wanted: Set<String> = [
        "DTSTART", "DTEND", "DURATION", "SUMMARY", "RRULE", "RDATE", "EXDATE", "EXRULE", "STATUS", "UID",
        "RECURRENCE-ID",
    ]

    /// The events right below a calendar; alarms, zones and journals are passed over.
    static func all(in lines: [FeedLine]) throws(FeedProblem) -> [FeedEvent] {
        guard let first = lines.first, first.isBegin(of: "VCALENDAR") else {
            throw FeedProblem(
                1, "this is no iCalendar feed", remedy: "take a file that begins with BEGIN:VCALENDAR")
        }
        var events: [FeedEvent] = []
        var open: [String] = []
        for line in lines {
            if line.name == "BEGIN" {
                open.append(line.value.uppercased())
                if open == ["VCALENDAR", "VEVENT"] { events.append(FeedEvent(line: line.number)) }
                try check(depth: open.count, events: events.count, line)
            } else if line.name == "END" {
                guard open.popLast() == line.value.uppercased() else {
                    throw FeedProblem(
                        line.number, "END:\(line.value.prefix(40)) closes nothing", remedy: "remove it")
                }
            } else if open == ["VCALENDAR", "VEVENT"], wanted.contains(line.name) {
                events[events.count - 1].lines.append(line)
            }
        }
        guard open.isEmpty else {
            throw FeedProblem(
                lines.last?.number, "the feed ends in the middle of \(open[open.count - 1].prefix(40))",
                remedy: "fetch it again")
        }
        return events
    }

    private static func check(depth: Int, events: Int, _ line: FeedLine) throws(FeedProblem) {
        if depth > 5 {
            throw FeedProblem(line.number, "parts lie in parts more than 5 deep", remedy: "remove this part")
        }
        if events > HolidayFeed.eventCountMax {
            throw FeedProblem(
                line.number, "the feed has more than \(HolidayFeed.eventCountMax) events",
                remedy: "take a feed of holidays alone")
        }
    }

    func value(_ name: String) -> String? { lines.first { $0.name == name }?.value }
    func all(_ name: String) -> [FeedLine] { lines.filter { $0.name == name } }

    var uid: String? { value("UID") }

    var isCancelled: Bool { value("STATUS")?.uppercased() == "CANCELLED" }

    var lastsWholeDays: Bool { lines.contains { $0.name == "DTSTART" && $0.isDate } }

    /// The occurrences that another event of the same name took the place of.
    static func moved(of events: [FeedEvent]) -> [String: Set<LocalDate>] {
        var moved: [String: Set<LocalDate>] = [:]
        for event in events {
            guard let uid = event.uid,
                let date = event.value("RECURRENCE-ID").flatMap(LocalDate.init(digits:))
            else { continue }
            moved[uid, default: []].insert(date)
        }
        return moved
    }
}

extension FeedLine {
    func isBegin(of part: String) -> Bool { name == "BEGIN" && value.uppercased() == part }

    /// Whether the value is a date, or several; feeds forget to say so.
    var isDate: Bool {
        parameters["VALUE"] == "DATE"
            || value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
                part.utf8.count == 8 && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            }
    }
}

extension LocalDate {
    /// The date that "20261225" or "20261225T120000Z" begins with.
    init?(digits text: String) {
        let digits = text.prefix(8)
        guard digits.utf8.count == 8, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = Int(digits)
        else { return nil }
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
}
