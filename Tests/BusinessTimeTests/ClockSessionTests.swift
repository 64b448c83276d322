import BusinessTime
import DulyTesting
import Testing

@Suite("duly clock: questions and answers as JSON lines")
struct ClockSessionTests {
    private static let calendar = """
        {"kind":"calendar","id":"c1","zone":"Europe/Berlin","weekly":{"mon":[["09:00","18:00"]],\
        "tue":[["09:00","18:00"]],"wed":[["09:00","18:00"]],"thu":[["09:00","18:00"]],"fri":[["09:00","18:00"]]},\
        "holidays":["2026-12-25"],"special":{"2026-12-24":[["09:00","12:00"]]},\
        "amendments":[{"from":"2027-07-01","weekly":{"mon":[["22:00","06:00"]]}}]}
        """

    private func session() -> ClockSession {
        var session = ClockSession { try ZoneFiles.rules(of: $0) }
        #expect(session.answer(line: Self.calendar) == nil)
        return session
    }

    /// 2026-11-23 16:00 in Berlin, a Monday.
    private static let start = 1_795_446_000

    @Test(
        "each operation is answered with its id as it came",
        arguments: [
            (
                #""id":7,"op":"add_seconds","seconds":3600"#,
                #"{"id":7,"at":1795449600,"at_next_open":1795449600}"#
            ),
            // Exactly at closing: the next opening is told beside it.
            (
                #""id":"a\u0041","op":"add_seconds","seconds":7200"#,
                #"{"id":"a\u0041","at":1795453200,"at_next_open":1795507200}"#
            ),
            (#""id":1e3,"op":"between","end":1795510800"#, #"{"id":1e3,"seconds":10800}"#),
            (
                #""id":1,"op":"add_days","n":1,"rule":"same-time""#,
                #"{"id":1,"at":1795532400,"at_next_open":1795532400}"#
            ),
            (
                #""id":1,"op":"add_days","n":1,"rule":"end-of-nth""#,
                #"{"id":1,"at":1795539600,"at_next_open":1795593600}"#
            ),
            (
                #""id":1,"op":"add_days","n":1,"rule":"n-times-day","day_seconds":3600"#,
                #"{"id":1,"at":1795449600,"at_next_open":1795449600}"#
            ),
            (
                #""id":1,"op":"elapsed_paused","end":1795449600,"pauses":[[1795446000,1795446060],[1795449000,null]]"#,
                #"{"id":1,"seconds":2940}"#
            ),
            (
                #""id":1,"op":"add_seconds_paused","seconds":60,"pauses":[[1795446000,1795449600]]"#,
                #"{"id":1,"at":1795449660,"at_next_open":1795449660}"#
            ),
            (
                #""id":1,"op":"add_seconds_paused","seconds":60,"pauses":[[1795446000,null]]"#,
                #"{"id":1,"at":null,"at_next_open":null}"#
            ),
            (
                #""id":1,"op":"add_days_paused","n":1,"rule":"same-time","pauses":[[1795446000,1795449600]]"#,
                #"{"id":1,"at":1795536000,"at_next_open":1795536000}"#
            ),
            (
                #""id":1,"op":"add_seconds","seconds":9223372036854775807"#,
                #"{"id":1,"at":null,"at_next_open":null}"#
            ),
        ])
    func operations(fields: String, answer: String) {
        var session = session()
        let line =
            "{\"kind\":\"case\",\(fields),\"cal\":\"c1\",\"start\":\(Self.start),\"why\":{\"x\":[1,{}]}}"
        #expect(session.answer(line: line) == answer)
    }

    @Test(
        "a bad case is answered with an error that names the field",
        arguments: [
            (#""op":"add_seconds""#, "seconds is missing"),
            (#""op":"add_seconds","seconds":-1"#, "seconds must be"),
            (#""op":"add_seconds","seconds":1.5"#, "seconds must be"),
            (#""op":"add_seconds","seconds":1e999"#, "seconds must be"),
            (#""op":"add_seconds","seconds":99999999999999999999"#, "seconds must be"),
            (#""op":"add_seconds","seconds":"1""#, "seconds must be"), (#""op":"fly""#, "op is unknown"),
            (#""op":null"#, "op is missing"), (#""op":"add_days","n":1,"rule":"x""#, "rule is unknown"),
            (#""op":"add_days","n":0,"rule":"end-of-nth""#, "n must be at least 1"),
            (#""op":"add_days","n":1,"rule":"n-times-day""#, "day_seconds is missing"),
            (#""op":"between","end":5"#, "end is outside"),
            (#""op":"between","end":1795445999"#, "end is before"),
            (#""op":"elapsed_paused","end":1795449600,"pauses":[[5]]"#, "pauses must be"),
            (#""op":"elapsed_paused","end":1795449600,"pauses":[[5,4]]"#, "pauses must be"),
        ])
    func refusals(fields: String, reason: String) throws {
        var session = session()
        let line = "{\"id\":9,\"kind\":\"case\",\(fields),\"cal\":\"c1\",\"start\":\(Self.start)}"
        let heard = session.answer(line: line)
        let answer = try #require(heard)
        #expect(answer.hasPrefix("{\"id\":9,\"error\":\"\(reason)"), "\(answer)")
    }

    @Test(
        "a line that is no question is answered too, and the next one is heard",
        arguments: [
            "{", "nonsense", "[]", "{}", "{\"id\":1}", "{\"kind\":\"x\"}", "{\"kind\":7}",
            "{\"kind\":\"case\"}x",
            "{\"kind\":\"case\",\"id\":1,\"cal\":\"c2\"}", "{\"id\":01}", "{\"id\":\"\\ud800\"}",
            "{\"id\":\"\u{1}\"}",
            "{\"id\":[1],\"kind\":\"case\"}", "{\"kind\":\"calendar\",\"id\":\"c9\",\"zone\":\"No/Where\"}",
            "{\"kind\":\"calendar\",\"id\":\"c9\",\"zone\":\"../etc\"}",
            "{\"kind\":\"calendar\",\"id\":\"c9\"}",
            "{\"kind\":\"calendar\",\"id\":\"c9\",\"zone\":\"UTC\",\"weekly\":{\"mon\":[[\"9\",\"18:00\"]]}}",
            "{\"kind\":\"calendar\",\"id\":\"c9\",\"zone\":\"UTC\",\"weekly\":{\"day\":[]}}",
            "{\"kind\":\"calendar\",\"id\":\"c9\",\"zone\":\"UTC\",\"holidays\":[\"2026-02-30\"]}",
        ])
    func badLines(line: String) throws {
        var session = session()
        let heard = session.answer(line: line)
        let answer = try #require(heard)
        #expect(answer.contains("\"error\":\""), "\(answer)")
        let next = "{\"kind\":\"case\",\"id\":2,\"op\":\"add_seconds\",\"seconds\":60,\"cal\":\"c1\","
        #expect(
            session.answer(line: next + "\"start\":\(Self.start)}")
                == #"{"id":2,"at":1795446060,"at_next_open":1795446060}"#)
    }

    @Test("meta and empty lines have no answer", arguments: ["", "  \r", "{\"kind\":\"meta\",\"x\":1}"])
    func silent(line: String) {
        var session = session()
        #expect(session.answer(line: line) == nil)
    }

    @Test("bytes that are no UTF-8, and a million brackets, are refused")
    func hostile() throws {
        var session = session()
        let heard = session.answer(line: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])
        let bad = try #require(heard)
        #expect(bad == #"{"id":null,"error":"the line is not UTF-8"}"#)
        let deep = Array("{\"id\":3,\"x\":".utf8) + [UInt8](repeating: 0x5B, count: 1_000_000)
        #expect(session.answer(line: deep) == #"{"id":3,"error":"JSON nested deeper than 64"}"#)
    }

    @Test("a calendar that is refused does not leave the old one of its name")
    func refusedCalendar() throws {
        var session = session()
        _ = session.answer(line: #"{"kind":"calendar","id":"c1","zone":"No/Where"}"#)
        let line =
            "{\"kind\":\"case\",\"id\":2,\"op\":\"add_seconds\",\"seconds\":60,\"cal\":\"c1\",\"start\":0}"
        let heard = session.answer(line: line)
        let answer = try #require(heard)
        #expect(answer.contains("cal names no calendar"))
    }

    @Test("lines with any bytes changed never stop the session")
    func changedLines() {
        var session = session()
        var random = SplitMix64(seed: 13)
        let good =
            "{\"kind\":\"case\",\"id\":2,\"op\":\"add_days_paused\",\"n\":3,\"rule\":\"same-time\",\"cal\":\"c1\","
            + "\"start\":\(Self.start),\"pauses\":[[\(Self.start),null],[1,2.5e1]]}"
        for round in 0..<3000 {
            var bytes = Array((round % 4 == 0 ? Self.calendar : good).utf8)
            for _ in 0..<random.number(1...4) {
                bytes[random.number(0...bytes.count - 1)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = session.answer(line: bytes)
        }
        #expect(session.answer(line: Self.calendar) == nil)
    }
}
