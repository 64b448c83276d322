import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("A typed time is read in the zone that its form showed")
struct TypedTimeTests {
    private static let flood = [
        ("from", "2026-11-23 17:00"), ("to", "2026-11-23 17:30"), ("ground", "Third party"),
        ("reason", "A flood"),
    ]

    @Test("the form says its zone; what it showed in another than the reader's is read there")
    func reading() throws {
        let berlin = try #require(TimeZoneName("Europe/Berlin"))
        let words = DeskWords(
            rules: try ZoneFiles().rules(of: berlin), zone: "Europe/Berlin", now: WebTrial.start)
        func read(_ text: String, shown zone: String?) throws -> Instant {
            var fields = ["from": text]
            if let zone { fields[DeskWords.zoneField] = zone }
            return try words.instant(of: "from", in: Fields(fields))
        }
        let five = WebTrial.start.advanced(by: 600)
        #expect(try read("2026-11-23 17:00", shown: nil) == five, "programs and old pages name none")
        #expect(try read("2026-11-23 17:00", shown: "Europe/Berlin") == five)
        #expect(try read("2026-11-23 11:00", shown: "America/New_York") == five)
        #expect(try read("2026-11-24 05:00", shown: "Pacific/Auckland") == five)
        #expect(try read("2026-11-23T16:00:00Z", shown: "Pacific/Auckland") == five)
        for zone in ["", "Mars/Olympus", "../../etc/passwd", "Europe"] {
            let refusal = #expect(throws: Desk.Refusal.self) { try read("2026-11-23 17:00", shown: zone) }
            #expect(refusal?.code == "bad-zone" && refusal?.field == DeskWords.zoneField, "\(zone)")
            #expect(refusal?.remedy.contains("Europe/Berlin") == true)
        }
    }

    @Test("Ana opens a form in Berlin and moves to New York: what she saw counts, also after a refusal")
    func exclusion() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        trial.clock.advance(by: 3600)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let page = try await browser.get("/tickets/\(id)")
            let shown = try #require(page.value(of: DeskWords.zoneField))
            #expect(shown == "Europe/Berlin")
            try await ReaderZoneTests.choose("America/New_York", "ana@harbor.example", trial)
            let late = [("from", "five"), (DeskWords.zoneField, shown)] + Self.flood.dropFirst()
            let refused = try await browser.post("/tickets/\(id)/exclusions", late)
            #expect(refused.text.contains("Write it as 2026-11-24 09:30, in Europe/Berlin"))
            let form = refused.text.components(separatedBy: #"id="act-exclude""#)[1]
                .components(separatedBy: "</form>")[0]
            #expect(form.contains("time in Europe/Berlin") && !form.contains("New_York"))
            #expect(form.contains(#"name="times-in" value="Europe/Berlin""#))
            let sent = try await browser.post(
                "/tickets/\(id)/exclusions", Self.flood + [(DeskWords.zoneField, shown)])
            #expect(sent.status == .seeOther, "\(sent.text.suffix(400))")
            #expect(try await browser.get("/tickets/\(id)").text.contains("time in America/New_York"))
        }
        let span = try await trial.ticket(id).exclusions.first?.what.span
        #expect(span?.from == WebTrial.start.advanced(by: 600))
    }

    @Test("a call that Ana began to log before she moved began when she said it did")
    func call() async throws {
        let trial = try await WebTrial()
        let carla = try await CallTests.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let form = try await browser.get("/contacts/\(carla)/calls/new")
            let shown = try #require(form.value(of: DeskWords.zoneField))
            try await ReaderZoneTests.choose("Pacific/Auckland", "ana@harbor.example", trial)
            let answer = try await browser.post(
                "/contacts/\(carla)/calls",
                [
                    ("outcome", "new"), ("subject", "Night"), ("summary", "It stops"),
                    ("started", "2026-11-23 16:30"), ("ended", "2026-11-23 16:40"),
                    (DeskWords.zoneField, shown),
                ])
            let id = try CallTests.ticket(answer)
            #expect(try await trial.ticket(id).receivedAt == WebTrial.start.advanced(by: -1200))
        }
    }

    @Test("Carla's form in the portal that names no zone of this machine is refused, and shows hers")
    func portal() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let browser = Browser(client, carla)
            _ = try await browser.get("/portal/tickets/\(id)")
            let access = [
                ("system", "The test shop"), ("purpose", "See why"), ("users", "desk"),
                ("until", "2026-11-25 10:00"),
            ]
            let place = "/portal/tickets/\(id)/accesses"
            let refused = try await browser.post(place, access + [(DeskWords.zoneField, "Mars/Olympus")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Mars/Olympus&quot;, which is no time zone here."))
            #expect(refused.value(of: DeskWords.zoneField) == "Europe/Berlin")
            #expect(try await trial.ticket(id).accesses.isEmpty)
            let given = try await browser.post(place, access + [(DeskWords.zoneField, "America/New_York")])
            #expect(given.status == .seeOther, "\(given.text.suffix(400))")
        }
        // 10:00 in New York on Wednesday.
        let until = try await trial.ticket(id).accesses.first?.what.span.to
        #expect(until == WebTrial.start.advanced(by: 2 * 86_400 - 50 * 60))
    }
}
