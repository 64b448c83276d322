import Agreements
import Foundation

/// A template's clauses as they are stored: JSON by the clause's letter and number.
enum TemplateForm {
    private struct Text: Codable {
        let heading: String
        let paragraphs: [String]
    }

    static func encode(_ clauses: [Clause: Template.Text]) throws -> String {
        let texts = Dictionary(
            uniqueKeysWithValues: clauses.map {
                ($0.key.id, Text(heading: $0.value.heading, paragraphs: $0.value.paragraphs))
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(texts), as: UTF8.self)
    }

    static func decode(_ body: String) throws -> [Clause: Template.Text] {
        let texts = try JSONDecoder().decode([String: Text].self, from: Data(body.utf8))
        return Dictionary(
            uniqueKeysWithValues: texts.map {
                (Clause($0.key), Template.Text(heading: $0.value.heading, paragraphs: $0.value.paragraphs))
            })
    }
}
