import BusinessTime
import Desk
import Foundation
public import Storage

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

extension StoredHeldAnswer {
    /// nil where a later version of the program wrote it.
    public var answer: Answer? { AnswerForm.decode(kind) }

    /// As it reads once a person is erased: the name replaced, and no copy to the address.
    func redacted(_ redaction: Redaction, but address: String) throws -> StoredHeldAnswer {
        var held = self
        held.text = redaction(text)
        held.problem = redaction(problem)
        held.copies = copies.split(separator: " ").filter { $0.lowercased() != address.lowercased() }
            .joined(separator: " ")
        if let answer { held.kind = try AnswerForm.encode(answer.redacted(redaction)) }
        return held
    }
}

extension Answer {
    fileprivate func redacted(_ redaction: Redaction) -> Answer {
        switch self {
        case .acknowledge, .reply, .note, .resolve: self
        case .requestInformation(let missing, let access):
            .requestInformation(missing: missing.map { redaction($0) }, access: access.map { redaction($0) })
        case .extend(let ground, let reason, let more):
            .extend(ground: ground, reason: redaction(reason), by: more)
        case .outOfScope(let reason): .outOfScope(reason: redaction(reason))
        }
    }
}
