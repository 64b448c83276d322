public import Desk

/// Who may do what to which thing. One function, asked by every way in.
public struct Access: Sendable {
    /// A signed-in person or a token, as one request sees it.
    public struct Asker: Hashable, Sendable {
        public enum Means: Hashable, Sendable {
            case session
            /// A token for a person's own client, with its scopes.
            case ownClient(Set<Scope>)
            /// A program's token.
            case program(name: String, Set<Scope>)
        }

        public let person: Person.ID
        public let role: Role
        /// Groups whose tickets an agent sees.
        public let groups: Set<String>
        public let means: Means
        /// Whose contact it is; nil for the desk's people and for who belongs to nobody yet.
        public var customer: Organisation.ID?
        /// What a contact was given beside their own tickets.
        public var rights: Set<ContactRight> = []

        public init(person: Person.ID, role: Role, groups: Set<String>, means: Means) {
            self.person = person
            self.role = role
            self.groups = groups
            self.means = means
        }

        /// How this asker stands in facts.
        public var actor: Actor {
            if case .program(let name, _) = means { return .program(name) }
            return role == .contact ? .contact(person) : .agent(person)
        }

        var scopes: Set<Scope> {
            switch means {
            case .session: Set(Scope.allCases)
            case .ownClient(let scopes), .program(_, let scopes): scopes
            }
        }
    }

    public enum Scope: String, CaseIterable, Hashable, Sendable, Codable { case read, write }

    /// Nobody may do it as he is; 404 where he may not know that it exists.
    public enum Denial: Error, Hashable, Sendable {
        case notSignedIn
        case forbidden(String)
        case hidden
    }

    /// What is asked about.
    public enum Thing: Hashable, Sendable {
        /// The desk itself, or nothing in particular.
        case desk
        case ticket(TicketPlace)
        case agreement(AgreementPlace)
    }

    /// Whose a ticket is.
    public struct TicketPlace: Hashable, Sendable {
        /// Groups of the desk that have or see it. Empty where the desk has none of its groups: then it is
        /// every agent's.
        public let groups: Set<String>
        public let customer: Organisation.ID?
        public let requester: Person.ID

        public init(groups: Set<String>, customer: Organisation.ID?, requester: Person.ID) {
            self.groups = groups
            self.customer = customer
            self.requester = requester
        }
    }

    /// Whose an agreement is, with its statements and reports.
    public struct AgreementPlace: Hashable, Sendable {
        public let customer: Organisation.ID?
        /// The asker is named in it to sign for the customer.
        public let isSignatory: Bool

        public init(customer: Organisation.ID?, isSignatory: Bool) {
            self.customer = customer
            self.isSignatory = isSignatory
        }
    }

    /// Denies what the asker's role, token, groups or organisation don't allow.
    public static func require(
        _ capability: Capability, by asker: Asker?, on thing: Thing = .desk
    ) throws(Denial) {
        guard let asker else { throw .notSignedIn }
        if asker.role == .contact { return try require(capability, ofContact: asker, on: thing) }
        if case .ticket(let place) = thing, !sees(asker, place) {
            throw asker.role.isStaff ? .hidden : .forbidden("Your role (sales) works no tickets.")
        }
        guard capability.roles.contains(asker.role) else {
            throw .forbidden("Your role (\(asker.role.rawValue)) may not do this.")
        }
        guard asker.scopes.contains(capability.scope) else {
            throw .forbidden("This token has no scope \"\(capability.scope.rawValue)\".")
        }
        if capability.needsSession, asker.means != .session {
            throw .forbidden("A token may not do this, whosever it is: sign in.")
        }
        if case .program = asker.means, capability.needsNamedPerson {
            throw .forbidden("Only a named person may do this: sign in, or use a token of your own client.")
        }
    }

    public static func allows(_ capability: Capability, by asker: Asker?, on thing: Thing = .desk) -> Bool {
        (try? require(capability, by: asker, on: thing)) != nil
    }

    /// A contact acts in a session alone, and on what is their organisation's.
    private static func require(
        _ capability: Capability, ofContact asker: Asker, on thing: Thing
    ) throws(Denial) {
        guard asker.means == .session else {
            throw .forbidden("A contact signs in; a token may not do this.")
        }
        let refused = Denial.forbidden("Your role (contact) may not do this.")
        switch (capability.ofContacts, thing) {
        case (.anything, _): return
        case (let need, .ticket(let place)):
            if need == nil { throw refused }
            guard need == .ownTicket, sees(asker, place) else { throw .hidden }
        case (let need, .agreement(let place)):
            guard let customer = place.customer, customer == asker.customer else { throw .hidden }
            guard let need, need != .ownTicket else { throw refused }
            if place.isSignatory || need == .ownAgreement { return }
            if need == .signing {
                throw .forbidden("Only who is named in the agreement to sign it may do this.")
            }
            guard case .right(let right) = need else { throw .hidden }
            guard asker.rights.contains(right) else { throw .hidden }
        default: throw refused
        }
    }

    /// Whether a ticket is there at all for the asker: the rule that `Visibility` puts into one condition of
    /// the store. Managers and administrators see every group; agents see their own.
    public static func sees(_ asker: Asker, _ place: TicketPlace) -> Bool {
        switch asker.role {
        case .manager, .admin: return true
        case .tier1, .tier2: return place.groups.isEmpty || !asker.groups.isDisjoint(with: place.groups)
        case .sales: return false
        case .contact:
            let isOwn = place.requester == asker.person
            guard let customer = place.customer else { return isOwn }
            return customer == asker.customer && (isOwn || asker.rights.contains(.organisation))
        }
    }
}
