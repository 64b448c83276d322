import Agreements
import Foundation

/// Documents that were read last. What was offered never changes, and reading it anew costs a page
/// milliseconds.
final class KeptDocuments: @unchecked Sendable {
    struct Key: Hashable, Sendable {
        /// Of its bytes.
        let digest: String
        /// The number of the version before it, where it was read with that.
        let amends: Int?
    }

    static let countMax = 32

    private let lock = NSLock()
    /// The last read stands last.
    private var entries: [(key: Key, agreement: SignedAgreement)] = []

    func known(_ key: Key) -> SignedAgreement? {
        lock.withLock { entries.last { $0.key == key }?.agreement }
    }

    func keep(_ agreement: SignedAgreement, as key: Key) {
        lock.withLock {
            entries.removeAll { $0.key == key }
            entries.append((key, agreement))
            if entries.count > Self.countMax { entries.removeFirst() }
        }
    }
}
