import BusinessTime
public import Desk
public import Storage

/// What a mailed link is for.
public enum LinkKind: String, Hashable, Sendable {
    case signIn = "sign-in"
    case password
    /// The first password, or a reset that an administrator sent.
    case invitation
}

// Links by mail: to sign in, and to set a password. Asking does the same work for every address; what is
// mailed, and to whom, is found out afterwards.
extension Office {
    /// Wall seconds.
    static let linkLife: Int64 = 900
    static let resetLife: Int64 = 86_400
    static let invitationLife: Int64 = 7 * 86_400
    /// Wrong codes for one link.
    static let linkAttemptsMax = 5
    static let linksAtOnce = 50

    /// Six digits, each as likely.
    public func digits() -> String {
        var number: UInt32 = .max
        // The last numbers below 2^32 would make some digits likelier.
        while number >= UInt32.max / 1_000_000 * 1_000_000 {
            number = secret.bytes(4).reduce(0) { $0 << 8 | UInt32($1) }
        }
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - text.count) + text
    }

    /// - Parameters:
    ///   - browser: the word in the asking browser's cookie.
    ///   - code: shown there, for who opens the link elsewhere.
    public func askLink(_ kind: LinkKind, address: String, browser: String, code: String) async throws {
        let asked = AskedLink(
            address: String(address.prefix(254)), kind: kind.rawValue, browser: Secret.stored(browser),
            code: Secret.stored(code + Secret.stored(browser)), asked: clock())
        try await database.write { [wakeUp] writer in
            try writer.add(asked)
            writer.afterCommit(wakeUp)
        }
    }

    public func hasAskedLinks() async throws -> Bool {
        try await database.read { try !$0.askedLinks(limit: 1).isEmpty }
    }

    /// Mails what was asked for to those who may have it. Gives how many it looked at.
    @discardableResult
    public func sendAskedLinks() async throws -> Int {
        let now = clock()
        guard try await hasAskedLinks() else { return 0 }
        return try await database.write { writer in
            let waiting = try writer.askedLinks(limit: Self.linksAtOnce)
            let canMail = (try? Post.support(writer)) != nil
            for asked in waiting {
                try writer.removeAskedLink(asked.id)
                guard canMail, now < asked.asked.advanced(by: Self.linkLife) else { continue }
                try self.answer(asked, now: now, writer)
            }
            try writer.removeSignInLeftovers(expiredAt: now)
            return waiting.count
        }
    }

    private func answer(_ asked: AskedLink, now: Instant, _ writer: Writer) throws {
        guard let person = try writer.person(address: asked.address), person.disabledAt == nil,
            let role = Role(rawValue: person.role), let kind = LinkKind(rawValue: asked.kind)
        else { return }
        let letters = try letters(to: person, writer)
        if kind == .signIn, try !SignInRules(writer).mailLink.contains(role) {
            try mail([letters.notByMail], now: now, writer)
            return
        }
        // Who never had an account has no password to set.
        let hasAccount = person.kind == .agent || person.hasAccount || person.passwordHash != nil
        guard kind == .signIn || hasAccount else { return }
        let word = secret.word()
        try writer.put(
            StoredSignInLink(
                digest: Secret.stored(word), person: person.id, kind: kind.rawValue,
                browser: asked.browser, code: asked.code, expires: now.advanced(by: Self.linkLife)))
        let link = kind == .signIn ? address(.signIn(word: word)) : address(.password(word: word))
        try mail([kind == .signIn ? letters.signIn(link) : letters.password(link)], now: now, writer)
    }

    func letters(to person: StoredPerson, _ reader: Reader) throws -> SignInLetters {
        SignInLetters(
            desk: try reader.setting("desk-name") ?? "Support", person: person,
            language: try language(of: person, in: reader))
    }

    /// A link that no browser asked for: to set the first password, or another one.
    func mailPasswordLink(
        to person: StoredPerson, life: Int64, now: Instant, _ writer: Writer,
        _ letter: (SignInLetters, String) -> Letter
    ) throws {
        let word = secret.word()
        try writer.put(
            StoredSignInLink(
                digest: Secret.stored(word), person: person.id, kind: LinkKind.invitation.rawValue,
                browser: "", code: "", expires: now.advanced(by: life)))
        let letters = try letters(to: person, writer)
        try mail([letter(letters, address(.password(word: word)))], now: now, writer)
    }

    /// What a link opens. Looking uses nothing up: mail is read by machines.
    public struct OpenLink: Sendable {
        public let person: StoredPerson
        public let kind: LinkKind
        /// Whether it was opened in another browser than the one that asked for it.
        public let wantsCode: Bool
    }

    public func openLink(_ word: String, browser: String?) async throws -> OpenLink? {
        let now = clock()
        return try await database.read { try self.open(word, browser, now: now, $0)?.sight }
    }

    private func open(
        _ word: String, _ browser: String?, now: Instant, _ reader: Reader
    ) throws -> (sight: OpenLink, link: StoredSignInLink)? {
        guard let link = try reader.signInLink(digest: Secret.stored(word), at: now),
            link.attempts < Self.linkAttemptsMax, let kind = LinkKind(rawValue: link.kind),
            let person = try reader.person(link.person), person.disabledAt == nil
        else { return nil }
        let isSame = browser.map { Secret.stored($0) == link.browser } ?? false
        return (OpenLink(person: person, kind: kind, wantsCode: !link.browser.isEmpty && !isSame), link)
    }

    /// Uses a link up. A wrong code is counted, even though nothing else happens.
    public func spendLink(
        _ word: String, kind: LinkKind, browser: String?, code: String
    ) async throws -> StoredPerson {
        let now = clock()
        let spent = try await database.write { writer -> Result<StoredPerson, Refusal> in
            guard let (sight, link) = try self.open(word, browser, now: now, writer), sight.kind == kind
            else { return .failure(.deadSignInLink) }
            if sight.wantsCode, !Self.isRight(code, for: link) {
                try writer.countAttempt(atSignInLink: link.digest)
                return .failure(.wrongLinkCode)
            }
            try writer.removeSignInLink(digest: link.digest)
            return .success(sight.person)
        }
        return try spent.get()
    }

    private static func isRight(_ code: String, for link: StoredSignInLink) -> Bool {
        let typed = Secret.stored(code.filter { !$0.isWhitespace } + link.browser)
        return sameBytes(Array(typed.utf8), Array(link.code.utf8))
    }

    /// Sets the password behind a link; every session of the person ends.
    public func setPassword(
        _ password: String, behind word: String, browser: String?, code: String
    ) async throws {
        guard let open = try await openLink(word, browser: browser), open.kind != .signIn else {
            throw Refusal.deadSignInLink
        }
        if let refusal = PasswordRule.refusal(
            password, address: open.person.address, name: open.person.name)
        {
            throw refusal
        }
        // Hashed before the link is used up, so that a failure leaves it good.
        let hash = try await Password.hash(password, salt: secret.bytes(16))
        let person = try await spendLink(word, kind: open.kind, browser: browser, code: code)
        let now = clock()
        try await database.write { writer in
            try self.put(hash, of: person.id, sparing: [], now: now, writer)
        }
    }

    /// Keeps a new password and ends the person's other sessions.
    func put(
        _ hash: String, of id: Int64, sparing session: [UInt8], now: Instant, _ writer: Writer
    ) throws {
        guard var person = try writer.person(id), person.disabledAt == nil else { throw Refusal.noAccount }
        person.passwordHash = hash
        person.hasAccount = true
        try writer.update(person)
        try writer.endSessions(of: id, but: session)
        for kind in [LinkKind.password, .invitation] {
            try writer.removeSignInLinks(of: id, kind: kind.rawValue)
        }
        try note(.passwordSet, of: id, by: Self.actor(person), now: now, writer)
        try tell(person, .passwordSet, now: now, writer)
    }

    /// A desk without an address of its own tells nobody.
    func tell(_ person: StoredPerson, _ what: AccountChange, now: Instant, _ writer: Writer) throws {
        guard (try? Post.support(writer)) != nil else { return }
        try mail([try letters(to: person, writer).changed(what)], now: now, writer)
    }

    static func actor(_ person: StoredPerson) -> Actor {
        person.kind == .agent ? .agent(Person.ID(person.id)) : .contact(Person.ID(person.id))
    }
}

extension Refusal {
    public static let deadSignInLink = Refusal(
        "dead-link", "This link opens nothing any more.",
        remedy: "It works once and for a short time. Ask for a new one at the sign-in page.")
    static let wrongLinkCode = Refusal(
        "wrong-code", field: "code", "This is not the code that is shown where the link was asked for.",
        remedy: "Look at the page on which you asked; after five wrong codes the link is dead.")
    static let noAccount = Refusal(
        "no-account", "There is no such account.", remedy: "Check the list of people.")
}
