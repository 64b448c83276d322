import Agreements
public import Desk
import Foundation
public import Storage

// Mailboxes from which mail is fetched: kept with sealed secrets, and how reading them goes.
extension Office {
    /// A mailbox with its settings read and its secrets opened.
    public struct OpenMailbox: Sendable {
        public let stored: StoredMailbox
        public let settings: MailboxSettings
        public let secret: String
        public let clientSecret: String?
    }

    public func addMailbox(_ order: MailboxOrder, by person: Person.ID) async throws -> StoredMailbox {
        try order.check()
        let box = try SecretBox(folder: database.folder)
        let settings = try Self.text(order.settings)
        let now = clock()
        return try await database.write { writer in
            if try writer.mailbox(named: order.name) != nil { throw Refusal.mailboxThere(order.name) }
            let id = try writer.nextMailbox()
            let mailbox = StoredMailbox(
                name: order.name, settings: settings, secret: try box.seal(order.secret, for: Self.use(id)),
                clientSecret: try order.clientSecret.map { try box.seal($0, for: Self.use(id)) },
                addedBy: person.rawValue, addedAt: now)
            try writer.add(mailbox, as: id)
            return try writer.mailbox(id) ?? mailbox
        }
    }

    /// Other settings for a mailbox; a visit under the old ones ends. An empty secret keeps the one that is
    /// there. Another folder is another mailbox of the same name: it is read from its start.
    public func changeMailbox(_ order: MailboxOrder) async throws {
        let box = try SecretBox(folder: database.folder)
        let settings = try Self.text(order.settings)
        try await database.write { [self] writer in
            guard let stored = try writer.mailbox(named: order.name) else {
                throw Refusal.noMailbox(order.name)
            }
            let before = try Self.settings(of: stored)
            try order.check(keeping: before)
            let isKept = order.secret.isEmpty
            let known = isKept ? try open(stored) : nil
            let id = order.settings.isSameFolder(as: before) ? stored.id : try writer.nextMailbox()
            var changed = stored
            changed.settings = settings
            changed.secret = try box.seal(known?.secret ?? order.secret, for: Self.use(id))
            changed.clientSecret = try (order.clientSecret ?? known?.clientSecret).map {
                try box.seal($0, for: Self.use(id))
            }
            if id == stored.id { return try writer.change(changed) }
            // What its server numbers means other messages now.
            try writer.removeMailbox(stored.id)
            changed.progress = StoredMailbox.Progress()
            try writer.add(changed, as: id)
        }
    }

    public func removeMailbox(_ name: String) async throws {
        try await database.write { writer in
            guard let mailbox = try writer.mailbox(named: name) else { throw Refusal.noMailbox(name) }
            try writer.removeMailbox(mailbox.id)
        }
    }

    public func open(_ stored: StoredMailbox) throws -> OpenMailbox {
        let box = try SecretBox(folder: database.folder, mayCreate: false)
        guard let secret = box.open(stored.secret, for: Self.use(stored.id)) else {
            throw Refusal.sealedElsewhere(stored.name)
        }
        return OpenMailbox(
            stored: stored, settings: try Self.settings(of: stored), secret: secret,
            clientSecret: stored.clientSecret.flatMap { box.open($0, for: Self.use(stored.id)) })
    }

    public static func settings(of stored: StoredMailbox) throws -> MailboxSettings {
        do {
            return try JSONDecoder().decode(MailboxSettings.self, from: Data(stored.settings.utf8))
        } catch {
            throw StoreProblem.corrupt("the settings of mailbox \(stored.name)")
        }
    }

    /// Keeps a refresh token that its server has changed; returns when it is on disk.
    public func keepRefreshToken(_ token: String, ofMailbox id: Int64) async throws {
        let sealed = try SecretBox(folder: database.folder).seal(token, for: Self.use(id))
        try await database.write { try $0.setSecret(sealed, ofMailbox: id) }
    }

    private static func use(_ id: Int64) -> String { "mailbox:\(id)" }

    private static func text(_ settings: MailboxSettings) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(settings), as: UTF8.self)
    }
}

extension Refusal {
    static func mailboxThere(_ name: String) -> Refusal {
        Refusal(
            "mailbox-there", clause: .primaryChannel, field: "name", "There is a mailbox \(name) already.",
            remedy: "Choose another name, or remove the one that is there.")
    }

    public static func noMailbox(_ name: String) -> Refusal {
        Refusal(
            "no-mailbox", clause: .primaryChannel, field: "name", "There is no mailbox \(name).",
            remedy: "See duly mailbox list, or the page of mailboxes.")
    }

    static func sealedElsewhere(_ name: String) -> Refusal {
        Refusal(
            "sealed-elsewhere", clause: .primaryChannel,
            "The secret of mailbox \(name) was sealed under another key.",
            remedy:
                "Put back \(SecretBox.name) in the data folder, or change the mailbox and give its secret."
        )
    }
}
