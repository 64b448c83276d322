import Agreements
import BusinessTime
import Desk
import Mail

/// A statement as the customer reads it in a mail.
struct StatementWords {
    let statement: IssuedStatement
    /// Of the agreement.
    let name: String
    let terms: PinnedTerms
    /// Exclusions that moved a promise of the month.
    let exclusions: [ExclusionNote]

    /// What the mail can name is put among the facts.
    func take(_ facts: inout LetterFacts) {
        let language = facts.language
        facts.set(.agreement, name)
        facts.set(.month, "\(statement.month)")
        let and = language == .english ? " and " : " und "
        facts.set(.total, statement.totals.each.map { "\($0)" }.joined(separator: and))
        facts.set(.disputeDays, language.calendarDays(Books.daysToDispute(under: terms.terms.credits)))
        facts.set(.disputeAnswerDays, language.days(Books.answeredWithin))
        let lines = statement.lines.map { line($0, language) }
        let none = language == .english ? "None." : "Keine."
        facts.set(.credits, .blocks([lines.isEmpty ? .paragraph(none) : .list(lines)]))
        facts.set(.excluded, .blocks(excluded(language)))
    }

    private func line(_ line: IssuedStatement.Line, _ language: Language) -> String {
        let band = language == .english ? "band" : "Stufe"
        return "Ticket \(line.key.ticket), \(language.promise(line.key.promise)), "
            + "\(band) \(line.key.band + 1): \(Money(line.payable, line.currency))"
            + note(line, language)
    }

    private func excluded(_ language: Language) -> [MailBody.Block] {
        if exclusions.isEmpty { return [] }
        let head =
            language == .english
            ? "Time that is not counted (H) and moved a promise of this month:"
            : "Zeit, die nicht gezählt wird (H) und ein Versprechen dieses Monats verschob:"
        return [.paragraph(head), .list(exclusions.map { line($0, language) })]
    }

    private func line(_ note: ExclusionNote, _ language: Language) -> String {
        let (what, words) = (note.excluded.what, LocalWords(terms: terms))
        let isEnglish = language == .english
        let to = isEnglish ? "to" : "bis"
        let moves = note.moves.compactMap { move in
            move.after.map {
                "\(language.promise(move.promise)) \(isEnglish ? "due" : "fällig") \(words.time($0))"
            }
        }
        let files = what.evidence.map(\.name).joined(separator: ", ")
        let event = isEnglish ? "event" : "Ereignis"
        let takenBack = isEnglish ? "taken back" : "zurückgenommen"
        return "Ticket \(note.ticket), \(words.time(what.span.from)) \(to) \(words.time(what.span.to)): "
            + "\(what.ground), \(what.reason)" + (what.event.map { " (\(event) \($0.title))" } ?? "")
            + (note.excluded.isReversed ? "; \(takenBack)" : "; \(moves.joined(separator: ", "))")
            + (note.excluded.dispute.map {
                "; \(isEnglish ? "disputed" : "widersprochen"): \($0.reason)"
            } ?? "")
            + (files.isEmpty ? "" : "; \(isEnglish ? "evidence" : "Belege"): \(files)")
    }
}

// What is to be said of one line.
extension StatementWords {
    private func note(_ line: IssuedStatement.Line, _ language: Language) -> String {
        let cut = line.gross - line.allowed
        let amount = "\(Money(cut, line.currency))"
        let capped =
            language == .english ? "\(amount) cut by the cap" : "\(amount) durch die Obergrenze gekürzt"
        let notes = [
            cut > 0 ? capped : nil, Self.words(line.standing, language), Self.words(line.cause, language),
        ].compactMap(\.self)
        return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    }

    private static func words(_ standing: StatementLine.Standing, _ language: Language) -> String? {
        switch (standing, language) {
        case (.refused(let clause, let reason), .english): "refused under \(clause): \(reason)"
        case (.refused(let clause, let reason), .german): "abgelehnt nach \(clause): \(reason)"
        case (.unclaimed(let until), .english): "not claimed; it can be until \(until)"
        case (.unclaimed(let until), .german): "nicht verlangt; das geht bis \(until)"
        case (.lapsed(let on), .english): "not claimed in time; lapsed on \(on) (clause K)"
        case (.lapsed(let on), .german): "nicht rechtzeitig verlangt; am \(on) verfallen (Klausel K)"
        case (.proposed, _), (.approved, _): nil
        }
    }

    private static func words(_ cause: StatementLine.Cause, _ language: Language) -> String? {
        let isEnglish = language == .english
        return switch cause {
        case .entered: nil
        case .late: isEnglish ? "from an earlier month" : "aus einem früheren Monat"
        case .reversed:
            isEnglish
                ? "reversed: the breach does not stand" : "zurückgenommen: der Verstoß besteht nicht"
        case .corrected:
            isEnglish
                ? "a correction of an earlier statement" : "eine Berichtigung einer früheren Abrechnung"
        case .claimed: isEnglish ? "claimed since" : "inzwischen verlangt"
        case .upheld: isEnglish ? "owed after your dispute" : "geschuldet nach Ihrem Widerspruch"
        case .replaced:
            isEnglish
                ? "reversed after your dispute; the corrected line follows"
                : "zurückgenommen nach Ihrem Widerspruch; die berichtigte Zeile folgt"
        case .takenBack:
            isEnglish ? "taken back with your consent" : "mit Ihrer Zustimmung zurückgenommen"
        }
    }
}
