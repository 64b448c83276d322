import Operations
import Storage

/// How one mailbox is entered: with its password, or with an access token that is fetched when it is needed.
final class MailboxEntry {
    private let office: Office
    private let refresh: TokenRefresh
    private var token: (access: String, until: ContinuousClock.Instant)?

    /// A token is not used up to its last second.
    private static let margin = Duration.seconds(60)

    init(office: Office, refresh: TokenRefresh = TokenRefresh()) {
        self.office = office
        self.refresh = refresh
    }

    /// A token that was good by its date and is refused all the same was taken back: one fresh one is tried.
    func line(_ open: Office.OpenMailbox, times: MailboxTimes) async throws -> MailboxLine {
        guard let server = open.settings.tokens else {
            return try await MailboxLine.open(open.settings, .password(open.secret), times: times)
        }
        let wasHeld = token.map { $0.until > .now } ?? false
        do {
            return try await MailboxLine.open(
                open.settings, .token(try await access(server, open)), times: times)
        } catch MailboxProblem.refused where wasHeld {
            token = nil
            // The refresh token may have been changed since the mailbox was opened.
            let newest = try await office.newest(open)
            return try await MailboxLine.open(
                open.settings, .token(try await access(server, newest)), times: times)
        } catch let problem as MailboxProblem where problem.isRefusal {
            token = nil
            throw problem
        }
    }

    private func access(_ server: MailboxSettings.TokenServer, _ open: Office.OpenMailbox) async throws
        -> String
    {
        if let token, token.until > .now { return token.access }
        let grant = try await refresh(server, refresh: open.secret, clientSecret: open.clientSecret)
        // The new refresh token is on disk before anything is done with what came with it.
        if let changed = grant.refresh, changed != open.secret {
            try await office.keepRefreshToken(changed, ofMailbox: open.stored.id)
        }
        token = (grant.access, .now + .seconds(grant.lasts) - Self.margin)
        return grant.access
    }
}

extension Office {
    /// The mailbox as it lies in the store now.
    func newest(_ open: OpenMailbox) async throws -> OpenMailbox {
        let id = open.stored.id
        guard let stored = try await database.read({ try $0.mailbox(id) }) else {
            throw MailboxProblem.removed
        }
        return try self.open(stored)
    }
}
