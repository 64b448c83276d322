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

@Suite("Calls: who sees whom, what a program may, and what is left of a person")
struct CallAccessTests {
    @Test("who is hidden from an agent is not found, not called, and not guessed by number")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await trial.ask("cleo@acme.example", "Second line only")
        let asker = try await trial.asker("ana@harbor.example")
        try await trial.office.act(
            .assign(Assignment(person: nil, group: "Senior support")), on: Ticket.ID(id), by: asker)
        let cleo = try await trial.database.read { try $0.person(address: "cleo@acme.example")?.id ?? 0 }
        try await trial.database.write { try $0.add(phoneNumber: "+4940777777", of: cleo) }
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        let token = try await trial.token(of: "ana@harbor.example")
        try await trial.run { client in
            for who in ["cleo", "%2B4940777777"] {
                let mine = try await client.execute(
                    uri: "/calls/new?who=\(who)", method: .get, headers: ana.headers)
                #expect(!mine.text.contains("/contacts/\(cleo)/"))
                let theirs = try await client.execute(
                    uri: "/calls/new?who=\(who)", method: .get, headers: ben.headers)
                #expect(theirs.text.contains("/contacts/\(cleo)/calls/new"))
            }
            let hidden = try await CallTests.post(
                client, "/contacts/\(cleo)/calls", ana, "subject=S&summary=T")
            let absent = try await CallTests.post(client, "/contacts/99999/calls", ana, "subject=S&summary=T")
            #expect(hidden.status == .notFound && hidden.text == absent.text)
            let kept = try await client.execute(
                uri: "/api/calls", method: .post, headers: token,
                body: ByteBuffer(string: #"{"number":"+4940777777","subject":"S","summary":"T"}"#))
            #expect(kept.text.contains(#""state":"unmatched""#))
        }
    }

    @Test("a program's call is received and acknowledges nothing; its key makes it one")
    func program() async throws {
        let trial = try await WebTrial()
        _ = try await CallTests.carla(trial)
        var token = try await trial.token(of: "ana@harbor.example", kind: .program)
        token[HTTPField.Name("Idempotency-Key")!] = "call-7"
        let headers = token
        try await trial.run { client in
            let body = #"{"contact":"carla@acme.example","subject":"Export","summary":"It stops"}"#
            var answers: Set<String> = []
            for _ in 0..<2 {
                let answer = try await client.execute(
                    uri: "/api/calls", method: .post, headers: headers, body: ByteBuffer(string: body))
                #expect(answer.status == .created)
                answers.insert(answer.text)
            }
            #expect(answers.count == 1)
        }
        let ticket = try await trial.ticket(1)
        #expect(ticket.acknowledgedAt == nil && ticket.sent.count == 1)
        #expect(try await trial.database.read { try $0.ticketRow(2) } == nil)
    }

    @Test("erased, nobody's numbers are left; exported, they are there")
    func privacy() async throws {
        let trial = try await WebTrial()
        let carla = try await CallTests.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            _ = try await CallTests.post(
                client, "/contacts/\(carla)/phone-numbers", ana, "number=%2B4940123456")
            _ = try await CallTests.post(
                client, "/contacts/\(carla)/calls", ana,
                "subject=Export&summary=Zebra+stops&number=%2B4940123456")
            _ = try await CallTests.post(
                client, "/calls", ana, "number=%2B4940123456&caller=Mrs+Reyes&subject=Zebra&summary=Zebra")
        }
        let mara = try await trial.asker("mara@harbor.example")
        let record = try await trial.office.export(Person.ID(carla), by: mara).record
        #expect(record.phoneNumbers == ["+4940123456"] && record.calls.count == 1)
        let ivo = try await trial.asker("ivo@harbor.example")
        let erasure = try await trial.office.askErasure(
            of: Person.ID(carla), reason: "Asked by letter", by: mara)
        try await trial.office.settle(.confirm, on: erasure, by: ivo)
        let calls = try await trial.database.read { reader in
            try [StoredCall.State.bound, .unmatched, .discarded].flatMap { try reader.calls($0, limit: 10) }
        }
        #expect(calls.count == 2)
        for call in calls { #expect(call.number + call.caller + call.summary + call.subject == "") }
        #expect(try await trial.database.read { try $0.phoneNumbers(of: carla) }.isEmpty)
    }
}
