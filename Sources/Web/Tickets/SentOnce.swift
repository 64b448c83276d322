import BusinessTime
import Desk
import HTTPTypes
import Operations
import Storage

/// The key under which a page sends a form. Sent again, by a second press or after an
/// answer that was lost, it is done once; and the page names the keys of what was done, so that one that
/// heard no answer still learns of it.
struct SentOnce: Sendable {
    static let field = "once"
    /// Wall seconds for which a key is known: longer than the 30 days for which a browser keeps what was not
    /// sent.
    static let lifetime: Int64 = 31 * 86_400
    static let keyMax = 64
    /// Keys that a page names.
    static let shownMax = 20
    /// Not of what is done: they are others when the page was opened anew.
    private static let unweighed: Set<String> = [field, "csrf", "seen", "key"]

    let key: String
    let caller: String
    let digest: [UInt8]
    /// Where what arrived first is.
    var first = "It stands on this ticket."

    init?(
        _ act: TicketAct, _ sent: FilesForm, by person: Person.ID, on ticket: Int64
    ) throws(Desk.Refusal) {
        try self.init(act.rawValue, sent, by: Self.caller(person, on: ticket))
    }

    /// nil for what came without scripts.
    init?(_ what: String, _ sent: FilesForm, by caller: String) throws(Desk.Refusal) {
        key = sent.fields[Self.field]
        if key.isEmpty { return nil }
        let isPlain = key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isPlain, key.utf8.count <= Self.keyMax else {
            throw Desk.Refusal(
                "bad-key", field: Self.field, "What was sent has no number of its own.",
                remedy: "Open the page again, and send it from there.")
        }
        self.caller = caller
        let fields = sent.fields.all.filter { !Self.unweighed.contains($0.key) }.sorted { $0.key < $1.key }
        let files = sent.files.map { file in
            "\(file.name)\0\(file.mediaType)\0\(Secret.mac(file.bytes, key: Array(Self.field.utf8)))"
        }
        let parts = [what] + fields.map { "\($0.key)\0\($0.value)" } + files
        digest = Array(Secret.stored(parts.joined(separator: "\0\0")).utf8)
    }

    static func caller(_ person: Person.ID, on ticket: Int64) -> String {
        "person \(person.rawValue) on ticket \(ticket)"
    }

    /// Whether it was done before. Other words under the same key are refused: that the first arrived must
    /// not look as if these had.
    func isDone(in reader: Storage.Reader, at now: Instant) throws -> Bool {
        guard let known = try reader.idempotentAnswer(key: key, caller: caller, at: now) else { return false }
        guard known.bodyDigest == digest else {
            throw Desk.Refusal(
                "sent-otherwise", field: "text",
                "What you sent first had arrived, in other words; no answer reached you.",
                remedy: "\(first) Send this too, if it is still to be said.")
        }
        return true
    }

    /// Where what was done before led; nil where it was not done.
    func place(in reader: Storage.Reader, at now: Instant) throws -> String? {
        guard try isDone(in: reader, at: now) else { return nil }
        return try reader.idempotentAnswer(key: key, caller: caller, at: now).map {
            String(decoding: $0.answer, as: UTF8.self)
        }
    }

    /// In the transaction of what it does.
    ///
    /// - Parameter place: where it leads, for who sends it again.
    func keep(_ writer: Writer, at now: Instant, leadingTo place: String = "") throws {
        try writer.keep(
            IdempotentAnswer(
                key: key, caller: caller, bodyDigest: digest, status: HTTPResponse.Status.seeOther.code,
                answer: Array(place.utf8), expires: now.advanced(by: Self.lifetime)), at: now)
    }
}

// Forms that are no acts of the desk on a ticket.
extension SentOnce {
    static func calls(of person: Person.ID) -> String { "person \(person.rawValue) logging calls" }
    static func filings(of person: Person.ID) -> String { "person \(person.rawValue) filing" }
    static func portal(_ person: Person.ID, on ticket: Int64) -> String {
        "person \(person.rawValue) in the portal on ticket \(ticket)"
    }

    /// Keys that a caller's pages sent lately.
    static func keys(of caller: String, at now: Instant, in reader: Storage.Reader) throws -> [String] {
        try reader.idempotencyKeys(of: caller, at: now, limit: shownMax)
    }
}
