import BusinessTime
import Reports
import Testing

@Suite("Deadlines as a calendar (RFC 5545)")
struct CalendarTextTests {
    private func text(_ summary: String, description: String = "") -> String {
        let event = CalendarText.Event(
            uid: "ticket-7-resolution@harbor.example", at: Instant(seconds: 1_795_449_000), summary: summary,
            description: description, url: "https://desk.harbor.example/tickets/7")
        return CalendarText(name: "Deadlines", made: Instant(seconds: 1_795_449_060), events: [event]).text
    }

    private func unfolded(_ text: String) -> [String] {
        text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test("instants in UTC, a name that stays, every line ended by CRLF")
    func whole() {
        let lines = unfolded(text("Resolve #7"))
        #expect(lines.first == "BEGIN:VCALENDAR")
        #expect(lines.last == "END:VCALENDAR")
        for line in [
            "UID:ticket-7-resolution@harbor.example", "DTSTART:20261123T155000Z", "DTSTAMP:20261123T155100Z",
            "SUMMARY:Resolve #7", "METHOD:PUBLISH", "TRANSP:TRANSPARENT",
        ] { #expect(lines.contains(line), "\(line)") }
        #expect(text("x").hasSuffix("END:VCALENDAR\r\n"))
        #expect(!text("x").replacing("\r\n", with: "").contains("\n"))
    }

    @Test(
        "commas, semicolons, backslashes and lines are escaped; nothing breaks out of its line",
        arguments: [
            ("a,b;c", "a\\,b\\;c"), ("back\\slash", "back\\\\slash"), ("two\nlines", "two\\nlines"),
            ("x\r\nEND:VEVENT", "x\\nEND:VEVENT"), ("bell\u{7}", "bell"), ("colon: ok", "colon: ok"),
        ])
    func escaping(_ words: String, _ expected: String) {
        #expect(unfolded(text(words)).contains("SUMMARY:\(expected)"))
    }

    @Test("no line is longer than 75 octets, and none is cut within a character")
    func folding() {
        for words in [
            String(repeating: "a", count: 300), String(repeating: "ü", count: 120),
            String(repeating: "👩‍👩‍👧‍👦", count: 20), String(repeating: "日本", count: 70),
        ] {
            let text = text(words, description: words)
            let lines = text.split(separator: "\r\n")
            for line in lines { #expect(line.utf8.count <= 75) }
            #expect(unfolded(text).contains("SUMMARY:\(words)"))
        }
    }
}
