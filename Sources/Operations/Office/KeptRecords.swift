import Foundation
import Storage

/// What was counted of the agreements asked for last, so that a page need not go through all facts
/// of a quarter again.
final class KeptRecords: @unchecked Sendable {
    struct Entry: Sendable {
        let record: AgreementRecord
        /// The store's newest fact when it was counted.
        let sequence: Int64
    }

    static let countMax = 64

    private let lock = NSLock()
    private var isAhead = false
    /// The last asked for stands last.
    private var entries: [(wanted: AgreementFacts, entry: Entry)] = []

    /// nil where nothing is kept, or only what a reader with an older view must not see.
    func known(_ wanted: AgreementFacts, upTo sequence: Int64) -> Entry? {
        lock.withLock {
            entries.first { $0.wanted == wanted && $0.entry.sequence <= sequence }?.entry
        }
    }

    /// False while somebody is at one: each goes through months of facts, and readers are few. Who waits for
    /// another asks again.
    func beginsAhead() -> Bool {
        lock.withLock {
            defer { isAhead = true }
            return !isAhead
        }
    }

    func endsAhead() { lock.withLock { isAhead = false } }

    func keep(_ entry: Entry, of wanted: AgreementFacts) {
        lock.withLock {
            entries.removeAll { $0.wanted == wanted && $0.entry.sequence <= entry.sequence }
            if entries.contains(where: { $0.wanted == wanted }) { return }
            entries.append((wanted, entry))
            if entries.count > Self.countMax { entries.removeFirst() }
        }
    }
}
