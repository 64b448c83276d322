import Agreements
import BusinessTime

// Clause G: access that the customer gives for this ticket.
extension Ticket {
    func decide(_ order: AccessOrder, _ act: Act) throws(Refusal) -> [Fact] {
        switch order {
        case .give(let grant): try giveAccess(grant, act)
        case .use(let number, let purpose, let groups): try useAccess(number, purpose, groups, act)
        case .end(let number, let reason): try endAccess(number, reason, act)
        }
    }

    /// Given by a contact, or written down by somebody of the desk in the contact's name.
    private func giveAccess(_ wish: AccessGrant, _ act: Act) throws(Refusal) -> [Fact] {
        if !act.isCustomer { try act.requireAgent(.customerDuties, "write down an access that was given") }
        try requireOpenForAccess()
        var grant = wish
        grant.number = accesses.count + 1
        grant.system = try AccessGrant.plain(wish.system, "system")
        grant.purpose = try AccessGrant.plain(wish.purpose, "purpose")
        if case .contact(let person) = act.by { grant.contact = person }
        guard !grant.users.isEmpty, grant.users.people.count <= AccessUsers.peopleMax else {
            throw .accessForNobody
        }
        try requireBounds(grant.span, act)
        let given = act.fact(.access(.given(grant)))
        guard isAccessAwaited(act.terms) else { return [given] }
        return [given, act.fact(.informationProvided(flagged: false))]
    }

    private func requireOpenForAccess() throws(Refusal) {
        try requireNotMerged("be given access for")
        switch state {
        case .open, .waiting, .resolved, .merged: return
        case .closed, .outOfScope, .notInquiry: throw .accessAfterEnd
        }
    }

    private func requireBounds(_ span: Span, _ act: Act) throws(Refusal) {
        guard span.from < span.to else { throw .accessBackwards }
        guard act.now < span.to else { throw .accessIsPast }
        // Written to the minute.
        let since = act.happened.seconds / 60 * 60
        guard span.from.seconds >= since else { throw .accessBeforeGiven }
        // An hour more, for a clock that is set back within.
        let longest = Int64(AccessGrant.daysMax) * 86_400 + 3600
        guard span.to.wallSeconds(since: span.from) <= longest else { throw .accessTooLong }
        guard span.from.wallSeconds(since: act.now) <= longest else { throw .accessTooFar }
    }

    /// A request under way asks for access, or the agreement wants it for this category.
    private func isAccessAwaited(_ terms: PinnedTerms?) -> Bool {
        if openWaits.isEmpty { return false }
        let required = terms?.terms.duties.required[category] ?? []
        return openWaits.contains { $0.access != nil || $0.missing.contains(where: Self.namesAccess) }
            || required.contains(where: Self.namesAccess)
    }

    private static func namesAccess(_ line: String) -> Bool {
        line.lowercased().split { !$0.isLetter }.contains { $0 == "access" || $0 == "accesses" }
    }

    /// Each use is written down, whoever may look at it later.
    private func useAccess(
        _ number: Int, _ purpose: String, _ groups: Set<String>, _ act: Act
    ) throws(Refusal) -> [Fact] {
        try act.requireAgent(.customerDuties, "use an access")
        guard let access = access(number) else { throw .noAccess }
        guard let person = act.agent,
            access.what.users.admits(person, groups: groups, under: act.terms)
        else { throw .accessNotYours }
        switch access.standing(at: act.happened) {
        case .notYet: throw .accessNotYet(access.what.span.from)
        case .over: throw .accessOver(access.end)
        case .inForce: break
        }
        let purpose = try AccessGrant.plain(purpose, "purpose")
        return [act.fact(.access(.used(grant: number, purpose: purpose)))]
    }

    /// The customer ends it whenever they like; the desk says why.
    private func endAccess(_ number: Int, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        if !act.isCustomer { try act.requireAgent(.customerDuties, "end an access") }
        guard let access = access(number) else { throw .noAccess }
        if access.ending != nil || act.now >= access.end { throw .accessOver(access.end) }
        if act.isCustomer, reason.isBlank {
            return [act.fact(.access(.ended(grant: number, .customer, reason: nil)))]
        }
        let how: AccessEnding = act.isCustomer ? .customer : .desk
        let reason = try AccessGrant.plain(reason, "reason")
        return [act.fact(.access(.ended(grant: number, how, reason: reason)))]
    }
}

extension AccessGrant {
    /// Words on one line, bounded, and without anything that opens a system.
    static func plain(_ text: String, _ field: String) throws(Refusal) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...wordsMax).contains(words.count) else { throw .accessUnsaid(field) }
        // Looked for in the words as they were sent: a key has lines.
        if let secret = SecretLikeness.found(in: text) { throw .secret(secret, field) }
        return words
    }
}
