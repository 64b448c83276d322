import Agreements
import BusinessTime
import Desk
import Foundation
import Mail
import Operations
import Storage
import Synchronization

@testable import Channels

/// Harbor Software's demo desk in a folder of its own, its intake, and a clock set by hand.
final class MailTrial: Sendable {
    /// A Monday, 10:00 in Berlin.
    static let start = Instant(seconds: 1_795_424_400)

    let folder: String
    let database: Database
    let office: Office
    let intake: Intake
    private let box: InstantBox

    init(agreement: String = DemoAgreement.yaml) async throws {
        folder = NSTemporaryDirectory() + "duly-mail-" + UUID().uuidString
        database = try Database(folder: folder)
        let box = InstantBox(Self.start)
        office = Office(database: database, shelf: AgreementShelf(), clock: { box.value })
        intake = Intake(office: office)
        self.box = box
        // Nobody signs in here: a real hash would take a quarter of a second for each person.
        _ = try await DemoDesk.fill(database, secret: .system, agreement: agreement) { _, _ in "none" }
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    var now: Instant { box.value }

    func pass(seconds: Int64) {
        box.value = box.value.advanced(by: seconds)
    }

    /// Keeps a mail of lines and reads it; gives its number in the inbox.
    @discardableResult
    func take(
        _ lines: [String], from sender: String? = "carla@acme.example",
        to recipients: [String] = ["support@harbor.example"], source: String? = nil
    ) async throws -> Int64 {
        var mail = IncomingMail(
            envelopeFrom: sender, recipients: recipients,
            bytes: Array(lines.joined(separator: "\r\n").utf8), peer: "test",
            receipt: box.value.seconds * 1000)
        mail.source = source
        let number = try await intake.keep(mail)
        try await intake.readNew()
        return number
    }

    func ticket(_ id: Int64) async throws -> Ticket? {
        let office = office
        return try await database.read { try office.dossier(Ticket.ID(id), in: $0)?.ticket }
    }

    func messages(_ ticket: Int64) async throws -> [StoredMessage] {
        try await database.read { try $0.messages(of: ticket, includingInternal: true) }
    }

    /// The subjects of the tickets there are, by number.
    func subjects() async throws -> [String] {
        try await database.read { reader in
            try (1...100).compactMap { try reader.ticketRow(Int64($0))?.subject }
        }
    }

    /// The automatic receipts, by whom they go to.
    func receipts() async throws -> [String] {
        try await database.read { try $0.outbox() }.filter { $0.envelopeFrom.isEmpty }.map(\.envelopeTo)
    }

    /// Where a mail for this ticket goes.
    func replyAddress(_ ticket: Int64) async throws -> String {
        try await database.read { reader in
            try Post.tokens(reader).replyAddress(ticket: ticket, support: try Post.support(reader))?
                .description
                ?? ""
        }
    }
}

private final class InstantBox: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) { self.instant = Mutex(instant) }

    var value: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

/// A plain mail, with more header fields before its subject.
func mail(
    _ subject: String, from: String = "Carla <carla@acme.example>", _ fields: String...,
    body: String = "It stops at 40 %."
) -> [String] {
    ["From: \(from)", "To: support@harbor.example", "Message-ID: <\(subject.hashed)@acme.example>"] + fields
        + ["Subject: \(subject)", "", body, ""]
}

extension String {
    /// Letters and digits only, for an id.
    fileprivate var hashed: String { filter { $0.isLetter || $0.isNumber } }
}
