import BusinessTime
import Desk
import Foundation
import Storage

/// How a fact of an erasure is written down: JSON with sorted keys. The reason lies beside it.
enum ErasureFactForm {
    static let version = 1

    static func encode(_ fact: ErasureFact) throws -> StoredFact {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var words: [StoredWords] = []
        let what = WhatForm(fact.what) { text in
            words.append(StoredWords(text))
            return words[words.count - 1].digest
        }
        let form = Form(by: AgreementFactForm.ActorForm(fact.by), what: what)
        return StoredFact(
            kind: fact.what.kind.rawValue, version: version, happened: fact.recorded, recorded: fact.recorded,
            actor: form.by.words, body: Array(try encoder.encode(form)), words: words)
    }

    static func decode(_ stored: StoredFact, words: [String: String]) throws -> ErasureFact {
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        return ErasureFact(
            try form.what.what { words[$0] ?? "" }, by: form.by.actor, recorded: stored.recorded)
    }

    struct Unreadable: Error, CustomStringConvertible {
        let kind: String
        var description: String { "A fact \"\(kind)\" of an erasure can't be read: it lacks a key." }
    }

    private struct Form: Codable {
        let by: AgreementFactForm.ActorForm
        let what: WhatForm
    }

    private struct WhatForm: Codable {
        var kind: String
        var person: Int64?
        var side: String?
        var reason: String?
        var extent: ExtentForm?

        init(_ what: ErasureFact.What, sealing: (String) -> String) {
            kind = what.kind.rawValue
            switch what {
            case .asked(let person, let side, let reason):
                (self.person, self.side) = (person.rawValue, side.rawValue)
                self.reason = sealing(reason)
            case .confirmed(let extent): self.extent = ExtentForm(extent)
            case .refused(let reason), .withdrawn(let reason): self.reason = sealing(reason)
            }
        }

        func what(_ said: (String) -> String) throws -> ErasureFact.What {
            switch (ErasureFact.Kind(rawValue: kind), reason) {
            case (.asked?, let reason?):
                guard let person, let side = side.flatMap(Erasure.Side.init) else { break }
                return .asked(Person.ID(person), side, reason: said(reason))
            case (.confirmed?, _):
                if let extent { return .confirmed(extent.extent) }
            case (.refused?, let reason?): return .refused(reason: said(reason))
            case (.withdrawn?, let reason?): return .withdrawn(reason: said(reason))
            default: break
            }
            throw Unreadable(kind: kind)
        }
    }
}

/// What was erased, in numbers, as it is written down.
struct ExtentForm: Codable {
    let tickets: Int
    let messages: Int
    let rewritten: Int
    let attachments: Int
    let mails: Int
    let reasons: Int

    init(_ extent: Erasure.Extent) {
        (tickets, messages, rewritten) = (extent.tickets, extent.messages, extent.rewritten)
        (attachments, mails, reasons) = (extent.attachments, extent.mails, extent.reasons)
    }

    var extent: Erasure.Extent {
        var extent = Erasure.Extent()
        (extent.tickets, extent.messages, extent.rewritten) = (tickets, messages, rewritten)
        (extent.attachments, extent.mails, extent.reasons) = (attachments, mails, reasons)
        return extent
    }
}
