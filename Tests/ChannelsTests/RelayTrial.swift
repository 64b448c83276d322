import Agreements
import BusinessTime
import Desk
import Foundation
import Operations
import Storage
import Testing

@testable import Channels

/// Harbor's desk with a way out through the mail bed.
struct RelayTrial {
    let trial: MailTrial
    let relay: Relay
    let delivery: Delivery
    let bed: MailBed

    init(
        _ bed: MailBed, secret: String? = nil, agreement: String = DemoAgreement.yaml,
        _ change: (inout RelaySettings) -> Void = { _ in }
    ) async throws {
        self.bed = bed
        trial = try await MailTrial(agreement: agreement)
        let relay = Relay(office: trial.office, option: nil)
        self.relay = relay
        delivery = Delivery(
            office: trial.office, jitter: { $0.lowerBound }, isOpen: { try await relay.isOpen() },
            send: { await relay.send($0) })
        try await set(secret: secret, change)
    }

    /// Support's account by STARTTLS, but for what is changed.
    func set(secret: String? = nil, _ change: (inout RelaySettings) -> Void = { _ in }) async throws {
        var settings = RelaySettings(host: "localhost", port: bed.port("SUBMISSION"))
        settings.authorities = bed["CA"]
        settings.user = "support@imap.test"
        change(&settings)
        let order = RelayOrder(
            settings: settings, secret: settings.signIn == .none ? nil : secret ?? bed["PASSWORD"],
            clientSecret: settings.signIn == .xoauth2 ? bed["OAUTH_SECRET"] : nil)
        try await trial.office.setRelay(order, by: Person.ID(1))
    }

    /// OAuth2 with the refresh token that the token server knows now, or another.
    func setTokens(_ refresh: String? = nil, at address: String? = nil) async throws {
        let known = try bed.tokens()["refresh"] as? String
        let server = MailboxSettings.TokenServer(
            address: address ?? bed["OAUTH_TOKEN_URL"], client: bed["OAUTH_CLIENT"])
        try await set(secret: refresh ?? known) {
            $0.signIn = .xoauth2
            $0.user = "oauth@imap.test"
            $0.tokens = server
        }
    }

    /// Somebody asks and Ana answers; gives the subject by which the mails are found.
    func answer(_ address: String, _ text: String = "I am looking at it.") async throws -> String {
        let subject = "Asked by \(UUID().uuidString.prefix(8))"
        let number = try await trial.subjects().count + 1
        try await trial.take(
            [
                "From: Dora <\(address)>", "To: support@harbor.example", "Subject: \(subject)",
                "Message-ID: <\(UUID().uuidString)@asked.example>", "", "It stops.",
            ], from: address)
        let ana = try await trial.database.read { try $0.person(address: "ana@harbor.example") }
        let asker = Access.Asker(
            person: Person.ID(try #require(ana).id), role: .tier1, groups: ["Front desk"], means: .session)
        _ = try await trial.office.answer(.reply, text: text, on: Ticket.ID(Int64(number)), by: asker)
        return subject
    }

    /// The mails of the newest answers: state and the server's words.
    func outbox() async throws -> [OutboxEntry] { try await trial.database.read { try $0.outbox() } }

    func health() async throws -> Office.SendingHealth {
        try await trial.database.read { try trial.office.sendingHealth($0) }
    }

    func eventually(
        _ what: Comment, at place: SourceLocation = #_sourceLocation, _ isSo: () async throws -> Bool
    ) async throws {
        for _ in 0..<300 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record(what, sourceLocation: place)
    }
}
