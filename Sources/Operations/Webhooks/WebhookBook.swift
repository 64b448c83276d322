import Foundation
import Storage

/// The webhooks, remembered, so that a decision need not ask for them.
final class WebhookBook: @unchecked Sendable {
    private let lock = NSLock()
    private var known: [StoredWebhook]?

    func all(_ reader: Reader) throws -> [StoredWebhook] {
        if let known = lock.withLock({ known }) { return known }
        let found = try reader.webhooks()
        lock.withLock { known = found }
        return found
    }

    /// Whether it is known that there are none: then a commit has nothing to be told.
    var isEmpty: Bool { lock.withLock { known?.isEmpty ?? false } }

    func forget() { lock.withLock { known = nil } }
}
