import Agreements
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

@Suite("Times are shown in the reader's zone, and the agreement's stands beside it")
struct ReaderZoneTests {
    static func choose(_ zone: String, _ address: String, _ trial: WebTrial) async throws {
        let id = try await trial.session(of: address).person
        try await trial.office.setZone(zone, of: id)
    }

    private static func main(_ page: String) -> String {
        page.components(separatedBy: "<main").last?.components(separatedBy: "</main>").first ?? ""
    }

    @Test("one ticket, two readers, a day boundary between them: queue, ticket, wallboard; one proof")
    func twoReaders() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await Self.choose("Pacific/Auckland", "mara@harbor.example", trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            func page(_ uri: String, _ reader: WebTrial.Session) async throws -> String {
                let answer = try await client.execute(uri: uri, method: .get, headers: reader.headers)
                #expect(answer.status == .ok, "\(uri)")
                return Self.main(answer.text)
            }
            // Due Tuesday 09:50 in Berlin: tomorrow for Ana, and this evening in Auckland.
            let both = "Due Tue 2026-11-24 21:50 Pacific/Auckland, 09:50 Europe/Berlin"
            for uri in ["/queue", "/queue/rows/\(id)", "/tickets/\(id)", "/wallboard"] {
                let (here, there) = (try await page(uri, ana), try await page(uri, mara))
                #expect(here.contains("Acknowledge by 09:50 tomorrow"), "\(uri)")
                #expect(here.contains("Due Tue 2026-11-24 09:50, Europe/Berlin"), "\(uri)")
                #expect(!here.contains("Auckland"), "\(uri)")
                #expect(there.contains("Acknowledge by 21:50 today"), "\(uri)")
                #expect(there.contains(both), "\(uri)")
                // Who hears the page of one ticket is told both, too; a row has no room for it.
                let isRow = uri.hasPrefix("/queue")
                #expect(there.contains("due 09:50 Europe/Berlin</span>") != isRow, "\(uri)")
            }
            // Received Monday 16:50 in Berlin, which is another day in Auckland.
            let ticket = try await page("/tickets/\(id)", mara)
            #expect(
                ticket.contains("Tue 2026-11-24 04:50 Pacific/Auckland, Mon 2026-11-23 16:50 Europe/Berlin"))
            #expect(ticket.contains("04:50 today<span class=\"unseen\">, Mon 2026-11-23 16:50 Europe/Berlin"))
            #expect(try await page("/wallboard", mara).contains("04:50"))
            let proof = "/tickets/\(id)/proof/acknowledgment"
            let (hers, theirs) = (try await page(proof, ana), try await page(proof, mara))
            #expect(hers == theirs)
            #expect(hers.contains("Times in Europe/Berlin, the agreement"))
            #expect(!hers.contains("Auckland"))
        }
    }

    @Test("a zone is chosen at the account, by who is asked and by who asks; a wrong one is refused by name")
    func chosen() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let browser = Browser(client, carla)
            let before = try await browser.get("/account").text
            #expect(before.contains("Europe/Berlin; you chose none"))
            #expect(before.contains(#"<option value="America/Argentina/Ushuaia""#))
            let wrong = try await browser.post("/account/zone", [("zone", "Mars/Olympus")])
            #expect(wrong.status == .unprocessableContent)
            for part in ["Mars/Olympus", "is no time zone of this machine.", "for example Europe/Berlin"] {
                #expect(wrong.text.contains(part), "\(part)")
            }
            for zone in ["../../etc/passwd", "Europe", "posixrules.tab"] {
                let answer = try await browser.post("/account/zone", [("zone", zone)])
                #expect(answer.status == .unprocessableContent, "\(zone)")
            }
            #expect(try await browser.get("/account").text.contains("you chose none"))
            let right = try await browser.post("/account/zone", [("zone", " America/New_York ")])
            #expect(right.status == .seeOther)
            #expect(try await browser.get("/account").text.contains("America/New_York, as you chose"))
            for uri in ["/portal", "/portal/tickets/\(id)"] {
                let page = try await browser.get(uri).text
                #expect(page.contains("10:50 today"), "\(uri)")
                #expect(page.contains("Mon 2026-11-23 10:50 America/New_York, 16:50 Europe/Berlin"), "\(uri)")
            }
            _ = try await browser.get("/account")
            try await browser.post("/account/zone", [("zone", "")])
            #expect(try await browser.get("/portal").text.contains("16:50 today"))
        }
    }

    @Test("without a choice it is the zone of the working week, of the customer's agreement, of the desk's")
    func fallback() async throws {
        let trial = try await WebTrial()
        func zone(_ address: String) async throws -> String {
            try await trial.database.read { reader in
                let person = try #require(try reader.person(address: address))
                return "\(try trial.office.rules(for: person, in: reader).name)"
            }
        }
        let ana = try await trial.session(of: "ana@harbor.example").person
        #expect(try await zone("ana@harbor.example") == "Europe/Berlin")
        #expect(try await zone("carla@acme.example") == "Europe/Berlin")
        let week = StoredWeek(person: ana.rawValue, zone: "Europe/Lisbon", hours: "mon 09:00-17:00")
        try await trial.database.write { try $0.put(week) }
        #expect(try await zone("ana@harbor.example") == "Europe/Lisbon")
        try await trial.office.setZone("Asia/Kolkata", of: ana)
        #expect(try await zone("ana@harbor.example") == "Asia/Kolkata")
        // A zone that the machine has no more.
        try await trial.database.write { writer in
            guard var person = try writer.person(ana.rawValue) else { return }
            person.zone = "Gone/Away"
            try writer.update(person)
        }
        #expect(try await zone("ana@harbor.example") == "Europe/Lisbon")
    }

    @Test("the agreement of one's own organisation goes before the desk's first")
    func ownAgreement() async throws {
        let trial = try await WebTrial()
        try await trial.database.write { writer in
            let zulu = try writer.add(StoredOrganisation(name: "Zulu"))
            let text = DemoAgreement.yaml.replacing("Europe/Berlin", with: "Asia/Tokyo")
            var stored = StoredAgreement(
                name: "zulu", version: 1, organisation: zulu.id, text: Array(text.utf8), status: "signed")
            stored.inForceFrom = .earliest
            _ = try writer.add(stored)
            let kim = StoredPerson(
                name: "Kim", address: "kim@zulu.example", kind: .contact, organisation: zulu.id,
                role: "contact", hasAccount: true)
            let known = try writer.add(kim)
            #expect("\(try trial.office.rules(for: known, in: writer).name)" == "Asia/Tokyo")
        }
    }

    @Test("what is typed into a form is read in the reader's zone, named beside the field; an API's is not")
    func typed() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        trial.clock.advance(by: 3600)
        try await Self.choose("America/New_York", "ana@harbor.example", trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let headers = try await trial.token(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.contains("Year-month-day and time in America/New_York, for example"))
            let answer = try await client.execute(
                uri: "/tickets/\(id)/exclusions", method: .post, headers: ana.sending,
                body: ana.form(
                    "from=2026-11-23+11:00&to=2026-11-23+11:30&ground=Third+party&reason=A+flood"))
            #expect(answer.status == .seeOther, "\(answer.text.suffix(400))")
            let span = try await trial.ticket(id).exclusions.first?.what.span
            // 11:00 in New York is 17:00 in Berlin, ten minutes after the receipt.
            #expect(span?.from == WebTrial.start.advanced(by: 600))
            let wrong = try await client.execute(
                uri: "/tickets/\(id)/exclusions", method: .post, headers: ana.sending,
                body: ana.form("from=eleven&to=2026-11-23+11:30&ground=Third+party&reason=A+flood"))
            #expect(wrong.text.contains("Write it as 2026-11-24 09:30, in America/New_York"))
            let proofs = try await client.execute(
                uri: "/api/tickets/\(id)/proof", method: .get, headers: headers)
            #expect(proofs.text.contains("Europe/Berlin") && !proofs.text.contains("New_York"))
        }
    }

    @Test("a call over the hour that is skipped keeps its length, and shows the times that were typed")
    func clockChange() async throws {
        let trial = try await WebTrial()
        // Sunday 2027-03-14 12:00 in New York; its clocks went from 02:00 to 03:00.
        trial.clock.now = Instant(seconds: 1_805_040_000)
        try await Self.choose("America/New_York", "ana@harbor.example", trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await CallTests.carla(trial)
        try await trial.run { client in
            let form = try await client.execute(
                uri: "/contacts/\(carla)/calls/new", method: .get, headers: ana.headers)
            #expect(form.text.contains("in America/New_York, for example 2026-11-24 09:30. Empty is now."))
            let answer = try await CallTests.post(
                client, "/contacts/\(carla)/calls", ana,
                "outcome=new&subject=Night&summary=It+stops&started=2027-03-14+00:30&ended=2027-03-14+03:30")
            let id = try CallTests.ticket(answer)
            let call = try #require(try await trial.database.read { try $0.calls(ofTicket: id).values.first })
            #expect(call.ended.wallSeconds(since: call.started) == 2 * 3600)
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.contains("00:30 today"))
            #expect(page.text.contains("Sun 2027-03-14 00:30 America/New_York, 06:30 Europe/Berlin"))
        }
    }

    @Test(
        "what a page shows, typed again, is the same instant, on the nights when clocks change",
        arguments: [
            ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"),
            ("America/New_York", "2026-11-01"), ("Australia/Lord_Howe", "2026-04-05"),
            ("Pacific/Auckland", "2026-09-27"),
        ])
    func roundTrip(zone: String, night: String) throws {
        let name = try #require(TimeZoneName(zone))
        let rules = try ZoneFiles().rules(of: name)
        let date = try #require(LocalDate(night))
        let midnight = try #require(rules.instant(of: date, .midnight))
        let words = DeskWords(rules: rules, zone: zone, now: midnight)
        var doubled = 0
        for minutes in stride(from: Int64(0), to: 360, by: 10) {
            let instant = midnight.advanced(by: minutes * 60)
            #expect(try words.instant(words.moment(instant).iso, "from") == instant)
            let typed = String(words.short(instant).dropFirst(4))
            let read = try words.instant(typed, "from")
            if read != instant {
                // The second pass of an hour: without an offset its first is meant.
                #expect(words.short(read) == words.short(instant) && read < instant)
                doubled += 1
            }
        }
        #expect((doubled > 0) == ["2026-10-25", "2026-11-01", "2026-04-05"].contains(night))
    }
}
