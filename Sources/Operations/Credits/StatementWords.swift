import Agreements
import BusinessTime
import Desk

/// A statement as the customer reads it in a mail.
struct StatementWords {
    let statement: IssuedStatement
    let name: String
    /// Calendar days.
    let disputedWithin: Int
    /// A line for each exclusion that moved a promise of the month.
    var exclusions: [String] = []

    init(_ statement: IssuedStatement, name: String, disputedWithin: Int) {
        self.statement = statement
        self.name = name
        self.disputedWithin = disputedWithin
    }

    func text(desk: String) -> String {
        let lines = statement.lines.map { line in
            let amount = Money(line.payable, line.currency)
            return
                "  Ticket \(line.key.ticket), \(line.key.promise.rawValue), "
                + "band \(line.key.band + 1): \(amount)"
                + note(line)
        }
        return """
            Service credits under clause K of the agreement "\(name)" for \(statement.month):

            \(lines.isEmpty ? "  None." : lines.joined(separator: "\n"))

            Total: \(statement.totals), net of tax. The statement is \
            attached as PDF, each line with the address of its proof.
            \(excluded)

            You may dispute a line within \(disputedWithin) calendar days by answering this mail; the \
            answer comes within \(Books.answeredWithin) business days from somebody else than \
            who decided it. \
            Lines that are not disputed stay payable.

            \(desk)

            """
    }

    private var excluded: String {
        if exclusions.isEmpty { return "" }
        return "\nTime that is not counted (H) and moved a promise of this month:\n\n"
            + exclusions.joined(separator: "\n") + "\n"
    }

    static func line(_ note: ExclusionNote, _ words: LocalWords) -> String {
        let what = note.excluded.what
        let span = "\(words.time(what.span.from)) to \(words.time(what.span.to))"
        let files = what.evidence.map(\.name).joined(separator: ", ")
        let moves = note.moves.compactMap { move in
            move.after.map { "\(move.promise.rawValue) due \(words.time($0))" }
        }
        return "  Ticket \(note.ticket), \(span): \(what.ground), \(what.reason)"
            + (what.event.map { " (event \($0.title))" } ?? "")
            + (note.excluded.isReversed ? "; taken back" : "; \(moves.joined(separator: ", "))")
            + (note.excluded.dispute.map { "; disputed: \($0.reason)" } ?? "")
            + (files.isEmpty ? "" : "; evidence: \(files)")
    }

    private func note(_ line: IssuedStatement.Line) -> String {
        let cut = line.gross - line.allowed
        var notes: [String] = []
        if cut > 0 {
            notes.append("\(Money(cut, line.currency)) cut by the cap")
        }
        switch line.standing {
        case .refused(let clause, let reason): notes.append("refused under \(clause): \(reason)")
        case .unclaimed(let until): notes.append("not claimed; it can be until \(until)")
        case .lapsed(let on): notes.append("not claimed in time; lapsed on \(on) (clause K)")
        case .proposed, .approved: break
        }
        switch line.cause {
        case .entered: break
        case .late: notes.append("from an earlier month")
        case .reversed: notes.append("reversed: the breach does not stand")
        case .corrected: notes.append("a correction of an earlier statement")
        case .claimed: notes.append("claimed since")
        case .upheld: notes.append("owed after your dispute")
        case .replaced: notes.append("reversed after your dispute; the corrected line follows")
        case .takenBack: notes.append("taken back with your consent")
        }
        return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    }
}
