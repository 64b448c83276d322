import Agreements
import BusinessTime
import Desk
import Mail
import Storage

// What whoever asked is told when a promise breaks, where the agreement says so (E).
extension Office {
    /// Never a program: neither one that wrote the inquiry nor one that an address belongs to. It is an act
    /// that the agreement asks for, so no hourly limit holds it back.
    func mayTellBreach(to person: StoredPerson, of ticket: Ticket, _ reader: Reader) throws -> Bool {
        guard person.kind == .contact, !person.isErased, let address = MailAddress(person.address),
            try reader.message(ticket.receipt.message.id.rawValue)?.isAutomatic != true
        else { return false }
        return LoopGuard.refusal(to: address, ownAddresses: [try Post.support(reader)]) == nil
    }
}

extension LetterFacts {
    /// Which promise was missed and by when, what happens next, and whether there is a credit.
    mutating func takeBreach(of promise: Promise, on desk: Office.Dossier) {
        let clock = desk.clock(promise)
        set(.promise, language.missed(promise))
        set(.due, clock?.deadline.map { moment($0) })
        set(.next, language.next(promise, isDone: clock?.doneAt != nil))
        guard let terms = desk.terms?.terms, terms.givesCredit(for: promise, desk.ticket.severity) else {
            return
        }
        set(.credit, language.credit(terms.credits))
    }
}

extension Terms {
    /// A target gives none (A.2).
    fileprivate func givesCredit(for promise: Promise, _ severity: Severity) -> Bool {
        let isBinding = promise == .acknowledgment || resolve.binding == .commitment
        return isBinding && credits.row(promise, severity)?.bands.isEmpty == false
    }
}

extension Language {
    fileprivate func missed(_ promise: Promise) -> String {
        switch (promise, self) {
        case (.acknowledgment, .english): "to answer your message (A.1)"
        case (.acknowledgment, .german): "Ihnen zu antworten (A.1)"
        case (.resolution, .english): "to resolve your ticket (A.2)"
        case (.resolution, .german): "Ihr Ticket zu lösen (A.2)"
        }
    }

    fileprivate func next(_ promise: Promise, isDone: Bool) -> String {
        switch (promise, self) {
        case (.acknowledgment, .english) where isDone: "You have had an answer meanwhile."
        case (.acknowledgment, .german) where isDone: "Inzwischen haben Sie eine Antwort."
        case (.resolution, .english) where isDone: "The ticket has been resolved meanwhile."
        case (.resolution, .german) where isDone: "Inzwischen ist das Ticket gelöst."
        case (.acknowledgment, .english):
            "Those in charge here were told at once. A person still answers you; what is promised for the "
                + "resolution stays as it was."
        case (.acknowledgment, .german):
            "Die Verantwortlichen hier wissen davon. Eine Person antwortet Ihnen noch; was für die Lösung "
                + "versprochen ist, bleibt, wie es war."
        case (.resolution, .english):
            "Those in charge here were told at once. We go on until the ticket is resolved."
        case (.resolution, .german):
            "Die Verantwortlichen hier wissen davon. Wir machen weiter, bis das Ticket gelöst ist."
        }
    }

    fileprivate func credit(_ schedule: CreditSchedule) -> String {
        let isClaimed = schedule.claiming == .claimed
        return switch self {
        case .english:
            "The agreement has a credit for it (K), by how long it lasts. "
                + (isClaimed
                    ? "It can be claimed within \(schedule.claimWindowDays) calendar days."
                    : "It is reckoned by itself and stands on the statement of the month.")
        case .german:
            "Der Vertrag sieht dafür eine Gutschrift vor (K), je nachdem, wie lange es dauert. "
                + (isClaimed
                    ? "Sie kann binnen \(schedule.claimWindowDays) Kalendertagen verlangt werden."
                    : "Sie wird von selbst errechnet und steht auf der Abrechnung des Monats.")
        }
    }
}
