public import BusinessTime

/// One version of an agreement: its bytes as they were written and their SHA-256.
public struct StoredAgreement: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public let name: String
    public let version: Int
    /// nil for the desk's own terms, which hold where no customer has an agreement.
    public let organisation: Int64?
    public let text: [UInt8]
    /// In hexadecimal.
    public let digest: String
    public var status: String
    public var inForceFrom: Instant?
    /// The first instant at which it no longer holds.
    public var inForceUntil: Instant?
    /// The blob of the bytes that are signed; nil for a version older than its signatures.
    public var document: String?
    /// The text that the terms were filled into, for example `harbor/3`; empty for the standard text.
    public var template = ""

    public init(name: String, version: Int, organisation: Int64?, text: [UInt8], status: String) {
        self.name = name
        self.version = version
        self.organisation = organisation
        self.text = text
        digest = hexadecimal(sha256(text))
        self.status = status
    }

    static let columns = """
        id, name, version, organisation, text, digest, status, in_force_from, in_force_until, document,
        template
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        name = try row.text()
        version = Int(try row.integer())
        organisation = try row.integerIfAny()
        text = try row.bytes()
        digest = try row.text()
        status = try row.text()
        inForceFrom = try row.instantIfAny()
        inForceUntil = try row.instantIfAny()
        document = try row.textIfAny()
        template = try row.text()
    }
}

extension Reader {
    public func agreements() throws -> [StoredAgreement] {
        try rows(
            "SELECT \(StoredAgreement.columns) FROM agreement ORDER BY name, version",
            as: StoredAgreement.init)
    }

    /// All versions of one, in order.
    public func agreements(named name: String) throws -> [StoredAgreement] {
        try rows(
            "SELECT \(StoredAgreement.columns) FROM agreement WHERE name = $1 ORDER BY version", name,
            as: StoredAgreement.init)
    }

    /// The first by name, in its first version; nil for a desk without any.
    public func firstAgreement() throws -> StoredAgreement? {
        try first(
            "SELECT \(StoredAgreement.columns) FROM agreement ORDER BY name, version LIMIT 1",
            as: StoredAgreement.init)
    }

    /// The newest version of a customer's that was signed; of several agreements the first by name.
    public func signedAgreement(ofOrganisation organisation: Int64) throws -> StoredAgreement? {
        try first(
            """
            SELECT \(StoredAgreement.columns) FROM agreement
            WHERE organisation = $1 AND in_force_from IS NOT NULL ORDER BY name, version DESC LIMIT 1
            """, organisation, as: StoredAgreement.init)
    }

    public func agreement(named name: String, version: Int) throws -> StoredAgreement? {
        try first(
            "SELECT \(StoredAgreement.columns) FROM agreement WHERE name = $1 AND version = $2", name,
            version,
            as: StoredAgreement.init)
    }

    /// Name, number and customer of what held at an instant, without the text.
    public func versionsInForce(
        at instant: Instant
    ) throws -> [(name: String, version: Int, organisation: Int64?)] {
        try rows(
            """
            SELECT name, version, organisation FROM agreement
            WHERE in_force_from <= $1 AND (in_force_until IS NULL OR in_force_until > $1)
            ORDER BY name, version
            """, instant
        ) { (try $0.text(), Int(try $0.integer()), try $0.integerIfAny()) }
    }

    /// Those of an organisation that held at an instant, the latest first.
    public func agreements(of organisation: Int64, inForceAt instant: Instant) throws -> [StoredAgreement] {
        try rows(
            """
            SELECT \(StoredAgreement.columns) FROM agreement
            WHERE organisation = $1 AND in_force_from <= $2
                AND (in_force_until IS NULL OR in_force_until > $2)
            ORDER BY in_force_from DESC, version DESC
            """, organisation, instant, as: StoredAgreement.init)
    }
}

/// Which version of which agreement an organisation had, and when: without the text.
public struct AgreementPeriod: Hashable, Sendable {
    public let name: String
    public let version: Int
    public let from: Instant
    /// The first instant at which it no longer holds; nil while nothing ends it.
    public let until: Instant?
}

extension Reader {
    /// Of all versions that were ever in force, or are signed and will be.
    public func agreementPeriods(of organisation: Int64) throws -> [AgreementPeriod] {
        try rows(
            """
            SELECT name, version, in_force_from, in_force_until FROM agreement
            WHERE organisation = $1 AND in_force_from IS NOT NULL ORDER BY name, version
            """, organisation
        ) { row in
            AgreementPeriod(
                name: try row.text(), version: Int(try row.integer()), from: try row.instant(),
                until: try row.instantIfAny())
        }
    }
}

extension Writer {
    /// A version is added once; its text never changes.
    public func add(_ agreement: StoredAgreement) throws -> StoredAgreement {
        var added = agreement
        added.id = try returning(
            """
            INSERT INTO agreement
                (name, version, organisation, text, digest, status, in_force_from, in_force_until, document,
                template)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
            """, agreement.name, agreement.version, agreement.organisation, agreement.text, agreement.digest,
            agreement.status, agreement.inForceFrom, agreement.inForceUntil, agreement.document,
            agreement.template)
        return added
    }

    /// Takes away a version that was offered and never signed, so that its number can be offered again.
    public func removeUnsigned(_ name: String, version: Int) throws {
        try run(
            "DELETE FROM agreement WHERE name = $1 AND version = $2 AND in_force_from IS NULL", name, version)
    }

    public func setStatus(of agreement: StoredAgreement) throws {
        try run(
            "UPDATE agreement SET status = $2, in_force_from = $3, in_force_until = $4 WHERE id = $1",
            agreement.id, agreement.status, agreement.inForceFrom, agreement.inForceUntil)
    }
}
