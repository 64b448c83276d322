public import BusinessTime

/// A mailed link to sign one document. The word of the link is kept as a hash alone; so is the code.
public struct StoredInvitation: Hashable, Sendable {
    /// SHA-256 of the link's word, in hexadecimal.
    public let digest: String
    /// The stream of the agreement.
    public let agreement: Int64
    public let version: Int
    /// The signatory's place in the offer.
    public let signatory: Int
    /// The Message-ID of the mail with the link.
    public let message: String
    public var code: String?
    public var codeMessage: String?
    public var codeExpires: Instant?
    public var codeAttempts = 0

    public init(digest: String, agreement: Int64, version: Int, signatory: Int, message: String) {
        self.digest = digest
        self.agreement = agreement
        self.version = version
        self.signatory = signatory
        self.message = message
    }

    static let columns =
        "digest, agreement, version, signatory, message, code, code_message, code_expires, code_attempts"

    init(_ row: inout Row) throws {
        digest = try row.text()
        agreement = try row.integer()
        version = Int(try row.integer())
        signatory = Int(try row.integer())
        message = try row.text()
        code = try row.textIfAny()
        codeMessage = try row.textIfAny()
        codeExpires = try row.instantIfAny()
        codeAttempts = Int(try row.integer())
    }
}

extension Reader {
    public func invitation(digest: String) throws -> StoredInvitation? {
        try first(
            "SELECT \(StoredInvitation.columns) FROM invitation WHERE digest = $1", digest,
            as: StoredInvitation.init)
    }
}

extension Writer {
    /// The newest link of a signatory; an earlier one opens nothing any more.
    public func put(_ invitation: StoredInvitation) throws {
        try run(
            "DELETE FROM invitation WHERE agreement = $1 AND signatory = $2", invitation.agreement,
            invitation.signatory)
        try run(
            """
            INSERT INTO invitation (\(StoredInvitation.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, invitation.digest, invitation.agreement, invitation.version, invitation.signatory,
            invitation.message, invitation.code, invitation.codeMessage, invitation.codeExpires,
            invitation.codeAttempts)
    }

    /// The links of an offer that is over open nothing.
    public func removeInvitations(of agreement: Int64) throws {
        try run("DELETE FROM invitation WHERE agreement = $1", agreement)
    }
}
