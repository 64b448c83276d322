import Foundation
import HTTPTypes
import Hummingbird

/// The cookie that holds a session's word.
struct SessionCookie: Sendable {
    /// Wall seconds.
    static let lifetime: Int64 = 12 * 3600

    /// Behind HTTPS. The prefix `__Host-` keeps other hosts of the domain from setting it.
    let isSecure: Bool

    var name: String { isSecure ? "__Host-duly" : "duly" }

    /// The word, when there is one.
    func word(of request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for part in field.split(separator: ";") {
                let pair = part.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
                if pair.count == 2, pair[0] == name { return String(pair[1]) }
            }
        }
        return nil
    }

    func keeping(_ word: String) -> String { line(word, seconds: Self.lifetime) }
    var forgetting: String { line("", seconds: 0) }

    private func line(_ word: String, seconds: Int64) -> String {
        "\(name)=\(word); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }
}
