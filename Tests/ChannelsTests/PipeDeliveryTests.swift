import BusinessTime
import Foundation
import Logging
import NIOCore
import NIOPosix
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Keeping a piped mail")
struct PipeDeliveryTests {
    /// The demo desk in a folder, closed.
    private func desk() async throws -> String {
        let folder = NSTemporaryDirectory() + "duly-pipe-" + UUID().uuidString
        let database = try Database(folder: folder)
        _ = try await DemoDesk.fill(database, secret: .system) { _, _ in "none" }
        try database.close()
        return folder
    }

    private func keep(
        _ folder: String, _ subject: String = "Piped", to recipients: [String] = [],
        patience: Duration = .milliseconds(300)
    ) async throws {
        let text = mail(subject).joined(separator: "\n")
        let delivery = PipeDelivery(folder: folder, patience: patience) { 1_795_424_400_000 }
        try await delivery.keep(
            try PipedMail(Array(text.utf8), sender: "carla@acme.example"), for: recipients)
    }

    private func cause(_ body: () async throws -> Void) async -> PipeRefusal.Cause? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? PipeRefusal)?.cause
        }
    }

    /// What lies in the inbox of a folder that nobody holds.
    private func inbox(_ folder: String) async throws -> [InboxEntry] {
        let database = try Database(folder: folder)
        defer { try? database.close() }
        return try await database.read { try $0.inbox(.new) }
    }

    @Test("where no desk runs it is an entry of the inbox, with its envelope and its receipt")
    func alone() async throws {
        let folder = try await desk()
        try await keep(folder)
        try await keep(folder, "Second", to: ["notices@harbor.example"])
        let entries = try await inbox(folder)
        #expect(entries.map(\.envelopeTo) == [["support@harbor.example"], ["notices@harbor.example"]])
        #expect(entries.map(\.envelopeFrom) == ["carla@acme.example", "carla@acme.example"])
        #expect(entries.map(\.receivedMilliseconds) == [1_795_424_400_000, 1_795_424_400_000])
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("where a desk runs it is handed over; the same mail twice is one ticket")
    func running() async throws {
        let trial = try await MailTrial()
        let server = LMTPServer(
            configuration: LMTPConfiguration(address: .tcp(host: "127.0.0.1", port: 0)),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { MailTrial.start.seconds * 1000 },
            accept: { $0.hasSuffix("@harbor.example") ? .accepted : .unknown },
            deliver: { mail in
                let number = (try? await trial.intake.keep(mail)).map { Verdict.accepted(id: "\($0)") }
                return mail.recipients.map { _ in number ?? .temporary(.insufficientStorage, "full") }
            })
        let address = try await server.start()
        trial.database.announce(mailAddress: "127.0.0.1:\(try #require(address.port))")
        for _ in 1...2 { try await keep(trial.folder, to: ["support@harbor.example", "a@harbor.example"]) }
        let folder = trial.folder
        let stranger = await cause { try await keep(folder, to: ["support@elsewhere.example"]) }
        #expect(stranger == .noUser)
        try await trial.intake.readNew()
        #expect(try await trial.subjects() == ["Piped"])
        let entries = try await trial.database.read { try $0.inboxEntry(1) }
        #expect(entries?.envelopeTo == ["support@harbor.example", "a@harbor.example"])
        #expect(entries?.envelopeFrom == "carla@acme.example")
        await server.stop()
    }

    @Test("a folder held by somebody who takes no mail is tried for a while, then the mail shall come again")
    func held() async throws {
        let folder = try await desk()
        let holder = try Database(folder: folder)
        #expect(await cause { try await keep(folder) } == .later)
        // Nobody answers there: a desk that was killed.
        holder.announce(mailAddress: "127.0.0.1:1")
        #expect(await cause { try await keep(folder) } == .later)
        async let kept: Void = keep(folder, patience: .seconds(20))
        try await Task.sleep(for: .milliseconds(200))
        try holder.close()
        try await kept
        #expect(try await inbox(folder).count == 1)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test("no desk there, a folder that can't be used, a stranger's address: each has its code")
    func codes() async throws {
        let folder = try await desk()
        #expect(await cause { try await keep("/tmp/no-desk-here") } == .later)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/no-desk-here"))
        #expect(await cause { try await keep("/etc/passwd/desk") } == .unwritable)
        #expect(await cause { try await keep(folder, to: ["x@elsewhere.example"]) } == .noUser)
        #expect(await cause { try await keep(folder, to: ["sales@harbor.example"]) } == .noUser)
        #expect(try await inbox(folder).isEmpty)
        try FileManager.default.removeItem(atPath: folder)
    }
}
