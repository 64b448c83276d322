public import BusinessTime

/// The app of a person that shows a code every half minute (RFC 6238).
public struct StoredCodeApp: Hashable, Sendable {
    public let person: Int64
    /// Sealed.
    public let secret: String
    /// The last half minute whose code was taken: it and earlier ones are not taken again.
    public let step: Int64
    public let since: Instant

    public init(person: Int64, secret: String, step: Int64, since: Instant) {
        self.person = person
        self.secret = secret
        self.step = step
        self.since = since
    }

    init(_ row: inout Row) throws {
        person = try row.integer()
        secret = try row.text()
        step = try row.integer()
        since = try row.instant()
    }
}

/// A key that a person's device keeps (WebAuthn); here lies its public half.
public struct StoredPasskey: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    /// Its name for itself, in base64url.
    public let credential: String
    public let person: Int64
    /// For people, for example "Laptop".
    public let name: String
    /// As the device gave it: COSE (RFC 9053).
    public let key: [UInt8]
    /// The device's count of uses; 0 for those that don't count.
    public internal(set) var counter: Int64
    public let created: Instant
    public internal(set) var used: Instant?

    public init(
        credential: String, person: Int64, name: String, key: [UInt8], counter: Int64, created: Instant
    ) {
        self.credential = credential
        self.person = person
        self.name = name
        self.key = key
        self.counter = counter
        self.created = created
    }

    static let columns = "id, credential, person, name, key, counter, created, used"

    init(_ row: inout Row) throws {
        id = try row.integer()
        credential = try row.text()
        person = try row.integer()
        name = try row.text()
        key = try row.bytes()
        counter = try row.integer()
        created = try row.instant()
        used = try row.instantIfAny()
    }
}

extension Reader {
    public func codeApp(of person: Int64) throws -> StoredCodeApp? {
        try first(
            "SELECT person, secret, step, since FROM code_app WHERE person = $1", person,
            as: StoredCodeApp.init)
    }

    public func recoveryCodesLeft(of person: Int64) throws -> Int {
        Int(
            try integer("SELECT count(*) FROM recovery_code WHERE person = $1 AND used IS NULL", person)
                ?? 0)
    }

    public func passkeys(of person: Int64) throws -> [StoredPasskey] {
        try rows(
            "SELECT \(StoredPasskey.columns) FROM passkey WHERE person = $1 ORDER BY id", person,
            as: StoredPasskey.init)
    }

    public func passkey(credential: String) throws -> StoredPasskey? {
        try first(
            "SELECT \(StoredPasskey.columns) FROM passkey WHERE credential = $1", credential,
            as: StoredPasskey.init)
    }

    /// Whom an outside provider means.
    public func person(issuer: String, subject: String) throws -> Int64? {
        try integer(
            "SELECT person FROM outside_identity WHERE issuer = $1 AND subject = $2", issuer, subject)
    }

    public func hasOutsideIdentity(_ person: Int64) throws -> Bool {
        try integer("SELECT count(*) FROM outside_identity WHERE person = $1", person) ?? 0 > 0
    }
}

extension Writer {
    public func put(_ app: StoredCodeApp) throws {
        try removeCodeApp(of: app.person)
        try run(
            "INSERT INTO code_app (person, secret, step, since) VALUES ($1, $2, $3, $4)", app.person,
            app.secret, app.step, app.since)
    }

    public func note(step: Int64, ofCodeApp person: Int64) throws {
        try run("UPDATE code_app SET step = $2 WHERE person = $1", person, step)
    }

    public func removeCodeApp(of person: Int64) throws {
        try run("DELETE FROM code_app WHERE person = $1", person)
    }

    /// These take the place of all before.
    public func put(recoveryCodes digests: [String], of person: Int64) throws {
        try run("DELETE FROM recovery_code WHERE person = $1", person)
        for digest in digests {
            try run("INSERT INTO recovery_code (person, digest) VALUES ($1, $2)", person, digest)
        }
    }

    /// Whether it was there and unused; it is used from now on.
    public func spendRecoveryCode(digest: String, of person: Int64, at now: Instant) throws -> Bool {
        try run(
            "UPDATE recovery_code SET used = $3 WHERE person = $1 AND digest = $2 AND used IS NULL", person,
            digest, now) == 1
    }

    /// Refused with `.notUnique` when the credential is known.
    public func add(_ passkey: StoredPasskey) throws {
        try run(
            """
            INSERT INTO passkey (credential, person, name, key, counter, created)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, passkey.credential, passkey.person, passkey.name, passkey.key, passkey.counter,
            passkey.created)
    }

    public func noteUse(ofPasskey id: Int64, counter: Int64, at now: Instant) throws {
        try run("UPDATE passkey SET counter = $2, used = $3 WHERE id = $1", id, counter, now)
    }

    /// Whether the person had it.
    public func removePasskey(_ id: Int64, of person: Int64) throws -> Bool {
        try run("DELETE FROM passkey WHERE id = $1 AND person = $2", id, person) == 1
    }

    public func add(issuer: String, subject: String, person: Int64, at now: Instant) throws {
        try run(
            "INSERT INTO outside_identity (issuer, subject, person, since) VALUES ($1, $2, $3, $4)", issuer,
            subject, person, now)
    }

    /// Everything by which a person signs in, but the password and the sessions.
    public func removeFactors(of person: Int64) throws {
        for table in ["code_app", "recovery_code", "passkey", "outside_identity", "sign_in_link"] {
            try run("DELETE FROM \(table) WHERE person = $1", person)
        }
        try run("DELETE FROM sign_in_step WHERE person = $1", person)
    }
}
