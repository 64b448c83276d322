import BusinessTime
import Desk
import Foundation
import Storage

extension Office {
    /// Puts down, in the stream of who did it, what was changed of that which customers read. So it stands in
    /// the audit chain with its time, and nobody can take it out. Inside a transaction of the caller's.
    func note(
        _ kind: String, _ body: [String: String], by asker: Access.Asker, now: Instant, _ writer: Writer
    ) throws {
        let stream = FactStream.person(asker.person.rawValue)
        let head = try writer.head(of: stream)
        let at = max(now, head?.recorded ?? now)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let fact = StoredFact(
            kind: kind, version: 1, happened: at, recorded: at, actor: FactForm.word(asker.actor),
            body: Array(try encoder.encode(body)))
        try writer.append([fact], to: stream, following: head)
    }
}
