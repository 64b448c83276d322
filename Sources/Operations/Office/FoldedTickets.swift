import Desk
import Foundation

/// Tickets as they were last folded, each under the hash of its stream's head. The hash names every fact
/// before it, so that nothing found here can be stale, whoever appended or undid since.
final class FoldedTickets: @unchecked Sendable {
    /// Tickets of one generation; two are kept.
    static let generationMax = 1000
    /// A longer ticket is folded anew each time: a few of them would fill the memory.
    static let factsMax = 200

    private typealias Entry = (hash: [UInt8], dossier: Office.Dossier)
    private let lock = NSLock()
    private var young: [Ticket.ID: Entry] = [:]
    /// What was asked for before the young; it lives on only where it is asked for again.
    private var old: [Ticket.ID: Entry] = [:]

    func dossier(_ id: Ticket.ID, at hash: [UInt8]) -> Office.Dossier? {
        lock.withLock {
            if let entry = young[id] { return entry.hash == hash ? entry.dossier : nil }
            guard let entry = old[id], entry.hash == hash else { return nil }
            put(id, entry)
            return entry.dossier
        }
    }

    func keep(_ dossier: Office.Dossier, at hash: [UInt8]) {
        guard dossier.facts.count <= Self.factsMax else { return }
        lock.withLock { put(dossier.ticket.id, (hash, dossier)) }
    }

    private func put(_ id: Ticket.ID, _ entry: Entry) {
        if young.count >= Self.generationMax {
            old = young
            young = [:]
        }
        young[id] = entry
    }
}
