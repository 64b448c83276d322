import BusinessTime
public import Desk
public import Storage

// The app with codes of half a minute, and the recovery codes for when it is lost.
extension Office {
    /// A new secret, sealed for the way through a form.
    public struct AppOffer: Sendable {
        public let app: CodeApp
        public let sealed: String
        /// What an app reads from a picture.
        public let address: String
    }

    private static func appUse(_ person: Int64) -> String { "code-app:\(person)" }
    private static func offerUse(_ person: Int64) -> String { "code-app-offer:\(person)" }

    public func offerApp(to person: StoredPerson) async throws -> AppOffer {
        let app = CodeApp(secret: secret.bytes(CodeApp.secretLength))
        let expires = clock().advanced(by: Self.linkLife).seconds
        let sealed = try SecretBox(folder: database.folder)
            .seal("\(expires) \(hexadecimal(app.secret))", for: Self.offerUse(person.id))
        return try await sight(of: app, sealed: sealed, for: person)
    }

    /// The same offer again, after a wrong code; another one where it is over.
    public func offerApp(to person: StoredPerson, again sealed: String) async throws -> AppOffer {
        guard let app = try offered(sealed, to: person.id) else { return try await offerApp(to: person) }
        return try await sight(of: app, sealed: sealed, for: person)
    }

    private func sight(of app: CodeApp, sealed: String, for person: StoredPerson) async throws -> AppOffer {
        let desk = try await database.read { try $0.setting("desk-name") ?? "Duly" }
        return AppOffer(
            app: app, sealed: sealed, address: app.address(desk: desk, account: person.address))
    }

    private func offered(_ sealed: String, to person: Int64) throws -> CodeApp? {
        let box = try SecretBox(folder: database.folder)
        let parts = box.open(sealed, for: Self.offerUse(person))?.split(separator: " ") ?? []
        guard parts.count == 2, let expires = Int64(parts[0]), clock().seconds < expires else { return nil }
        return CodeApp(secret: bytes(hexadecimal: String(parts[1])))
    }

    /// Takes the app once its first code is right; gives the recovery codes, this once.
    public func setUpApp(_ sealed: String, code: String, of person: Person.ID) async throws -> [String] {
        let now = clock()
        return try await database.write { writer in
            try self.setUpApp(sealed, code: code, of: person.rawValue, now: now, writer)
        }
    }

    /// In a sign-in that the desk lets in with an app alone. Gives the session's word, too.
    public func setUpApp(
        _ sealed: String, code: String, inStep word: String, from place: SignInPlace
    ) async throws -> (session: String, codes: [String]) {
        let now = clock()
        return try await database.write { writer in
            guard let (sight, step) = try self.step(word, now: now, writer), sight.wantsApp else {
                throw Refusal.deadStep
            }
            let codes = try self.setUpApp(sealed, code: code, of: sight.person.id, now: now, writer)
            try writer.removeSignInStep(digest: step.digest)
            let way = SignInWay(rawValue: step.way) ?? .password
            return (try self.open(sight.person, by: way, from: place, now: now, writer), codes)
        }
    }

    private func setUpApp(
        _ sealed: String, code: String, of id: Int64, now: Instant, _ writer: Writer
    ) throws -> [String] {
        guard let person = try writer.person(id) else { throw Refusal.noAccount }
        guard let app = try offered(sealed, to: id) else { throw Refusal.oldOffer }
        guard let step = app.step(of: code, at: now, after: 0) else { throw Refusal.wrongFirstCode }
        let box = try SecretBox(folder: database.folder)
        try writer.put(
            StoredCodeApp(
                person: id, secret: try box.seal(hexadecimal(app.secret), for: Self.appUse(id)), step: step,
                since: now))
        try note(.appSetUp, of: id, by: Self.actor(person), now: now, writer)
        try tell(person, .appSetUp, now: now, writer)
        return try makeRecoveryCodes(of: person, now: now, writer)
    }

    /// Ten new ones; those before are dead.
    public func makeRecoveryCodes(of id: Person.ID) async throws -> [String] {
        let now = clock()
        return try await database.write { writer in
            guard let person = try writer.person(id.rawValue), try writer.codeApp(of: person.id) != nil
            else { throw Refusal.noApp }
            return try self.makeRecoveryCodes(of: person, now: now, writer)
        }
    }

    private func makeRecoveryCodes(
        of person: StoredPerson, now: Instant, _ writer: Writer
    ) throws -> [String] {
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode(secret).text }
        try writer.put(
            recoveryCodes: codes.map { RecoveryCode.digest($0, of: person.id) }, of: person.id)
        try note(.recoveryCodesMade, of: person.id, by: Self.actor(person), now: now, writer)
        return codes
    }

    public func removeApp(of id: Person.ID) async throws {
        let now = clock()
        try await database.write { writer in
            guard let person = try writer.person(id.rawValue), try writer.codeApp(of: person.id) != nil
            else { throw Refusal.noApp }
            let role = Role(rawValue: person.role)
            if let role, try SignInRules(writer).secondStep.contains(role),
                try writer.passkeys(of: person.id).isEmpty
            {
                throw Refusal.appRequired
            }
            try writer.removeCodeApp(of: person.id)
            try writer.put(recoveryCodes: [], of: person.id)
            try self.note(.appRemoved, of: person.id, by: Self.actor(person), now: now, writer)
            try self.tell(person, .appRemoved, now: now, writer)
        }
    }

    /// Whether it is the app's code of this moment, or a recovery code; it is used up then.
    func spend(_ code: String, of person: StoredPerson, now: Instant, _ writer: Writer) throws -> Bool {
        guard let stored = try writer.codeApp(of: person.id) else { return false }
        // A desk that was restored may lack the key of its secrets; recovery codes need none.
        let box = try? SecretBox(folder: database.folder, mayCreate: false)
        let secret = box?.open(stored.secret, for: Self.appUse(person.id))
        let app = secret.map { CodeApp(secret: bytes(hexadecimal: $0)) }
        if let step = app?.step(of: code, at: now, after: stored.step) {
            try writer.note(step: step, ofCodeApp: person.id)
            return true
        }
        let digest = RecoveryCode.digest(code, of: person.id)
        guard try writer.spendRecoveryCode(digest: digest, of: person.id, at: now) else {
            if app == nil { throw Refusal.appSealedElsewhere }
            return false
        }
        try note(.recoveryCodeUsed, of: person.id, by: Self.actor(person), now: now, writer)
        let left = try writer.recoveryCodesLeft(of: person.id)
        try tell(person, .recoveryCodeUsed(left: left), now: now, writer)
        return true
    }
}

extension Refusal {
    static let oldOffer = Refusal(
        "old-offer", field: "code", "This key was shown too long ago.",
        remedy: "Take the new key that is shown now.")
    static let wrongFirstCode = Refusal(
        "wrong-code", field: "code", "This is not the code of this moment.",
        remedy: "Type the six digits that the app shows now; its clock must be right to half a minute.")
    static let noApp = Refusal(
        "no-app", "No app is set up.", remedy: "Set one up first.")
    static let appRequired = Refusal(
        "app-required", "People of your role need an app or a passkey to sign in.",
        remedy: "Add a passkey first.")
    static let appSealedElsewhere = Refusal(
        "sealed-elsewhere", "The key of the app was sealed under another key.",
        remedy: "Tell who runs the desk: \(SecretBox.name) in the data folder is not the one it was.")
}
