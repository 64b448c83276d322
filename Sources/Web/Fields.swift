import Desk
import Foundation
import Hummingbird
import NIOCore

/// The fields that a form or a program sent.
struct Fields: Sendable {
    /// Bytes. A longer body is refused with 413.
    static let sizeMax = 1 << 20

    private var values: [String: String] = [:]

    init(form request: Request) async throws {
        let text = String(decoding: try await Fields.bytes(of: request), as: UTF8.self)
        for part in text.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[Self.plain(pair[0])] = pair.count == 2 ? Self.plain(pair[1]) : ""
        }
    }

    /// One JSON object of texts, numbers and lists of texts; a list is one text with a line an item.
    init(json bytes: [UInt8]) throws(Desk.Refusal) {
        do {
            values = try JSONDecoder().decode([String: Value].self, from: Data(bytes)).mapValues(\.text)
        } catch {
            throw Desk.Refusal(
                "bad-json", "The body is no JSON object of texts, numbers and lists of texts.",
                remedy: "Send for example {\"text\": \"It is fixed.\"}.")
        }
    }

    static func bytes(of request: Request) async throws -> [UInt8] {
        var request = request
        return Array(buffer: try await request.collectBody(upTo: sizeMax))
    }

    subscript(_ name: String) -> String { values[name] ?? "" }

    private static func plain(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return (String(spaced).removingPercentEncoding ?? String(spaced)).replacing("\r\n", with: "\n")
    }
}

/// A value of a JSON body, as text.
private struct Value: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else if container.decodeNil() {
            text = ""
        } else {
            text = try container.decode([String].self).joined(separator: "\n")
        }
    }
}
