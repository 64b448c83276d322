import BusinessTime
public import Desk
import Foundation
public import Storage

// Passkeys (WebAuthn): asked for with a challenge that the desk recognises without having kept it, and that
// works once.
extension Office {
    /// Passkeys of one person.
    static let passkeysMax = 20
    static let passkeyNameMax = 60

    /// What the desk reads, in numbers of COSE.
    public static let passkeyAlgorithms = PasskeyKey.algorithms

    /// What a challenge is for; one for another use is not taken.
    public enum PasskeyUse: Hashable, Sendable {
        case signIn
        /// Of the session with this digest.
        case add(session: [UInt8])
        case confirm(session: [UInt8])
        /// Of the half-done sign-in with this word.
        case step(word: String)

        var words: String {
            switch self {
            case .signIn: "passkey-sign-in"
            case .add(let session): "passkey-add:\(hexadecimal(session))"
            case .confirm(let session): "passkey-confirm:\(hexadecimal(session))"
            case .step(let word): "passkey-step:\(Secret.stored(word))"
            }
        }
    }

    /// Sealed: it can't be guessed, and tells by itself until when it is good.
    public func passkeyChallenge(for use: PasskeyUse) throws -> String {
        let expires = clock().advanced(by: Self.stepLife).seconds
        let sealed = try SecretBox(folder: database.folder)
            .seal("\(expires) \(hexadecimal(secret.bytes(16)))", for: use.words)
        return Base64URL.text(Data(base64Encoded: sealed) ?? Data())
    }

    /// The bytes of a challenge of ours that is still good, and until when.
    private func challenge(_ text: String, for use: PasskeyUse) throws -> (bytes: [UInt8], until: Instant) {
        guard let bytes = Base64URL.bytes(text) else { throw PasskeyProblem.otherChallenge }
        let opened = try SecretBox(folder: database.folder)
            .open(Data(bytes).base64EncodedString(), for: use.words)
        guard let expires = opened?.split(separator: " ").first.flatMap({ Int64($0) }),
            clock().seconds < expires
        else { throw PasskeyProblem.otherChallenge }
        return (bytes, Instant(seconds: expires))
    }

    /// Names a person to devices, without saying who it is.
    public static func passkeyHandle(of person: Int64) -> [UInt8] {
        Array(bytes(hexadecimal: Secret.stored("passkey person \(person)")).prefix(16))
    }

    /// What a browser sends, in base64url.
    public struct PasskeyAnswer: Sendable {
        public var challenge: String
        public var credential: String
        public var client: String
        /// The attestation of a new key, or what the device said.
        public var said: String
        public var signature: String
        public var handle: String

        public init(
            challenge: String, credential: String, client: String, said: String, signature: String = "",
            handle: String = ""
        ) {
            self.challenge = challenge
            self.credential = credential
            self.client = client
            self.said = said
            self.signature = signature
            self.handle = handle
        }
    }

    public func addPasskey(
        _ answer: PasskeyAnswer, named name: String, of person: Person.ID, session: [UInt8],
        _ check: PasskeyCheck
    ) async throws {
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...Self.passkeyNameMax).contains(name.count) else { throw Refusal.badPasskeyName }
        let asked = try challenge(answer.challenge, for: .add(session: session))
        let made = try check.made(
            client: try Self.read(answer.client), attestation: try Self.read(answer.said),
            challenge: asked.bytes)
        let now = clock()
        try await database.write { writer in
            guard let stored = try writer.person(person.rawValue), stored.disabledAt == nil else {
                throw Refusal.noAccount
            }
            try Self.spend(asked, writer)
            guard try writer.passkeys(of: stored.id).count < Self.passkeysMax else {
                throw Refusal.tooManyPasskeys
            }
            let credential = Base64URL.text(made.credential)
            guard try writer.passkey(credential: credential) == nil else { throw Refusal.passkeyThere }
            try writer.add(
                StoredPasskey(
                    credential: credential, person: stored.id, name: name, key: made.key,
                    counter: made.counter, created: now))
            try self.note(.passkeyAdded, of: stored.id, by: Self.actor(stored), now: now, writer)
            try self.tell(stored, .passkeyAdded, now: now, writer)
        }
    }

    /// Who answered with a passkey.
    ///
    /// - Throws: `PasskeyProblem`.
    public func person(
        by answer: PasskeyAnswer, for use: PasskeyUse, _ check: PasskeyCheck
    ) async throws -> StoredPerson {
        let asked = try challenge(answer.challenge, for: use)
        let assertion = PasskeyCheck.Assertion(
            client: try Self.read(answer.client), said: try Self.read(answer.said),
            signature: try Self.read(answer.signature))
        let now = clock()
        return try await database.write { writer in
            guard let passkey = try writer.passkey(credential: answer.credential),
                let person = try writer.person(passkey.person), person.disabledAt == nil,
                answer.handle.isEmpty
                    || answer.handle == Base64URL.text(Self.passkeyHandle(of: passkey.person))
            else { throw PasskeyProblem.unknown }
            let counter = try check.used(
                assertion, key: passkey.key, counter: passkey.counter, challenge: asked.bytes)
            try Self.spend(asked, writer)
            try writer.noteUse(ofPasskey: passkey.id, counter: counter, at: now)
            return person
        }
    }

    private static func spend(_ asked: (bytes: [UInt8], until: Instant), _ writer: Writer) throws {
        let digest = Secret.stored(Base64URL.text(asked.bytes))
        guard try writer.spendChallenge(digest: digest, until: asked.until) else {
            throw PasskeyProblem.otherChallenge
        }
    }

    private static func read(_ text: String) throws(PasskeyProblem) -> [UInt8] {
        guard text.utf8.count <= CBOR.sizeMax * 2, let bytes = Base64URL.bytes(text) else {
            throw .unreadable
        }
        return bytes
    }

    /// A passkey as the second step; gives the word of the session.
    public func finishStep(
        _ word: String, by answer: PasskeyAnswer, from place: SignInPlace, _ check: PasskeyCheck
    ) async throws -> String {
        let person = try await person(by: answer, for: .step(word: word), check)
        let now = clock()
        return try await database.write { writer in
            guard let (sight, step) = try self.step(word, now: now, writer), sight.person.id == person.id
            else { throw Refusal.deadStep }
            try writer.removeSignInStep(digest: step.digest)
            let way = SignInWay(rawValue: step.way) ?? .password
            return try self.open(sight.person, by: way, from: place, now: now, writer)
        }
    }

    public func removePasskey(_ id: Int64, of person: Person.ID) async throws -> Bool {
        let now = clock()
        return try await database.write { writer in
            guard let stored = try writer.person(person.rawValue),
                try writer.removePasskey(id, of: stored.id)
            else { return false }
            if let role = Role(rawValue: stored.role), try SignInRules(writer).secondStep.contains(role),
                try writer.codeApp(of: stored.id) == nil, try writer.passkeys(of: stored.id).isEmpty
            {
                throw Refusal.passkeyRequired
            }
            try self.note(.passkeyRemoved, of: stored.id, by: Self.actor(stored), now: now, writer)
            try self.tell(stored, .passkeyRemoved, now: now, writer)
            return true
        }
    }
}

extension Refusal {
    static let badPasskeyName = Refusal(
        "bad-name", field: "name",
        "A passkey's name is one line of 1 to \(Office.passkeyNameMax) characters.",
        remedy: "Name the device, for example \"Laptop\".")
    static let tooManyPasskeys = Refusal(
        "too-many-passkeys", field: "name", "You have \(Office.passkeysMax) passkeys.",
        remedy: "Remove one that you no longer use.")
    static let passkeyThere = Refusal(
        "passkey-there", field: "name", "This device's passkey is known already.",
        remedy: "Use it to sign in.")
    static let passkeyRequired = Refusal(
        "passkey-required", "People of your role need an app or a passkey to sign in.",
        remedy: "Add another passkey or an app first.")

    public init(_ problem: PasskeyProblem) {
        self.init(
            "passkey", field: "answer", problem.words.message, remedy: problem.words.remedy)
    }
}
