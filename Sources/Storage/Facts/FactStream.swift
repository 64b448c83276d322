/// Where facts belong: a ticket, an agreement, an organisation or the desk.
public struct FactStream: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// So bounded a stream is folded whole and needs no snapshots.
    public static let lengthMax: Int64 = 10_000

    public let kind: String
    public let id: Int64

    public init(kind: String, id: Int64) {
        self.kind = kind
        self.id = id
    }

    public static func ticket(_ id: Int64) -> FactStream { FactStream(kind: "ticket", id: id) }
    /// Of an agreement's credits.
    public static func ledger(_ id: Int64) -> FactStream { FactStream(kind: "ledger", id: id) }
    /// Of a declared event (clause H).
    public static func event(_ id: Int64) -> FactStream { FactStream(kind: "event", id: id) }
    /// Of the erasing of a person (clause J).
    public static func erasure(_ id: Int64) -> FactStream { FactStream(kind: "erasure", id: id) }
    /// Who took the data of a person away.
    public static func person(_ id: Int64) -> FactStream { FactStream(kind: "person", id: id) }
    /// Whether nothing of a ticket may be erased.
    public static func hold(_ ticket: Int64) -> FactStream { FactStream(kind: "hold", id: ticket) }
    /// Of a mail in quarantine, by its number in the inbox.
    public static func quarantine(_ inbox: Int64) -> FactStream { FactStream(kind: "quarantine", id: inbox) }
    /// Of a group of the desk's people.
    public static func group(_ id: Int64) -> FactStream { FactStream(kind: "group", id: id) }
    /// Of writes that were refused, by the day of UTC since 1970.
    public static func refusals(ofDay day: Int64) -> FactStream { FactStream(kind: "refusal", id: day) }
    public static func agreement(_ id: Int64) -> FactStream { FactStream(kind: "agreement", id: id) }

    /// Of the keys with which the desk signs evidence.
    public static let keys = FactStream(kind: "key", id: 1)

    public var description: String { "\(kind) \(id)" }

    /// The order of the audit: by the kind's bytes, then by number.
    public static func < (left: FactStream, right: FactStream) -> Bool {
        if left.kind == right.kind { return left.id < right.id }
        return left.kind.utf8.lexicographicallyPrecedes(right.kind.utf8)
    }
}
