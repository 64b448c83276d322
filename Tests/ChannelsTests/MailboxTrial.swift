import BusinessTime
import Desk
import Logging
import Operations
import Storage
import Testing

@testable import Channels

/// A desk that fetches from a mailbox, while the body of a test runs.
struct MailboxTrial {
    let trial: MailTrial
    let mailbox: StoredMailbox

    static let quick: MailboxTimes = {
        var times = MailboxTimes()
        times.connect = .seconds(5)
        times.read = .milliseconds(700)
        times.command = .seconds(2)
        times.body = .seconds(5)
        times.idle = 0.3...0.4
        times.firstPause = 0.02
        times.longestPause = 0.05
        times.refusedPause = 0.05
        times.supervision = 1
        return times
    }()

    init(
        port: Int, secret: String = "harbour-7", user: String = "user",
        _ change: (inout MailboxSettings) -> Void = { _ in }
    ) async throws {
        trial = try await MailTrial()
        mailbox = try await Self.add("support", to: trial, port: port, secret: secret, user: user, change)
    }

    /// Another mailbox for the same desk.
    func add(_ name: String, port: Int) async throws -> StoredMailbox {
        try await Self.add(name, to: trial, port: port, secret: "harbour-7", user: "user") { _ in }
    }

    private static func add(
        _ name: String, to trial: MailTrial, port: Int, secret: String, user: String,
        _ change: (inout MailboxSettings) -> Void
    ) async throws -> StoredMailbox {
        var settings = MailboxSettings(host: "127.0.0.1", port: port, user: user)
        settings.encryption = .loopback
        settings.takesExisting = true
        settings.pollSeconds = 5
        change(&settings)
        return try await trial.office.addMailbox(
            MailboxOrder(
                name: name, settings: settings, secret: secret,
                clientSecret: settings.tokens == nil ? nil : "client-secret"),
            by: Person.ID(1))
    }

    /// Fetches while `body` runs, and stops after it.
    func fetching(times: MailboxTimes = quick, _ body: () async throws -> Void) async throws {
        let rounds = MailboxRounds(
            intake: trial.intake, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            times: times)
        let task = Task { await rounds.run() }
        defer { task.cancel() }
        do {
            try await body()
        } catch {
            task.cancel()
            await task.value
            throw error
        }
        task.cancel()
        await task.value
    }

    /// Reads the inbox until it `isSo`; a failure when that does not come about.
    func eventually(
        at place: SourceLocation = #_sourceLocation, _ isSo: () async throws -> Bool
    ) async throws {
        for _ in 0..<600 {
            try await trial.intake.readNew()
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("it did not come about", sourceLocation: place)
    }

    /// By the alphabet: mails of one look are read side by side, in any order.
    func subjects() async throws -> [String] { try await trial.subjects().sorted() }

    func stored() async throws -> StoredMailbox? {
        try await trial.database.read { [mailbox] in try $0.mailbox(mailbox.id) }
    }

    func errands() async throws -> [MailboxErrand] {
        try await trial.database.read { [mailbox] in try $0.errands(ofMailbox: mailbox.id) }
    }
}

/// A mail as one text.
func text(_ subject: String, body: String = "It stops at 40 %.") -> String {
    mail(subject, body: body).joined(separator: "\r\n")
}
