public import BusinessTime
public import Desk
import Foundation
public import Storage

/// What was done about a person's account. It stands in the audit chain, without names and secrets.
public enum AccountEvent: Hashable, Sendable {
    case created(Role)
    case invited
    case roleChanged(from: String, to: String)
    case disabled
    case enabled
    case resetMailed
    case passwordSet
    case sessionsEnded
    case appSetUp
    case appRemoved
    case recoveryCodesMade
    case recoveryCodeUsed
    case passkeyAdded
    case passkeyRemoved
    case linkedOutside
    case factorsRemoved
    /// All that the desk has was asked for as a file.
    case everythingExported
    case auditViewed
    case chainVerified

    /// For people, for example "Role changed from tier1 to tier2".
    public var words: String {
        switch self {
        case .created(let role): "Account made (\(role.rawValue))"
        case .invited: "Invited by mail"
        case .roleChanged(let from, let to): "Role changed from \(from) to \(to)"
        case .disabled: "Account disabled"
        case .enabled: "Account enabled"
        case .resetMailed: "Link to set a password mailed"
        case .passwordSet: "Password set"
        case .sessionsEnded: "Sessions ended"
        case .appSetUp: "Codes of an app set up"
        case .appRemoved: "Codes of an app removed"
        case .recoveryCodesMade: "Recovery codes made"
        case .recoveryCodeUsed: "Recovery code used"
        case .passkeyAdded: "Passkey added"
        case .passkeyRemoved: "Passkey removed"
        case .linkedOutside: "Linked to the provider's account"
        case .factorsRemoved: "App, passkeys and links removed"
        case .everythingExported: "Exported everything"
        case .auditViewed: "Looked at the audit"
        case .chainVerified: "Had the chain verified"
        }
    }
}

/// How a fact about an account is written down in the person's stream: JSON with sorted keys.
enum AccountEventForm {
    static let version = 1

    private struct Form: Codable {
        var by: AgreementFactForm.ActorForm
        var from: String?
        var to: String?
    }

    private static let plain: [(word: String, event: AccountEvent)] = [
        ("invited", .invited), ("disabled", .disabled), ("enabled", .enabled),
        ("reset-mailed", .resetMailed), ("password-set", .passwordSet), ("sessions-ended", .sessionsEnded),
        ("app-set-up", .appSetUp), ("app-removed", .appRemoved),
        ("recovery-codes-made", .recoveryCodesMade), ("recovery-code-used", .recoveryCodeUsed),
        ("passkey-added", .passkeyAdded), ("passkey-removed", .passkeyRemoved),
        ("linked-outside", .linkedOutside), ("factors-removed", .factorsRemoved),
        ("everything-exported", .everythingExported), ("audit-viewed", .auditViewed),
        ("chain-verified", .chainVerified),
    ]

    static func encode(_ event: AccountEvent, by actor: Actor, at: Instant) throws -> StoredFact {
        var form = Form(by: AgreementFactForm.ActorForm(actor))
        let kind: String
        switch event {
        case .created(let role): (kind, form.to) = ("account-made", role.rawValue)
        case .roleChanged(let from, let to): (kind, form.from, form.to) = ("role-changed", from, to)
        default:
            guard let known = plain.first(where: { $0.event == event }) else {
                preconditionFailure("each event without words of its own stands in the table")
            }
            kind = known.word
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return StoredFact(
            kind: kind, version: version, happened: at, recorded: at, actor: form.by.words,
            body: Array(try encoder.encode(form)))
    }

    /// nil for what else stands in a person's stream.
    static func decode(_ stored: StoredFact) throws -> (event: AccountEvent, by: Actor)? {
        let known = plain.first { $0.word == stored.kind }?.event
        guard known != nil || ["account-made", "role-changed"].contains(stored.kind) else { return nil }
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        if let known { return (known, form.by.actor) }
        if stored.kind == "account-made" {
            return (.created(form.to.flatMap(Role.init) ?? .contact), form.by.actor)
        }
        return (.roleChanged(from: form.from ?? "", to: form.to ?? ""), form.by.actor)
    }
}

extension Office {
    /// Inside a transaction of the caller's.
    func note(
        _ event: AccountEvent, of person: Int64, by actor: Actor, now: Instant, _ writer: Writer
    ) throws {
        let stream = FactStream.person(person)
        let head = try writer.head(of: stream)
        let fact = try AccountEventForm.encode(event, by: actor, at: max(now, head?.recorded ?? now))
        try writer.append([fact], to: stream, following: head)
    }

    /// What was done about an account, the newest first.
    public func accountHistory(
        of person: Person.ID, in reader: Reader
    ) throws -> [(event: AccountEvent, by: Actor, at: Instant)] {
        try reader.facts(of: .person(person.rawValue)).reversed().compactMap { entry in
            guard let read = try AccountEventForm.decode(entry.fact) else { return nil }
            return (event: read.event, by: read.by, at: entry.fact.recorded)
        }
    }
}
