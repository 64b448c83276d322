public import BusinessTime

/// A mailed link to answer one proposed change of an agreement. The word of the link is kept as a hash alone.
public struct StoredChangeLink: Hashable, Sendable {
    /// SHA-256 of the link's word, in hexadecimal.
    public let digest: String
    /// The stream of the agreement.
    public let agreement: Int64
    /// What is proposed, in a word of the layer above.
    public let kind: String
    public let number: Int
    /// Who is asked.
    public let name: String
    public let address: String
    /// The Message-ID of the mail with the link; empty until it is queued.
    public var message = ""
    public let expires: Instant

    public init(
        digest: String, agreement: Int64, change: (kind: String, number: Int),
        asked: (name: String, address: String), expires: Instant
    ) {
        self.digest = digest
        self.agreement = agreement
        (kind, number) = change
        (name, address) = asked
        self.expires = expires
    }

    static let columns = "digest, agreement, kind, number, name, address, message, expires"

    init(_ row: inout Row) throws {
        digest = try row.text()
        agreement = try row.integer()
        kind = try row.text()
        number = Int(try row.integer())
        name = try row.text()
        address = try row.text()
        message = try row.text()
        expires = try row.instant()
    }
}

extension Reader {
    public func changeLink(digest: String) throws -> StoredChangeLink? {
        try first(
            "SELECT \(StoredChangeLink.columns) FROM change_link WHERE digest = $1", digest,
            as: StoredChangeLink.init)
    }
}

extension Writer {
    public func add(_ link: StoredChangeLink) throws {
        try run(
            "INSERT INTO change_link (\(StoredChangeLink.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            link.digest, link.agreement, link.kind, link.number, link.name, link.address, link.message,
            link.expires)
    }

    /// A change that is answered, or asked for anew, leaves no link behind.
    public func removeChangeLinks(of agreement: Int64, kind: String, number: Int) throws {
        try run(
            "DELETE FROM change_link WHERE agreement = $1 AND kind = $2 AND number = $3", agreement, kind,
            number)
    }
}
