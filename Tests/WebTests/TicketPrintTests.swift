import Agreements
import BusinessTime
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

    @Test("a long ticket is printed in parts under 100 kB, which say that they are; all in one where asked")
    func parts() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await Self.sixtyMessages(trial, id)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            for address in ["/tickets/\(id)/print", "/tickets/\(id)/print?notes=no"] {
                var (next, pages): (String?, [String]) = (address, [])
                while let uri = next, pages.count < 100 {
                    let page = try await browser.get(uri)
                    #expect(page.status == .ok && page.body.readableBytes < 100_000, "\(uri)")
                    let count = page.text.firstMatch(of: /Part (\d+) of (\d+)/)
                    #expect(count.flatMap { Int($0.1) } == pages.count + 1, "\(uri)")
                    #expect(page.text.contains("Counted") == pages.isEmpty, "the clocks stand once")
                    pages.append(page.text)
                    let following = "Part \(pages.count + 1)</a>"
                    next = page.text.components(separatedBy: "<a").first { $0.contains(">\(following)") }
                        .map { String($0.components(separatedBy: "href=\"")[1].prefix { $0 != "\"" }) }
                        .map { $0.replacing("&amp;", with: "&") }
                }
                let whole = pages.joined()
                for number in 1...60 where number != 40 {
                    #expect(whole.components(separatedBy: "message \(number). ").count == 2, "\(number)")
                }
                #expect(whole.contains("continued"))
                #expect(whole.contains("end.</div>") && pages.count > 5)
            }
            let all = try await browser.get("/tickets/\(id)/print?part=all").text
            #expect(all.contains("message 1. ") && all.contains("message 60. ") && all.contains("Counted"))
            #expect(all.contains("In parts") && !all.contains("continued"))
            let far = try await browser.get("/tickets/\(id)/print?part=999").text
            #expect(far.contains("message 60. "), "a part that is not there is the last")
        }
    }

    /// The fortieth is longer than a part.
    private static func sixtyMessages(_ trial: WebTrial, _ id: Int64) async throws {
        let carla = try await trial.session(of: "carla@acme.example").person.rawValue
        let now = trial.clock.now
        try await trial.database.write { writer in
            for number in 1...60 {
                var message = StoredMessage(
                    direction: .incoming, sent: now, received: now.advanced(by: Int64(number)))
                (message.ticket, message.author) = (id, carla)
                message.text = "message \(number). " + String(repeating: "<It stops> & ", count: 200)
                if number == 40 { message.text = "large. " + String(repeating: "& ", count: 40_000) + "end." }
                _ = try writer.add(message)
            }
        }
    }

    @Test("a short ticket is one sheet and speaks of no parts")
    func whole() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await Browser(client, ana).get("/tickets/\(id)/print").text
            #expect(page.contains("It stops at 40 %.") && !page.contains("part="))
        }
    }
}
