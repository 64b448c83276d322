import Operations
import Storage

/// Access tokens for sending, fetched when they are needed and by one at a time: a refresh token that is used
/// twice may be worth nothing afterwards.
actor RelayTokens {
    private let office: Office
    private let refresh: TokenRefresh
    private var held: (access: String, until: ContinuousClock.Instant, revision: Int64)?
    private var asking: Task<String, any Error>?

    /// A token is not used up to its last second.
    private static let margin = Duration.seconds(60)

    init(office: Office, refresh: TokenRefresh = TokenRefresh()) {
        self.office = office
        self.refresh = refresh
    }

    /// Throws `MailboxProblem`, or the refusal of the secret box.
    func access(_ open: Office.OpenRelay) async throws -> String {
        if let held, held.revision == open.stored.revision, held.until > .now { return held.access }
        if let asking { return try await asking.value }
        let task = Task { try await ask() }
        asking = task
        defer { asking = nil }
        return try await task.value
    }

    /// It was refused though it was good by its date: somebody took it back.
    func forget(_ access: String) {
        if held?.access == access { held = nil }
    }

    /// By the newest refresh token.
    private func ask() async throws -> String {
        guard let open = try await office.openRelay(), let server = open.settings.tokens,
            let secret = open.secret
        else { throw MailboxProblem.removed }
        let grant = try await refresh(server, refresh: secret, clientSecret: open.clientSecret)
        // The new refresh token is on disk before anything is done with what came with it.
        if let changed = grant.refresh, changed != secret {
            try await office.keepRelayToken(changed, of: open)
        }
        held = (grant.access, .now + .seconds(grant.lasts) - Self.margin, open.stored.revision)
        return grant.access
    }
}
