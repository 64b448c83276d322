public import BusinessTime
import Desk
import Storage

// Taking everything away: an administrator who has proved again who it is, noted in the audit chain, told to
// every manager, and possible for a day.
extension Office {
    /// Wall seconds.
    static let exportLife: Int64 = 86_400

    /// Gives the word of the link.
    public func prepareExport(by asker: Access.Asker) async throws -> String {
        try Access.require(.exportEverything, by: asker)
        let (now, word) = (clock(), secret.word())
        try await database.write { [wakeUp] writer in
            let name = try writer.person(asker.person.rawValue)?.name ?? "An administrator"
            for old in try writer.openings(.export) { _ = try writer.removeOpening(old.id, .export) }
            _ = try writer.add(
                StoredOpening(
                    digest: Secret.stored(word), kind: .export, name: "Everything",
                    person: asker.person.rawValue, created: now))
            try self.note(
                .everythingExported, of: asker.person.rawValue, by: asker.actor, now: now, writer)
            try self.tellManagers(of: name, now: now, writer)
            writer.afterCommit(wakeUp)
        }
        return word
    }

    private func tellManagers(of name: String, now: Instant, _ writer: Writer) throws {
        let managers = try writer.agents().filter {
            $0.role == Role.manager.rawValue && $0.disabledAt == nil
        }
        guard (try? Post.support(writer)) != nil else { return }
        let text = """
            \(name) has asked for everything that this desk has as a file: customers, people, agreements, \
            every message with its files, and the whole history. It can be fetched until \
            \(now.advanced(by: Self.exportLife)).

            If you don't know why, ask now. It stands in the audit.

            """
        _ = try mail(
            managers.map {
                Letter(name: $0.name, address: $0.address, subject: "\(name) exports everything", text: text)
            }, now: now, writer)
    }

    /// Until when a prepared export can be fetched by the one who asked for it; nil where it can't.
    public func preparedExport(_ word: String, by asker: Access.Asker) async throws -> Instant? {
        try Access.require(.exportEverything, by: asker)
        let (now, digest) = (clock(), Secret.stored(word))
        guard let found = try await database.read({ try $0.opening(.export, digest: digest) }),
            found.person == asker.person.rawValue
        else { return nil }
        let until = found.created.advanced(by: Self.exportLife)
        return now < until ? until : nil
    }
}
