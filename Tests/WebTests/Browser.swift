import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

/// A browser that keeps the cookies it is given, and fills the hidden fields of the last page's forms.
final class Browser: @unchecked Sendable {
    private let client: any TestClientProtocol
    private var jar: [String: String] = [:]
    private(set) var last = ""

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    /// With a session that a test made.
    init(_ client: any TestClientProtocol, _ session: WebTrial.Session) {
        self.client = client
        let pair = (session.headers[.cookie] ?? "").split(separator: "=", maxSplits: 1).map(String.init)
        jar[pair[0]] = pair[1]
    }

    var cookies: [String: String] { jar }

    private var headers: HTTPFields {
        var headers: HTTPFields = [.fetchSite: "same-origin", .userAgent: Self.agent]
        if !jar.isEmpty { headers[.cookie] = jar.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        return headers
    }

    /// As if it had been given a cookie.
    func keep(_ name: String, _ value: String) { jar[name] = value }

    static let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    func get(_ uri: String) async throws -> TestResponse {
        try await keep(client.execute(uri: uri, method: .get, headers: headers))
    }

    @discardableResult
    func post(_ uri: String, _ fields: [(String, String)] = []) async throws -> TestResponse {
        let csrf = last.firstMatch(of: /name="csrf" value="([^"]*)"/).map { String($0.1) } ?? ""
        let all = [("csrf", csrf)] + fields
        let body = all.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
        return try await keep(
            client.execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body)))
    }

    /// Where an answer leads, opened.
    func follow(_ answer: TestResponse) async throws -> TestResponse {
        try await get(answer.headers[.location] ?? "/")
    }

    private func keep(_ answer: TestResponse) -> TestResponse {
        for line in answer.headers[values: .setCookie] {
            let pair = line.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            jar[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        if !answer.text.isEmpty { last = answer.text }
        return answer
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let letter = Character(Unicode.Scalar(byte))
            if letter.isASCII, letter.isLetter || letter.isNumber { return String(letter) }
            let digits = String(byte, radix: 16)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    func signIn(_ address: String = "ana@harbor.example", password: String = WebTrial.password) async throws
        -> TestResponse
    {
        try await post("/sign-in", [("email", address), ("password", password)])
    }
}

extension TestResponse {
    /// What a form sends along unseen, and other values of fields.
    func value(of name: String) -> String? {
        let parts = text.components(separatedBy: "name=\"\(name)\" value=\"")
        return parts.count < 2 ? nil : parts[1].split(separator: "\"").first.map(String.init)
    }
}
