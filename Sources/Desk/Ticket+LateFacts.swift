import BusinessTime

// Late facts: what counts at its recording until the customer confirms when it happened.
extension Ticket {
    /// What the desk did and recorded late, each once, by the number of its last fact. Confirmed ones stay in
    /// it: the page says what they count from.
    public var lateDeeds: [Moment] {
        let counted = lateCandidates.filter(\.isLate)
        var deeds: [Moment] = []
        for late in lateFacts.reversed() {
            guard let found = counted.first(where: { $0.isSame(as: late) }),
                !deeds.contains(where: { $0.isSame(as: late) })
            else { continue }
            var deed = late
            deed.confirmed = found.confirmed
            deeds.append(deed)
        }
        return deeds.reversed()
    }

    /// Those that the customer has not confirmed.
    public var unconfirmedDeeds: [Moment] { lateDeeds.filter { !$0.confirmed } }

    /// The moments that `confirmed` moves: where an earlier one helps the provider.
    private var lateCandidates: [Moment] {
        [acknowledgment?.moment].compactMap(\.self) + sent.compactMap(\.delivered)
            + waits.compactMap(\.accepted) + extensions.compactMap(\.notified) + resolutions.map(\.moment)
    }
}

extension Moment {
    /// Facts of one act happened and were recorded together; one confirmation is for all of them.
    fileprivate func isSame(as other: Moment) -> Bool {
        happened == other.happened && recorded == other.recorded
    }
}
