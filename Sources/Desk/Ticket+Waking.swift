import Agreements
import BusinessTime

extension Ticket {
    /// Everything due by now, in order, each once and dated when it fell due.
    func wake(_ act: Act) -> [Fact] {
        var ticket = self
        var facts: [Fact] = []
        while let due = ticket.nextDue(by: act.now, under: act.terms) {
            let fact = act.fact(due.what, due: due.dated)
            facts.append(fact)
            ticket.append(fact)
        }
        return facts
    }

    private func nextDue(by now: Instant, under terms: PinnedTerms?) -> Due? {
        dues(under: terms).filter { $0.at <= now && !isMoot($0, at: now) }.min { $0.at < $1.at }
    }
}
