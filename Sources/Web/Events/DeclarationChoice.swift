import BusinessTime
import Desk
import Operations
import Storage

/// The agreements that a declaration can name. One that has ended stays: what happened before its end may
/// touch its tickets.
struct DeclarationChoice: Sendable {
    let terms: [PinnedTerms]
    /// When each agreement ends or ended; none for those whose end nobody knows.
    private let ends: [String: Instant]

    init(_ office: Office, _ reader: Storage.Reader) throws {
        terms = try office.allTerms(in: reader)
        let held = try reader.agreements().filter { $0.inForceFrom != nil }
        ends = Dictionary(grouping: held, by: \.name).compactMapValues { versions in
            versions.contains { $0.inForceUntil == nil } ? nil : versions.compactMap(\.inForceUntil).max()
        }
    }

    /// "acme", "fenwick (ended, last day 6 Nov)".
    func label(_ name: String, _ words: DeskWords) -> String {
        guard let end = ends[name], end <= words.now else { return name }
        return "\(name) (ended, last day \(words.moment(words.lastDay(before: end)).words))"
    }
}
