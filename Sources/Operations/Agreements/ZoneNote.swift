import Foundation

/// By which rules of time zones the stored deadlines were counted.
struct ZoneNote: Hashable, Codable {
    /// Where it is kept in the store.
    static let setting = "zone-rules"

    /// The release of the tz database, for example `2026b`.
    var version = ""
    /// By zone, the digest of its rules.
    var zones: [String: String] = [:]
    /// By version of an agreement, such as `acme-support/1`, its zone: the text of one never changes.
    var agreements: [String: String] = [:]

    /// Zones whose rules are others than in a note before.
    func changed(since before: ZoneNote?) -> [String] {
        zones.filter { before?.zones[$0.key] != $0.value }.keys.sorted()
    }

    /// nil for none, and for one that can't be read.
    init?(stored: String?) {
        guard let stored, let note = try? JSONDecoder().decode(ZoneNote.self, from: Data(stored.utf8)) else {
            return nil
        }
        self = note
    }

    init() {}

    var stored: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
