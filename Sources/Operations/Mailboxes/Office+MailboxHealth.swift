public import BusinessTime
import Desk
public import Storage

/// How reading a mailbox failed, in words for people.
public struct MailboxFailure: Error, Hashable, Sendable {
    /// The server was reached and did not accept the name, the password or the token.
    public let isRefusal: Bool
    public let words: String

    public init(isRefusal: Bool, words: String) {
        self.isRefusal = isRefusal
        self.words = words
    }
}

extension StoredMailbox {
    /// Whether there is no sign of it for so long that somebody should look.
    public func isLate(at now: Instant) -> Bool {
        now.seconds - (health.succeeded ?? addedAt).seconds > Office.mailboxLateAfter
    }
}

extension Office {
    /// So many refusals in a row tell the managers and administrators.
    public static let refusalsTold: Int64 = 3
    /// A mailbox without a success for so many wall seconds is late.
    public static let mailboxLateAfter: Int64 = 900

    /// One line for each mailbox that is late, without its name; empty while all are well.
    public func lateMailboxes() async throws -> String {
        let now = clock()
        let all = try await database.read { try $0.mailboxes() }
        return all.filter { $0.isLate(at: now) }.map { mailbox in
            "mailbox \(mailbox.id): last success \(mailbox.health.succeeded.map { "\($0)" } ?? "never")\n"
        }.joined()
    }

    /// What `lateMailboxes` says, and a line where the mail server lets the desk in no more.
    public func lateMail() async throws -> String {
        let health = try await database.read { try self.sendingHealth($0) }
        let sending = health.needsSomebody ? "mail out: refused \(health.refusals) times in a row\n" : ""
        return try await lateMailboxes() + sending
    }

    public func mailboxSucceeded(_ id: Int64) async throws {
        let now = clock()
        try await database.write { writer in
            var health = StoredMailbox.Health()
            (health.succeeded, health.tried) = (now, now)
            try writer.set(health, ofMailbox: id)
        }
    }

    public func mailboxFailed(_ id: Int64, _ failure: MailboxFailure) async throws {
        let now = clock()
        try await database.write { [self] writer in
            guard let mailbox = try writer.mailbox(id) else { return }
            var health = mailbox.health
            health.tried = now
            health.failures += 1
            health.refusals = failure.isRefusal ? health.refusals + 1 : health.refusals
            health.problem = String(failure.words.prefix(500))
            try writer.set(health, ofMailbox: id)
            guard failure.isRefusal, health.refusals == Self.refusalsTold else { return }
            try tellRefused(mailbox, failure, now: now, writer)
        }
    }

    private func tellRefused(
        _ mailbox: StoredMailbox, _ failure: MailboxFailure, now: Instant, _ writer: Writer
    ) throws {
        let roles: Set<String> = [Role.manager.rawValue, Role.admin.rawValue]
        let people = try writer.agents().filter { roles.contains($0.role) && $0.disabledAt == nil }
        let letters = people.map { person in
            Letter(
                name: person.name, address: person.address,
                subject: "Mail is not coming in: \(mailbox.name)",
                text: """
                    Dear \(person.name),

                    the mail server has refused the desk \(Self.refusalsTold) times in a row for the mailbox
                    "\(mailbox.name)":

                    \(failure.words)

                    Until this is mended, mail in that mailbox opens no tickets; it stays on its server.
                    An administrator can give its new password or token on the page of mailboxes.

                    """)
        }
        try mail(letters, now: now, writer)
        writer.afterCommit(wakeUp)
    }
}
