import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The queue as it changes")
struct QueueTests {
    @Test("the counts follow what comes and what is done")
    func summary() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func summary() async throws -> String {
                try await client.execute(uri: "/queue/summary", method: .get, headers: ana.headers).text
            }
            #expect(try await summary().contains("0 open, 0 due within a day"))
            let id = try await trial.carlaAsks()
            _ = try await trial.carlaAsks("The import stops")
            #expect(try await summary().contains("2 open, 2 due within a day"))
            let page = try await client.execute(uri: "/queue", method: .get, headers: ana.headers)
            #expect(page.text.contains("2 open, 2 due within a day"))
            let form = ana.form("text=It+is+fixed")
            let answer = try await client.execute(
                uri: "/tickets/\(id)/resolution", method: .post, headers: ana.sending, body: form)
            #expect(answer.status == .seeOther)
            try await trial.settle()
            #expect(try await summary().contains("1 open, 1 due within a day"))
            let row = try await client.execute(uri: "/queue/rows/\(id)", method: .get, headers: ana.headers)
            #expect(row.status == .noContent)
        }
    }

    @Test("a row tells the breach as soon as the clock reaches it, and stays among the unacknowledged")
    func breaks() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let early = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let uri = "/queue/rows/\(id)?show=unacknowledged"
            let before = try await client.execute(uri: uri, method: .get, headers: early.headers)
            #expect(before.text.contains(#"data-state="running""#))
            // Tuesday 09:55, five minutes past the deadline.
            trial.clock.advance(by: 17 * 3600 + 300)
            try await trial.settle()
            let ana = try await trial.session(of: "ana@harbor.example")
            let after = try await client.execute(uri: uri, method: .get, headers: ana.headers)
            #expect(after.text.contains(#"data-state="broken""#))
            #expect(after.text.contains("5 min over"))
            #expect(after.text.contains(#"data-left="-300""#))
        }
    }

    @Test("a reassigned ticket leaves the list \"mine\", and what was found by words stays")
    func leaves() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let (anaID, benID) = try await trial.database.read { reader in
            (
                try reader.person(address: "ana@harbor.example")?.id ?? 0,
                try reader.person(address: "ben@harbor.example")?.id ?? 0
            )
        }
        try await trial.run { client in
            func row(_ query: String) async throws -> HTTPResponse.Status {
                try await client.execute(
                    uri: "/queue/rows/\(id)?\(query)", method: .get, headers: ana.headers
                ).status
            }
            for (person, mine) in [(anaID, HTTPResponse.Status.ok), (benID, .noContent)] {
                let answer = try await client.execute(
                    uri: "/tickets/\(id)/assignment", method: .post, headers: ana.sending,
                    body: ana.form("person=\(person)"))
                #expect(answer.status == .seeOther)
                #expect(try await row("show=mine") == mine)
                #expect(try await row("show=mine&q=export") == .ok)
            }
        }
    }

    @Test("a row that waits says for whom and since when, and leaves what was asked to the ticket")
    func waits() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let asked = try await client.execute(
                uri: "/tickets/\(id)/information-requests", method: .post, headers: ana.sending,
                body: ana.form("text=Please+send+the+log+file+of+the+export"))
            #expect(asked.status == .seeOther)
            try await trial.settle()
            let row = try await client.execute(uri: "/queue/rows/\(id)", method: .get, headers: ana.headers)
            #expect(row.text.contains("Waiting for Acme since 16:50 today; the clock stands still"))
            #expect(row.text.contains("Stands still, 27 h left"))
            #expect(!row.text.contains("log file"))
            let ticket = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(ticket.text.contains("log file"))
            #expect(ticket.text.contains(#"standing">Waiting for Acme since 16:50 today; the clock stands"#))
            #expect(ticket.text.contains("Waiting for Acme since 16:50 today; the clock stands still, 27 h"))
        }
    }

    @Test("a search and a narrowed list say what they show and how many, and a search marks no list")
    func found() async throws {
        let trial = try await WebTrial()
        let first = try await trial.carlaAsks()
        for number in 2...45 { _ = try await trial.carlaAsks("The import \(number) stops") }
        let asker = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.resolve(.fix), text: "Fixed.", on: Ticket.ID(first), by: asker)
        try await trial.settle()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func found(_ query: String) async throws -> (words: String, isMarked: Bool) {
                let page = try await client.execute(
                    uri: "/queue?\(query)", method: .get, headers: ana.headers
                ).text
                let words = page.firstMatch(of: /id="found">(.*?)<\/p>/)
                let plain = words.map { String($0.1).replacing(/<[^>]*>/, with: "") } ?? ""
                return (plain, page.contains("aria-current=\"true\""))
            }
            #expect(try await found("show=all") == ("", true), "the summary counts what is open")
            let one = try await found("show=all&q=export")
            #expect(one == ("With the words &quot;export&quot;: 1 ticket, open and closed", false))
            let many = try await found("show=all&q=carla")
            #expect(many.words.hasSuffix(": 40 tickets or more, open and closed"))
            #expect(try await found("severity=normal") == ("All, normal severity: 44 tickets", true))
            #expect(try await found("severity=low").words == "All, low severity: none")
            #expect(try await found("show=unassigned").words == "Unassigned: 44 tickets")
            let live = try await client.execute(
                uri: "/queue/summary?show=unassigned", method: .get, headers: ana.headers
            ).text
            #expect(live.contains("Unassigned</strong>: 44 tickets") && live.contains("In all: 44 open"))
        }
    }
}
