import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("What is kept in sight instead of taken in")
struct QuarantineTests {
    @Test(
        "each trouble is kept with its cause, by either door, and opens no ticket",
        arguments: [
            ("sender-missing", "no-sender"), ("sender-unparsable", "no-sender"),
            ("out-of-office-to-nothing", "auto-reply"), ("read-receipt-to-nothing", "auto-reply"),
            ("own-address-to-itself", "own-mail"), ("agent-forged", "unproven-agent"),
            ("agent-signed-by-stranger", "unproven-agent"), ("agent-signed-then-changed", "unproven-agent"),
            ("agent-signed-in-part", "unproven-agent"), ("agent-forward-unsigned", "unproven-agent"),
            ("authentication-results-forged", "unproven-agent"),
            ("authentication-results-in-comment", "unproven-agent"), ("authors-two", "unproven-agent"),
            ("agent-forward-unreadable", "unreadable-forward"),
        ])
    func causes(name: String, cause: String) async throws {
        let gate = try await GateTrial()
        let number = try await gate.send(name, from: "somebody@evil.example")
        #expect(try await gate.kept(number)?.cause == cause)
        #expect(try await gate.kept(number)?.state == .waiting)
        #expect(try await gate.trial.subjects().isEmpty)
        // Whose name it bears is asked; nobody else hears of it.
        let told = try await gate.trial.database.read { try $0.outbox() }.map(\.envelopeTo)
        #expect(told == (cause == "unproven-agent" ? ["ana@harbor.example"] : []))
        // Nothing that comes by LMTP is checked by us, and nobody is believed: it proves nothing either.
        if cause == "unreadable-forward" { return }
        let again = try await GateTrial()
        #expect(try await again.kept(again.send(name, by: .lmtp))?.cause == cause)
    }

    @Test("a report on nothing and a mail for the postmaster are kept too")
    func reports() async throws {
        let gate = try await GateTrial()
        #expect(try await gate.kept(gate.send("bounce-of-nothing", from: ""))?.cause == "unknown-report")
        let forPostmaster = try await gate.send("plain", to: ["postmaster@harbor.example"])
        #expect(try await gate.kept(forPostmaster)?.cause == "postmaster")
        #expect(try await gate.trial.subjects().isEmpty)
    }

    @Test("the same mail twice is kept once")
    func twice() async throws {
        let gate = try await GateTrial()
        try await gate.send("sender-missing")
        try await gate.send("sender-missing")
        #expect(try await gate.trial.database.read { try $0.quarantineCount(.waiting) } == 1)
    }

    @Test("released two days later with its sender named, it is a ticket received when the mail was")
    func released() async throws {
        let gate = try await GateTrial()
        let number = try await gate.send("sender-missing")
        gate.trial.pass(seconds: 2 * 86_400)
        let (office, ben) = (gate.trial.office, try await gate.asker("ben@harbor.example"))
        let nobody = await #expect(throws: Refusal.self) {
            try await office.release(number, sender: "", by: ben)
        }
        #expect(nobody?.code == "sender-missing")
        let bad = await #expect(throws: Refusal.self) {
            try await office.release(number, sender: "carla", by: ben)
        }
        #expect(bad?.code == "bad-address")
        try await office.release(number, sender: "Carla@acme.example", by: ben)
        try await gate.intake.readNew()
        let ticket = try #require(try await gate.ticket(of: number))
        #expect(ticket.receivedAt == MailTrial.start)
        let carla = try await gate.trial.database.read { try $0.person(address: "carla@acme.example") }
        #expect(ticket.requester.rawValue == carla?.id)
        // The two hours of A.1 are over since Monday noon: the release keeps the receipt.
        let dossier = try await gate.trial.database.read { try office.dossier(ticket.id, in: $0) }
        #expect(dossier?.clock(.acknowledgment)?.deadline == MailTrial.start.advanced(by: 7200))
        let facts = try await gate.trial.database.read { try office.quarantineFacts(number, in: $0) }
        #expect(facts.map(\.what) == [.kept(.noSender), .released])
        #expect(facts.map(\.by) == [.desk, ben.actor])
        let second = await #expect(throws: Refusal.self) {
            try await office.release(number, sender: "", by: ben)
        }
        #expect(second?.code == "not-waiting")
    }

    @Test("attached, a customer's mail is their message on the ticket; one without a sender is a note")
    func attached() async throws {
        let gate = try await GateTrial()
        try await gate.trial.take(mail("First"))
        let (office, ben) = (gate.trial.office, try await gate.asker("ben@harbor.example"))
        for (name, heard, notes) in [("sender-missing", 1, 1), ("out-of-office-to-nothing", 2, 1)] {
            let number = try await gate.send(name)
            try await office.attach(number, to: Ticket.ID(1), by: ben)
            try await gate.intake.readNew()
            #expect(try await gate.kept(number)?.state == .attached)
            let messages = try await gate.trial.messages(1)
            #expect(messages.filter { $0.direction == .note }.count == notes, "\(name)")
            #expect(try await gate.trial.ticket(1)?.heard.count == heard, "\(name)")
        }
        #expect(try await gate.trial.messages(1).last?.isAutomatic == true)
        let away = await #expect(throws: Refusal.self) {
            try await office.attach(try await gate.send("own-address-to-itself"), to: Ticket.ID(99), by: ben)
        }
        #expect(away?.code == "no-ticket")
    }

    @Test("discarded with a reason, it stays in sight and can still be released")
    func discarded() async throws {
        let gate = try await GateTrial()
        let number = try await gate.send("out-of-office-to-nothing")
        let (office, mara) = (gate.trial.office, try await gate.asker("mara@harbor.example"))
        let empty = await #expect(throws: Refusal.self) {
            try await office.discard(number, reason: "  ", by: mara)
        }
        #expect(empty?.code == "reason-missing")
        try await office.discard(number, reason: "An absence notice.", by: mara)
        let reading = try await gate.trial.database.read { try office.quarantineReading(number, in: $0) }
        #expect(reading?.mail.state == .discarded)
        #expect(reading?.facts.last?.what == .discarded(reason: "An absence notice."))
        #expect(reading?.letter?.text.contains("away until Monday") == true)
        try await office.release(number, sender: "", by: mara)
        try await gate.intake.readNew()
        #expect(try await gate.ticket(of: number)?.receivedAt == MailTrial.start)
    }

    @Test("those who may not, may not: first line, administrators, tokens")
    func access() async throws {
        let gate = try await GateTrial()
        let number = try await gate.send("sender-missing")
        let office = gate.trial.office
        for address in ["ana@harbor.example", "ivo@harbor.example"] {
            let asker = try await gate.asker(address)
            await #expect(throws: Access.Denial.self) {
                try await office.discard(number, reason: "x", by: asker)
            }
        }
        let ben = try await gate.asker("ben@harbor.example")
        let token = Access.Asker(
            person: ben.person, role: ben.role, groups: ben.groups, means: .ownClient([.read, .write]))
        await #expect(throws: Access.Denial.self) { try await office.release(number, sender: "", by: token) }
    }
}
