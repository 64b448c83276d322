import Desk
import Foundation
import Hummingbird
import NIOCore

/// The fields that a form or a program sent.
struct Fields: Sendable {
    /// Bytes. A longer body is refused with 413.
    static let sizeMax = 1 << 20

    private var values: [String: String] = [:]

    init(_ values: [String: String]) {
        self.values = values
    }

    init(form request: Request) async throws {
        let text = String(decoding: try await Fields.bytes(of: request), as: UTF8.self)
        // No browser sends NUL in a form.
        guard !text.utf8.contains(0), !text.contains("%00") else { throw HTTPError(.badRequest) }
        values = Dictionary(Self.pairs(text), uniquingKeysWith: { $1 })
    }

    /// What stands behind an address.
    init(query: String) {
        values = Dictionary(Self.pairs(query), uniquingKeysWith: { $1 })
    }

    /// What a form asked for in the address: with its blanks, which browsers write as `+` there.
    init(query request: Request) {
        self.init(query: request.uri.query ?? "")
        values = values.mapValues { $0.filter { $0 != "\0" } }
    }

    /// Each field as often as it was sent.
    static func pairs(_ text: String) -> [(String, String)] {
        text.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (plain(pair[0]), pair.count == 2 ? plain(pair[1]) : "")
        }
    }

    /// A value as it stands behind an address.
    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let letter = Unicode.Scalar(byte)
            if letter.isASCII, letter.properties.isAlphabetic || ("0"..."9").contains(letter) || byte == 45 {
                return String(letter)
            }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    /// One JSON object of texts, numbers and lists of texts; a list is one text with a line an item.
    init(json bytes: [UInt8]) throws(Desk.Refusal) {
        do {
            values = try JSONDecoder().decode([String: Value].self, from: Data(bytes)).mapValues(\.text)
        } catch {
            throw Self.bad(error)
        }
        if let name = values.first(where: { $0.value.utf8.contains(0) })?.key { throw Desk.Refusal.nul(name) }
    }

    private static func bad(_ error: any Error) -> Desk.Refusal {
        let path: [any CodingKey] =
            switch error as? DecodingError {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .keyNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            default: []
            }
        guard let field = path.first.map({ String($0.stringValue.prefix(64)) }) else {
            return Desk.Refusal(
                "bad-json", field: "body",
                "The body is no JSON object of texts, numbers and lists of texts.",
                remedy: "Send for example {\"text\": \"It is fixed.\"}.")
        }
        return Desk.Refusal(
            "bad-json", field: field, "\"\(field)\" is no text, whole number or list of texts.",
            remedy: "Send it as a text, for example {\"text\": \"It is fixed.\"}.")
    }

    /// Every field by its name.
    var all: [String: String] { values }

    /// Whether the field was sent at all, if only as nothing.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// The same with another value in one field.
    func putting(_ value: String, in name: String) -> Fields {
        var fields = self
        fields.values[name] = value
        return fields
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

extension Desk.Refusal {
    /// No text of the desk has this character, so nothing can be asked for by it.
    static func nul(_ name: String) -> Desk.Refusal {
        let field = String(name.prefix(64))
        return Desk.Refusal(
            "nul", field: field, "\"\(field)\" holds NUL.", remedy: "Send it without this character.")
    }
}
