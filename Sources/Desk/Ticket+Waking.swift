import Agreements
import BusinessTime

extension Ticket {
    /// Everything due by now, in order, each once and dated when it fell due.
    func wake(_ act: Act) -> [Fact] {
        var (ticket, clocks) = (self, act.clocks)
        var facts: [Fact] = []
        while let due = ticket.nextDue(by: act.now, under: act.terms, clocks) {
            let fact = act.fact(due.what, due: due.dated)
            facts.append(fact)
            ticket.append(fact)
            if !due.what.leavesClocks { clocks = nil }
        }
        return facts
    }

    private func nextDue(by now: Instant, under terms: PinnedTerms?, _ clocks: [Clock]?) -> Due? {
        dues(under: terms, clocks: clocks).filter { $0.at <= now && !isMoot($0, at: now) }.min {
            $0.at < $1.at
        }
    }
}
