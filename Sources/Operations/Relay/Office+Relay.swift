import Agreements
public import Desk
import Foundation
public import Storage

// The server that takes the desk's mail: kept with sealed secrets.
extension Office {
    /// The way out with its settings read and its secrets opened.
    public struct OpenRelay: Sendable {
        public let stored: StoredRelay
        public let settings: RelaySettings
        public let secret: String?
        public let clientSecret: String?
    }

    /// In place of what was there. A secret that is not given anew is kept.
    public func setRelay(_ order: RelayOrder, by person: Person.ID) async throws {
        let box = try SecretBox(folder: database.folder)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(order.settings), as: UTF8.self)
        let now = clock()
        try await database.write { [wakeUp] writer in
            let before = try writer.relay()
            let known = try before.map(Self.settings)
            try order.check(keeping: known)
            var relay = StoredRelay(
                settings: text, secret: try order.secret.map { try box.seal($0, for: Self.relayUse) },
                clientSecret: try order.clientSecret.map { try box.seal($0, for: Self.relayUse) },
                changedBy: person.rawValue, changedAt: now)
            if order.settings.signIn.wantsUser, order.secret == nil {
                relay.secret = before?.secret
                relay.clientSecret = relay.clientSecret ?? before?.clientSecret
            }
            try writer.put(relay)
            try Self.forgetTrouble(writer)
            writer.afterCommit(wakeUp)
        }
    }

    /// What was wrong with the way out before says nothing of the one after.
    private static func forgetTrouble(_ writer: Writer) throws {
        try writer.set("", for: "sending-problem")
        try writer.set("0", for: "sending-refusals")
    }

    public func removeRelay() async throws {
        try await database.write { writer in
            guard try writer.relay() != nil else { throw Refusal.noRelay }
            try writer.removeRelay()
            try Self.forgetTrouble(writer)
        }
    }

    /// As it lies in the store now; nil where there is none.
    public func openRelay() async throws -> OpenRelay? {
        try await database.read { try $0.relay() }.map(open)
    }

    public func open(_ stored: StoredRelay) throws -> OpenRelay {
        let settings = try Self.settings(of: stored)
        guard let sealed = stored.secret else {
            return OpenRelay(stored: stored, settings: settings, secret: nil, clientSecret: nil)
        }
        let box = try SecretBox(folder: database.folder, mayCreate: false)
        guard let secret = box.open(sealed, for: Self.relayUse) else { throw Refusal.relaySealedElsewhere }
        return OpenRelay(
            stored: stored, settings: settings, secret: secret,
            clientSecret: stored.clientSecret.flatMap { box.open($0, for: Self.relayUse) })
    }

    public static func settings(of stored: StoredRelay) throws -> RelaySettings {
        do {
            return try JSONDecoder().decode(RelaySettings.self, from: Data(stored.settings.utf8))
        } catch {
            throw StoreProblem.corrupt("the settings of sending")
        }
    }

    /// Keeps a refresh token that its server has changed; returns when it is on disk.
    public func keepRelayToken(_ token: String, of open: OpenRelay) async throws {
        let sealed = try SecretBox(folder: database.folder).seal(token, for: Self.relayUse)
        try await database.write { _ = try $0.setRelaySecret(sealed, ofRevision: open.stored.revision) }
    }

    private static let relayUse = "relay"
}

extension Refusal {
    public static let noRelay = Refusal(
        "no-sending", clause: .primaryChannel, "Sending is not set up in the desk.",
        remedy: "Set it up at the page Sending, or with duly mail sending set.")

    static let relaySealedElsewhere = Refusal(
        "sealed-elsewhere", clause: .primaryChannel, "The secret for sending was sealed under another key.",
        remedy: "Put back \(SecretBox.name) in the data folder, or give the password or token again.")
}
