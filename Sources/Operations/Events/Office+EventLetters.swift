import Agreements
import BusinessTime
import Desk
import Storage

extension Office {
    /// The customer's notice address, once for all of its tickets.
    func tellCustomer(
        of exclusion: EventExclusion, takenBackFor reason: String? = nil,
        _ touched: [(before: Dossier, after: Dossier)],
        _ now: Instant, _ writer: Writer
    ) throws {
        guard let terms = touched.first?.after.terms else { return }
        let customer = touched.first?.after.ticket.organisation?.rawValue
        var facts = try facts(toCustomer: customer, terms, writer)
        let words = EventWords(exclusion: exclusion, terms: terms, takenBackFor: reason)
        let kind = words.letter(touched, &facts) { self.address(.ticket($0)) }
        var letter = try letter(kind, facts, toCustomer: customer, terms.terms, writer)
        letter.about = .event(exclusion.event.rawValue)
        try mail([letter], now: now, writer)
    }

    /// The managers who can approve it.
    func tellManagers(
        of event: ExclusionEvent, but author: Person.ID, _ now: Instant, _ writer: Writer
    ) throws {
        let managers = try writer.agents().filter {
            $0.role == Role.manager.rawValue && $0.id != author.rawValue && $0.disabledAt == nil
        }
        let text = """
            \(event.id.title) waits for your approval (H): \(event.declared.reason)
            The ground: \(event.declared.ground).

            What it would change: \(address(.event(event.id)))

            """
        try mail(
            managers.map {
                Letter(
                    name: $0.name, address: $0.address,
                    subject: "\(event.id.title) waits for your approval", text: text)
            }, now: now, writer)
    }
}
