public import Agreements
public import BusinessTime

/// An exclusion that moved a promise of a month, as the month's statement lists it.
public struct ExclusionNote: Hashable, Sendable {
    /// A deadline without the exclusion and with it.
    public struct Move: Hashable, Sendable {
        public let promise: Promise
        public let before: Instant?
        public let after: Instant?
    }

    public let ticket: Ticket.ID
    /// With its evidence, approval and dispute; one that was taken back is listed as that.
    public let excluded: ExcludedSpan
    public let moves: [Move]

    public init(ticket: Ticket.ID, excluded: ExcludedSpan, moves: [Move]) {
        self.ticket = ticket
        self.excluded = excluded
        self.moves = moves
    }
}

extension Ticket {
    /// Those that were approved and moved a promise due in the stretch, by the deadline without them or with.
    public func exclusionNotes(
        under terms: PinnedTerms, where isMeant: (Instant) -> Bool
    ) -> [ExclusionNote] {
        exclusions.indices.filter { exclusions[$0].approvedAt != nil }.compactMap { index in
            let number = exclusions[index].what.number
            var with = self
            with.exclusions[index].isReversed = false
            let without = self.without { $0.number == number }
            let moves = Promise.allCases.compactMap { promise -> ExclusionNote.Move? in
                let before = without.clock(promise, under: terms)?.deadline
                let after = with.clock(promise, under: terms)?.deadline
                guard before != after, [before, after].compactMap({ $0 }).contains(where: isMeant) else {
                    return nil
                }
                return ExclusionNote.Move(promise: promise, before: before, after: after)
            }
            if moves.isEmpty { return nil }
            return ExclusionNote(ticket: id, excluded: exclusions[index], moves: moves)
        }
    }
}
