import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage
import Testing

@Suite("E: where the agreement says so, whoever asked is told once when a promise breaks")
struct BreachMailTests {
    private static let telling = DemoAgreement.yaml.replacing(
        "quiet_when_closed: yes", with: "quiet_when_closed: yes\n  breach_mail: yes")

    /// What Carla was mailed, the oldest first.
    private func told(
        _ trial: Trial, _ address: String = "carla@acme.example"
    ) async throws -> [Mail.Message] {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            try reader.outbox().reversed().filter { $0.envelopeTo == address }.compactMap { entry in
                try reader.blob(entry.blob).map { Mail.Message.parse(try blobs.bytes(of: $0)) }
            }
        }
    }

    @Test("each promise by a mail of its own, in plain words, with the credit where the schedule has one")
    func both() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00", agreement: Self.telling)
        let id = try await trial.carlaAsks()
        let alarm = Alarm(office: trial.office)
        try trial.set("2026-11-23 12:00")
        try await alarm.ring()
        #expect(try await told(trial).isEmpty, "the last instant keeps it")
        try trial.set("2026-11-23 12:01")
        try await alarm.ring()
        try await alarm.ring()
        let first = try await told(trial)
        #expect(first.count == 1)
        let text = first.first?.readableText ?? ""
        #expect(text.contains("We did not keep a promise on ticket \(id): The export stops"))
        #expect(text.contains("to answer your message (A.1)"))
        #expect(text.contains("Monday, 23 November 2026, 12:00 (Europe/Berlin)"))
        #expect(text.contains("A person still answers you"))
        #expect(text.contains("stands on the statement of the month"))
        #expect(first.first?.automation.autoSubmitted == "auto-generated")
        try trial.set("2026-11-30 18:00")
        try await alarm.ring()
        let both = try await told(trial)
        #expect(both.count == 2)
        #expect(both.last?.readableText.contains("We go on until the ticket is resolved.") == true)
        let shown = try await trial.database.read {
            try $0.messages(of: id.rawValue, includingInternal: false).filter(\.isAutomatic)
        }
        #expect(shown.count == 2, "both stand on the ticket")
    }

    @Test("nobody is mailed where the agreement does not say so")
    func silent() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        _ = try await trial.carlaAsks()
        try trial.set("2026-11-30 18:00")
        try await Alarm(office: trial.office).ring()
        #expect(try await told(trial).isEmpty)
    }

    @Test("a breach that lapses and comes back is told once")
    func once() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00", agreement: Self.telling)
        let id = try await trial.carlaAsks()
        try trial.set("2026-11-23 12:01")
        try await Alarm(office: trial.office).ring()
        let ben = try await trial.asker("ben@harbor.example")
        let mara = try await trial.asker("mara@harbor.example")
        let span = Span(
            from: try Trial.berlin("2026-11-23 10:30"), to: try Trial.berlin("2026-11-23 11:30"))
        try await trial.office.perform(on: id) { _, _, _ in
            Command(.exclude(span, ground: "Third party", reason: "Their line"), by: ben.actor, way: .page)
        }
        try await trial.office.perform(on: id) { _, _, _ in
            Command(.approveExclusion(number: 1), by: mara.actor, way: .page)
        }
        try await Alarm(office: trial.office).ring()
        #expect(try await trial.ticket(id).ticket.alarms.breaches.isEmpty, "the breach lapsed")
        try trial.set("2026-11-23 13:30")
        try await Alarm(office: trial.office).ring()
        let desk = try await trial.ticket(id)
        #expect(desk.facts.count { $0.what == .broken(.acknowledgment) } == 2)
        let missed = try await told(trial).filter { $0.readableText.contains("to answer your message") }
        #expect(missed.count == 1)
    }

    @Test("a program, and an address of a program's, are told nothing")
    func programs() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00", agreement: Self.telling)
        for (address, isAutomatic) in [("carla@acme.example", true), ("nobody@acme.example", false)] {
            var inquiry = Inquiry(
                address: address, name: "Monitor", subject: "Disk full", text: "93 %", way: .mail)
            inquiry.isAutomatic = isAutomatic
            let id = try await trial.office.receive(inquiry)
            #expect(try await trial.ticket(id).terms != nil)
        }
        try trial.set("2026-11-30 18:00")
        try await Alarm(office: trial.office).ring()
        for address in ["carla@acme.example", "nobody@acme.example"] {
            #expect(try await told(trial, address).isEmpty, "\(address)")
        }
    }

    @Test("in German where the customer reads it, and without a word of credit where there is none")
    func german() async throws {
        let target = Self.telling.replacing("binding: commitment", with: "binding: target")
        let trial = try await Trial(at: "2026-11-23 10:00", agreement: target)
        let id = try await trial.carlaAsks()
        try await trial.database.write { writer in
            guard var carla = try writer.person(address: "carla@acme.example") else { return }
            carla.language = "de"
            try writer.update(carla)
        }
        try trial.set("2026-11-30 18:00")
        try await Alarm(office: trial.office).ring()
        let texts = try await told(trial).map(\.readableText)
        #expect(texts.count == 2)
        #expect(texts.contains { $0.contains("Ihnen zu antworten (A.1)") && $0.contains("Gutschrift") })
        #expect(texts.contains { $0.contains("Ihr Ticket zu lösen (A.2)") && !$0.contains("Gutschrift") })
        #expect(texts.allSatisfy { $0.contains("Bei Ticket \(id)") })
    }
}
