import Agreements
import BusinessTime
public import Desk
public import Storage

// What lies outside the agreement: an agreement of its own, and the customer's word against it (C.2, H).
extension Office {
    /// Begins the draft of a separate agreement for a ticket that is out of scope, with the parties as they
    /// are agreed already. The ticket and the draft know of each other.
    public func beginSeparateAgreement(
        _ name: String, from ticket: Ticket.ID, by asker: Access.Asker
    ) async throws {
        let now = clock()
        guard Self.isName(name) else { throw Refusal.badAgreementName }
        try await database.write { writer in
            guard let desk = try self.dossier(ticket, in: writer) else { throw Refusal.noTicket }
            try Access.require(.agreementDraft, by: asker)
            try Access.require(.ticketView, by: asker, on: self.thing(desk.ticket, in: writer))
            guard
                let organisation = try desk.ticket.organisation.flatMap({
                    try writer.organisation($0.rawValue)
                })
            else { throw Refusal.noOrganisation }
            guard try writer.agreements().allSatisfy({ $0.name != name }) else {
                throw Refusal.nameUsed(name)
            }
            let provider = try writer.setting("provider-name") ?? "[name]"
            let yaml =
                desk.terms.map { AgreementDraft.new(between: $0.terms.provider, and: $0.terms.customer) }
                ?? AgreementDraft.new(provider: provider, customer: organisation.name)
            let draft = StoredDraft(
                agreement: name, organisation: organisation.id, yaml: yaml, savedBy: asker.person.rawValue,
                savedAt: now)
            guard try writer.add(draft) else { throw Refusal.draftExists(name) }
            let command = Command(.beginSeparateAgreement(name), by: asker.actor, way: .page)
            try self.append(command, to: desk, id: ticket, now: now, writer)
        }
    }

    /// Writes down what the customer said against a mark; a note says who did.
    public func logDispute(_ mark: Mark, reason: String, _ turn: Turn, _ writer: Writer) throws {
        guard let desk = try dossier(turn.ticket, in: writer) else { throw Refusal.noTicket }
        try Access.require(.logDispute, by: turn.asker, on: thing(desk.ticket, in: writer))
        let customer = Actor.contact(desk.ticket.requester)
        let command = Command(.dispute(mark, reason: reason), by: customer, way: turn.way)
        try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
        try answer(.note, text: "I logged the customer's dispute: \(reason)", turn, writer)
    }
}

extension Refusal {
    static func nameUsed(_ name: String) -> Refusal {
        Refusal(
            "name-taken", field: "name", "There is an agreement \(name) already.",
            remedy: "Choose another name, for example \(name)-2.")
    }
}
