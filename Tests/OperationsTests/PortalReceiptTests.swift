import BusinessTime
import Desk
import Mail
import Operations
import Storage
import Testing

@Suite("Receipts of the portal: one for each ticket, and a link to it where the desk has an address")
struct PortalReceiptTests {
    /// The same desk, at an address.
    private static func office(_ trial: Trial, at origin: String) -> Office {
        let clock = trial.office.clock
        return Office(
            database: trial.database, shelf: AgreementShelf(), clock: { clock() },
            address: { origin + $0.path })
    }

    private static func file(_ subject: String, _ trial: Trial, _ office: Office) async throws {
        let carla = try await trial.asker("carla@acme.example")
        let inquiry = Inquiry(address: "", name: "", subject: subject, text: "It stops.", way: .portal)
        _ = try await trial.database.write { writer in
            try office.file(inquiry, [], by: carla, now: office.clock(), writer).ticket.id
        }
    }

    private static func receipts(_ trial: Trial) async throws -> [String] {
        try await trial.database.read { reader in
            try reader.outbox(limit: 200).filter { $0.envelopeTo == "carla@acme.example" }.compactMap {
                entry in
                try reader.blob(entry.blob).map {
                    Message.parse(try trial.database.blobs.bytes(of: $0)).readableText
                }
            }
        }
    }

    @Test("Carla files again within the hour: a receipt each, with the way to each ticket")
    func each() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let office = Self.office(trial, at: "https://desk.harbor.example")
        try await Self.file("The export stops", trial, office)
        try await Self.file("The import stops", trial, office)
        let receipts = try await Self.receipts(trial)
        #expect(receipts.count == 2)
        for number in 1...2 {
            let link = "See it and its deadlines: https://desk.harbor.example/portal/tickets/\(number)"
            #expect(receipts.contains { $0.contains(link) }, "\(receipts)")
        }
    }

    @Test("German words lead there too; whoever belongs to no customer gets no link")
    func others() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let office = Self.office(trial, at: "https://desk.harbor.example")
        try await trial.database.write { writer in
            guard var carla = try writer.person(address: "carla@acme.example") else { return }
            carla.language = "de"
            try writer.update(carla)
        }
        try await Self.file("Der Export hält an", trial, office)
        let link = "Das Ticket und seine Fristen: https://desk.harbor.example/portal/tickets/1"
        #expect(try await Self.receipts(trial).first?.contains(link) == true)
        try await trial.database.write { writer in
            guard var carla = try writer.person(address: "carla@acme.example") else { return }
            carla.organisation = nil
            try writer.update(carla)
        }
        try await Self.file("Der Import hält an", trial, office)
        let receipts = try await Self.receipts(trial)
        #expect(receipts.count == 2 && receipts.count { $0.contains("/portal/") } == 1)
    }

    @Test(
        "no link while the desk has no address but one of its own machine",
        arguments: [
            "", "http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080",
        ])
    func noAddress(_ origin: String) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        try await Self.file("The export stops", trial, Self.office(trial, at: origin))
        let receipts = try await Self.receipts(trial)
        #expect(receipts.count == 1 && !receipts[0].contains("/portal/") && !receipts[0].contains("See it"))
    }

    @Test("a flood of tickets still gets no receipts beyond its bound")
    func flood() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        for number in 1...(LoopGuard.ticketsInTenMinutesMax + 2) {
            try await Self.file("Request \(number)", trial, trial.office)
        }
        #expect(try await Self.receipts(trial).count == LoopGuard.ticketsInTenMinutesMax)
    }
}
