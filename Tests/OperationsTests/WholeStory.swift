import Agreements
import BusinessTime
import Desk
import Storage

@testable import Operations

/// Harbor Software and Acme, from the first draft of an agreement to its last payment: who takes part, and
/// how the clock goes on. An older agreement of theirs ended before this one begins.
struct WholeStory: Sendable {
    static let agreement = "acme-support"
    static let acme: Int64 = 2

    let trial: Trial
    let stage: DemoStage
    /// A second manager: who answers what Mara decided.
    let dana: Access.Asker

    init() async throws {
        trial = try await Trial(at: "2026-08-24 09:00")
        let now = trial.office.clock()
        let id = try await trial.database.write { writer in
            for var stored in try writer.agreements() {
                (stored.status, stored.inForceUntil) = ("terminated", now.advanced(by: -86_400))
                try writer.setStatus(of: stored)
            }
            let dana = StoredPerson(
                name: "Dana Weiss", address: "dana@harbor.example", kind: .agent, organisation: 1,
                role: Role.manager.rawValue)
            return try writer.add(dana).id
        }
        dana = Access.Asker(
            person: Person.ID(id), role: .manager, groups: ["Front desk", "Senior support"], means: .session)
        stage = try await DemoStage(trial.database, now: now)
    }

    var office: Office { stage.office }

    /// The alarm rings, somebody acts, and what was written is sent.
    func at(_ moment: String, _ act: @escaping @Sendable (DemoStage) async throws -> Void = { _ in })
        async throws
    {
        try await stage.perform(DemoStory.Step(try Trial.berlin(moment), act))
    }

    func desk(_ subject: String) async throws -> Office.Dossier {
        try await trial.ticket(try stage.ticket(subject))
    }

    func deadline(_ promise: Promise, of subject: String) async throws -> Instant? {
        try await desk(subject).clock(promise)?.deadline
    }

    /// "kept", "broken" and so on, as it stands now.
    func standing(_ promise: Promise, of subject: String) async throws -> Standing? {
        try await desk(subject).clock(promise)?.standing(at: office.clock())
    }

    func isBroken(_ promise: Promise, of subject: String) async throws -> Bool {
        if case .broken = try await standing(promise, of: subject) { true } else { false }
    }

    func isKept(_ promise: Promise, of subject: String) async throws -> Bool {
        if case .kept = try await standing(promise, of: subject) { true } else { false }
    }

    /// Carla opens the link that was just mailed and agrees.
    func carlaAgrees() async throws {
        for word in stage.drawn(20).map({ hexadecimal($0) }) {
            guard try await office.changeAsked(word) != nil else { continue }
            return try await office.acceptAsked(word, hasConsented: true)
        }
        throw Refusal.deadLink
    }

    func books() async throws -> Office.BookFile {
        let now = office.clock()
        guard let file = try await trial.database.read({ try office.books(Self.agreement, in: $0, now: now) })
        else { throw Refusal.noBooks }
        return file
    }

    func decide(_ what: LedgerCommand.What, by asker: Access.Asker) async throws {
        try await office.decideCredits(Self.agreement, LedgerCommand(what, by: asker.actor))
    }

    func key(_ subject: String, _ promise: Promise) throws -> BandEntry.Key {
        BandEntry.Key(ticket: try stage.ticket(subject), promise: promise, band: 0)
    }
}
