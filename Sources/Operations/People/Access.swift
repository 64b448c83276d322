public import Desk

/// Who may do what. One function, asked by every way in.
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

    /// Denies what the asker's role, token or groups don't allow.
    public static func require(
        _ capability: Capability, by asker: Asker?, ticketGroup: String? = nil
    ) throws(Denial) {
        guard let asker else { throw .notSignedIn }
        if let ticketGroup, !sees(asker, group: ticketGroup) {
            throw asker.role.isStaff ? .hidden : outside(asker)
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

    /// Managers and administrators see every group; agents see their own.
    public static func sees(_ asker: Asker, group: String) -> Bool {
        switch asker.role {
        case .manager, .admin: true
        case .tier1, .tier2: asker.groups.contains(group)
        case .contact, .sales: false
        }
    }

    private static func outside(_ asker: Asker) -> Denial {
        asker.role == .sales ? .forbidden("Your role (sales) works no tickets.") : .hidden
    }
}
