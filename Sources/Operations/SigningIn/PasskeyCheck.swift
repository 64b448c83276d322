import Crypto
import Foundation

/// Checks of WebAuthn (level 2, 7.1 and 7.2), as functions of what the browser sent and what was asked.
public struct PasskeyCheck: Sendable {
    /// The host of the desk's address.
    public let site: String
    /// From which pages an answer may come.
    public let origins: Set<String>

    public init(site: String, origins: Set<String>) {
        self.site = site
        self.origins = origins
    }

    /// A new key that a device made.
    struct Made: Sendable {
        let credential: [UInt8]
        /// COSE.
        let key: [UInt8]
        let counter: Int64
    }

    /// Who made the device is not asked, so its statement about that is left unread.
    func made(
        client: [UInt8], attestation: [UInt8], challenge: [UInt8]
    ) throws(PasskeyProblem) -> Made {
        try PasskeyClient(client).check(type: "webauthn.create", challenge: challenge, origins: origins)
        guard let object = try? CBOR(attestation), case .bytes(let said)? = object["authData"] else {
            throw .unreadable
        }
        let statement = try PasskeyStatement(said)
        try statement.check(site: site)
        guard let made = statement.made else { throw .unreadable }
        guard PasskeyKey(stored: made.key) != nil else { throw .otherKind }
        return Made(credential: made.credential, key: made.key, counter: statement.counter)
    }

    /// What a browser sends to sign in.
    struct Assertion: Sendable {
        let client: [UInt8]
        let said: [UInt8]
        let signature: [UInt8]
    }

    /// The new count of uses.
    func used(
        _ assertion: Assertion, key: [UInt8], counter: Int64, challenge: [UInt8]
    ) throws(PasskeyProblem) -> Int64 {
        try PasskeyClient(assertion.client)
            .check(type: "webauthn.get", challenge: challenge, origins: origins)
        let statement = try PasskeyStatement(assertion.said)
        try statement.check(site: site)
        guard let key = PasskeyKey(stored: key) else { throw .otherKind }
        let signed = assertion.said + Array(SHA256.hash(data: Data(assertion.client)))
        guard key.signed(signed, as: assertion.signature) else { throw .badSignature }
        let counts = statement.counter != 0 || counter != 0
        guard !counts || statement.counter > counter else { throw .copied }
        return statement.counter
    }
}
