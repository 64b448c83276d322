import Agreements
import BusinessTime
import Desk
import Foundation
import Storage
import Testing

@testable import Operations

@Suite("New zone data moves deadlines that are open, each by a fact")
struct ZoneRulesTests {
    /// The folder of a tz database in which Berlin's clocks go as another zone's; it goes with the trial's.
    private static func zones(_ release: String, berlinAs zone: String, _ trial: Trial) throws -> String {
        let folder = trial.folder + "/zones-" + UUID().uuidString
        let files = FileManager.default
        try files.createDirectory(atPath: folder + "/Europe", withIntermediateDirectories: true)
        try files.copyItem(atPath: "/usr/share/zoneinfo/\(zone)", toPath: folder + "/Europe/Berlin")
        try Data("# version \(release)\n".utf8).write(to: URL(filePath: folder + "/tzdata.zi"))
        return folder
    }

    /// Of a release with Berlin's rules as they are, and of one in which it keeps London's time.
    private static func rules(_ trial: Trial) throws -> (old: String, new: String) {
        (
            try zones("2026b", berlinAs: "Europe/Berlin", trial),
            try zones("2026c", berlinAs: "Europe/London", trial)
        )
    }

    /// The desk as it starts on a system with this tz database.
    private static func start(_ trial: Trial, _ folder: String) -> Office {
        Office(
            database: trial.database, shelf: AgreementShelf(zones: ZoneFiles(folder: folder)),
            clock: trial.office.clock)
    }

    private static func facts(_ trial: Trial, _ id: Ticket.ID) async throws -> [Fact] {
        try await trial.ticket(id).facts
    }

    @Test("a changed rule moves both deadlines by half an hour; a second start does nothing")
    func moved() async throws {
        let trial = try await Trial(at: "2026-11-23 09:30")
        let (old, new) = try Self.rules(trial)
        let id = try await trial.carlaAsks()
        let first = try #require(try await Self.start(trial, old).followZoneRules())
        #expect(first.zones == ["Europe/Berlin"] && first.moved == 0 && first.tickets == 1)
        #expect(try await Self.start(trial, old).followZoneRules() == nil)
        let before = try await trial.database.read { try $0.ticketRow(id.rawValue) }

        let office = Self.start(trial, new)
        let change = try #require(try await office.followZoneRules())
        #expect(change.version == "2026c" && change.zones == ["Europe/Berlin"] && change.moved == 2)
        let half: Int64 = 1800
        let (acknowledge, resolve) = (
            try #require(before?.acknowledgeBy), try #require(before?.resolveBy)
        )
        #expect(
            try await Self.facts(trial, id).suffix(2).map(\.what) == [
                .deadlineMoved(
                    .acknowledgment, from: acknowledge, to: acknowledge.advanced(by: half),
                    zoneVersion: "2026c"),
                .deadlineMoved(
                    .resolution, from: resolve, to: resolve.advanced(by: half), zoneVersion: "2026c"),
            ])
        #expect(try await Self.facts(trial, id).last?.by == .desk)
        let row = try await trial.database.read { try $0.ticketRow(id.rawValue) }
        #expect(row?.acknowledgeBy == acknowledge.advanced(by: half))
        #expect(row?.nextDue == acknowledge.advanced(by: half))

        let again = Self.start(trial, new)
        let count = try await Self.facts(trial, id).count
        #expect(try await again.followZoneRules() == nil)
        #expect(try await Self.facts(trial, id).count == count)
        #expect(try await again.reindex().changed.isEmpty)
    }

    @Test("a start that was stopped before its end is done again, and moves nothing twice")
    func stopped() async throws {
        let trial = try await Trial(at: "2026-11-23 09:30")
        let (old, new) = try Self.rules(trial)
        let id = try await trial.carlaAsks()
        _ = try await Self.start(trial, old).followZoneRules()
        let note = try #require(try await trial.database.read { try $0.setting(ZoneNote.setting) })
        _ = try await Self.start(trial, new).followZoneRules()
        // As if the power had failed between the last ticket and the note.
        try await trial.database.write { try $0.set(note, for: ZoneNote.setting) }
        let change = try await Self.start(trial, new).followZoneRules()
        #expect(change?.tickets == 1 && change?.moved == 0)
        #expect(try await Self.facts(trial, id).count { $0.what.kind == .deadlineMoved } == 2)
    }

    @Test("what is answered keeps its acknowledgment; what is closed moves no more; the alarm is set anew")
    func done() async throws {
        let trial = try await Trial(at: "2026-11-23 09:30")
        let (old, new) = try Self.rules(trial)
        let answered = try await trial.carlaAsks()
        let marked = try await trial.carlaAsks("Another")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.acknowledge, text: "I look.", on: answered, by: ana)
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 2.0.0 queued") }.drain()
        try await trial.office.act(.markNotInquiry(reason: "Thanks alone"), on: marked, by: ana)
        _ = try await Self.start(trial, old).followZoneRules()
        let office = Self.start(trial, new)
        let change = try #require(try await office.followZoneRules())
        #expect(change.tickets == 1 && change.moved == 1)
        let moved = try await Self.facts(trial, answered).filter { $0.what.kind == .deadlineMoved }
        guard case .deadlineMoved(.resolution, _, _, _) = moved.first?.what else {
            Issue.record("\(moved)")
            return
        }
        let desk = try #require(try await trial.database.read { try office.dossier(answered, in: $0) })
        let due = try await trial.database.read { try $0.due(of: .ticket(answered.rawValue)) }
        #expect(due == office.due(of: desk) && due != nil)
    }

    @Test("a new release with the same rules for the zones in use moves nothing and is remembered")
    func sameRules() async throws {
        let trial = try await Trial(at: "2026-11-23 09:30")
        let old = try Self.zones("2026b", berlinAs: "Europe/Berlin", trial)
        let new = try Self.zones("2026c", berlinAs: "Europe/Berlin", trial)
        let id = try await trial.carlaAsks()
        _ = try await Self.start(trial, old).followZoneRules()
        #expect(try await Self.start(trial, new).followZoneRules() == nil)
        #expect(try await Self.facts(trial, id).count == 1)
        let note = ZoneNote(stored: try await trial.database.read { try $0.setting(ZoneNote.setting) })
        #expect(note?.version == "2026c" && note?.agreements == ["acme/1": "Europe/Berlin"])
    }

    @Test("deadlines that were all counted just now need no second look")
    func noted() async throws {
        let trial = try await Trial(at: "2026-11-23 09:30")
        try await trial.office.seed(tickets: 20)
        #expect(try await trial.office.followZoneRules() == nil)
    }
}
