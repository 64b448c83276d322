import BusinessTime
import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Who a mail is from, and what that allows")
struct IdentityTests {
    @Test("an agent whose domain signed the mail answers the customer at the ticket's own address")
    func agentAnswer() async throws {
        let gate = try await GateTrial()
        try await gate.trial.take(mail("First"))
        let token = try await gate.trial.replyAddress(1)
        let number = try await gate.send("agent-signed", from: "ana@elsewhere.example", to: [token])
        #expect(try await gate.kept(number) == nil)
        let answer = try #require(try await gate.trial.messages(1).last)
        #expect(answer.direction == .outgoing && answer.visibility == .public)
        #expect(answer.text == "It is me, Ana." && answer.inbox == number)
        let mails = try await gate.trial.database.read { try $0.outbox(ofMessage: answer.id) }
        #expect(mails.map(\.envelopeTo) == ["carla@acme.example"])
        #expect(try await gate.origin(of: number)?.proof == "dkim")
        try await Delivery(office: gate.trial.office) { _ in .accepted("250") }.drain()
        #expect(try await gate.trial.ticket(1)?.acknowledgment != nil, "as from the page")
    }

    @Test("an agent who is in none of the ticket's groups writes no note there: it is a ticket of their own")
    func agentElsewhere() async throws {
        let gate = try await GateTrial()
        try await gate.trial.take(mail("First"))
        let token = try await gate.trial.replyAddress(1)
        try await gate.trial.database.write { writer in
            for group in try writer.groups() {
                for person in try writer.members(of: group.id) {
                    try writer.remove(person: person, from: group.id)
                }
            }
        }
        let number = try await gate.send("agent-signed", from: "ana@elsewhere.example", to: [token])
        #expect(try await gate.ticket(of: number)?.receipt.openedByAgent == true)
        #expect(try await gate.trial.messages(1).allSatisfy { $0.direction != .note })
    }

    @Test("without a ticket an agent's proven mail opens one of their own, outside the promises to customers")
    func agentTicket() async throws {
        let gate = try await GateTrial()
        let number = try await gate.send("agent-signed")
        #expect(try await gate.ticket(of: number)?.receipt.openedByAgent == true)
    }

    @Test(
        "a forward with the sign, by first line or address, is the customer's ticket; without it not"
    )
    func forwards() async throws {
        for (name, to, subject) in [
            ("agent-forward-signed", "support@harbor.example", "The export stops"),
            ("agent-forward-as-file", "support+forward@harbor.example", "Die Ausfuhr steht"),
        ] {
            let gate = try await GateTrial()
            let number = try await gate.send(name, from: "ana@harbor.example", to: [to])
            let ticket = try #require(try await gate.ticket(of: number), "\(name)")
            let carla = try await gate.trial.database.read { try $0.person(address: "carla@acme.example") }
            #expect(ticket.requester.rawValue == carla?.id)
            #expect(try await gate.trial.subjects() == [subject])
            #expect(ticket.receivedAt == MailTrial.start)
            #expect(try await gate.trial.receipts() == ["carla@acme.example"])
            let note = try await gate.trial.messages(1).first { $0.direction == .note }
            #expect(note?.text.hasPrefix("Ana Lima forwarded this mail") == true)
        }
        let gate = try await GateTrial()
        let number = try await gate.send("agent-forward-without-sign", from: "ana@harbor.example")
        #expect(try await gate.ticket(of: number)?.receipt.openedByAgent == true)
        #expect(try await gate.trial.receipts().isEmpty)
    }

    @Test("results are believed of the server that is named, by LMTP, and never by our own SMTP port")
    func believed() async throws {
        let forged = "authentication-results-forged"
        let named = try await GateTrial(believed: ["mx.harbor.example"])
        #expect(try await named.kept(named.send(forged, by: .lmtp)) == nil)
        let bySMTP = try await GateTrial(believed: ["mx.harbor.example"])
        #expect(try await bySMTP.kept(bySMTP.send(forged))?.cause == "unproven-agent")
        let other = try await GateTrial(believed: ["mx.elsewhere.example"])
        #expect(try await other.kept(other.send(forged, by: .lmtp))?.cause == "unproven-agent")
        let comment = try await GateTrial(believed: ["mx.harbor.example"])
        let inComment = try await comment.send("authentication-results-in-comment", by: .lmtp)
        #expect(try await comment.kept(inComment)?.cause == "unproven-agent")
    }

    @Test("a customer's mail shows what vouches for it: their server, nothing, nobody who looked")
    func shown() async throws {
        for (service, sender, proof) in [
            (MailDoor.smtp(SMTPOffer()), "carla@acme.example", "spf"),
            (.smtp(SMTPOffer()), "", "spf"), (.smtp(SMTPOffer()), "x@harbor.example", "failed"),
            (.lmtp, "carla@acme.example", "unchecked"),
        ] {
            let gate = try await GateTrial()
            let number = try await gate.send("reply-to-elsewhere", by: service, from: sender)
            let origin = try await gate.origin(of: number)
            #expect(origin?.proof == proof, "\(sender)")
            #expect(origin?.replyTo == "carla@acme-mail.example")
        }
    }

    @Test("a stranger's tag opens a new ticket, linked for the agents")
    func tag() async throws {
        let gate = try await GateTrial()
        try await gate.trial.take(mail("First"))
        let number = try await gate.send("stranger-with-tag", from: "dora@nowhere.example")
        #expect(try await gate.ticket(of: number)?.links == [Ticket.ID(1)])
        #expect(try await gate.trial.ticket(1)?.heard.count == 1)
    }

    @Test("two customers on one mail: the sender's has the ticket, the other is written down and no follower")
    func twoCustomers() async throws {
        let gate = try await GateTrial()
        try await gate.trial.database.write { writer in
            _ = try writer.add(StoredOrganisation(name: "Beta", domains: ["beta.example"]))
        }
        let number = try await gate.send("customers-two")
        let ticket = try #require(try await gate.ticket(of: number))
        let (acme, eve) = try await gate.trial.database.read {
            (
                try $0.organisation(domain: "acme.example")?.id,
                try $0.isParticipant("eve@beta.example", ofTicket: ticket.id.rawValue)
            )
        }
        #expect(ticket.organisation?.rawValue == acme)
        #expect(!eve)
        #expect(try await gate.origin(of: number)?.others == ["eve@beta.example"])
    }

    @Test("three hundred recipients make no person")
    func bulk() async throws {
        let gate = try await GateTrial()
        let people = { try await gate.trial.database.read { try $0.people(of: 2).count } }
        let before = try await people()
        try await gate.send("recipients-in-bulk")
        #expect(try await gate.trial.subjects() == ["To all of you"])
        #expect(try await people() == before)
    }

    @Test("a blind copy is routed by its envelope, or by what the delivery agent wrote")
    func blindCopy() async throws {
        let gate = try await GateTrial()
        let number = try await gate.send("blind-copy")
        guard case .version = try await gate.ticket(of: number)?.pinning else {
            Issue.record("the address that it was written to has an agreement")
            return
        }
    }

    @Test("a robot's mail is a ticket without promises, and nobody answers it; an agent can still choose")
    func robot() async throws {
        for name in ["robot-opens-ticket", "robot-precedence-junk"] {
            let gate = try await GateTrial()
            let number = try await gate.send(name)
            let ticket = try #require(try await gate.ticket(of: number), "\(name)")
            guard case .noPromise(let reason) = ticket.pinning else {
                Issue.record("\(name) has a promise")
                continue
            }
            #expect(reason.hasPrefix("A program wrote it"))
            #expect(try await gate.trial.receipts().isEmpty)
        }
    }

    @Test("an absence notice on a ticket is shown as automatic and changes nothing")
    func absence() async throws {
        let gate = try await GateTrial()
        try await gate.trial.take(mail("First"))
        let before = try await gate.trial.ticket(1)
        let token = try await gate.trial.replyAddress(1)
        let number = try await gate.send("out-of-office-to-nothing", to: [token])
        #expect(try await gate.kept(number) == nil)
        let after = try await gate.trial.ticket(1)
        #expect(after?.acknowledgment == nil && after?.state == before?.state)
        #expect(after?.waits == before?.waits && after?.resolutions == before?.resolutions)
        #expect(try await gate.trial.messages(1).last?.isAutomatic == true)
    }

    @Test("one automatic mail an hour and address, whatever comes")
    func hourly() async throws {
        let gate = try await GateTrial()
        for (minute, count) in [(0, 1), (20, 1), (39, 1), (61, 2)] {
            gate.trial.pass(
                seconds: MailTrial.start.advanced(by: Int64(minute) * 60).wallSeconds(
                    since: gate.trial.office.clock()))
            try await gate.trial.take(mail("Mail of minute \(minute)"))
            #expect(try await gate.trial.receipts().count == count, "minute \(minute)")
        }
    }
}
