public import BusinessTime

// What a page may offer: what the rules would not refuse, asked of the rules themselves.
extension Ticket {
    /// Whether a command would be decided at an instant rather than refused.
    public func allows(
        _ what: Command.What, by actor: Actor, under terms: PinnedTerms?, at now: Instant
    ) -> Bool {
        let command = Command(what, by: actor, way: .page)
        return (try? Desk.decide(command, ticket: self, terms: terms, now: now)) != nil
    }

    /// The objection to a resolution that waits for its answer, with the resolution.
    public var pendingObjection: Resolution? {
        resolutions.last { $0.objection?.isPending == true }
    }

    /// A message of the customer was taken as thanks, and the resolution stands again.
    public var isTakenAsThanks: Bool {
        standingResolution?.cancelledAt != nil
    }
}
