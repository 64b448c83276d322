import BusinessTime
import Testing

@testable import Feeds

@Suite("A hostile feed")
struct FeedFuzzTests {
    /// Bytes are changed, doubled, cut out and put in from a list of sore spots; the same for each seed.
    private struct Mutation {
        var state: UInt64

        static let pieces = [
            "RRULE:FREQ=YEARLY;", "BYMONTH=2;", "BYMONTHDAY=30;", "BYDAY=5MO,-5FR;", "BYSETPOS=-1;",
            "COUNT=999999999",
            "INTERVAL=0;", "INTERVAL=32767;", "UNTIL=99991231", "FREQ=DAILY;", "FREQ=MONTHLY;",
            "FREQ=WEEKLY;",
            "BYWEEKNO=53;", "BYYEARDAY=-366;", "\r\n ", "\r\n", "EXDATE:", "RDATE;VALUE=DATE:", "00000000",
            "99999999",
            "DURATION:P99999W", "-P1D", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", ";", ":", "\"", ",", "\u{0}",
            "=",
        ].map { Array($0.utf8) }

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            for _ in 0...next(4) {
                let place = next(bytes.count)
                let end = min(bytes.count, place + next(12))
                switch next(5) {
                case 0: bytes[place] = UInt8(next(256))
                case 1: bytes[place] = UInt8(0x30 + next(10))
                case 2: bytes.removeSubrange(place..<end)
                case 3: bytes.insert(contentsOf: bytes[place..<end], at: next(bytes.count))
                default: bytes.insert(contentsOf: Self.pieces[next(Self.pieces.count)], at: place)
                }
                if bytes.isEmpty { return bytes }
            }
            return bytes
        }
    }

    private static let sound = feed(
        """
        UID:a
        DTSTART;VALUE=DATE:20200501
        RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO
        EXDATE;VALUE=DATE:20260525
        SUMMARY:May
        """,
        """
        UID:b
        DTSTART;VALUE=DATE:20261225
        DTEND;VALUE=DATE:20261227
        RDATE;VALUE=DATE:20270106
        SUMMARY:Christmas
        """,
        """
        UID:c
        DTSTART;VALUE=DATE:20260101
        DURATION:P2D
        RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;COUNT=3
        SUMMARY:A
        """)

    @Test(
        "is read or refused, 20,000 times over; what is read lies in its years, in order", arguments: 0..<20)
    func mutated(part: Int) throws {
        var mutation = Mutation(state: UInt64(part) &* 7919 &+ 1)
        var readCount = 0
        for _ in 0..<1000 {
            guard let holidays = try? HolidayFeed.read(mutation.changed(Self.sound), years: 2026...2028)
            else { continue }
            readCount += 1
            let dates = holidays.map(\.date)
            #expect(dates == Set(dates).sorted())
            #expect(dates.allSatisfy { (2026...2028).contains($0.year) })
            #expect(holidays.allSatisfy { !$0.name.isEmpty })
        }
        // Neither half of the outcomes is empty, or the mutations would show nothing.
        #expect((100..<950).contains(readCount))
    }
}
