import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

extension TestResponse {
    /// The answer's body as text.
    var text: String { String(buffer: body) }

    /// Without what is drawn anew for each answer: the challenge to a passkey.
    var withoutChallenge: String {
        text.replacing(/(challenge&quot;:&quot;|name="challenge" value=")[A-Za-z0-9_-]+/, with: "")
    }
}

extension HTTPField.Name {
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let requestOrigin = HTTPField.Name("Origin")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let contentPolicy = HTTPField.Name("Content-Security-Policy")!
}

extension HTTPFields {
    func adding(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
