import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Reports: what was kept, what broke, and which tickets those are")
struct ReportPageTests {
    @Test("a manager sees the catalogue, opens a number, and its tickets; others may not")
    func followed() async throws {
        let (trial, ticket, mara) = try await CreditTests.broken()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let list = try await client.execute(uri: "/reports", method: .get, headers: mara.headers)
            #expect(list.text.contains("Acknowledgments kept"))
            let address =
                "/reports/acknowledgments?period=dates&from=2026-11-01&to=2026-11-30&split=organisation"
            let page = try await client.execute(uri: address, method: .get, headers: mara.headers)
            #expect(page.text.contains("0.0 %"))
            #expect(page.text.contains("Acme"))
            #expect(page.text.contains("is missed (F)"))
            let tickets = try await client.execute(
                uri: "/reports/acknowledgments/tickets?period=dates&from=2026-11-01&to=2026-11-30&key=broken",
                method: .get, headers: mara.headers)
            #expect(tickets.text.contains("href=\"/tickets/\(ticket)\""))
            let none = try await client.execute(
                uri: "/reports/acknowledgments/tickets?period=dates&from=2026-11-01&to=2026-11-30&key=kept",
                method: .get, headers: mara.headers)
            #expect(none.text.contains("No ticket is behind this number."))
            let forbidden = try await client.execute(uri: "/reports", method: .get, headers: ana.headers)
            #expect(forbidden.status == .forbidden)
            let unknown = try await client.execute(uri: "/reports/luck", method: .get, headers: mara.headers)
            #expect(unknown.status == .notFound)
        }
    }

    @Test("as CSV, by month, with the days in its name")
    func csv() async throws {
        let (trial, _, mara) = try await CreditTests.broken()
        try await trial.run { client in
            let file = try await client.execute(
                uri: "/reports/volume/csv?period=dates&from=2026-10-01&to=2026-11-30&split=month",
                method: .get,
                headers: mara.headers)
            #expect(
                file.headers[.contentDisposition]
                    == "attachment; filename=\"volume-2026-10-01-2026-11-30.csv\"")
            #expect(file.text.contains("\r\n2026-11,1,1,0,0,0\r\n"))
            #expect(file.text.contains("\r\nAll,1,1,0,0,0\r\n"))
        }
    }

    @Test(
        "dates typed over a named period count, dates left over from before it do not",
        arguments: [
            ("period=this-year&from=2026-11-02&to=2026-11-03&was=named", "2 Nov to 3 Nov"),
            ("period=this-year&from=2026-11-02&to=2026-11-03&was=dates", "1 Jan until now, "),
            ("period=dates&from=2026-11-02&to=2026-11-03&was=dates", "2 Nov to 3 Nov"),
            ("period=this-year&from=&to=&was=named", "1 Jan until now, "),
        ])
    func dates(_ asked: String, _ days: String) async throws {
        let (trial, _, mara) = try await CreditTests.broken()
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/reports/volume?\(asked)", method: .get, headers: mara.headers)
            #expect(page.text.contains(days))
        }
    }

    @Test("dates that are no period are named, with the remedy, and kept in the form")
    func badDates() async throws {
        let (trial, _, mara) = try await CreditTests.broken()
        try await trial.run { client in
            for asked in ["from=2026-12-01&to=2026-11-01", "from=soon&to=later", "from=2026-11-01&to="] {
                let page = try await client.execute(
                    uri: "/reports/volume?period=dates&\(asked)", method: .get, headers: mara.headers)
                #expect(page.status == .unprocessableContent)
                #expect(page.text.contains("From and To are no period."))
            }
        }
    }

    @Test("behind a share stand kept and broken promises, each with how it went; behind one of them no such")
    func outcomes() async throws {
        let (trial, broken, _) = try await CreditTests.broken()
        let kept = try await trial.carlaAsks("The import stops")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.acknowledge, text: "We look.", on: Ticket.ID(kept), by: ana)
        try await trial.settle()
        let asker = try await trial.asker("mara@harbor.example")
        try await trial.office.setRights(Set(ContactRight.allCases), of: "carla@acme.example", by: asker)
        let (mara, carla) = (
            try await trial.session(of: "mara@harbor.example"),
            try await trial.session(of: "carla@acme.example")
        )
        let asked = "acknowledgments/tickets?period=dates&from=2026-11-01&to=2026-12-31&split=none"
        try await trial.run { client in
            for (base, who) in [("/reports", mara), ("/portal/reports", carla)] {
                let share = try await client.execute(
                    uri: "\(base)/\(asked)&key=kept&key=broken", method: .get, headers: who.headers)
                #expect(share.text.contains("1 Nov until now, kept or broken"), "\(base)")
                #expect(!share.text.contains("kept in time"))
                for (ticket, how) in [(broken, "Broken by "), (kept, "Kept with 2 h left")] {
                    let row = try #require(
                        share.text.split(separator: "<tr>").first { $0.contains("tickets/\(ticket)\"") })
                    #expect(row.contains("data-label=\"Outcome\">\(how)"), "\(row)")
                }
                #expect(share.text.contains(", still open<"))
                let alone = try await client.execute(
                    uri: "\(base)/\(asked)&key=kept", method: .get, headers: who.headers)
                #expect(alone.text.contains("until now, kept") && !alone.text.contains("Outcome"))
            }
        }
    }

    @Test("by month: each from the first with tickets up to now, empty ones say so, and this one goes on")
    func months() async throws {
        let (trial, _, _) = try await CreditTests.broken()
        trial.clock.advance(by: 45 * 86_400)
        _ = try await trial.carlaAsks("The import stops")
        let mara = try await trial.session(of: "mara@harbor.example")
        let asked = "split=month&period=dates&from=2026-09-01&to=2027-03-31"
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/reports/acknowledgments?\(asked)", method: .get, headers: mara.headers
            ).text
            let rows = page.matches(of: /<th scope="row" dir="auto">([^<]+)</).map { String($0.1) }
            #expect(rows == ["2026-11", "2026-12", "2027-01 so far", "All"])
            #expect(page.matches(of: /<span class="bars-words">none</).count == 2, "December, and so far")
            #expect(page.contains("1 Sep 2026 until now"))
            let file = try await client.execute(
                uri: "/reports/volume/csv?\(asked)", method: .get, headers: mara.headers
            ).text
            #expect(file.contains("\r\n2026-12,0,0,0,0,0\r\n2027-01,1,"), "\(file)")
        }
    }
}
