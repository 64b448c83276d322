import Agreements
import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mail
import Operations
import Storage
import Testing

@Suite("F: automatic receipts and answered calls are counted apart from what people wrote")
struct CountedApartTests {
    private static let november = "period=dates&from=2026-11-01&to=2026-11-30"
    private static let automatic = DemoAgreement.yaml.replacing("automatic: no", with: "automatic: yes")

    /// The line of all tickets, as programs read it.
    private static func line(
        _ report: String, _ client: any TestClientProtocol, _ reader: WebTrial.Session
    ) async throws -> String {
        let file = try await client.execute(
            uri: "/reports/\(report)/csv?\(november)&split=none", method: .get, headers: reader.headers)
        return file.text.split(separator: "\r\n").last.map(String.init) ?? ""
    }

    @Test("an answered inbound call has a column of its own, on page, paper, file and in the portal")
    func calls() async throws {
        let trial = try await WebTrial()
        let contact = try await CallTests.carla(trial)
        let written = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let logged = try await CallTests.post(
                client, "/contacts/\(contact)/calls", ana,
                "subject=The+export+stops&summary=It+stops&started=2026-11-23+16:46&ended=2026-11-23+16:50")
            let call = try CallTests.ticket(logged)
            _ = try await CallTests.post(client, "/tickets/\(written)/acknowledgment", ana, "text=We+look")
            try await trial.settle()
            #expect(try await Self.line("acknowledgments", client, mara) == "All,100.00,1,0,0,0,0,1")
            #expect(try await Self.line("times-to-acknowledge", client, mara).hasSuffix(",1"))
            let page = try await client.execute(
                uri: "/reports/acknowledgments?\(Self.november)", method: .get, headers: mara.headers)
            #expect(page.text.contains("Answered calls") && page.text.contains("key=answered-call"))
            let behind = try await client.execute(
                uri: "/reports/acknowledgments/tickets?\(Self.november)&key=answered-call", method: .get,
                headers: mara.headers)
            #expect(behind.text.contains("href=\"/tickets/\(call)\""))
            #expect(!behind.text.contains("href=\"/tickets/\(written)\""))
        }
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("a receipt that the agreement lets acknowledge does so once it left, and is counted for itself")
    func receipts() async throws {
        let trial = try await WebTrial(agreement: Self.automatic)
        let mara = try await trial.session(of: "mara@harbor.example")
        let ticket = try await Self.filed(trial)
        #expect(try await trial.ticket(ticket).acknowledgedAt == nil, "nothing left yet")
        trial.clock.advance(by: 60)
        try await trial.settle()
        let acknowledged = try await trial.ticket(ticket)
        #expect(acknowledged.acknowledgedAt == WebTrial.start.advanced(by: 60))
        #expect(acknowledged.acknowledgedApart == .automatic)
        try await trial.run { client in
            #expect(try await Self.line("acknowledgments", client, mara) == "All,,0,0,0,0,1,0")
            #expect(try await Self.line("times-to-acknowledge", client, mara) == "All,,,,0")
            let page = try await client.execute(
                uri: "/tickets/\(ticket)", method: .get, headers: mara.headers)
            #expect(page.text.contains("Acknowledged by the automatic receipt, as the agreement says"))
            #expect(page.text.contains("To be resolved by") && !page.text.contains("A person answers by"))
        }
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("a receipt acknowledges nothing where the agreement says no, or where the loop rules keep it back")
    func nothing() async throws {
        let ordinary = try await WebTrial()
        let first = try await Self.filed(ordinary)
        try await ordinary.settle()
        #expect(try await ordinary.ticket(first).acknowledgedAt == nil)
        let keptBack = try await WebTrial(agreement: Self.automatic)
        let second = try await Self.filed(keptBack, unless: .autoSubmitted)
        try await keptBack.settle()
        #expect(try await keptBack.ticket(second).acknowledgedAt == nil)
    }

    /// Carla's inquiry with its receipt, as intake does it.
    private static func filed(_ trial: WebTrial, unless refusal: LoopRefusal? = nil) async throws -> Int64 {
        let ticket = try await trial.carlaAsks()
        let office = trial.office
        let now = trial.clock.now
        try await trial.database.write { writer in
            guard let desk = try office.dossier(Ticket.ID(ticket), in: writer) else { return }
            try office.sendReceipt(of: desk, now: now, writer) { _, _ in refusal }
        }
        return ticket
    }
}
