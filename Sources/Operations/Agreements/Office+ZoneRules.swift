import Agreements
import BusinessTime
import Desk
import Storage

// New zone data: what it does to deadlines that are open (A.2).
extension Office {
    /// What new rules of time zones did.
    public struct ZoneChange: Sendable {
        /// Of the tz database, for example `2026b`.
        public internal(set) var version: String
        /// Whose rules are others than those by which deadlines were counted.
        public internal(set) var zones: [String]
        /// Tickets that were looked at.
        public internal(set) var tickets = 0
        /// Deadlines that moved, each a fact of its ticket.
        public internal(set) var moved = 0
    }

    /// Tickets a transaction.
    private static let zoneBatch = 200

    /// Compares the rules of the zones in use with those by which the stored deadlines were counted; where
    /// they differ, counts each open deadline anew. One that moved is a fact. To be called before anything
    /// else writes on tickets, for the stored deadlines are what is compared with. `progress` is told how
    /// many tickets are done, of how many.
    ///
    /// - Returns: nil where the rules are the same: then two small reads were all.
    @discardableResult
    public func followZoneRules(
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> ZoneChange? {
        let (before, note) = try await database.read { reader in
            let before = ZoneNote(stored: try reader.setting(ZoneNote.setting))
            return (before, try self.zoneNote(before, in: reader))
        }
        if note == before { return nil }
        var change = ZoneChange(version: note.version, zones: note.changed(since: before))
        if !change.zones.isEmpty {
            let touched = note.agreements.filter { change.zones.contains($0.value) }
            try await countAnew(&change, versions: Set(touched.keys), progress: progress)
        }
        try await keep(note)
        return change.zones.isEmpty ? nil : change
    }

    /// For a desk whose deadlines were all counted just now: its first start need not count them again.
    public func noteZoneRules() async throws {
        let note = try await database.read { reader -> ZoneNote? in
            if try reader.setting(ZoneNote.setting) != nil { return nil }
            return try self.zoneNote(nil, in: reader)
        }
        if let note { try await keep(note) }
    }

    private func keep(_ note: ZoneNote) async throws {
        let stored = try note.stored
        try await database.write { try $0.set(stored, for: ZoneNote.setting) }
    }

    /// As the rules are now. Only versions that are not in the note before are read.
    private func zoneNote(_ before: ZoneNote?, in reader: Reader) throws -> ZoneNote {
        var note = ZoneNote()
        note.version = shelf.zones.version
        for (name, number) in try reader.signedVersions() {
            let version = AgreementVersion(agreement: name, number: number)
            let key = Self.key(name, number)
            let known = before?.agreements[key]
            // A version whose zone this machine has not can't be counted, and must not keep others from it.
            let terms = known == nil ? try? shelf.terms(version, in: reader)?.terms : nil
            guard let zone = known ?? terms.map({ "\($0.hours.calendar.zone)" }),
                let named = TimeZoneName(zone),
                let digest = note.zones[zone] ?? (try? shelf.zones.digest(of: named))
            else { continue }
            note.agreements[key] = zone
            note.zones[zone] = digest
        }
        return note
    }

    private static func key(_ agreement: String, _ version: Int) -> String { "\(agreement)/\(version)" }

    private func countAnew(
        _ change: inout ZoneChange, versions: Set<String>, progress: @Sendable (Int, Int) -> Void
    ) async throws {
        let total = try await database.read { try $0.promisedTicketCount() }
        let zoneVersion = change.version
        var (last, done) = (Int64.min, 0)
        while true {
            let after = last
            let page = try await database.write { writer in
                let tickets = try writer.promisedTickets(after: after, limit: Self.zoneBatch)
                let touched = tickets.filter { versions.contains(Self.key($0.agreement, $0.version)) }
                let moved = try self.countAnew(touched.map { Ticket.ID($0.id) }, zoneVersion, writer)
                return (tickets: tickets, touched: touched.count, moved: moved)
            }
            guard let end = page.tickets.last else { return }
            last = end.id
            done += page.tickets.count
            change.tickets += page.touched
            change.moved += page.moved
            progress(done, total)
        }
    }

    /// How many deadlines moved.
    private func countAnew(_ tickets: [Ticket.ID], _ zoneVersion: String, _ writer: Writer) throws -> Int {
        var sitting = Sitting(writer: writer, now: clock())
        var moved = 0
        for id in tickets {
            guard let desk = try dossier(id, in: writer), let row = try writer.ticketRow(id.rawValue) else {
                continue
            }
            var before: [Promise: Instant] = [:]
            before[.acknowledgment] = row.acknowledgeBy
            before[.resolution] = row.resolveBy
            let what = Command.What.moveDeadlines(zoneVersion: zoneVersion, before: before)
            let command = Command(what, by: .desk, way: .rule)
            let after = try record(command, on: desk, id: id, in: &sitting)
            moved += after.facts.count - desk.facts.count
            // Warnings can move where the deadline does not.
            if try writer.due(of: .ticket(id.rawValue)) != due(of: after) { try indexAnew(after, writer) }
        }
        try mail(sitting.news, now: sitting.now, writer)
        return moved
    }
}
