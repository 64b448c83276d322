import BusinessTime
import Desk

/// Which version holds, read off the bare facts the slow way: the last one signed whose first instant is
/// past, unless a notice given after its signatures has ended it.
struct SlowAgreement {
    let facts: [AgreementFact]

    func version(inForceAt instant: Instant) -> Int? {
        var held: (version: Int, place: Int)?
        for (place, fact) in facts.enumerated() {
            if case .inForce(let version, let from) = fact.what, from <= instant { held = (version, place) }
        }
        guard let held else { return nil }
        return standingEnds(after: held.place).contains { $0 <= instant } ? nil : held.version
    }

    /// When the notices that were given after a fact, and not withdrawn by both, end the agreement.
    private func standingEnds(after place: Int) -> [Instant] {
        var ends: [Instant] = []
        var agreed: Set<Side> = []
        for fact in facts[(place + 1)...] {
            switch fact.what {
            case .noticeGiven(let notice):
                ends.append(notice.ends)
                agreed = []
            case .noticeWithdrawalAgreed(let side):
                agreed.insert(side)
                if agreed.count == 2 {
                    _ = ends.popLast()
                    agreed = []
                }
            default: break
            }
        }
        return ends
    }

    /// The offer that is open or was the last, with what came after it.
    var sinceOffer: (offer: Offer, facts: ArraySlice<AgreementFact>)? {
        for place in facts.indices.reversed() {
            if case .offered(let offer) = facts[place].what { return (offer, facts[(place + 1)...]) }
        }
        return nil
    }

    /// Every instant at which something may begin or end.
    var edges: [Instant] {
        facts.flatMap { fact -> [Instant] in
            switch fact.what {
            case .inForce(_, let from): [from]
            case .noticeGiven(let notice): [notice.ends]
            default: []
            }
        }
    }
}
