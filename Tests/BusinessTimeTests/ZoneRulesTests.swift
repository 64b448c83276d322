import DulyTesting
import Testing

@testable import BusinessTime

@Suite("Zone rules from TZif files")
struct ZoneRulesTests {
    /// A file without a table, so that only the footer speaks.
    private func file(footer: String, offset: [UInt8] = [0, 0, 0, 0], leaps: UInt8 = 0) -> [UInt8] {
        func header(types: UInt8, characters: UInt8, leaps: UInt8) -> [UInt8] {
            Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
                + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, leaps, 0, 0, 0, 0, 0, 0, 0, types, 0, 0, 0, characters]
        }
        return header(types: 0, characters: 0, leaps: 0) + header(types: 1, characters: 4, leaps: leaps)
            + offset + [0, 0] + Array("UTC\0".utf8) + [UInt8](repeating: 0, count: Int(leaps) * 12)
            + Array("\n\(footer)\n".utf8)
    }

    private func rules(_ footer: String) throws -> ZoneRules {
        try ZoneRules(name: .utc, tzif: file(footer: footer))
    }

    private func offsets(_ footer: String, _ instants: [String]) throws -> [Int] {
        let rules = try rules(footer)
        return instants.map { text in
            let date = day(String(text.prefix(10)))
            let time = LocalTime(String(text.dropFirst(11))) ?? .midnight
            return rules.offset(at: Instant(seconds: date.label + Int64(time.secondOfDay)))
        }
    }

    @Test(
        "every form of the footer",
        arguments: [
            ("<+03>-3", "2050-07-01", 10_800), ("EST5", "2050-07-01", -18_000),
            ("<-0330>3:30", "2050-07-01", -12_600), ("NZST-12NZDT", "2050-07-01", 46_800),
            ("AAA0BBB,J60,J300", "2052-03-01 01:59:59", 0), ("AAA0BBB,J60,J300", "2052-03-01 02:00", 3600),
            ("AAA0BBB,59,300", "2052-02-29 01:59:59", 0), ("AAA0BBB,59,300", "2052-02-29 02:00", 3600),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27 00:59:59", -7200),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27 01:00", -3600),
            ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2050-03-25 23:59:59", 7200),
            ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2050-03-26 00:00", 10_800),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-07-01", 3600),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01", 0),
            ("<+03>-3<+04>,0/0,J365/25", "2050-01-01", 14_400),
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-12-01", 39_600),
        ])
    func footers(footer: String, at instant: String, offset: Int) throws {
        #expect(try offsets(footer, [instant]) == [offset])
    }

    @Test(
        "a footer that can't be read is refused",
        arguments: [
            "X5", "EST", "EST25", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
            "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J5", "EST5EDT,366,5", "EST5EDT,M3.2.0/168,M11.1.0",
            "<+03-3",
            "<>3", "EST5EDT,M3.2.0,M11.1.0,", "EST99999999999999999999", "EST5:60", "\u{0}",
        ])
    func badFooters(footer: String) {
        #expect(throws: ZoneProblem.footer(.utc, text: footer)) { try rules(footer) }
    }

    @Test("files that can't be trusted are refused by what is wrong")
    func badFiles() throws {
        let good = file(footer: "UTC0")
        #expect(throws: ZoneProblem.notTZif(.utc)) { try ZoneRules(name: .utc, tzif: []) }
        #expect(throws: ZoneProblem.notTZif(.utc)) { try ZoneRules(name: .utc, tzif: Array("hello".utf8)) }
        #expect(throws: ZoneProblem.truncated(.utc)) { try ZoneRules(name: .utc, tzif: good.dropLast(7)) }
        var old = good
        old[4] = 0
        #expect(throws: ZoneProblem.oldVersion(.utc)) { try ZoneRules(name: .utc, tzif: old) }
        #expect(throws: ZoneProblem.leapSeconds(.utc)) {
            try ZoneRules(name: .utc, tzif: file(footer: "UTC0", leaps: 1))
        }
        #expect(throws: ZoneProblem.malformed(.utc, what: "an offset of 2147483647 seconds")) {
            try ZoneRules(name: .utc, tzif: file(footer: "", offset: [0x7F, 0xFF, 0xFF, 0xFF]))
        }
    }

    @Test("cut off anywhere and with any bytes changed, a file is read or refused, never more")
    func broken() throws {
        let berlin = try #require(TimeZoneName("Europe/Berlin"))
        let bytes = try ZoneFiles.bytes(of: berlin)
        var random = SplitMix64(seed: 3)
        for length in stride(from: 0, to: bytes.count, by: 3) {
            _ = try? ZoneRules(name: .utc, tzif: Array(bytes.prefix(length)))
        }
        for _ in 0..<1000 {
            var changed = bytes
            for _ in 0..<random.number(1...8) {
                let place = random.once(in: 2) ? random.number(0...100) : random.number(0...bytes.count - 1)
                changed[place] = UInt8.random(in: 0...255, using: &random)
            }
            guard let rules = try? ZoneRules(name: .utc, tzif: changed) else { continue }
            _ = rules.local(Instant(seconds: .random(in: .min ... .max, using: &random)))
            _ = rules.instant(of: day("2026-03-29"), .midnight)
        }
    }

    @Test("offsets agree with a linear reading of the same files")
    func linear() throws {
        var random = SplitMix64(seed: 5)
        for zone in try SeededZone.all() {
            let rules = try ZoneRules(name: zone.name, tzif: zone.tzif)
            for _ in 0..<40 {
                let second = random.number(946_684_800...4_102_444_800)
                #expect(rules.offset(at: Instant(seconds: Int64(second))) == zone.naive.offset(at: second))
            }
        }
    }

    @Test("local time and back", arguments: ["Europe/Berlin", "Asia/Kathmandu", "America/New_York"])
    func roundTrip(name: String) throws {
        let rules = try ZoneFiles.rules(name)
        let twelve = try #require(LocalTime("12:00"))
        let noon = try #require(rules.instant(of: day("2026-11-23"), twelve))
        #expect(rules.local(noon) == LocalMoment(date: day("2026-11-23"), time: twelve))
    }

    @Test(
        "a zone's name can't be a path",
        arguments: [
            "", "../etc/passwd", "/etc/passwd", "Europe//Berlin", "Europe/../x", "Europe/Berlin/", "a b",
            "1/2",
            "Europe\u{0}", String(repeating: "a", count: 65),
        ])
    func badNames(name: String) {
        #expect(TimeZoneName(name) == nil)
    }

    @Test(
        "names of the tz database are read",
        arguments: [
            "UTC", "Europe/Berlin", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "America/Port-au-Prince",
        ])
    func goodNames(name: String) {
        #expect(TimeZoneName(name)?.description == name)
    }
}
