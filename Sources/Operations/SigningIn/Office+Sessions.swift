import BusinessTime
public import Desk
public import Storage

/// By which way a session was begun.
public enum SignInWay: String, Hashable, Sendable {
    case password, mail, passkey, provider

    /// For people.
    public var words: String {
        switch self {
        case .password: "password"
        case .mail: "link by mail"
        case .passkey: "passkey"
        case .provider: "provider"
        }
    }

    /// A passkey asks for what one has and for a finger, face or number; a provider asks by its own rules.
    var isEnough: Bool { self == .passkey || self == .provider }
}

/// From where somebody signs in.
public struct SignInPlace: Hashable, Sendable {
    public let network: String
    /// The browser in words.
    public let browser: String

    public init(network: String, browser: String) {
        self.network = network
        self.browser = browser
    }
}

/// How far a sign-in came.
public enum SignInEntry: Hashable, Sendable {
    /// The word of a new session.
    case session(String)
    /// The word of a sign-in that wants a second step.
    case step(String)
}

extension Office {
    /// Wall seconds.
    public static let sessionLife: Int64 = 12 * 3600
    public static let stepLife: Int64 = 600
    /// Wrong codes before the first step must be done again.
    static let stepAttemptsMax = 5
    /// Wall seconds for which a confirmation holds.
    public static let confirmationLife: Int64 = 600

    /// After a first step that was right.
    public func enter(_ person: StoredPerson, by way: SignInWay, from place: SignInPlace) async throws
        -> SignInEntry
    {
        let now = clock()
        let word = secret.word()
        return try await database.write { writer in
            // It may have been disabled, or have got an app, while the password was looked at.
            guard let person = try writer.person(person.id), person.disabledAt == nil,
                let role = Role(rawValue: person.role)
            else { throw Refusal.noAccount }
            try writer.removeSessions(expiredAt: now)
            let hasApp = try writer.codeApp(of: person.id) != nil
            let isRequired = try SignInRules(writer).secondStep.contains(role)
            if !way.isEnough, hasApp || isRequired {
                try writer.removeSignInLeftovers(expiredAt: now)
                try writer.add(
                    StoredSignInStep(
                        digest: Secret.stored(word), person: person.id, way: way.rawValue,
                        expires: now.advanced(by: Self.stepLife)))
                return .step(word)
            }
            return .session(try self.open(person, by: way, from: place, now: now, writer))
        }
    }

    /// Begins a session; gives its word.
    func open(
        _ person: StoredPerson, by way: SignInWay, from place: SignInPlace, now: Instant, _ writer: Writer
    ) throws -> String {
        let word = secret.word()
        var session = StoredSession(
            digest: Array(Secret.stored(word).utf8), csrf: secret.word(), person: person.id, created: now,
            expires: now.advanced(by: Self.sessionLife))
        (session.network, session.browser, session.way) = (place.network, place.browser, way.rawValue)
        try writer.add(session)
        return word
    }

    /// What a second step can be done with.
    public struct StepSight: Sendable {
        public let person: StoredPerson
        public let hasApp: Bool
        public let hasPasskey: Bool
        /// Nothing is there yet, and the desk wants it.
        public var wantsApp: Bool { !hasApp && !hasPasskey }
    }

    public func step(_ word: String) async throws -> StepSight? {
        let now = clock()
        return try await database.read { try self.step(word, now: now, $0)?.sight }
    }

    func step(
        _ word: String, now: Instant, _ reader: Reader
    ) throws -> (sight: StepSight, step: StoredSignInStep)? {
        guard let step = try reader.signInStep(digest: Secret.stored(word), at: now),
            step.attempts < Self.stepAttemptsMax, let person = try reader.person(step.person),
            person.disabledAt == nil
        else { return nil }
        let sight = StepSight(
            person: person, hasApp: try reader.codeApp(of: person.id) != nil,
            hasPasskey: try !reader.passkeys(of: person.id).isEmpty)
        return (sight, step)
    }

    /// An app's code, or a recovery code; gives the word of the session.
    public func finishStep(_ word: String, code: String, from place: SignInPlace) async throws -> String {
        let now = clock()
        let finished = try await database.write { writer -> Result<String, Refusal> in
            guard let (sight, step) = try self.step(word, now: now, writer) else {
                return .failure(.deadStep)
            }
            guard sight.hasApp, try self.spend(code, of: sight.person, now: now, writer) else {
                try writer.countAttempt(atSignInStep: step.digest)
                return .failure(.wrongAppCode)
            }
            try writer.removeSignInStep(digest: step.digest)
            let way = SignInWay(rawValue: step.way) ?? .password
            return .success(try self.open(sight.person, by: way, from: place, now: now, writer))
        }
        return try finished.get()
    }

    /// Ends a session of the person's own; false where they have none of this name.
    public func endSession(_ name: String, of person: Person.ID) async throws -> Bool {
        let now = clock()
        return try await database.write { writer in
            let own = try writer.sessions(of: person.rawValue, at: now)
            guard let session = own.first(where: { Self.name(of: $0) == name }) else { return false }
            try writer.endSession(digest: session.digest)
            return true
        }
    }

    /// A short name that opens nothing.
    public static func name(of session: StoredSession) -> String {
        String(Secret.stored("session " + hexadecimal(session.digest)).prefix(16))
    }

    public func endOtherSessions(of person: Person.ID, but session: [UInt8]) async throws {
        let now = clock()
        try await database.write { writer in
            guard let stored = try writer.person(person.rawValue) else { return }
            if try writer.endSessions(of: stored.id, but: session) > 0 {
                try self.note(.sessionsEnded, of: stored.id, by: Self.actor(stored), now: now, writer)
            }
        }
    }

    /// The person's own change; `current` was looked at before. Other sessions end.
    public func changePassword(
        of person: Person.ID, to password: String, sparing session: [UInt8]
    ) async throws {
        guard let stored = try await database.read({ try $0.person(person.rawValue) }) else {
            throw Refusal.noAccount
        }
        if let refusal = PasswordRule.refusal(password, address: stored.address, name: stored.name) {
            throw refusal
        }
        let hash = try await Password.hash(password, salt: secret.bytes(16))
        let now = clock()
        try await database.write { writer in
            try self.put(hash, of: stored.id, sparing: session, now: now, writer)
        }
    }
}

extension Refusal {
    public static let deadStep = Refusal(
        "dead-step", "This sign-in took too long, or had too many wrong codes.",
        remedy: "Begin again at the sign-in page.")
    public static let wrongAppCode = Refusal(
        "wrong-code", field: "code", "This is not the code of this moment.",
        remedy: "Type the six digits that the app shows now, or a recovery code that was not used.")
}
