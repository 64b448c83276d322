import Agreements
import BusinessTime
import Desk
import Operations
import Storage

// The tickets of an event, each without and with it.
extension EventSight {
    var touchedRows: [TouchedRow] { touched.prefix(Self.rowsMax).map(row) }

    private func row(_ touched: Office.TouchedTicket) -> TouchedRow {
        let ticket = touched.desk.ticket
        let stored = rows[ticket.id.rawValue]
        return TouchedRow(
            ticket: NavLink(label: "#\(ticket.id)", href: Page.ticket(ticket.id.rawValue)),
            subject: stored?.shownSubject ?? "",
            customer: ticket.organisation.flatMap { customers[$0.rawValue] } ?? "Unknown",
            promises: Agreements.Promise.allCases.map { promise in
                (
                    promise.rawValue, standing(promise, touched.before, touched.desk.terms),
                    standing(promise, touched.after, touched.desk.terms)
                )
            }, standing: standing(ticket))
    }

    private func standing(_ promise: Agreements.Promise, _ ticket: Ticket, _ terms: PinnedTerms?) -> String {
        guard let terms, let clock = ticket.clock(promise, under: terms) else { return "No clock" }
        let due = clock.deadline.map(words.short) ?? "no time yet"
        switch clock.standing(at: words.now) {
        case .notStarted, .running, .paused: return "Due \(due)"
        case .kept: return "Kept, due \(due)"
        case .broken(let over, _): return "Broken \(due), \(DeskWords.span(over)) over"
        case .ended(let ending): return "Ended: \(ending.words)"
        }
    }

    private func standing(_ ticket: Ticket) -> String {
        guard let excluded = ticket.exclusions.first(where: { $0.what.event == event.id }) else {
            return event.isOpen ? "Not excluded yet" : "Not excluded"
        }
        return excluded.words
    }
}

extension ExcludedSpan {
    /// How it stands, for example "In force; disputed: it was yours".
    var words: String {
        let told: String
        if let refusedFor {
            told = "Refused: \(refusedFor)"
        } else if isReversed {
            told = "Taken back"
        } else {
            told = approvedAt == nil ? "Waits for approval" : "In force"
        }
        guard let dispute else { return told }
        guard let answer = dispute.answer else {
            return "\(told); disputed, answer pending: \(dispute.reason)"
        }
        return "\(told); dispute \(answer.upheld ? "upheld" : "rejected"): \(answer.reason)"
    }
}
