import Agreements
import BusinessTime
import Desk

extension Office {
    /// What of the agreement one needs while answering: promised times, hours, and what lies outside it;
    /// nothing
    /// where no agreement holds.
    public func atHand(_ desk: Dossier) -> [(what: String, words: String)] {
        guard let terms = desk.terms else { return [] }
        var facts = LetterFacts(.english, terms.calendar.rules)
        facts.take(desk.ticket, terms, desk.clocks)
        let named: [(String, Placeholder)] = [
            ("Answer within", .answerWithin), ("Resolve within", .resolveWithin), ("Hours", .hours),
            ("Outside it", .offer),
        ]
        let scope = terms.terms.scope
        return named.compactMap { what, placeholder in
            facts.values[placeholder].flatMap { $0.text.isEmpty ? nil : (what, $0.text) }
        } + [("Covers", scope.categories.joined(separator: ", "))].filter { !$0.1.isEmpty }
    }
}
