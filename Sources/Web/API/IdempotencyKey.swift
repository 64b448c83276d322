import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

/// The key under which a program may send the same request again, and what was sent under it.
struct IdempotencyKey: Sendable {
    /// Characters.
    static let lengthMax = 255
    /// Wall seconds for which an answer is kept.
    static let lifetime: Int64 = 7 * 86_400

    let name: String
    let caller: String
    let digest: [UInt8]

    /// nil for a request without a key.
    init?(_ request: Request, _ caller: APICaller, body: [UInt8]) throws(Desk.Refusal) {
        guard let name = request.headers[named("Idempotency-Key")] else { return nil }
        guard !name.isEmpty, name.count <= Self.lengthMax else {
            throw Desk.Refusal(
                "bad-key", field: "Idempotency-Key", "An idempotency key has 1 to 255 characters.",
                remedy: "Send for example a UUID.")
        }
        self.name = name
        self.caller = caller.keyOwner
        let head = "\(request.method) \(request.uri.path)\n"
        digest = Array(Secret.stored(head + String(decoding: body, as: UTF8.self)).utf8)
    }

    /// What the same request was answered before.
    func answer(_ reader: Storage.Reader, at now: Instant) throws -> IdempotentAnswer? {
        guard let known = try reader.idempotentAnswer(key: name, caller: caller, at: now) else { return nil }
        guard known.bodyDigest == digest else {
            throw Desk.Refusal(
                "key-reused", field: "Idempotency-Key", "Another request was sent under this key.",
                remedy: "Send each new request under a key of its own.")
        }
        return known
    }

    func keep(_ status: HTTPResponse.Status, _ body: [UInt8], _ writer: Writer, at now: Instant) throws {
        try writer.keep(
            IdempotentAnswer(
                key: name, caller: caller, bodyDigest: digest, status: status.code, answer: body,
                expires: now.advanced(by: Self.lifetime)), at: now)
    }
}
