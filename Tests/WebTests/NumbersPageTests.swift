import BusinessTime
import Desk
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Numbers for rooms, calendars, files and programs")
struct NumbersPageTests {
    @Test("a screen's word opens numbers and no subjects, until it is taken back")
    func screen() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks("canary-subject")
        let mara = try await trial.asker("mara@harbor.example")
        let word = try await trial.office.makeOpening(.screen, named: "Hall", by: mara)
        let (ana, manager) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "mara@harbor.example")
        )
        try await trial.run { client in
            let board = try await client.execute(uri: "/wallboard/screen/\(word)", method: .get)
            #expect(board.status == .ok)
            #expect(board.text.contains("#\(ticket)"))
            #expect(board.text.contains("At stake until midnight"))
            #expect(board.text.contains("Acknowledgments kept"))
            for canary in ["canary-subject", "Carla", "Acme"] { #expect(!board.text.contains(canary)) }
            let own = try await client.execute(uri: "/wallboard", method: .get, headers: ana.headers)
            #expect(own.text.contains("canary-subject"))
            #expect(!own.text.contains("At stake"), "money is a manager's")
            let list = try await client.execute(
                uri: "/wallboard/screens", method: .get, headers: manager.headers)
            #expect(list.text.contains("Hall") && !list.text.contains(word))
            let removed = try await client.execute(
                uri: "/wallboard/screens/1/removal", method: .post, headers: manager.sending,
                body: manager.form("x=1"))
            #expect(removed.status == .seeOther)
            for path in ["", "/live"] {
                let gone = try await client.execute(uri: "/wallboard/screen/\(word)\(path)", method: .get)
                #expect(gone.status == .notFound)
            }
        }
    }

    @Test("a calendar has the deadlines of who owns its word, and ends with the word or the account")
    func calendar() async throws {
        let trial = try await WebTrial()
        let mine = try await trial.carlaAsks("Mine, and; more")
        let other = try await trial.carlaAsks("Somebody's")
        let ana = try await trial.asker("ana@harbor.example")
        let given = Assignment(person: ana.person, group: "")
        try await trial.office.act(.assign(given), on: Ticket.ID(mine), by: ana)
        let word = try await trial.office.makeOpening(.calendar, named: "Telephone", by: ana)
        try await trial.run { client in
            let feed = try await client.execute(uri: "/calendar/feeds/\(word).ics", method: .get)
            #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(feed.text.contains("UID:ticket-\(mine)-acknowledgment@"))
            #expect(feed.text.contains("Mine\\, and\\; more"))
            #expect(!feed.text.contains("ticket-\(other)-"))
            let all = try await client.execute(uri: "/calendar/feeds/\(word).ics?show=all", method: .get)
            #expect(all.text.contains("ticket-\(other)-"))
            let wrong = try await client.execute(uri: "/calendar/feeds/\(word)0.ics", method: .get)
            #expect(wrong.status == .notFound)
            try await trial.disable("ana@harbor.example", at: trial.clock.now)
            let closed = try await client.execute(uri: "/calendar/feeds/\(word).ics", method: .get)
            #expect(closed.status == .notFound)
        }
    }

    @Test("tickets as files: what one sees, formulas made harmless, customers told of no tier and no agent")
    func exports() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks("=HYPERLINK(\"http://x\")")
        let (ana, carla) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "carla@acme.example")
        )
        try await trial.run { client in
            let csv = try await client.execute(
                uri: "/exports/tickets/csv", method: .get, headers: ana.headers)
            #expect(csv.text.hasPrefix("ticket,subject,customer"))
            #expect(csv.text.contains("\"'=HYPERLINK(\"\"http://x\"\")\""))
            #expect(csv.text.contains("tier,assignee"))
            let own = try await client.execute(
                uri: "/exports/tickets/jsonl", method: .get, headers: carla.headers)
            #expect(own.text.contains("\"ticket\":\"1\""))
            #expect(!own.text.contains("tier") && !own.text.contains("assignee"))
            let unknown = try await client.execute(
                uri: "/exports/tickets/xls", method: .get, headers: ana.headers)
            #expect(unknown.status == .notFound)
        }
    }

    @Test("everything: with the password again, told to every manager, for a day and for who asked alone")
    func everything() async throws {
        let trial = try await WebTrial(withPassword: true)
        _ = try await trial.carlaAsks("canary-subject")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let without = try await client.execute(
                uri: "/exports/everything", method: .post, headers: ivo.sending, body: ivo.form("x=1"))
            #expect(without.status == .unprocessableContent)
            let made = try await client.execute(
                uri: "/exports/everything", method: .post, headers: ivo.sending, body: ivo.confirmed("x=1"))
            #expect(made.status == .ok)
            let link = try #require(made.text.firstMatch(of: /\/exports\/everything\/[0-9a-f]{40}/)).0
            let file = try await client.execute(uri: String(link), method: .get, headers: ivo.headers)
            for kind in ["export", "customer", "person", "agreement", "fact", "message"] {
                #expect(file.text.contains("\"kind\":\"\(kind)\""), "\(kind)")
            }
            #expect(file.text.contains("canary-subject"))
            #expect(!file.text.contains("scrypt"))
            trial.clock.advance(by: 86_400)
            let late = try await client.execute(uri: String(link), method: .get, headers: ivo.headers)
            #expect(late.status != .ok)
        }
        let told = try await trial.database.read { try $0.outbox() }.map(\.envelopeTo)
        #expect(told.contains("mara@harbor.example"))
    }

    @Test("the audit: by ticket and person, and the chain verified")
    func audit() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/audit?ticket=\(ticket)", method: .get, headers: mara.headers)
            #expect(page.text.contains("ticket \(ticket), 1"))
            let again = try await client.execute(
                uri: "/audit?person=mara%40harbor.example", method: .get, headers: mara.headers)
            #expect(again.text.contains("audit viewed"), "that she looked stands there too")
            let bad = try await client.execute(
                uri: "/audit?person=nobody", method: .get, headers: mara.headers)
            #expect(bad.status == .unprocessableContent)
            _ = try await client.execute(
                uri: "/audit/verification", method: .post, headers: mara.sending, body: mara.form("x=1"))
            for _ in 0..<100 {
                if case .done(let report, _) = trial.office.verification.state {
                    #expect(report.isSound)
                    break
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            let done = try await client.execute(uri: "/audit", method: .get, headers: mara.headers)
            #expect(done.text.contains("nothing was changed"))
        }
    }

    @Test("looking at a link to leave a list changes nothing; one request leaves it, without a session")
    func leaving() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        let (ana, mara) = (
            try await trial.asker("ana@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        let given = Assignment(person: ana.person, group: "")
        try await trial.office.act(.assign(given), on: Ticket.ID(ticket), by: mara)
        let blobs = trial.database.blobs
        let mail = try await trial.database.read { reader in
            try reader.outbox().filter { $0.envelopeTo == "ana@harbor.example" }.compactMap { entry in
                try reader.blob(entry.blob).map { String(decoding: try blobs.bytes(of: $0), as: UTF8.self) }
            }.first
        }
        let header = try #require(mail).replacing("\r\n ", with: "")
        let link = try #require(header.firstMatch(of: /List-Unsubscribe: <([^>]*)>/)).1
        let path = try #require(link.firstRange(of: "/leave/")).lowerBound
        let address = String(link[path...])
        try await trial.run { client in
            let look = try await client.execute(uri: address, method: .get)
            #expect(look.text.contains("Send me no more of them"))
            #expect(try await trial.database.read { try $0.leftLists(of: ana.person.rawValue) }.isEmpty)
            let left = try await client.execute(
                uri: address, method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
                body: .init(string: "List-Unsubscribe=One-Click"))
            #expect(left.status == .ok)
            #expect(try await trial.database.read { try $0.leftLists(of: ana.person.rawValue) } == ["news"])
            let forged = try await client.execute(uri: address.dropLast(1) + "x", method: .post)
            #expect(forged.status == .notFound)
        }
    }

    @Test("metrics are numbers alone, for administrators")
    func metrics() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks("canary-subject")
        let (ivo, mara) = (
            try await trial.session(of: "ivo@harbor.example"),
            try await trial.session(of: "mara@harbor.example")
        )
        try await trial.run { client in
            _ = try await client.execute(uri: "/queue", method: .get, headers: mara.headers)
            let answer = try await client.execute(uri: "/metrics", method: .get, headers: ivo.headers)
            #expect(answer.text.contains("duly_open_tickets{tier=\"1\"} 1\n"))
            #expect(
                answer.text.contains(
                    "duly_http_request_seconds_count{method=\"GET\",route=\"/queue\",status=\"200\"} 1"))
            for canary in ["canary", "Carla", "acme", "harbor"] { #expect(!answer.text.contains(canary)) }
            let refused = try await client.execute(uri: "/metrics", method: .get, headers: mara.headers)
            #expect(refused.status == .forbidden)
        }
    }

    @Test("the wallboard counts what is due today, and says what was done today whenever it was due")
    func today() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let asker = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.acknowledge, text: "We look.", on: Ticket.ID(id), by: asker)
        try await trial.settle()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let board = try await client.execute(uri: "/wallboard", method: .get, headers: mara.headers).text
            #expect(board.contains("Due today") && board.contains("<dd>None due</dd>"), "it was Tuesday's")
            #expect(board.contains("0 kept, 0 broken, 0 not due yet"))
            #expect(board.contains("1 acknowledged today, whenever due"))
            #expect(board.contains("0 resolved today, whenever due"))
        }
    }
}
