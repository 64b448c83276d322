import Agreements
public import BusinessTime

/// An access as the ticket has it: what was given, how it was used, and how it ended.
public struct GivenAccess: Hashable, Sendable {
    public struct Use: Hashable, Sendable {
        public let by: Actor
        public let at: Instant
        public let purpose: String
    }

    public struct Ending: Hashable, Sendable {
        public let how: AccessEnding
        public let by: Actor
        public let at: Instant
        public let reason: String?
    }

    /// Where it stands at an instant: always exactly one of the three.
    public enum Standing: Hashable, Sendable {
        case notYet
        case inForce
        case over
    }

    public let what: AccessGrant
    /// Who wrote it down: the contact, or somebody of the desk in the contact's name.
    public let recordedBy: Actor
    public let given: Moment
    public internal(set) var uses: [Use] = []
    public internal(set) var remindedAt: Instant?
    public internal(set) var ending: Ending?

    /// The first instant at which it may no longer be used.
    public var end: Instant { min(what.span.to, ending?.at ?? what.span.to) }

    public func standing(at instant: Instant) -> Standing {
        if instant >= end { return .over }
        return instant < what.span.from ? .notYet : .inForce
    }

    /// A day before its end; of a short one, when a quarter is left of what there was since it was known.
    public var remindAt: Instant {
        let known = max(what.span.from, given.recorded)
        let length = max(what.span.to.wallSeconds(since: known), 0)
        return what.span.to.advanced(by: -min(86_400, length / 4))
    }

    public var lastUse: Use? { uses.max { $0.at < $1.at } }
}

extension Ticket {
    public func access(_ number: Int) -> GivenAccess? { accesses.first { $0.what.number == number } }

    /// Those whose end nothing says yet.
    var openAccesses: [GivenAccess] { accesses.filter { $0.ending == nil } }

    mutating func apply(_ fact: AccessFact, _ at: Occurrence) {
        if case .given(let grant) = fact {
            return accesses.append(GivenAccess(what: grant, recordedBy: at.by, given: at.moment))
        }
        guard let index = accesses.firstIndex(where: { $0.what.number == fact.grant }) else { return }
        switch fact {
        case .given: break  // It made the entry.
        case .used(_, let purpose):
            accesses[index].uses.append(
                GivenAccess.Use(by: at.by, at: at.moment.happened, purpose: purpose))
        case .reminded: accesses[index].remindedAt = at.moment.happened
        case .ended(_, let how, let reason):
            guard accesses[index].ending == nil else { return }
            accesses[index].ending = GivenAccess.Ending(
                how: how, by: at.by, at: at.moment.happened, reason: reason)
        }
    }
}

// What the alarm does about them.
extension Ticket {
    /// A reminder, and the end at the latest with the ticket's own.
    func accessDues() -> [Due] {
        openAccesses.flatMap { access in
            let number = access.what.number
            func end(_ how: AccessEnding, at instant: Instant) -> Due {
                Due(.access(.ended(grant: number, how, reason: nil)), at: instant)
            }
            var dues = [end(.expired, at: access.what.span.to)]
            if let closing { dues.append(end(.closed, at: closing.at)) }
            if access.remindedAt == nil {
                dues.append(Due(.access(.reminded(grant: number)), at: access.remindAt))
            }
            return dues
        }
    }

    /// A reminder of what is over by now says nothing: after a stop the end alone is told.
    func isMoot(_ due: Due, at now: Instant) -> Bool {
        guard case .access(.reminded(let number)) = due.what else { return false }
        return closing != nil || (access(number).map { now >= $0.end } ?? true)
    }

    /// Those who may use it are told, and who gave it.
    func accessNotices(for fact: AccessFact) -> [Notice] {
        guard let access = access(fact.grant) else { return [] }
        let number = access.what.number
        switch fact {
        case .given: return notices(.given(number), of: access.what)
        case .used: return []
        case .reminded: return access.ending == nil ? notices(.expiring(number), of: access.what) : []
        case .ended: return notices(.ended(number), of: access.what)
        }
    }

    private func notices(_ kind: AccessNotice, of grant: AccessGrant) -> [Notice] {
        var audience = grant.users.people.map { Notice.Audience.person($0) }
        if let group = grant.users.group { audience.append(.group(group)) }
        if let tier = grant.users.tier { audience.append(.tier(tier)) }
        return audience.map { Notice(.access(kind), to: $0, .customerDuties) } + [
            Notice(.access(kind), to: .contact(grant.contact), .customerDuties, isRequired: true)
        ]
    }
}
