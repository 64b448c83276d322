import Agreements
import BusinessTime
import Desk
import Mail
public import Operations
import Storage

/// Makes tickets and messages of what lies in the inbox. Every step is idempotent: a crash replays it.
public final class Intake: Sendable {
    let office: Office
    /// Hosts whose Received lines date the receipt.
    let ownHosts: Set<String>
    /// The servers, by authserv-id, whose Authentication-Results are believed. None without a setting.
    let believed: Set<String>

    public init(office: Office, ownHosts: Set<String> = [], believed: Set<String> = []) {
        self.office = office
        self.ownHosts = ownHosts
        self.believed = Set(believed.map { $0.lowercased() })
    }

    /// Keeps a mail that has come in; it is on disk when this returns. A mail that its source gave before
    /// keeps its first number.
    public func keep(_ mail: IncomingMail) async throws -> Int64 {
        let blob = try office.database.blobs.take(mail.bytes)
        let entry = InboxEntry(
            blob: blob, source: mail.source, envelopeFrom: mail.envelopeFrom ?? "",
            envelopeTo: mail.recipients, receivedMilliseconds: mail.receipt)
        let wakeUp = office.wakeUp
        return try await office.database.write { writer in
            if let added = try writer.add(entry, bytes: blob) {
                try writer.add(mail.entrance, ofInboxEntry: added.id)
                writer.afterCommit(wakeUp)
                return added.id
            }
            guard let known = try entry.source.flatMap({ try writer.inboxEntry(source: $0) }) else {
                preconditionFailure("only a mail of a known source is not added")
            }
            return known
        }
    }

    /// Reads what is new, oldest first; gives how many mails it read.
    @discardableResult
    public func readNew(limit: Int = 200) async throws -> Int {
        let entries = try await office.database.read { try $0.inbox(.new, limit: limit) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, entry) in entries.enumerated() {
                if index >= 16 { try await group.next() }
                group.addTask { try await self.read(entry) }
            }
            try await group.waitForAll()
        }
        return entries.count
    }

    private func read(_ entry: InboxEntry) async throws {
        let blobs = office.database.blobs
        let bytes = try await office.database.read { reader in
            try reader.blob(entry.blob).map { try blobs.bytes(of: $0) }
        }
        guard let bytes else {
            return try await quarantine(
                entry, Held(.lost, "Its bytes are missing from the store. Look for it in a backup."))
        }
        var identity: String?
        var people: [String] = []
        do {
            let arrival = try Arrival(bytes, entry, blobs: blobs, now: office.clock())
            (identity, people) = (arrival.identity, Office.people(of: arrival.mail))
            try await office.database.write { [self] writer in
                guard try writer.inboxEntry(entry.id)?.state == .new else { return }
                try take(arrival, writer)
                try writer.mark(inboxEntry: entry.id, .done)
            }
        } catch let held as Held {
            try await quarantine(entry, held, identity, people)
        } catch let refusal as Refusal {
            try await quarantine(
                entry, Held(.failed, "\(refusal.message) \(refusal.remedy)"), identity, people)
        } catch let problem as StoreProblem where problem.passes {
            throw problem
        } catch {
            // Tried again it would fail again, and hold up every mail behind it.
            try await quarantine(
                entry, Held(.failed, "The desk can't take it in: \(error)"), identity, people)
        }
    }

    /// The same mail again is in quarantine once.
    private func quarantine(
        _ entry: InboxEntry, _ held: Held, _ identity: String? = nil, _ people: [String] = []
    ) async throws {
        let (office, now) = (office, office.clock())
        try await office.database.write { writer in
            guard try writer.inboxEntry(entry.id)?.state == .new else { return }
            try writer.note(unplacedMail: entry.id, of: people)
            if let identity, try writer.claim(identity: identity, forInboxEntry: entry.id) != entry.id {
                return try writer.mark(inboxEntry: entry.id, .done)
            }
            try office.keepInQuarantine(
                entry, held.cause, why: held.why, claimed: held.claimed, now: now, writer)
        }
    }
}

/// Why a mail is not taken in, but kept where people see it.
struct Held: Error {
    let cause: QuarantinedMail.Cause
    /// A sentence for people.
    let why: String
    /// The colleague in whose name it came without proof.
    let claimed: StoredPerson?

    init(_ cause: QuarantinedMail.Cause, _ why: String, claimed: StoredPerson? = nil) {
        self.cause = cause
        self.why = why
        self.claimed = claimed
    }
}

extension IncomingMail {
    fileprivate var entrance: Entrance {
        Entrance(way: way, peer: peer, hello: hello, isEncrypted: isEncrypted, findings: findings)
    }
}

extension StoreProblem {
    /// Whether the same may succeed later: nothing is wrong with what was to be stored.
    fileprivate var passes: Bool {
        switch self {
        case .full, .busy, .closed, .inputOutput, .unwritableFolder, .locked, .lostRace, .corrupt: true
        default: false
        }
    }
}
