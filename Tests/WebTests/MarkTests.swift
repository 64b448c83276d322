import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Marks on one ticket: exclusions with evidence, out of scope with an offer, disputes")
struct MarkTests {
    private static func form(
        _ session: WebTrial.Session, _ fields: [(String, String)], file: String
    ) -> (HTTPFields, ByteBuffer) {
        var headers = session.sending
        headers[.contentType] = "multipart/form-data; boundary=duly"
        let parts = [("csrf", session.csrf)] + fields
        let body = parts.map { "--duly\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }
            .joined()
        return (
            headers,
            ByteBuffer(
                string: body + "--duly\r\nContent-Disposition: form-data; name=\"files\"; "
                    + "filename=\"../\(file)\"\r\nContent-Type: text/html\r\n\r\n<b>down</b>\r\n--duly--\r\n")
        )
    }

    @Test(
        "evidence comes with the proposal and later, is seen on the ticket and in the proof, and never runs")
    func evidence() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        trial.clock.advance(by: 16 * 3600)
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let fields = [
                ("from", "2026-11-23 16:55"), ("to", "2026-11-23 17:55"), ("ground", "Third party"),
                ("reason", "The carrier was down"),
            ]
            let (headers, body) = Self.form(ana, fields, file: "report.html")
            let proposed = try await client.execute(
                uri: "/tickets/\(ticket)/exclusions", method: .post, headers: headers, body: body)
            #expect(proposed.status == .seeOther, "\(proposed.text)")
            let (more, files) = Self.form(ana, [("number", "1")], file: "later.html")
            let given = try await client.execute(
                uri: "/tickets/\(ticket)/evidence", method: .post, headers: more, body: files)
            #expect(given.status == .seeOther, "\(given.text)")
            let approved = try await client.execute(
                uri: "/tickets/\(ticket)/exclusion-decisions", method: .post, headers: mara.sending,
                body: mara.form("number=1&decision=approve"))
            #expect(approved.status == .seeOther, "\(approved.text)")
            for uri in ["/tickets/\(ticket)", "/tickets/\(ticket)/proof/acknowledgment"] {
                let page = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                #expect(page.text.contains(">report.html<") && page.text.contains(">later.html<"), "\(uri)")
                #expect(
                    page.text.contains("given by Ana Lima") && page.text.contains("approved by Mara Voss"))
            }
            let digest = try #require(
                try await trial.ticket(ticket).exclusions[0].what.evidence.first?.digest)
            let file = try await client.execute(
                uri: "/tickets/\(ticket)/evidence/\(digest)", method: .get, headers: ana.headers)
            #expect(file.text == "<b>down</b>")
            #expect(file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.contentDisposition]?.contains("attachment") == true)
            let other = try await trial.carlaAsks("Another")
            let foreign = try await client.execute(
                uri: "/tickets/\(other)/evidence/\(digest)", method: .get, headers: ana.headers)
            #expect(foreign.status == .notFound)
        }
    }

    @Test("out of scope tells the customer why, what is offered and how to object, and ends the clocks")
    func outOfScope() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks("A report of our own")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(ticket)", method: .get, headers: ben.headers)
            #expect(page.text.contains("The provider names a price"), "the offer is shown before it is sent")
            let marked = try await client.execute(
                uri: "/tickets/\(ticket)/out-of-scope", method: .post, headers: ben.sending,
                body: ben.form("reason=This+is+custom+development"))
            #expect(marked.status == .seeOther)
        }
        let sent = try #require(try await trial.messages(of: ticket).last { $0.direction == .outgoing })
        #expect(sent.text.contains("This is custom development"))
        #expect(sent.text.contains("The provider names a price") && sent.text.contains("20 business days"))
        #expect(try await trial.ticket(ticket).outOfScopeMark != nil)
    }

    @Test("a manager begins a separate agreement from it: prefilled, and each leads to the other")
    func separate() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks("A report of our own")
        let ben = try await trial.session(of: "ben@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            func begin(_ session: WebTrial.Session, _ name: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "/tickets/\(ticket)/separate-agreement", method: .post, headers: session.sending,
                    body: session.form("name=\(name)"))
            }
            #expect(try await begin(mara, "acme-reports").text.contains("not marked out of scope"))
            _ = try await client.execute(
                uri: "/tickets/\(ticket)/out-of-scope", method: .post, headers: ben.sending,
                body: ben.form("reason=Custom"))
            #expect(try await begin(ben, "acme-reports").status == .forbidden)
            #expect(try await begin(mara, "Acme Reports").text.contains("can&#39;t name an agreement"))
            #expect(try await begin(mara, "acme").text.contains("There is an agreement acme already"))
            let begun = try await begin(mara, "acme-reports")
            #expect(begun.headers[.location] == "/agreements/acme-reports/draft", "\(begun.text)")
            #expect(try await begin(mara, "acme-reports").text.contains("has a draft already"))
            let draft = try await client.execute(
                uri: "/agreements/acme-reports/draft", method: .get, headers: mara.headers)
            #expect(draft.text.contains("begun from #\(ticket)"))
            #expect(draft.text.contains("office@acme.example"), "the parties are known")
            let agreement = try await client.execute(
                uri: "/agreements/acme-reports", method: .get, headers: mara.headers)
            #expect(agreement.text.contains("href=\"/tickets/\(ticket)\""))
            let page = try await client.execute(
                uri: "/tickets/\(ticket)", method: .get, headers: mara.headers)
            #expect(page.text.contains("href=\"/agreements/acme-reports\""))
        }
        let clean = try await trial.office.reindex()
        #expect(clean.changed.isEmpty)
    }

    @Test(
        "the customer's dispute is logged by the desk, answered by a third person, and upheld undoes the mark"
    )
    func disputed() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        let ben = try await trial.session(of: "ben@harbor.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            func post(
                _ session: WebTrial.Session, _ noun: String, _ form: String
            ) async throws -> TestResponse {
                try await client.execute(
                    uri: "/tickets/\(ticket)/\(noun)", method: .post, headers: session.sending,
                    body: session.form(form))
            }
            #expect(try await post(ben, "out-of-scope", "reason=Custom").status == .seeOther)
            let none = try await post(ana, "disputes", "mark=exclusion:1&reason=It+is+not")
            #expect(none.text.contains("no such mark in force"))
            #expect(try await post(ana, "disputes", "mark=x&reason=y").text.contains("There is no mark"))
            #expect(
                try await post(ana, "disputes", "mark=out-of-scope&reason=It+is+a+bug").status == .seeOther)
            let page = try await client.execute(
                uri: "/tickets/\(ticket)", method: .get, headers: mara.headers)
            #expect(page.text.contains("Carla Reyes") && page.text.contains("It is a bug"))
            #expect(page.text.contains("I logged the customer&#39;s dispute"), "\(page.text)")
            #expect(
                try await post(ben, "dispute-answers", "mark=out-of-scope&upheld=yes&reason=True").status
                    == .forbidden)
            #expect(
                try await post(mara, "dispute-answers", "mark=out-of-scope&upheld=yes&reason=True").status
                    == .seeOther)
        }
        #expect(try await trial.ticket(ticket).outOfScopeMark == nil)
        #expect(try await trial.ticket(ticket).pendingDisputes.isEmpty)
    }

    @Test("the desk takes a mark back itself, with a reason")
    func reversed() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            for (noun, form) in [
                ("out-of-scope", "reason=Custom"), ("reversals", "mark=out-of-scope&reason=A+mistake"),
            ] {
                let answer = try await client.execute(
                    uri: "/tickets/\(ticket)/\(noun)", method: .post, headers: mara.sending,
                    body: mara.form(form))
                #expect(answer.status == .seeOther, "\(answer.text)")
            }
        }
        #expect(try await trial.ticket(ticket).outOfScopeMark == nil)
    }
}
