import BusinessTime
import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Which ticket a mail joins")
struct IntakeThreadingTests {
    private func reply(from: String, _ fields: String...) -> [String] {
        ["From: \(from)", "Message-ID: <\(from)@reply.example>"] + fields + [
            "Subject: Re: First", "", "More.", "",
        ]
    }

    @Test("the requester joins by token, by ids and by tag")
    func requester() async throws {
        for evidence in ["token", "References: <First@acme.example>", "Subject: [#1] more"] {
            let trial = try await MailTrial()
            try await trial.take(mail("First"))
            let to = evidence == "token" ? try await trial.replyAddress(1) : "support@harbor.example"
            let field = evidence == "token" ? "X-Test: 1" : evidence
            try await trial.take(
                ["From: carla@acme.example", "Message-ID: <2@acme.example>", field, "", "More.", ""], to: [to]
            )
            #expect(try await trial.ticket(1)?.heard.count == 2, "\(evidence)")
            #expect(try await trial.subjects().count == 1)
        }
    }

    @Test("with a token a stranger opens a new ticket, linked for the agents; so with a tag")
    func stranger() async throws {
        for (to, tag) in [(true, ""), (false, "[#1] ")] {
            let trial = try await MailTrial()
            try await trial.take(mail("First"))
            let address = to ? try await trial.replyAddress(1) : "support@harbor.example"
            try await trial.take(
                [
                    "From: dora@nowhere.example", "Message-ID: <2@nowhere.example>", "Subject: \(tag)Mine",
                    "",
                    "x",
                ], to: [address])
            #expect(try await trial.ticket(1)?.heard.count == 1)
            #expect(try await trial.ticket(2)?.links == [Ticket.ID(1)])
        }
    }

    @Test("a colleague whom the customer names joins; another colleague opens a linked ticket")
    func colleague() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("First", "Cc: Dirk <dirk@acme.example>, eve@other.example"))
        try await trial.take(reply(from: "dirk@acme.example", "References: <First@acme.example>"))
        #expect(try await trial.ticket(1)?.heard.count == 2)
        // Of another organisation: recorded in the mail, no participant.
        for stranger in ["frank@acme.example", "eve@other.example"] {
            try await trial.take(reply(from: stranger, "References: <First@acme.example>"))
        }
        #expect(try await trial.ticket(1)?.heard.count == 2)
        #expect(try await trial.ticket(2)?.links == [Ticket.ID(1)])
        #expect(try await trial.ticket(3)?.links == [Ticket.ID(1)])
        // Nobody is made a person for being named.
        #expect(try await trial.database.read { try $0.person(address: "support@harbor.example") } == nil)
    }

    @Test("a contact who sees the whole organisation joins its tickets, and no other's")
    func organisationWide() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("First"))
        try await trial.database.write { writer in
            for (address, domain) in [("greta@acme.example", "acme.example"), ("hal@b.example", "b.example")]
            {
                let organisation =
                    try writer.organisation(domain: domain)
                    ?? writer.add(StoredOrganisation(name: domain, domains: [domain]))
                var person = StoredPerson(
                    name: address, address: address, kind: .contact, organisation: organisation.id,
                    role: Role.contact.rawValue)
                person.seesOrganisation = true
                _ = try writer.add(person)
            }
        }
        let token = try await trial.replyAddress(1)
        try await trial.take(reply(from: "greta@acme.example"), to: [token])
        try await trial.take(reply(from: "hal@b.example"), to: [token])
        #expect(try await trial.ticket(1)?.heard.count == 2)
        #expect(try await trial.ticket(2)?.links == [Ticket.ID(1)])
        let greta = try await trial.database.read { try $0.person(address: "greta@acme.example") }
        #expect(greta?.seesOrganisation == true)
    }

    @Test("a reply in time reopens; one after the time to answer opens a new ticket, linked")
    func closed() async throws {
        for (days, isLate) in [(Int64(1), false), (400, true)] {
            let trial = try await MailTrial()
            try await trial.take(mail("First"))
            let ana = try await trial.database.read { try $0.person(address: "ana@harbor.example") }
            let asker = Access.Asker(
                person: Person.ID(try #require(ana).id), role: .tier1, groups: ["Front desk"], means: .session
            )
            trial.pass(seconds: 600)
            try await trial.office.answer(.resolve(.fix), text: "Fixed.", on: Ticket.ID(1), by: asker)
            _ = try await Delivery(office: trial.office) { _ in .accepted("250 queued") }.drain()
            trial.pass(seconds: days * 86_400)
            try await trial.take(reply(from: "carla@acme.example", "References: <First@acme.example>"))
            #expect(try await trial.database.read { try $0.inboxCount(.quarantined) } == 0)
            #expect(try await trial.ticket(1)?.heard.count == (isLate ? 1 : 2))
            #expect(try await trial.ticket(2)?.links == (isLate ? [Ticket.ID(1)] : nil))
        }
    }

    @Test("a mail that its source gives twice keeps its number and opens one ticket")
    func twice() async throws {
        let trial = try await MailTrial()
        let first = try await trial.take(mail("First"), source: "imap:in:1:7")
        let other = try await trial.take(mail("Second"), source: "imap:in:1:8")
        #expect(first != other)
        #expect(try await trial.take(mail("First"), source: "imap:in:1:7") == first)
        #expect(try await trial.subjects() == ["First", "Second"])
    }
}
