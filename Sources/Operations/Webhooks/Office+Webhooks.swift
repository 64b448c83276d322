import BusinessTime
import Desk
import Foundation
import Storage

/// A call as it goes out, signed (Standard Webhooks).
public struct SignedCall: Sendable {
    public let url: String
    public let headers: [String]
    public let body: String
}

// Programs elsewhere are told what happened: ids, kinds and times, never what people wrote. What is to be
// told stands in the transaction that decided it; it arrives at least once, in order for each ticket.
extension Office {
    public static let webhooksMax = 20
    static let webhookAttemptsAtOnce = 20
    /// Wall seconds.
    static let webhookFirstWait: Int64 = 5
    static let webhookWaitMax: Int64 = 3_600

    /// Gives the secret, which is shown this once.
    public func addWebhook(
        named name: String, to url: String, kinds: [String], by asker: Access.Asker
    ) async throws -> String {
        try Access.require(.webhooks, by: asker)
        let plain = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !plain.isEmpty, plain.count <= 80 else { throw Refusal.webhook("name") }
        guard Self.isWebhookAddress(url) else { throw Refusal.webhook("url") }
        let known = Set(Fact.Kind.allCases.map(\.rawValue))
        if let unknown = kinds.first(where: { !known.contains($0) }) { throw Refusal.unknownKind(unknown) }
        let secret = "whsec_" + Data(self.secret.bytes(24)).base64EncodedString()
        let now = clock()
        let sealed = try SecretBox(folder: database.folder).seal(secret, for: Self.webhookPurpose)
        try await database.write { [webhookBook] writer in
            guard try writer.webhooks().count < Self.webhooksMax else { throw Refusal.tooManyWebhooks }
            _ = try writer.add(
                StoredWebhook(
                    name: plain, url: url, secret: sealed, kinds: kinds, created: now,
                    creator: asker.person.rawValue))
            writer.afterCommit { webhookBook.forget() }
        }
        return secret
    }

    private static let webhookPurpose = "webhook"

    private static func isWebhookAddress(_ url: String) -> Bool {
        guard url.utf8.count <= 2_000, let parts = URLComponents(string: url), let host = parts.host else {
            return false
        }
        return ["https", "http"].contains(parts.scheme) && !host.isEmpty && parts.user == nil
            && parts.password == nil && url.unicodeScalars.allSatisfy { $0.value > 32 && $0.value < 127 }
    }

    /// False where there is none.
    public func pauseWebhook(_ id: Int64, _ isPaused: Bool, by asker: Access.Asker) async throws -> Bool {
        try Access.require(.webhooks, by: asker)
        return try await database.write { [webhookBook, wakeUp] writer in
            writer.afterCommit {
                webhookBook.forget()
                wakeUp()
            }
            return try writer.setPaused(isPaused, webhook: id)
        }
    }

    public func removeWebhook(_ id: Int64, by asker: Access.Asker) async throws -> Bool {
        try Access.require(.webhooks, by: asker)
        return try await database.write { [webhookBook] writer in
            writer.afterCommit { webhookBook.forget() }
            return try writer.removeWebhook(id)
        }
    }

    /// Puts down what is to be told of new facts, in the transaction that decided them.
    func tellWebhooks(
        _ facts: [Fact], of desk: Dossier, _ row: TicketRow, now: Instant, _ writer: Writer
    ) throws {
        let webhooks = try webhookBook.all(writer)
        if webhooks.isEmpty { return }
        let first = desk.facts.count - facts.count + 1
        for (index, fact) in facts.enumerated() {
            let kind = fact.what.kind.rawValue
            for webhook in webhooks where webhook.takes(kind) {
                let body = try WebhookForm(fact, number: first + index, row).json
                try writer.add(
                    WebhookCall(
                        webhook: webhook.id, ticket: row.id,
                        name: "\(webhook.id).\(row.id).\(first + index)", body: body, created: now))
            }
        }
    }

    /// Sends what is due; gives how many arrived. `send` says why one did not, or nil.
    public func callWebhooks(_ send: @Sendable (SignedCall) async -> String?) async throws -> Int {
        if webhookBook.isEmpty { return 0 }
        var arrived = 0
        for webhook in try await database.read({ try $0.webhooks() }) where !webhook.isPaused {
            arrived += try await call(webhook, send)
        }
        return arrived
    }

    /// The first that does not arrive ends it: a receiver that is down costs the others one time-out.
    private func call(
        _ webhook: StoredWebhook, _ send: @Sendable (SignedCall) async -> String?
    ) async throws -> Int {
        let now = clock()
        let due = try await database.read {
            try $0.dueCalls(of: webhook.id, at: now, limit: Self.webhookAttemptsAtOnce)
        }
        for (arrived, call) in due.enumerated() {
            let problem: String?
            do {
                problem = await send(try signed(call, webhook, at: clock()))
            } catch {
                problem = "its secret can't be read: add it anew"
            }
            let after = clock()
            try await database.write { writer in
                guard let problem else { return try writer.settle(call, at: after) }
                let wait = min(Self.webhookFirstWait << Int64(min(call.attempts, 10)), Self.webhookWaitMax)
                try writer.postpone(call, to: after.advanced(by: wait), because: problem)
            }
            if problem != nil { return arrived }
        }
        return due.count
    }

    private func signed(_ call: WebhookCall, _ webhook: StoredWebhook, at now: Instant) throws -> SignedCall {
        let box = try SecretBox(folder: database.folder)
        guard let secret = box.open(webhook.secret, for: Self.webhookPurpose),
            let key = Data(base64Encoded: String(secret.trimmingPrefix("whsec_")))
        else { throw Refusal.lostWebhookSecret }
        let content = "\(call.name).\(now.seconds).\(call.body)"
        let mac = Data(Secret.mac(Array(content.utf8), key: Array(key))).base64EncodedString()
        return SignedCall(
            url: webhook.url,
            headers: [
                "Content-Type: application/json", "webhook-id: \(call.name)",
                "webhook-timestamp: \(now.seconds)", "webhook-signature: v1,\(mac)",
            ], body: call.body)
    }
}

/// What a webhook is told: nothing that people wrote, and no names.
private struct WebhookForm: Encodable {
    struct About: Encodable {
        let ticket: Int64
        let fact: Int
        let kind: String
        let happened: String
        let state: String
        let severity: Int
        let tier: Int
        let agreement: String
        let acknowledgment: String
        let resolution: String
        let acknowledgeBy: String?
        let resolveBy: String?
    }

    let type: String
    let timestamp: String
    let data: About

    init(_ fact: Fact, number: Int, _ row: TicketRow) {
        type = "ticket.\(fact.what.kind.rawValue)"
        timestamp = "\(fact.recorded)"
        data = About(
            ticket: row.id, fact: number, kind: fact.what.kind.rawValue, happened: "\(fact.happened)",
            state: row.state, severity: row.severity, tier: row.tier, agreement: row.agreement,
            acknowledgment: row.acknowledgment, resolution: row.resolution,
            acknowledgeBy: row.acknowledgeBy.map { "\($0)" }, resolveBy: row.resolveBy.map { "\($0)" })
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension Refusal {
    fileprivate static func webhook(_ field: String) -> Refusal {
        field == "name"
            ? Refusal(
                "bad-name", field: "name", "A name is one line of 1 to 80 characters.",
                remedy: "Say what is told, for example \"Status page\".")
            : Refusal(
                "bad-url", field: "url", "This is no address of a program.",
                remedy: "Write it whole, as https://status.harbor.example/duly, without a user in it.")
    }

    static func unknownKind(_ kind: String) -> Refusal {
        Refusal(
            "unknown-kind", field: "kinds", "Nothing that happens is called \"\(kind.prefix(64))\".",
            remedy: "Tick those it is told of, or none for all.")
    }

    static let lostWebhookSecret = Refusal(
        "lost-secret", "The secret of this webhook can't be read.", remedy: "Add it anew.")

    static let tooManyWebhooks = Refusal(
        "too-many", field: "name", "There are \(Office.webhooksMax) webhooks.",
        remedy: "Remove one that nothing needs any more.")
}
