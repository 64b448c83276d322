import Agreements
import BusinessTime
import Desk
import Mail

/// What a customer is told of an event, once for all of its tickets (clause H).
struct EventWords {
    /// Tickets named in one letter; the rest is counted.
    static let ticketsMax = 200

    let exclusion: EventExclusion
    let terms: PinnedTerms
    /// Why the desk took it back; nil where it excludes.
    var takenBackFor: String?

    /// Which mail it is; what it can name is put among the facts.
    func letter(
        _ touched: [(before: Office.Dossier, after: Office.Dossier)], _ facts: inout LetterFacts,
        address: (Ticket.ID) -> String
    ) -> LetterKind {
        let language = facts.language
        facts.set(.event, exclusion.event.title)
        facts.set(.from, facts.moment(exclusion.span.from))
        facts.set(.to, facts.moment(exclusion.span.to))
        facts.set(.ground, exclusion.ground)
        facts.set(.reason, exclusion.reason)
        facts.set(.evidence, exclusion.evidence.map(\.name).joined(separator: ", "))
        facts.set(.reversal, takenBackFor)
        facts.takeDisputes()
        let lines = touched.prefix(Self.ticketsMax).map { line($0.before, $0.after, language, address) }
        var blocks: [MailBody.Block] = [.list(lines)]
        let rest = touched.count - Self.ticketsMax
        if rest > 0 {
            blocks.append(
                .paragraph(
                    language == .english
                        ? "And \(rest) more: ask us for the list."
                        : "Und \(rest) weitere: Fragen Sie uns nach der Liste."))
        }
        facts.set(.tickets, .blocks(blocks))
        return takenBackFor == nil ? .event : .eventTakenBack
    }

    private func line(
        _ before: Office.Dossier, _ after: Office.Dossier, _ language: Language,
        _ address: (Ticket.ID) -> String
    ) -> String {
        let words = LocalWords(terms: terms)
        let moved = Promise.allCases.compactMap { promise -> String? in
            let (old, new) = (before.clock(promise)?.deadline, after.clock(promise)?.deadline)
            guard let old, let new, old != new else { return nil }
            let (due, not) = (words.time(new), words.time(old))
            let what = "\(language.promise(promise)) (\(promise.clause))"
            return language == .english
                ? "\(what): due \(due), not \(not)" : "\(what): fällig \(due), nicht \(not)"
        }
        return (["Ticket \(after.ticket.id), \(address(after.ticket.id))"] + moved).joined(separator: "\n")
    }
}

extension LetterFacts {
    /// Of a mail that is in no ticket's conversation; nil for those that are.
    func subject(_ kind: LetterKind) -> String? {
        func said(_ placeholder: Placeholder) -> String { values[placeholder]?.text ?? "" }
        let isEnglish = language == .english
        return switch kind {
        case .event:
            (isEnglish ? "Time that is not counted: " : "Zeit, die nicht gezählt wird: ")
                + String(said(.reason).prefix(80))
        case .eventTakenBack:
            (isEnglish ? "Time that counts after all: " : "Zeit, die doch zählt: ")
                + String(said(.reason).prefix(80))
        case .statement:
            isEnglish
                ? "Service credits of \(said(.month)): \(said(.total))"
                : "Gutschriften für \(said(.month)): \(said(.total))"
        default: nil
        }
    }
}
