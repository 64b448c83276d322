/// How a mail came through the door, as the one who opened it saw it.
public struct Entrance: Hashable, Sendable {
    /// `smtp`, `lmtp`, `pipe` or `imap`.
    public let way: String
    /// The client's address; never a proof of identity.
    public let peer: String
    /// How the client called itself.
    public let hello: String
    public let isEncrypted: Bool
    /// What we found out about the sender ourselves, in the form of Authentication-Results; nil where we did
    /// not look.
    public let findings: String?

    public init(way: String, peer: String, hello: String = "", isEncrypted: Bool = false, findings: String?) {
        (self.way, self.peer, self.hello) = (way, peer, hello)
        (self.isEncrypted, self.findings) = (isEncrypted, findings)
    }
}

extension Reader {
    public func entrance(ofInboxEntry id: Int64) throws -> Entrance? {
        try first("SELECT way, peer, hello, is_encrypted, findings FROM entrance WHERE inbox = $1", id) {
            row in
            Entrance(
                way: try row.text(), peer: try row.text(), hello: try row.text(),
                isEncrypted: try row.truth(), findings: try row.textIfAny())
        }
    }
}

extension Writer {
    public func add(_ entrance: Entrance, ofInboxEntry id: Int64) throws {
        try run(
            """
            INSERT INTO entrance (inbox, way, peer, hello, is_encrypted, findings)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (inbox) DO NOTHING
            """, id, entrance.way, entrance.peer, entrance.hello, entrance.isEncrypted, entrance.findings)
    }
}
