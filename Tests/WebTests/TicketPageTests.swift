import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The pages of the desk")
struct TicketPageTests {
    @Test("the queue shows Carla's ticket with both promises in plain words")
    func queue() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/queue", method: .get, headers: ana.headers)
            #expect(page.text.contains("The export stops"))
            #expect(page.text.contains("Acknowledge by 09:50 tomorrow"))
            for show in ["unassigned", "unacknowledged", "today"] {
                let page = try await client.execute(
                    uri: "/queue?show=\(show)", method: .get, headers: ana.headers)
                #expect(page.text.contains("/tickets/\(id)"), "\(show)")
            }
            for show in ["mine", "waiting"] {
                let page = try await client.execute(
                    uri: "/queue?show=\(show)", method: .get, headers: ana.headers)
                #expect(!page.text.contains("/tickets/\(id)\""), "\(show)")
            }
        }
    }

    @Test("what resolves a ticket is mailed once and shown once, with the line that it is resolved")
    func resolvedOnce() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.office.answer(
            .resolve(.fix), text: "The relay is renewed.", on: Ticket.ID(id),
            by: Access.Asker(
                person: ana.person, role: .tier1, groups: ["Front desk"], means: .session))
        try await trial.settle()
        // What the program sends by itself has no sender of the envelope.
        let mails = try await trial.database.read { try $0.outbox().filter { !$0.envelopeFrom.isEmpty } }
        #expect(mails.map(\.ticket) == [id])
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.split(separator: "The relay is renewed.").count == 2)
            #expect(page.text.contains("Resolved: fix"))
        }
    }

    @Test("Ana's reply is queued to Carla and shown; her note is not sent")
    func reply() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            for form in ["visibility=public&text=I+look+at+it.", "visibility=internal&text=It+is+the+cache."]
            {
                let answer = try await client.execute(
                    uri: "/tickets/\(id)/replies", method: .post, headers: ana.sending, body: ana.form(form))
                #expect(answer.status == .seeOther)
                #expect(answer.headers[.location] == "/tickets/\(id)")
            }
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.contains("I look at it."))
            #expect(page.text.contains("Internal note by"))
        }
        #expect(try await trial.messages(of: id).map(\.visibility) == [.public, .public, .internal])
        #expect(try await trial.database.read { try $0.outbox() }.map(\.envelopeTo) == ["carla@acme.example"])
    }

    @Test("a refused act is shown again with its words, its clause and what to do")
    func refused() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/tickets/\(id)/exclusions", method: .post, headers: ana.sending,
                body: ana.form("from=2026-11-23+16:40&to=2026-11-23+16:30&ground=x&reason=Their+network"))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("The span ends before it begins."))
            #expect(answer.text.contains("Their network"))
        }
    }

    @Test("a stranger's ticket stands in the view of its own; Ben says whose it is, and Ana sees the promise")
    func stranger() async throws {
        let trial = try await WebTrial()
        let known = try await trial.carlaAsks()
        let id = try await trial.office.receive(
            Inquiry(address: "x@mail.example", name: "X", subject: "Who am I", text: "Help.", way: .mail)
        ).rawValue
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            func look(_ address: String) async throws -> String {
                try await client.execute(uri: address, method: .get, headers: ben.headers).text
            }
            let view = try await look("/queue?show=no-promise")
            #expect(view.contains("/tickets/\(id)\"") && !view.contains("/tickets/\(known)\""))
            #expect(try await look("/tickets/\(id)").contains("The sender belongs to no customer"))
            let answer = try await client.execute(
                uri: "/tickets/\(id)/identification", method: .post, headers: ben.sending,
                body: ben.form("customer=acme&contact="))
            #expect(answer.status == .seeOther)
            #expect(try await look("/tickets/\(id)").contains("acme v1"))
            #expect(try await !look("/queue?show=no-promise").contains("/tickets/\(id)\""))
        }
    }

    @Test("Ana marks spam as no inquiry, and takes it back")
    func noInquiry() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            for (form, state) in [
                ("inquiry=no&reason=Spam", Ticket.State.notInquiry), ("inquiry=yes&reason=It+is+not", .open),
            ] {
                let answer = try await client.execute(
                    uri: "/tickets/\(id)/inquiry-mark", method: .post, headers: ana.sending,
                    body: ana.form(form))
                #expect(answer.status == .seeOther)
                #expect(try await trial.ticket(id).state == state)
            }
        }
    }

    @Test("the proof of each promise is a page; another word is not")
    func proof() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let uri = "/tickets/\(id)/proof/acknowledgment"
            let page = try await client.execute(uri: uri, method: .get, headers: ana.headers)
            #expect(page.status == .ok)
            #expect(page.text.contains("Tue 2026-11-24 09:50"))
            let other = try await client.execute(
                uri: "/tickets/\(id)/proof/nothing", method: .get, headers: ana.headers)
            #expect(other.status == .notFound)
        }
    }

    @Test("a hidden ticket is answered like an absent one, and so is an address that is no number")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await trial.database.write { writer in
            guard let ana = try writer.person(address: "ana@harbor.example") else { return }
            for group in try writer.groups(of: ana.id) { try writer.remove(person: ana.id, from: group) }
        }
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let absent = try await client.execute(uri: "/tickets/999", method: .get, headers: ana.headers)
            #expect(absent.status == .notFound)
            let hidden = ["/tickets/\(id)", "/tickets/\(id)/proof/resolution"]
            #expect(absent.text.contains("Check the number, or go to the queue."))
            for uri in hidden + ["/tickets/x"] {
                let answer = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                #expect(answer.status == absent.status)
                let isNumbered = uri != "/tickets/x"
                #expect(answer.text.contains("Check the \(isNumbered ? "number" : "address"), or go to"))
                #expect(
                    answer.text.replacing("Check the address", with: "Check the number") == absent.text)
                #expect(!isNumbered || answer.headers == absent.headers)
            }
        }
    }
}
