import BusinessTime
import Desk
import Foundation

/// How the kind of a held answer is written down: JSON with sorted keys.
struct AnswerForm: Codable {
    private var kind: String
    private var resolution: String?
    private var missing: [String]?
    private var access: String?
    private var ground: String?
    private var reason: String?
    /// Business seconds.
    private var added: Int64?

    private init(_ answer: Answer) {
        switch answer {
        case .acknowledge: kind = "acknowledge"
        case .reply: kind = "reply"
        case .note: kind = "note"
        case .resolve(let how): (kind, resolution) = ("resolve", how.rawValue)
        case .requestInformation(let list, let system): (kind, missing, access) = ("request", list, system)
        case .extend(let why, let words, let more):
            (kind, ground, reason, added) = ("extend", why, words, more.count)
        case .outOfScope(let words): (kind, reason) = ("out-of-scope", words)
        }
    }

    /// nil where it is none.
    private var answer: Answer? {
        switch kind {
        case "acknowledge": .acknowledge
        case "reply": .reply
        case "note": .note
        case "resolve": resolution.flatMap { ResolutionKind(rawValue: $0) }.map { .resolve($0) }
        case "request": missing.map { .requestInformation(missing: $0, access: access) }
        case "extend":
            if let ground, let reason, let added {
                .extend(ground: ground, reason: reason, by: BusinessSeconds(added))
            } else {
                nil
            }
        case "out-of-scope": reason.map { .outOfScope(reason: $0) }
        default: nil
        }
    }

    static func encode(_ answer: Answer) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(AnswerForm(answer)), as: UTF8.self)
    }

    static func decode(_ text: String) -> Answer? {
        try? JSONDecoder().decode(AnswerForm.self, from: Data(text.utf8)).answer
    }
}
