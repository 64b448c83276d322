import BusinessTime
import Desk
public import Storage

// Words that open a screen or a calendar. They are shown once and kept as hashes.
extension Office {
    /// Wall seconds between two notes of a word's last use: a note is a write.
    private static let openingNoteAfter: Int64 = 300
    static let openingNameMax = 80
    /// Of one kind and person.
    static let openingsMax = 50

    /// - Parameter name: what will hold it.
    public func makeOpening(
        _ kind: StoredOpening.Kind, named name: String, by asker: Access.Asker
    ) async throws -> String {
        try Access.require(Self.capability(kind), by: asker)
        let plain = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !plain.isEmpty, plain.count <= Self.openingNameMax else {
            throw Refusal(
                "bad-name", field: "name", "A name is one line of 1 to \(Self.openingNameMax) characters.",
                remedy: "Say what will hold it, for example \"Screen in the hall\".")
        }
        let (now, word) = (clock(), secret.word())
        try await database.write { writer in
            guard try writer.openings(kind, of: asker.person.rawValue).count < Self.openingsMax else {
                throw Refusal(
                    "too-many", field: "name", "You have \(Self.openingsMax) of them.",
                    remedy: "Take back those that nothing uses any more.")
            }
            _ = try writer.add(
                StoredOpening(
                    digest: Secret.stored(word), kind: kind, name: plain, person: asker.person.rawValue,
                    created: now))
        }
        return word
    }

    /// One's own, or any screen for who sets screens up. False where there is none.
    public func removeOpening(
        _ id: Int64, _ kind: StoredOpening.Kind, by asker: Access.Asker
    ) async throws -> Bool {
        try Access.require(Self.capability(kind), by: asker)
        return try await database.write { writer in
            let mine = kind == .calendar ? asker.person.rawValue : nil
            guard try writer.openings(kind, of: mine).contains(where: { $0.id == id }) else { return false }
            return try writer.removeOpening(id, kind)
        }
    }

    /// nil for a word that opens nothing, or no more.
    public func opening(_ kind: StoredOpening.Kind, word: String) async throws -> StoredOpening? {
        let now = clock()
        let digest = Secret.stored(word)
        guard let found = try await database.read({ try $0.opening(kind, digest: digest) }) else {
            return nil
        }
        if found.used.map({ now.wallSeconds(since: $0) >= Self.openingNoteAfter }) ?? true {
            try? await database.write { try $0.noteUse(ofOpening: found.id, at: now) }
        }
        return found
    }

    private static func capability(_ kind: StoredOpening.Kind) -> Capability {
        switch kind {
        case .screen: .screens
        case .calendar: .ticketView
        case .export: .exportEverything
        }
    }
}
