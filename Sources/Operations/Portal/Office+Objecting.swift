import Desk
public import Storage

// What a contact says of a ticket in the portal without writing a message.
extension Office {
    /// The contact objects to a resolution, or to having been taken as thanks (clause A.2).
    @discardableResult
    public func objectAsContact(_ reason: String, _ turn: Turn, _ writer: Writer) throws -> Dossier {
        try said(.object(reason: reason), for: .dispute, turn, writer)
    }

    /// "I have given this": the clocks go on, and a manager looks whether it is so (clause G).
    @discardableResult
    public func provideAsContact(_ turn: Turn, _ writer: Writer) throws -> Dossier {
        try said(.provideInformation, for: .reply, turn, writer)
    }

    /// The contact confirms when something happened that the desk recorded late.
    ///
    /// - Parameter fact: its number in the ticket.
    @discardableResult
    public func confirmAsContact(fact: Int, _ turn: Turn, _ writer: Writer) throws -> Dossier {
        try said(.confirm(fact: fact), for: .dispute, turn, writer)
    }

    private func said(
        _ what: Command.What, for capability: Capability, _ turn: Turn, _ writer: Writer
    ) throws -> Dossier {
        let desk = try allowed(capability, turn, writer)
        let command = Command(what, by: turn.asker.actor, way: turn.way)
        let after = try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
        try writer.setUnread(true, ticket: turn.ticket.rawValue)
        return after
    }
}
