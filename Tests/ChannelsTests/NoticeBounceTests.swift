import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Notices without a ticket: what becomes of those that do not arrive")
struct NoticeBounceTests {
    private static let customer = "legal@acme.example"

    /// Notice of termination was given; its mails wait.
    private func noticed() async throws -> (MailTrial, OutboxEntry) {
        let trial = try await MailTrial()
        let mara = try #require(
            try await trial.database.read { try $0.person(address: "mara@harbor.example") })
        try await trial.office.giveNotice(
            "acme", Office.NoticeOrder(from: .provider, way: .mail, received: .now, reference: "Mail"),
            by: .agent(Person.ID(mara.id)))
        let entries = try await trial.database.read { try $0.outbox() }
        return (trial, try #require(entries.first { $0.envelopeTo == Self.customer }))
    }

    private func entry(_ id: Int64, _ trial: MailTrial) async throws -> OutboxEntry? {
        try await trial.database.read { try $0.outboxEntry(id) }
    }

    /// What Mara was told since, as text.
    private func told(since entry: OutboxEntry, _ trial: MailTrial) async throws -> [String] {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            try reader.outbox().filter {
                $0.id > entry.id && $0.envelopeTo == "mara@harbor.example" && $0.about == nil
            }.map { Mail.Message.parse(try blobs.bytes(of: try #require(try reader.blob($0.blob)))) }
                .map { "\($0.subject)\n\($0.readableText)" }
        }
    }

    private func undelivered(_ trial: MailTrial) async throws -> [Int64] {
        try await trial.database.read { try $0.undelivered(.agreement("acme")).map(\.id) }
    }

    @Test("it has a return address of its own, and stays marked as automatic")
    func returnAddress() async throws {
        let (trial, entry) = try await noticed()
        let tokens = try await trial.database.read { try Post.tokens($0) }
        let back = try #require(MailAddress(entry.envelopeFrom))
        #expect(tokens.meaning(of: back) == .letter(number: entry.id))
        #expect(entry.about == .agreement("acme"))
        let bytes = try await trial.database.read { try $0.blob(entry.blob) }
            .map { try trial.database.blobs.bytes(of: $0) }
        let text = String(decoding: bytes ?? [], as: UTF8.self)
        #expect(text.contains("Auto-Submitted: auto-generated"))
    }

    @Test(
        "a bounce fails it, by address or by Message-ID: seen on the agreement, managers told once",
        arguments: [true, false])
    func bounce(byAddress: Bool) async throws {
        let (trial, sent) = try await noticed()
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 queued") }.drain()
        #expect(try await undelivered(trial).isEmpty)
        for number in 1...2 {
            try await trial.take(
                report(
                    number == 1 ? "5.1.1" : "4.4.1", action: "failed",
                    of: byAddress ? "unknown@elsewhere.example" : sent.messageID, to: Self.customer,
                    number: number), from: "",
                to: [byAddress ? sent.envelopeFrom : "support@harbor.example"])
        }
        #expect(try await entry(sent.id, trial)?.state == .failed)
        #expect(try await undelivered(trial) == [sent.id])
        let told = try await told(since: sent, trial)
        #expect(told.count == 1, "\(told)")
        #expect(told.first?.contains("Not delivered: a mail about the agreement \"acme\"") == true)
        #expect(told.first?.contains("did not reach legal@acme.example: 5.1.1") == true)
        #expect(told.first?.contains("/agreements/acme") == true)
        #expect(try await trial.database.read { try $0.inboxCount(.quarantined) } == 0)
    }

    @Test("a server that refuses it at once is told the same way; that this mail fails too is told to nobody")
    func refused() async throws {
        let (trial, sent) = try await noticed()
        let delivery = Delivery(office: trial.office) { letter in
            letter.to == Self.customer || letter.to == "mara@harbor.example"
                ? .rejected("550 5.1.1 no such user") : .accepted("250 queued")
        }
        for _ in 1...3 { _ = try await delivery.drain() }
        #expect(try await entry(sent.id, trial)?.state == .rejected)
        #expect(try await undelivered(trial).contains(sent.id))
        let told = try await told(since: sent, trial)
        #expect(told.count { $0.contains("did not reach legal@acme.example: 550 5.1.1 no such user") } == 1)
        let all = try await trial.database.read { try $0.outbox(limit: 200) }
        let about = try await undelivered(trial).count
        #expect(all.count { $0.state == .rejected } == about + told.count, "no mail follows from a mail")
    }

    @Test("that it is late is a note on the agreement; nobody is told, and it may still arrive")
    func late() async throws {
        let (trial, sent) = try await noticed()
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 queued") }.drain()
        try await trial.take(
            report("4.4.1", action: "delayed", of: sent.messageID, to: Self.customer), from: "",
            to: [sent.envelopeFrom])
        let after = try #require(try await entry(sent.id, trial))
        #expect(after.state == .accepted && after.report.contains("is late, and is still being tried"))
        #expect(try await undelivered(trial) == [sent.id])
        #expect(try await told(since: sent, trial).isEmpty)
    }

    @Test("an absence notice to it is a note there: no ticket, and nothing in quarantine")
    func absence() async throws {
        let (trial, sent) = try await noticed()
        try await trial.take(
            [
                "From: Legal <legal@acme.example>", "To: \(sent.envelopeFrom)", "Subject: Away",
                "Message-ID: <away@acme.example>", "Auto-Submitted: auto-replied", "", "Back on Monday.", "",
            ], from: "", to: [sent.envelopeFrom])
        #expect(try await entry(sent.id, trial)?.report.contains("A program answered") == true)
        #expect(try await trial.subjects().isEmpty)
        #expect(try await trial.database.read { try $0.inboxCount(.quarantined) } == 0)
    }

    @Test("a token of another mail's number is none")
    func forged() async throws {
        let (trial, sent) = try await noticed()
        let forged = sent.envelopeFrom.replacing("+n\(sent.id).", with: "+n\(sent.id - 1).")
        try await trial.take(report("5.1.1", action: "failed", of: "x@y.example"), from: "", to: [forged])
        #expect(try await undelivered(trial).isEmpty)
        #expect(try await trial.database.read { try $0.inboxCount(.quarantined) } == 1)
    }
}
