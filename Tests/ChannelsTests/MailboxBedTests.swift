import Foundation
import Operations
import Storage
import Testing

@testable import Channels

@Suite(
    "Dovecot, as bin/mailbed starts it",
    .enabled(if: MailBed.isThere, "root, Dovecot and Postfix are needed"), WithMailBed(), .serialized)
struct MailboxBedTests {
    private let bed: MailBed

    init() throws { bed = try #require(MailBed.current) }

    private func trial(
        _ account: String, _ encryption: MailboxSettings.Encryption = .tls, host: String = "localhost",
        _ change: (inout MailboxSettings) -> Void = { _ in }
    ) async throws -> MailboxTrial {
        let port = bed.port(encryption == .tls ? "IMAPS" : "IMAP")
        let authorities = bed["CA"]
        return try await MailboxTrial(port: port, secret: bed["PASSWORD"], user: account) { settings in
            settings.host = host
            settings.encryption = encryption
            settings.authorities = authorities
            change(&settings)
        }
    }

    @Test("Over each encryption", arguments: MailboxSettings.Encryption.allCases)
    func encrypted(_ encryption: MailboxSettings.Encryption) async throws {
        let trial = try await trial("sales@imap.test", encryption) { $0.after = .delete }
        let subject = "By \(encryption.rawValue)"
        try bed.deliver(text(subject), to: "sales@imap.test")
        try await trial.fetching {
            try await trial.eventually { try await trial.subjects() == [subject] }
            try await trial.eventually { bed.count("sales@imap.test") == 0 }
        }
    }

    @Test func `From IDLE to a row of the queue, and moved`() async throws {
        let trial = try await trial("desk@imap.test") {
            $0.after = .move
            $0.moveTo = "Archive/2026"
        }
        try await trial.fetching {
            try await trial.eventually { try await trial.stored()?.health.succeeded != nil }
            for number in 1...3 {
                try bed.deliver(text("Idle \(number)"), to: "desk@imap.test")
                try await trial.eventually { try await trial.subjects().count == number }
            }
            try await trial.eventually { bed.count("desk@imap.test", folder: "Archive.2026") == 3 }
            #expect(bed.count("desk@imap.test") == 0)
        }
    }

    @Test func `Nobody else's server gets the password`() async throws {
        let check = { (trial: MailboxTrial) async throws -> (any Error)? in
            guard let stored = try await trial.stored() else { return nil }
            do {
                _ = try await MailboxCheck(office: trial.trial.office)(try trial.trial.office.open(stored))
                return nil
            } catch { return error }
        }
        let stranger = try await trial("support@imap.test") { $0.authorities = nil }
        #expect(try await check(stranger) as? MailboxProblem == .untrusted("localhost", file: nil))
        let starttls = try await trial("support@imap.test", .starttls) { $0.authorities = nil }
        #expect(try await check(starttls) as? MailboxProblem == .untrusted("localhost", file: nil))
        let other = try await trial("support@imap.test", host: "ip6-localhost")
        let problem = try await check(other) as? MailboxProblem
        #expect(
            problem == .otherName("ip6-localhost")
                || problem.map { "\($0)".contains("ip6-localhost") } == true)
        let swapped = try await trial("support@imap.test") { $0.port = bed.port("IMAP") }
        #expect(
            (try await check(swapped) as? MailboxProblem).map { if case .noTLS = $0 { true } else { false } }
                == true)
        let nobody = try await trial("support@imap.test") { $0.port = 1 }
        #expect((try await check(nobody) as? MailboxProblem)?.description.contains("does not answer") == true)
        let folder = try await trial("support@imap.test") { $0.folder = "Nowhere" }
        #expect((try await check(folder) as? MailboxProblem)?.description.contains("There are: ") == true)
        let well = try await trial("support@imap.test")
        #expect(try await check(well) == nil)
    }

    @Test func `A new refresh token is stored before it is used, and its access token is renewed`()
        async throws
    {
        let refresh = try #require(try bed.tokens()["refresh"] as? String)
        let server = MailboxSettings.TokenServer(address: bed["OAUTH_TOKEN_URL"], client: bed["OAUTH_CLIENT"])
        let (port, authorities) = (bed.port("IMAPS"), bed["CA"])
        let trial = try await MailboxTrial(port: port, secret: refresh, user: "oauth@imap.test") { settings in
            settings.host = "localhost"
            settings.encryption = .tls
            settings.authorities = authorities
            settings.tokens = server
        }
        try bed.deliver(text("With a token"), to: "oauth@imap.test")
        try await trial.fetching {
            try await trial.eventually { try await trial.subjects() == ["With a token"] }
            // The token is taken back and the line breaks: the newest refresh token gets another.
            try bed.control(#"{"revoke": true}"#)
            try bed.killIMAP()
            try bed.startAgain()
            try bed.deliver(text("With another"), to: "oauth@imap.test")
            try await trial.eventually { try await trial.subjects() == ["With a token", "With another"] }
        }
        let stored = try #require(try await trial.stored())
        #expect(try trial.trial.office.open(stored).secret == bed.tokens()["refresh"] as? String)
        #expect(try bed.tokens()["refreshed"] as? Int ?? 0 >= 2)
        #expect(!stored.secret.contains("refresh-"), "it lies sealed")
    }

    @Test func `A token server that refuses is a refusal; one that is away is not`() async throws {
        let (port, authorities) = (bed.port("IMAPS"), bed["CA"])
        for (address, isRefusal) in [(bed["OAUTH_TOKEN_URL"], true), ("http://127.0.0.1:1/token", false)] {
            let client = bed["OAUTH_CLIENT"]
            let trial = try await MailboxTrial(port: port, secret: "long-gone", user: "oauth@imap.test") {
                settings in
                settings.host = "localhost"
                settings.encryption = .tls
                settings.authorities = authorities
                settings.tokens = MailboxSettings.TokenServer(address: address, client: client)
            }
            try await trial.fetching {
                try await trial.eventually { (try await trial.stored()?.health.failures ?? 0) >= 1 }
            }
            #expect(((try await trial.stored()?.health.refusals ?? 0) > 0) == isRefusal)
        }
    }
}
