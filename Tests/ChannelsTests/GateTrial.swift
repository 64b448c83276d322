import BusinessTime
import Desk
import Foundation
import Logging
import Mail
import NIOCore
import NIOPosix
import Operations
import Storage

@testable import Channels

/// The trial's desk behind its real servers on the loopback, with a zone of names of its own.
struct GateTrial {
    let trial: MailTrial
    let book = RecipientBook()
    let intake: Intake
    let check: SenderCheck

    init(believed: Set<String> = []) async throws {
        trial = try await MailTrial()
        intake = Intake(office: trial.office, believed: believed)
        try await book.read(trial.office)
        check = try SenderCheck(names: Self.names, patience: .seconds(20))
    }

    /// Acme's server, as the desk sees it: of the loopback nothing could be told.
    static let peer = "192.0.2.1"

    /// Harbor's and a stranger's key are the same: the domain tells them apart.
    static var names: SenderCheck.Names {
        let key = String(decoding: fixture("signing-key.txt"), as: UTF8.self).filter { !$0.isWhitespace }
        return .zone(
            texts: [
                ("s1._domainkey.harbor.example", "v=DKIM1; k=rsa; p=\(key)"),
                ("s1._domainkey.evil.example", "v=DKIM1; k=rsa; p=\(key)"),
                ("acme.example", "v=spf1 ip4:192.0.2.1 -all"), ("harbor.example", "v=spf1 -all"),
                ("mx.acme.example", "v=spf1 ip4:192.0.2.1 -all"),
            ], addresses: [])
    }

    static func fixture(_ file: String) -> [UInt8] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fixtures/mail/\(file)").standardized
        guard let data = try? Data(contentsOf: url) else { preconditionFailure("no fixture \(file)") }
        return Array(data)
    }

    /// A server for one service around the test.
    func open<Result: Sendable>(
        _ service: MailDoor, _ change: (inout LMTPConfiguration) -> Void = { _ in },
        _ body: (SocketAddress) async throws -> Result
    ) async throws -> Result {
        var configuration = LMTPConfiguration(
            address: .tcp(host: "127.0.0.1", port: 0), hostname: "mx.harbor")
        configuration.service = service
        change(&configuration)
        let isChecked = if case .smtp = service { true } else { false }
        let server = LMTPServer(
            configuration: configuration, group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { [trial] in trial.office.clock().seconds * 1000 },
            accept: { [book] in book.verdict($0) },
            deliver: { [intake, check] mail in
                var checked = mail
                checked.peer = Self.peer
                if isChecked { checked.findings = await check.findings(checked) }
                let number = try? await intake.keep(checked)
                return mail.recipients.map { _ in
                    number.map { .accepted(id: "\($0)") } ?? .temporary(.localError, "not kept")
                }
            })
        let address = try await server.start()
        do {
            let result = try await body(address)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Sends a fixture through a server and reads it in; gives its number in the inbox.
    @discardableResult
    func send(
        _ name: String, by service: MailDoor = .smtp(SMTPOffer()),
        from sender: String = "carla@acme.example",
        to recipients: [String] = ["support@harbor.example"]
    ) async throws -> Int64 {
        let bytes = CanonicalLines.bytes(Self.fixture("\(name).eml"))
        let hello = if case .lmtp = service { "LHLO" } else { "EHLO" }
        let last = try await open(service) { address in
            try await Caller.call(address) { caller in
                _ = try await caller.reply()
                for line in ["\(hello) mx.acme.example", "MAIL FROM:<\(sender)>"] {
                    _ = try await caller.ask("\(line)\r\n")
                }
                for recipient in recipients { _ = try await caller.ask("RCPT TO:<\(recipient)>\r\n") }
                _ = try await caller.ask("DATA\r\n")
                return try await caller.ask(String(decoding: bytes, as: UTF8.self) + "\r\n.\r\n")
            }
        }
        try await intake.readNew()
        return last?.split(separator: " ").last.flatMap { Int64($0.filter(\.isNumber)) } ?? 0
    }

    func kept(_ inbox: Int64) async throws -> StoredQuarantine? {
        try await trial.database.read { try $0.quarantine(inbox) }
    }

    /// The ticket that a mail opened or joined.
    func ticket(of inbox: Int64) async throws -> Ticket? {
        let office = trial.office
        return try await trial.database.read { reader in
            try reader.ticket(ofInboxEntry: inbox).flatMap {
                try office.dossier(Ticket.ID($0), in: reader)?.ticket
            }
        }
    }

    /// What is known of the sender of a mail on a ticket.
    func origin(of inbox: Int64) async throws -> MessageOrigin? {
        try await trial.database.read { reader in
            guard let ticket = try reader.ticket(ofInboxEntry: inbox) else { return nil }
            let message = try reader.messages(of: ticket, includingInternal: true).first { $0.inbox == inbox }
            return try message.flatMap { try reader.origins(ofTicket: ticket)[$0.id] }
        }
    }

    func asker(_ address: String) async throws -> Access.Asker {
        let person = try await trial.database.read { try $0.person(address: address) }
        guard let person, let role = Role(rawValue: person.role) else {
            preconditionFailure("\(address) works at the desk")
        }
        return Access.Asker(
            person: Person.ID(person.id), role: role, groups: ["Front desk", "Senior support"],
            means: .session)
    }
}
