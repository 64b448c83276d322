import Desk
import HTTPTypes
import Hummingbird

/// The body of a program's request.
struct JSONBody: Sendable {
    let bytes: [UInt8]
    let fields: Fields

    /// Refuses another media type; without one the body is taken for JSON.
    init(_ request: Request) async throws {
        let type = request.headers[.contentType] ?? "application/json"
        let name = (type.split(separator: ";").first ?? "").trimmingPrefix(" ").lowercased()
        guard name == "application/json" || name.hasSuffix("+json") else {
            throw Desk.Refusal(
                "media-type", field: "Content-Type", "The body is \"\(name.prefix(64))\".",
                remedy: "Send JSON, and say so: Content-Type: application/json.")
        }
        bytes = try await Fields.bytes(of: request)
        fields = try Fields(json: bytes)
    }
}
