import Agreements
import BusinessTime
import Desk
import Foundation
import Operations
import Storage
import Synchronization

/// A real store in a folder of its own, Harbor Software's demo desk in it, and a clock set by hand.
final class Trial: Sendable {
    let folder: String
    let database: Database
    let office: Office
    private let now: NowBox

    /// Opens at a moment in Berlin, for example `2026-11-23 16:50`, a Monday.
    ///
    /// - Parameter withAgreement: whether Acme's agreement is there from the beginning.
    init(
        at moment: String, withAgreement: Bool = true, agreement: String = DemoAgreement.yaml
    ) async throws {
        folder = NSTemporaryDirectory() + "duly-trial-" + UUID().uuidString
        database = try Database(folder: folder)
        let start = try Trial.berlin(moment)
        let now = NowBox(start)
        self.now = now
        office = Office(database: database, shelf: AgreementShelf(), clock: { now.value })
        // Nobody signs in here: a real hash would take a quarter of a second for each person.
        _ = try await DemoDesk.fill(
            database, secret: .system, agreement: withAgreement ? agreement : nil
        ) { _, _ in
            "none"
        }
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func set(_ instant: Instant) { now.value = instant }

    func set(_ moment: String) throws { now.value = try Trial.berlin(moment) }

    static func berlin(_ moment: String) throws -> Instant {
        let parts = moment.split(separator: " ").map(String.init)
        guard let zone = TimeZoneName("Europe/Berlin"), let date = LocalDate(parts[0]),
            let clock = LocalTime(parts[1]),
            let instant = try ZoneFiles().rules(of: zone).instant(of: date, clock)
        else { throw Unreadable(moment: moment) }
        return instant
    }

    struct Unreadable: Error { let moment: String }

    /// An agent of the demo desk in a session.
    func asker(_ address: String) async throws -> Access.Asker {
        try await database.read { reader in
            guard let person = try reader.person(address: address),
                let asker = try Access.Asker(person, .session, in: reader)
            else { throw Unreadable(moment: address) }
            return asker
        }
    }

    func ticket(_ id: Ticket.ID) async throws -> Office.Dossier {
        let office = office
        guard let dossier = try await database.read({ try office.dossier(id, in: $0) }) else {
            throw Unreadable(moment: "\(id)")
        }
        return dossier
    }

    /// Carla's inquiry by mail.
    func carlaAsks(_ subject: String = "The export stops") async throws -> Ticket.ID {
        try await office.receive(
            Inquiry(
                address: "carla@acme.example", name: "Carla Reyes", subject: subject,
                text: "It stops at 40 %.", way: .mail))
    }
}

/// The time of a trial.
final class NowBox: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) { self.instant = Mutex(instant) }

    var value: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}
