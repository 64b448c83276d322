/// What is still to be done with one message on its server. Written with the mail itself, so that a stop
/// between the two loses neither.
public struct MailboxErrand: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// It is stored: flag it, move it or delete it.
        case settle
        /// It is stored, but not whole: it is never deleted.
        case settleCut = "settle-cut"
        /// The server would not give it: ask again.
        case fetch
    }

    public let validity: UInt32
    public let uid: UInt32
    public let kind: Kind

    public init(validity: UInt32, uid: UInt32, kind: Kind) {
        self.validity = validity
        self.uid = uid
        self.kind = kind
    }

    init(_ row: inout Row) throws {
        validity = UInt32(truncatingIfNeeded: try row.integer())
        uid = UInt32(truncatingIfNeeded: try row.integer())
        kind = try row.word()
    }
}

extension Reader {
    public func errands(ofMailbox id: Int64) throws -> [MailboxErrand] {
        try rows(
            "SELECT validity, uid, kind FROM mailbox_errand WHERE mailbox = $1 ORDER BY validity, uid", id,
            as: MailboxErrand.init)
    }
}

extension Writer {
    public func add(_ errand: MailboxErrand, ofMailbox id: Int64) throws {
        try run(
            """
            INSERT INTO mailbox_errand (mailbox, validity, uid, kind) VALUES ($1, $2, $3, $4)
            ON CONFLICT (mailbox, validity, uid) DO UPDATE SET kind = excluded.kind
            """, id, Int64(errand.validity), Int64(errand.uid), errand.kind.rawValue)
    }

    public func remove(_ errands: [MailboxErrand], ofMailbox id: Int64) throws {
        for errand in errands {
            try run(
                "DELETE FROM mailbox_errand WHERE mailbox = $1 AND validity = $2 AND uid = $3", id,
                Int64(errand.validity), Int64(errand.uid))
        }
    }
}
