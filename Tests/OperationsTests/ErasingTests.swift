import Agreements
import BusinessTime
import Desk
import Foundation
import Storage
import Testing

@testable import Operations

@Suite("Erasing a person: words go, facts and chain stay")
struct ErasingTests {
    struct World {
        let trial: Trial
        let ticket: Ticket.ID
        let other: Ticket.ID
        let carla: Person.ID
        let ana: Access.Asker
        let mara: Access.Asker
        let ivo: Access.Asker
    }

    /// Carla asked twice and disputed; Ana answered her by name; Cora of Acme wrote on the second ticket.
    static func world() async throws -> World {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ticket = try await trial.carlaAsks("The export stops for Carla Reyes")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(
            .acknowledge, text: "Dear Carla, we look at it. Your words: It stops at 40 %.", on: ticket,
            by: ana)
        try await Delivery(office: trial.office, send: { _ in .accepted("250 for carla@acme.example") })
            .drain()
        try await trial.office.act(
            .setSeverity(.low, reason: "Carla Reyes says it can wait"), on: ticket, by: ana)
        let carla = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id ?? 0 }
        try await trial.office.perform(on: ticket) { _, _, _ in
            Command(
                .dispute(.severityReduction, reason: "I never said so, zebra"),
                by: .contact(Person.ID(carla)), way: .page)
        }
        let other = try await trial.office.receive(
            Inquiry(
                address: "cora@acme.example", name: "Cora Blum", subject: "A question",
                text: "As Carla Reyes told me, it stops.", way: .mail))
        return World(
            trial: trial, ticket: ticket, other: other, carla: Person.ID(carla), ana: ana,
            mara: try await trial.asker("mara@harbor.example"),
            ivo: try await trial.asker("ivo@harbor.example"))
    }

    static func erase(_ world: World) async throws {
        let office = world.trial.office
        let id = try await office.askErasure(of: world.carla, reason: "By letter", by: world.mara)
        try await office.settle(.confirm, on: id, by: world.ivo)
    }

    @Test("the chain, the clocks and the index give the same answers before and after")
    func verifiable() async throws {
        let world = try await Self.world()
        let database = world.trial.database
        let sealed = try await database.writeCheckpoint(at: try Trial.berlin("2026-11-23 10:30"))
        let published = PublishedHead(sealed)
        let before = try await world.trial.ticket(world.ticket)
        try await Self.erase(world)
        let after = try await world.trial.ticket(world.ticket)
        #expect("\(after.clocks)" == "\(before.clocks)")
        #expect(after.facts.count == before.facts.count + 1)
        #expect(after.facts.last?.what == .erased(world.carla))
        let report = try await database.read { try $0.verifyAudit(against: [published]) }
        #expect(report.isSound, "\(report.findings)")
        #expect(try await database.write { try $0.isSearchSound() })
        let rebuilt = try await world.trial.office.reindex()
        #expect(rebuilt.changed.isEmpty, "the index follows from the facts, erased or not")
        // A reader that never saw the ticket folds the same from the store.
        let fresh = Office(database: database, shelf: AgreementShelf(), clock: world.trial.office.clock)
        let folded = try await database.read { try fresh.dossier(world.ticket, in: $0) }
        #expect(folded?.facts == after.facts)
    }

    @Test("nothing of the person is left in the store's file, nor in its words")
    func gone() async throws {
        let world = try await Self.world()
        try await Self.erase(world)
        let office = world.trial.office
        let (messages, person, words) = try await world.trial.database.read { reader in
            (
                try reader.messages(of: world.ticket.rawValue, includingInternal: true),
                try #require(try reader.person(world.carla.rawValue)),
                try reader.words(of: .ticket(world.ticket.rawValue))
            )
        }
        #expect(person.name.wholeMatch(of: /Person [0-9A-F]{4} of Acme/) != nil)
        #expect(person.address == "person-\(person.id)@erased.invalid" && person.disabledAt != nil)
        let kept = messages.map { $0.subject + $0.text + ($0.messageID ?? "") + $0.address }.joined()
        #expect(!kept.contains("Carla") && !kept.contains("Reyes"))
        #expect(kept.contains("Dear \(person.name), we look at it"))
        #expect(words.map(\.text).contains("\(person.name) says it can wait"))
        #expect(!words.map(\.text).joined().contains("zebra"))
        let dossier = try await world.trial.ticket(world.ticket)
        #expect(!"\(dossier.facts)".contains("zebra") && !"\(dossier.facts)".contains("Carla"))
        let second = try await world.trial.database.read {
            try $0.messages(of: world.other.rawValue, includingInternal: true)
        }
        #expect(
            second[0].text.contains("Carla Reyes"), "a ticket that the person never wrote on is not searched")
        _ = office
    }

    @Test("neither the file nor its log holds an erased word")
    func overwritten() async throws {
        let world = try await Self.world()
        // A reason beside a fact, and a word of a message in the index of the search.
        let before = try await Self.file(world.trial)
        #expect(before.contains("zebra") && before.contains("stops"))
        try await Self.erase(world)
        try await world.trial.database.finishErasing(at: try Trial.berlin("2026-11-23 11:00"))
        let after = try await Self.file(world.trial)
        #expect(!after.contains("zebra"))
        #expect(!after.contains("Reyes says"))
    }

    /// The bytes of the database as they lie on disk.
    private static func file(_ trial: Trial) async throws -> String {
        try ["duly.sqlite", "duly.sqlite-wal"].map { name in
            let bytes = try Data(contentsOf: URL(filePath: trial.folder).appending(path: name))
            return String(decoding: bytes, as: UTF8.self)
        }.joined()
    }

    @Test("a mail to the person is not sent any more; her colleague's is")
    func waiting() async throws {
        let world = try await Self.world()
        let office = world.trial.office
        try await office.answer(.reply, text: "More is needed, Carla.", on: world.ticket, by: world.ana)
        try await office.answer(.reply, text: "Cora, wait.", on: world.other, by: world.ana)
        try await Self.erase(world)
        let entries = try await world.trial.database.read { try $0.outbox() }
        #expect(!entries.contains { $0.envelopeTo.contains("carla") || $0.answer.contains("carla") })
        #expect(entries.contains { $0.envelopeTo.contains("erased.invalid") && $0.state == .cancelled })
        #expect(entries.contains { $0.envelopeTo == "cora@acme.example" && $0.state == .waiting })
    }

    @Test("a raw mail and its files go, unless something else is the same bytes")
    func blobs() async throws {
        let world = try await Self.world()
        let (database, now) = (world.trial.database, try Trial.berlin("2026-11-23 10:00"))
        let large = try database.blobs.take([UInt8](repeating: 7, count: 200_000))
        let shared = try database.blobs.take([UInt8](repeating: 8, count: 200_000))
        let inbox = try await database.write { writer -> Int64 in
            let raw = try database.blobs.take(Array("From: carla@acme.example".utf8))
            let entry = try #require(
                try writer.add(
                    InboxEntry(
                        blob: raw, envelopeFrom: "Carla@acme.example", envelopeTo: ["support@harbor.example"],
                        receivedMilliseconds: now.seconds * 1000), bytes: raw))
            let first = try writer.messages(of: world.ticket.rawValue, includingInternal: true)[0]
            let second = try writer.messages(of: world.other.rawValue, includingInternal: true)[0]
            for (message, blob) in [(first, large), (first, shared), (second, shared)] {
                try writer.keep(blob)
                _ = try writer.add(
                    StoredAttachment(
                        message: message.id, blob: blob, name: "a", mediaType: "text/plain", contentID: nil,
                        isInline: false))
            }
            return entry.id
        }
        try await Self.erase(world)
        try await database.finishErasing(at: now.advanced(by: Blob.keptAfterRelease))
        let entry = try #require(try await database.read { try $0.inboxEntry(inbox) })
        #expect(entry.envelopeFrom == "")
        #expect(try await database.read { try $0.blob(entry.blob)?.size } == 0)
        #expect(try await database.read { try $0.blob(large.digest) } == nil)
        #expect(throws: StoreProblem.self) { try database.blobs.bytes(of: large) }
        #expect(try database.blobs.bytes(of: shared).count == 200_000)
    }

    @Test("words inside facts of an older version are counted, not touched")
    func older() async throws {
        let world = try await Self.world()
        let office = world.trial.office
        let fact = Fact(
            .objected(reason: "Still broken"), by: .contact(world.carla), way: .page,
            happened: try Trial.berlin("2026-11-23 10:00"), recorded: try Trial.berlin("2026-11-23 10:00"))
        try await world.trial.database.write { writer in
            let stream = FactStream.ticket(world.ticket.rawValue)
            let head = try writer.head(of: stream)
            try writer.append([FactForm.encode(fact)], to: stream, following: head)
        }
        let plan = try await world.trial.database.read { try office.erasurePlan(of: world.carla, in: $0) }
        #expect(plan.inside == 1 && plan.extent.reasons == 2)
        try await Self.erase(world)
        #expect(try await world.trial.ticket(world.ticket).facts.contains(fact))
        #expect(try await world.trial.database.read { try $0.verifyAudit().isSound })
    }

    @Test("the same address has the same pseudonym, whenever it writes again")
    func stable() async throws {
        let world = try await Self.world()
        try await Self.erase(world)
        _ = try await world.trial.carlaAsks("Again")
        let office = world.trial.office
        let (old, again) = try await world.trial.database.read { reader in
            let again = try #require(try reader.person(address: "carla@acme.example"))
            return (
                try #require(try reader.person(world.carla.rawValue)?.name),
                try office.erasurePlan(of: Person.ID(again.id), in: reader)
            )
        }
        #expect(again.pseudonym == old && again.person.id != world.carla.rawValue)
        #expect(again.extent.messages == 1)
    }

    @Test("who may ask and confirm, and for whom")
    func access() async throws {
        let world = try await Self.world()
        let office = world.trial.office
        await #expect(throws: Access.Denial.self) {
            try await office.askErasure(of: world.carla, reason: "x", by: world.ana)
        }
        await #expect(throws: Refusal.notContact) {
            try await office.askErasure(of: world.ana.person, reason: "x", by: world.mara)
        }
        let id = try await office.askErasure(of: world.carla, reason: "By letter", by: world.mara)
        #expect(try await world.trial.mails(to: "ivo@harbor.example").contains { $0.contains("P-1 waits") })
        await #expect(throws: Refusal.self) {
            try await office.askErasure(of: world.carla, reason: "Again", by: world.ivo)
        }
        await #expect(throws: Refusal.self) { try await office.settle(.confirm, on: id, by: world.mara) }
        #expect(
            try await world.trial.database.read { try $0.person(world.carla.rawValue)?.name } == "Carla Reyes"
        )
        try await office.settle(.refuse(reason: "Not her"), on: id, by: world.ivo)
        await #expect(throws: Refusal.self) { try await office.settle(.confirm, on: id, by: world.ivo) }
    }
}
