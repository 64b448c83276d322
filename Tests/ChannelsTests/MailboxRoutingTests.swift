import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@testable import Channels

/// By IMAP there is no envelope: what an agreement names is found all the same.
@Suite("Addresses that agreements name, from a mailbox")
struct MailboxRoutingTests {
    private static func letter(_ subject: String, _ fields: String...) -> String {
        (["From: Carla <carla@acme.example>"] + fields + ["Subject: \(subject)", "", "It stops.", ""])
            .joined(separator: "\r\n")
    }

    private static let notices = "To: Notices <notices@harbor.example>"

    @Test(
        "A notice of termination is no ticket, whatever delivery agents say of the mailbox it lies in",
        arguments: [
            [notices], ["Delivered-To: support@harbor.example", notices],
            ["X-Original-To: notices@harbor.example", "To: Harbor <support@harbor.example>"],
        ])
    func notice(_ fields: [String]) async throws {
        let sink = MailboxSink()
        let head = fields.joined(separator: "\r\n")
        sink.add(Self.letter("We end it", head))
        let trial = try await MailboxTrial(port: try await sink.start())
        try await trial.fetching {
            try await trial.eventually {
                try await trial.trial.database.read { try $0.noticeMailsWaiting().count } == 1
            }
        }
        #expect(try await trial.subjects().isEmpty)
        #expect(try await trial.trial.receipts().filter { $0 == "carla@acme.example" }.isEmpty)
        try await sink.stop()
    }

    @Test("A second support address chooses its agreement, also one that came while the line stood")
    func second() async throws {
        let sink = MailboxSink()
        let trial = try await MailboxTrial(port: try await sink.start())
        let letter = { Self.letter($0, "To: ships@harbor.example") }
        try await trial.fetching {
            sink.add(letter("Before"))
            try await trial.eventually { try await trial.subjects() == ["Before"] }
            let yaml = DemoAgreement.yaml.replacing("- support@harbor", with: "- ships@harbor")
            try await trial.trial.database.write { writer in
                let acme = try writer.person(address: "carla@acme.example")?.organisation
                var ships = StoredAgreement(
                    name: "ships", version: 1, organisation: acme ?? 0, text: Array(yaml.utf8),
                    status: "in-force")
                ships.inForceFrom = .earliest
                _ = try writer.add(ships)
            }
            sink.add(letter("After"), text("At the desk's own"))
            try await trial.eventually { try await trial.subjects().count == 3 }
        }
        #expect(sink.state.connections == 1)
        var pinned: [String: String] = [:]
        for number in Int64(1)...3 {
            let subject = try await trial.trial.database.read { try $0.ticketRow(number)?.subject }
            let pinning = try await trial.trial.ticket(number)?.pinning
            if case .version(let version)? = pinning { pinned[subject ?? ""] = version.agreement }
        }
        #expect(pinned == ["Before": "acme", "After": "ships", "At the desk's own": "acme"])
        try await sink.stop()
    }
}
