import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("Which agreement applies, on a real store")
struct PinningTests {
    private static let base = AgreementVersion(agreement: "acme", number: 1)
    private static let line = AgreementVersion(agreement: "acme-line", number: 1)

    /// Acme has a second agreement for its production line: an address and a category of its own.
    private static func trial() async throws -> Trial {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let yaml = DemoAgreement.yaml
            .replacing("support@harbor.example", with: "line@harbor.example")
            .replacing("[technical, usage, account, general]", with: "[line]")
        try await trial.database.write { writer in
            let acme = try writer.organisation(domain: "acme.example")
            var second = StoredAgreement(
                name: "acme-line", version: 1, organisation: acme?.id, text: Array(yaml.utf8),
                status: "in-force")
            second.inForceFrom = .earliest
            _ = try writer.add(second)
            _ = try writer.add(StoredOrganisation(name: "Borealis", domains: ["borealis.example"]))
        }
        return trial
    }

    private static func mail(from address: String, to recipients: [String]) -> Inquiry {
        var inquiry = Inquiry(address: address, name: "", subject: "It stops", text: "Help.", way: .mail)
        inquiry.recipients = recipients
        return inquiry
    }

    @Test(
        "by the sender's organisation, then the address written to, then the category",
        arguments: [
            (["support@harbor.example"], nil, Pinning.version(base)),
            (["Line@Harbor.example"], nil, .version(line)),
            (["sales@harbor.example"], nil, .candidates([base, line])),
            ([], "line", .version(line)),
            ([], "usage", .version(base)),
            ([], nil, .candidates([base, line])),
        ] as [([String], String?, Pinning)])
    func chosen(recipients: [String], category: String?, pinning: Pinning) async throws {
        let trial = try await Self.trial()
        var inquiry = Self.mail(from: "carla@acme.example", to: recipients)
        inquiry.category = category
        let id = try await trial.office.receive(inquiry)
        #expect(try await trial.ticket(id).ticket.pinning == pinning)
    }

    @Test("a category that the agreement does not have is refused, and no ticket is opened")
    func category() async throws {
        let trial = try await Self.trial()
        var inquiry = Self.mail(from: "carla@acme.example", to: ["support@harbor.example"])
        inquiry.category = "weather"
        let refusal = await #expect(throws: Refusal.self) { try await trial.office.receive(inquiry) }
        #expect(refusal?.field == "category")
        #expect(refusal?.remedy.contains("technical") == true)
        #expect(try await trial.database.read { try $0.queue(QueueFilter(.all)) }.isEmpty)
    }

    @Test(
        "a stranger's mail is no promise; identified two days later it runs from receipt, broken as it fell"
    )
    func late() async throws {
        let trial = try await Self.trial()
        let id = try await trial.office.receive(
            Self.mail(from: "carla.private@mail.example", to: ["support@harbor.example"]))
        #expect(try await trial.ticket(id).terms == nil)
        try trial.set("2026-11-25 10:00")
        let ben = try await trial.asker("ben@harbor.example")
        try await Self.identify(id, "acme", by: ben, trial)
        let desk = try await trial.ticket(id)
        #expect(desk.ticket.pinning == .version(Self.base))
        let clock = try #require(desk.clock(.acknowledgment))
        #expect(clock.deadline == (try Trial.berlin("2026-11-23 12:00")))
        #expect(clock.standing(at: try Trial.berlin("2026-11-25 10:00")).word == "broken")
        // The contact is Acme's from now on: the next mail needs no one.
        let next = try await trial.office.receive(
            Self.mail(from: "carla.private@mail.example", to: ["support@harbor.example"]))
        #expect(try await trial.ticket(next).ticket.pinning == .version(Self.base))
    }

    @Test("the address that the first mail was written to counts when the sender is identified later")
    func lateByAddress() async throws {
        let trial = try await Self.trial()
        let entry = try await trial.database.write { writer in
            let blob = try trial.database.blobs.take(Array("mail".utf8))
            let entry = InboxEntry(
                blob: blob, source: nil, envelopeFrom: "x@mail.example",
                envelopeTo: ["line@harbor.example"], receivedMilliseconds: 0)
            return try writer.add(entry, bytes: blob)?.id
        }
        var inquiry = Self.mail(from: "x@mail.example", to: ["line@harbor.example"])
        inquiry.inbox = entry
        let id = try await trial.office.receive(inquiry)
        try await Self.identify(id, "ACME", by: try await trial.asker("mara@harbor.example"), trial)
        #expect(try await trial.ticket(id).ticket.pinning == .version(Self.line))
    }

    @Test("Ana may not move a ticket; an unknown customer and another customer's contact are refused")
    func refused() async throws {
        let trial = try await Self.trial()
        let id = try await trial.office.receive(
            Self.mail(from: "carla@acme.example", to: ["support@harbor.example"]))
        let ana = try await trial.asker("ana@harbor.example")
        await #expect(throws: Access.Denial.self) { try await Self.identify(id, "Borealis", by: ana, trial) }
        let ben = try await trial.asker("ben@harbor.example")
        let typo = await #expect(throws: Refusal.self) { try await Self.identify(id, "Bore", by: ben, trial) }
        #expect(typo?.remedy == "Did you mean Borealis?")
        let elsewhere = await #expect(throws: Refusal.self) {
            try await Self.identify(id, "Borealis", by: ben, trial)
        }
        #expect(elsewhere?.field == "contact")
    }

    @Test("moved to a customer without an agreement a breach stays, the promise does not")
    func moved() async throws {
        let trial = try await Self.trial()
        let id = try await trial.office.receive(
            Self.mail(from: "carla@acme.example", to: ["support@harbor.example"]))
        try trial.set("2026-11-23 13:00")
        try await Alarm(office: trial.office).ring()
        let ben = try await trial.asker("ben@harbor.example")
        try await Self.identify(id, "Borealis", contact: "bo@borealis.example", by: ben, trial)
        let ticket = try await trial.ticket(id).ticket
        #expect(ticket.pinning == .noPromise(reason: "This customer has no agreement."))
        #expect(ticket.alarms.heldBreaches.map(\.at) == [try Trial.berlin("2026-11-23 12:00")])
    }

    private static func identify(
        _ id: Ticket.ID, _ customer: String, contact: String = "", by asker: Access.Asker, _ trial: Trial
    ) async throws {
        let office = trial.office
        let turn = Office.Turn(on: id, by: asker, way: .page, at: office.clock())
        try await trial.database.write { try office.identify(customer, contact: contact, turn, $0) }
    }
}
