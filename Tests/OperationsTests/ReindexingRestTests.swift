import Agreements
import BusinessTime
import Desk
import Testing

@testable import Operations
@testable import Storage

@Suite("What is derived beside the queue is rebuilt too, and compared")
struct ReindexingRestTests {
    private struct World {
        let trial: Trial
        let ticket: Ticket.ID
        let event: ExclusionEvent.ID
    }

    private static func file(_ name: String) -> GivenFile {
        GivenFile(name: name, mediaType: "text/plain", bytes: Array("What \(name) shows".utf8))
    }

    /// A ticket that is out of scope with an agreement of its own and evidence, an event with evidence, an
    /// agreement whose notice came as a scanned letter, an access.
    private func world() async throws -> World {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (office, ticket) = (trial.office, try await trial.carlaAsks())
        let (ana, ben, mara) = (
            try await trial.asker("ana@harbor.example"), try await trial.asker("ben@harbor.example"),
            try await trial.asker("mara@harbor.example")
        )
        try trial.set("2026-11-23 11:30")
        let span = Span(
            from: try Trial.berlin("2026-11-23 10:30"), to: try Trial.berlin("2026-11-23 11:00"))
        try await office.perform(on: ticket) { writer, _, now in
            let evidence = try office.keep(
                [Self.file("line.txt")], by: ben.person, in: .ticket(ticket.rawValue), now: now, writer)
            return Command(
                .exclude(span, ground: "Third party", reason: "The line", evidence: evidence), by: ben.actor,
                way: .page)
        }
        let wish = AccessWish(
            system: "The shop", purpose: "To look",
            users: AccessUsers(people: [ana.person], group: "Senior support"),
            until: try Trial.berlin("2026-11-25 10:00"), contact: "", said: .phone)
        try await office.giveAccess(wish, on: ticket, by: ana)
        try await office.answer(
            .outOfScope(reason: "A report of their own"), text: "We make you an offer.", on: ticket, by: ben)
        try await office.beginSeparateAgreement("acme-reports", from: ticket, by: mara)
        let declaration = ExclusionEvent.Declaration(
            from: try Trial.berlin("2026-11-23 11:00"), to: nil, ground: "Third party", reason: "The carrier",
            scope: ExclusionEvent.Scope(agreements: ["acme"]))
        let event = try await office.declare(declaration, [Self.file("carrier.txt")], by: ben)
        try await office.giveNotice(
            "acme",
            Office.NoticeOrder(
                from: .customer, way: .mail, received: .on(try #require(LocalDate("2026-11-20"))),
                reference: "m@acme"), by: mara.actor)
        return World(trial: trial, ticket: ticket, event: event)
    }

    private func digests(_ trial: Trial) async throws -> [DerivedTable: String] {
        try await trial.database.read { reader in
            try Dictionary(
                uniqueKeysWithValues: DerivedTable.allCases.map { ($0, try reader.digest(of: $0)) })
        }
    }

    @Test("a sound desk is found sound, and from empty tables the same rows come")
    func fromNothing() async throws {
        let world = try await world()
        let before = try await digests(world.trial)
        let sound = try await world.trial.office.reindex()
        #expect(sound.changed.isEmpty && sound.agreementsChanged == 0)
        #expect(sound.evidenceChanged == 0 && sound.strayRows == 0)
        #expect(try await digests(world.trial) == before)
        let nothing = try await world.trial.database.write { writer in
            for table in DerivedTable.allCases { try writer.clear(table) }
            return try writer.digest(of: .evidence)
        }
        #expect(nothing != before[.evidence], "there was evidence to begin with")
        let anew = try await world.trial.office.reindex()
        #expect(anew.changed == [world.ticket] && anew.agreementsChanged == 1 && anew.evidenceChanged == 1)
        #expect(try await digests(world.trial) == before)
    }

    @Test("where a version stands, and its time in force, are mended from the agreement's facts")
    func versions() async throws {
        let world = try await world()
        let before = try await digests(world.trial)
        for spoil in [
            "UPDATE agreement SET in_force_until = NULL WHERE name = 'acme'",
            "UPDATE agreement SET in_force_until = in_force_from WHERE name = 'acme'",
        ] {
            try await world.trial.database.write { try $0.connection.run(spoil, []) }
            #expect(try await digests(world.trial)[.agreement] != before[.agreement])
            #expect(try await world.trial.office.reindex().agreementsChanged == 1)
            #expect(try await digests(world.trial) == before)
        }
    }

    @Test(
        "evidence, separate agreements, accesses and views that were spoilt are told and mended",
        arguments: [
            "DELETE FROM evidence WHERE stream_kind = 'ticket'",
            "DELETE FROM separate_agreement", "UPDATE separate_agreement SET agreement = 'other'",
            "INSERT INTO separate_agreement (agreement, ticket) VALUES ('never-begun', 1)",
            "UPDATE access_grant SET ended = ends",
            "INSERT INTO kept_view (viewer, viewed, active, due) SELECT min(id), 1, 1, 5 FROM desk_group",
        ])
    func ticketRows(_ spoil: String) async throws {
        let world = try await world()
        let before = try await digests(world.trial)
        try await world.trial.database.write { try $0.connection.run(spoil, []) }
        #expect(try await digests(world.trial) != before)
        #expect(try await world.trial.office.reindex().changed == [world.ticket])
        #expect(try await digests(world.trial) == before)
    }

    @Test("evidence of an event, and rows that hang on nothing, are told and mended")
    func others() async throws {
        let world = try await world()
        let before = try await digests(world.trial)
        try await world.trial.database.write { writer in
            for sql in [
                "DELETE FROM evidence WHERE stream_kind = 'event'",
                "INSERT INTO evidence (stream_kind, stream_id, blob) "
                    + "SELECT 'event', 99, min(digest) FROM blob",
                "INSERT INTO separate_agreement (agreement, ticket) VALUES ('ghost', 99)",
                "INSERT INTO access_grant (ticket, number, contact, ends) VALUES (99, 1, 1, 5)",
            ] { _ = try writer.connection.run(sql, []) }
        }
        let outcome = try await world.trial.office.reindex()
        #expect(outcome.evidenceChanged == 1 && outcome.strayRows == 3 && outcome.changed.isEmpty)
        #expect(try await digests(world.trial) == before)
    }
}
