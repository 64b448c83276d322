import Agreements
import BusinessTime
import Desk
import DulyTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mail
import NIOCore
import Operations
import Storage
import Testing

@Suite("A statement on paper")
struct StatementPrintTests {
    /// The words of a PDF, with single spaces.
    private static func words(_ pdf: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(pdf).write(to: file)
        let text = try Tool.run("pdftotext", ["-layout", file.path, "-"])
        try #require(text.code == 0, "\(text.text)")
        return text.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("the customer is mailed it when it is issued; the page gives the same")
    func mailed() async throws {
        let (trial, ticket, mara) = try await CreditTests.broken()
        let checkpoint = try await trial.database.writeCheckpoint(at: trial.clock.now)
        let key = BandEntry.Key(ticket: Ticket.ID(ticket), promise: .acknowledgment, band: 0)
        let by = Actor.agent(mara.person)
        let month = try #require(CalendarMonth("2026-11"))
        try await trial.office.decideCredits(
            "acme", LedgerCommand(.refuse(key, clause: .exclusions, reason: "Their network"), by: by))
        try await trial.run { client in
            let provisional = try await client.execute(
                uri: "/credits/acme/2026-11/pdf", method: .get, headers: mara.headers)
            #expect(provisional.headers[.contentType] == "application/pdf")
            #expect(try Self.words(Array(provisional.body.readableBytesView)).contains("Provisional, as of"))
            try await trial.office.decideCredits("acme", LedgerCommand(.issue(month), by: by))
            let mail = try await EvidenceTests.mail(to: "office@acme.example", trial)
            #expect(mail.attachments.map(\.filename) == ["acme-2026-11.pdf"])
            let print = try await client.execute(
                uri: "/credits/acme/2026-11/pdf", method: .get, headers: mara.headers)
            #expect(mail.attachments.first?.content == Array(print.body.readableBytesView))
            let words = try Self.words(mail.attachments.first?.content ?? [])
            for part in [
                "Service credits of 2026-11", "between Harbor Software GmbH and Acme Ltd",
                "Issued 2026-12-02", "Total, net of tax 12.00 EUR", "Acknowledgment, normal, band 1",
                "Refused under clause H: Their network.", "1 % of the fee of 1200.00 EUR",
                "/tickets/\(ticket)/proof/resolution", "You may dispute a line within",
                "up to and including 2027-", "10 business days",
            ] { #expect(words.contains(part), "\(part) in \(words)") }
            let line = words.replacing(" ", with: "")
            #expect(line.contains(checkpoint.line.replacing(" ", with: "").prefix(60)))
            let page = try await client.execute(
                uri: "/credits/acme/2026-11", method: .get, headers: mara.headers)
            #expect(page.text.contains("href=\"/credits/acme/2026-11/pdf\""))
            let ana = try await trial.session(of: "ana@harbor.example")
            let hidden = try await client.execute(
                uri: "/credits/acme/2026-11/pdf", method: .get, headers: ana.headers)
            #expect(hidden.status == .forbidden)
        }
    }

    @Test("a month without credits is a page that says so")
    func empty() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let print = try await client.execute(
                uri: "/credits/acme/2026-11/pdf", method: .get, headers: mara.headers)
            let words = try Self.words(Array(print.body.readableBytesView))
            #expect(words.contains("No credit is owed for this month."))
            #expect(words.contains("Total, net of tax 0.00 EUR"))
        }
    }
}
