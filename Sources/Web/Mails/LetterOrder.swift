import Desk
import Foundation
import Operations
import Storage

/// Which mail's words are looked at or changed, and how.
struct LetterOrder: Sendable {
    enum Act: String { case preview, save, standard }

    let kind: LetterKind
    let customer: Int64?
    let language: Language?
    /// Whose facts the preview has.
    let ticket: Int64?
    /// An older version to look at.
    let shown: Int?
    /// The newest that the writer has seen.
    let version: Int
    let written: String
    /// nil while words are only looked at.
    let act: Act?

    init(_ kind: LetterKind, _ fields: Fields) {
        self.kind = kind
        customer = Int64(fields["customer"])
        language = Language(rawValue: fields["language"])
        ticket = Int64(fields["ticket"].trimmingCharacters(in: CharacterSet(charactersIn: "# ")))
        shown = Int(fields["shown"])
        version = Int(fields["version"]) ?? 0
        written = fields["words"]
        act = Act(rawValue: fields["do"]) ?? (fields.has("words") ? .save : nil)
    }

    var place: Office.LetterPlace {
        Office.LetterPlace(kind, customer: customer, language: language ?? .english)
    }

    /// Where the same words are looked at.
    var address: String { address(showing: nil) }

    func address(showing version: Int?) -> String {
        let parts = [
            customer.map { "customer=\($0)" }, language.map { "language=\($0.rawValue)" },
            ticket.map { "ticket=\($0)" }, version.map { "shown=\($0)" },
        ].compactMap(\.self)
        return Page.mail(kind) + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }
}

/// Who is to be written to in which language.
enum LanguageOrder: Sendable {
    case desk(Language)
    case customer(Int64, Language?)
    case contact(String, Language?)

    init(_ fields: Fields) throws(Desk.Refusal) {
        let language = Language(rawValue: fields["language"])
        guard language != nil || fields["language"].isEmpty else {
            throw TicketOrder.unknown("language", fields, Language.allCases.map(\.rawValue))
        }
        switch fields["of"] {
        case "customer":
            guard let id = Int64(fields["customer"]) else { throw Desk.Refusal.noSuchCustomer }
            self = .customer(id, language)
        case "contact": self = .contact(fields["contact"], language)
        default: self = .desk(language ?? .english)
        }
    }
}

extension Office {
    func carryOut(_ order: LanguageOrder) async throws {
        switch order {
        case .desk(let language): try await setDeskLanguage(language)
        case .customer(let id, let language): try await setLanguage(language, ofCustomer: id)
        case .contact(let address, let language): try await setLanguage(language, ofContact: address)
        }
    }
}
