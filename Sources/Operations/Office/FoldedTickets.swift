import Desk
import Foundation
import Storage

/// Tickets as they were last folded, each under the hash of its stream's head and the mark of the agreements.
/// They name every fact that counts: nothing found here can be stale, whoever appended or undid since.
final class FoldedTickets: @unchecked Sendable {
    /// Tickets of one generation; two are kept.
    static let generationMax = 1000
    /// A longer ticket is folded anew each time: a few of them would fill the memory.
    static let factsMax = 200

    private let lock = NSLock()
    private var young: [Ticket.ID: Office.Dossier] = [:]
    /// What was asked for before the young; it lives on only where it is asked for again.
    private var old: [Ticket.ID: Office.Dossier] = [:]

    func dossier(_ id: Ticket.ID, at hash: [UInt8], mark: String?) -> Office.Dossier? {
        lock.withLock {
            if let known = young[id] { return known.isAt(hash, mark) ? known : nil }
            guard let known = old[id], known.isAt(hash, mark) else { return nil }
            _ = put(known)
            return known
        }
    }

    func keep(_ dossier: Office.Dossier) {
        guard dossier.facts.count <= Self.factsMax else { return }
        // A generation is let go of outside the lock: that of a thousand tickets takes a while.
        let gone = lock.withLock { put(dossier) }
        _ = consume gone
    }

    /// Its words were changed beside the facts.
    func forget(_ id: Ticket.ID) {
        lock.withLock {
            young[id] = nil
            old[id] = nil
        }
    }

    /// Gives the generation that it lets go of.
    private func put(_ dossier: Office.Dossier) -> [Ticket.ID: Office.Dossier] {
        var gone: [Ticket.ID: Office.Dossier] = [:]
        if young.count >= Self.generationMax {
            (gone, old, young) = (old, young, [:])
            young.reserveCapacity(Self.generationMax)
        }
        young[dossier.ticket.id] = dossier
        return gone
    }
}
