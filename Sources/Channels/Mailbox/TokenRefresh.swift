import CCurl
import Foundation
import Operations

/// What a token server gives for a refresh token (RFC 6749, section 6).
struct AccessGrant: Hashable, Sendable {
    let access: String
    /// Seconds from now.
    let lasts: Int64
    /// A new one, in place of the one that was shown.
    let refresh: String?
}

/// Asks a token server, with bounds on time and size. Its refusal is no network error.
struct TokenRefresh: Sendable {
    private static let sizeMax = 64 << 10
    private static let seconds = 20
    private static let lastsWhenUnsaid: Int64 = 3000

    init() {}

    /// Throws `MailboxProblem`.
    func callAsFunction(
        _ server: MailboxSettings.TokenServer, refresh: String, clientSecret: String?
    ) async throws -> AccessGrant {
        var fields = [
            ("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", server.client),
        ]
        if let clientSecret { fields.append(("client_secret", clientSecret)) }
        if let scope = server.scope { fields.append(("scope", scope)) }
        let form = fields.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
        let answer: Result<[UInt8], MailboxProblem> = await withCheckedContinuation { continuation in
            FeedThread.run { continuation.resume(returning: Self.ask(server.address, form)) }
        }
        return try Self.grant(try answer.get())
    }

    private static func ask(_ address: String, _ form: String) -> Result<[UInt8], MailboxProblem> {
        guard let easy = CurlEasy() else { return .failure(.tokenServer("libcurl can't start")) }
        let body = FeedBody(sizeMax: sizeMax, allowsPrivate: true)
        easy.set(CURLOPT_URL, address)
        easy.set(CURLOPT_PROTOCOLS_STR, address.hasPrefix("https://") ? "https" : "http")
        easy.set(CURLOPT_COPYPOSTFIELDS, form)
        easy.set(CURLOPT_TIMEOUT, seconds)
        easy.set(CURLOPT_CONNECTTIMEOUT, seconds / 2)
        easy.set(CURLOPT_NOSIGNAL, true)
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_USERAGENT, "Duly")
        let code = easy.fetch(into: body)
        if body.isTooLong { return .failure(.tokenServer("its answer is larger than \(sizeMax) bytes")) }
        guard code == CURLE_OK else { return .failure(.tokenServer(CurlEasy.text(code))) }
        return .success(body.bytes)
    }

    private struct Reply: Decodable {
        var access: String?
        var lasts: Int64?
        var refresh: String?
        var error: String?
        var words: String?

        enum CodingKeys: String, CodingKey {
            case access = "access_token"
            case lasts = "expires_in"
            case refresh = "refresh_token"
            case error
            case words = "error_description"
        }
    }

    /// These say that it will be the same tomorrow.
    private static let refusals: Set<String> = [
        "invalid_grant", "invalid_client", "unauthorized_client", "invalid_scope", "unsupported_grant_type",
        "invalid_request", "interaction_required", "consent_required",
    ]

    static func grant(_ bytes: [UInt8]) throws(MailboxProblem) -> AccessGrant {
        guard let reply = try? JSONDecoder().decode(Reply.self, from: Data(bytes)) else {
            throw .tokenServer("its answer is no JSON")
        }
        if let error = reply.error {
            let words = ([error] + [reply.words].compactMap(\.self)).joined(separator: ": ")
            let told = String(words.prefix(300))
            throw refusals.contains(error) ? .refused("the token server says \(told)") : .tokenServer(told)
        }
        guard let access = reply.access, !access.isEmpty,
            access.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .tokenServer("its answer holds no access token") }
        return AccessGrant(
            access: access, lasts: max(reply.lasts ?? lastsWhenUnsaid, 0),
            refresh: reply.refresh.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// As a form carries it.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if Character(Unicode.Scalar(byte)).isASCII, isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~".utf8.contains(byte)
    }
}
