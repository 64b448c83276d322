import Foundation
import HTTPTypes
import Hummingbird
import Operations

/// A cookie that holds a word: of a session, or of what leads to one.
struct SessionCookie: Sendable {
    /// Behind HTTPS. The prefix `__Host-` keeps other hosts of the domain from setting it.
    let isSecure: Bool
    /// Empty for the session's.
    private let suffix: String
    /// Wall seconds.
    private let lifetime: Int64

    init(isSecure: Bool) {
        self.init(isSecure: isSecure, suffix: "", lifetime: Office.sessionLife)
    }

    private init(isSecure: Bool, suffix: String, lifetime: Int64) {
        self.isSecure = isSecure
        self.suffix = suffix
        self.lifetime = lifetime
    }

    /// Of a sign-in that wants a second step.
    var ofStep: SessionCookie { another("-step", Office.stepLife) }
    /// Of the browser that asked for a link by mail.
    var ofBrowser: SessionCookie { another("-browser", Office.stepLife * 2) }
    /// Of a sign-in that went to the provider.
    var ofProvider: SessionCookie { another("-provider", Office.stepLife) }

    /// Of who was going somewhere and has to sign in first; a link by mail takes its time.
    var ofWay: SessionCookie { another("-way", Office.stepLife * 2) }

    /// Of a stranger who said whether an article helped.
    var ofReader: SessionCookie { another("-reader", 86_400) }

    private func another(_ suffix: String, _ lifetime: Int64) -> SessionCookie {
        SessionCookie(isSecure: isSecure, suffix: suffix, lifetime: lifetime)
    }

    var name: String { (isSecure ? "__Host-duly" : "duly") + suffix }

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

    func keeping(_ word: String) -> String { line(word, seconds: lifetime) }
    var forgetting: String { line("", seconds: 0) }

    private func line(_ word: String, seconds: Int64) -> String {
        "\(name)=\(word); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }
}
