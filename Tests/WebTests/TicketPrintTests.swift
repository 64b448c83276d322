import Agreements
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("A ticket on paper")
struct TicketPrintTests {
    @Test(
        "clocks with proofs and all that was said, nothing to press; without notes for the customer"
    )
    func printed() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let asker = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.note, text: "Their cache, I think.", on: Ticket.ID(id), by: asker)
        try await trial.office.answer(.reply, text: "We look at it.", on: Ticket.ID(id), by: asker)
        try await trial.settle()
        let other = try await trial.carlaAsks("Another")
        try await trial.office.act(
            .escalate(to: .tier2, reason: "Hard customer"), on: Ticket.ID(id), by: asker)
        let mara = try await trial.asker("mara@harbor.example")
        let turn = Office.Turn(on: Ticket.ID(id), by: mara, way: .page, at: trial.clock.now)
        try await trial.database.write {
            try trial.office.link(to: Ticket.ID(other), reason: "They never pay", turn, $0)
        }
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            #expect(try await browser.get("/tickets/\(id)").text.contains(#"href="/tickets/\#(id)/print""#))
            let page = try await browser.get("/tickets/\(id)/print").text
            let main = page.components(separatedBy: "<main")[1].components(separatedBy: "</main>")[0]
            for part in [
                "The export stops", "Carla Reyes, carla@acme.example", "It stops at 40 %.",
                "Their cache, I think.", "We look at it.", "Acknowledgment", "Resolution", "Counted",
                "Our mail server accepted the message", "As of Mon 2026-11-23 16:50",
            ] { #expect(main.contains(part), "\(part)") }
            for control in ["<form", "<button", "<textarea", "<details", "<input"] {
                #expect(!main.contains(control), "\(control)")
            }
            let forCustomer = try await browser.get("/tickets/\(id)/print?notes=no").text
            let theirs = forCustomer.components(separatedBy: "<main")[1]
            for secret in ["Their cache", "They never pay", "Hard customer", "tier 2", "Senior support"] {
                #expect(main.contains(secret), "\(secret)")
                #expect(!theirs.contains(secret), "\(secret)")
            }
            #expect(theirs.contains("As the customer sees it"))
            #expect(theirs.contains("We look at it.") && theirs.contains("Counted"))
            #expect(theirs.contains("Acknowledged"))
        }
    }
}
