import BusinessTime
public import Desk
public import Storage

// That a signed-in person proves again who it is, before what binds the provider or changes an account.
extension Office {
    static let confirmationKind = "confirmation"

    /// Whether what was typed is the person's password, an app's code or a recovery code. A code is used up.
    public func proves(_ typed: String, person: StoredPerson) async throws -> Bool {
        if await Password.matches(typed, stored: person.passwordHash) { return true }
        let now = clock()
        return try await database.write { writer in
            try self.spend(typed, of: person, now: now, writer)
        }
    }

    /// From now on, for ten minutes.
    public func confirm(session: [UInt8]) async throws {
        let now = clock()
        try await database.write { try $0.confirmSession(digest: session, at: now) }
    }

    /// A code for somebody who has neither password nor app.
    public func mailConfirmationCode(to person: Person.ID) async throws {
        let now = clock()
        let code = digits()
        let word = secret.word()
        try await database.write { writer in
            guard let stored = try writer.person(person.rawValue), stored.disabledAt == nil else {
                throw Refusal.noAccount
            }
            try writer.put(
                StoredSignInLink(
                    digest: Secret.stored(word), person: stored.id, kind: Self.confirmationKind, browser: "",
                    code: Secret.stored(code + Secret.stored(word)),
                    expires: now.advanced(by: Self.linkLife)))
            try self.mail([try self.letters(to: stored, writer).code(code)], now: now, writer)
        }
    }

    /// Whether it is the code that was mailed; it is used up, and five wrong ones end it.
    public func spendConfirmationCode(_ typed: String, of person: Person.ID) async throws -> Bool {
        let now = clock()
        return try await database.write { writer in
            guard
                let link = try writer.signInLink(
                    of: person.rawValue, kind: Self.confirmationKind, at: now),
                link.attempts < Self.linkAttemptsMax
            else { return false }
            let given = Secret.stored(typed.filter { !$0.isWhitespace } + link.digest)
            guard sameBytes(Array(given.utf8), Array(link.code.utf8)) else {
                try writer.countAttempt(atSignInLink: link.digest)
                return false
            }
            try writer.removeSignInLink(digest: link.digest)
            return true
        }
    }
}
