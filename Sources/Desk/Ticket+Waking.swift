import Agreements
import BusinessTime

extension Ticket {
    /// Everything due by now, in order, each once and dated when it fell due.
    func wake(_ act: Act) -> [Fact] {
        var ticket = self
        var facts: [Fact] = []
        while let due = ticket.dues(under: act.terms).filter({ $0.at <= act.now }).min(by: { $0.at < $1.at })
        {
            let fact = act.fact(due.what, due: due.dated)
            facts.append(fact)
            ticket.append(fact)
        }
        return facts
    }
}
