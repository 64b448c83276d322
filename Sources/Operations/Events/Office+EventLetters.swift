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
        let words = EventWords(exclusion: exclusion, terms: terms, takenBackFor: reason)
        let desk = try writer.setting("desk-name") ?? "Support"
        let customer = terms.terms.customer
        let letter = Letter(
            name: customer.name, address: customer.email, subject: words.subject,
            text: words.text(touched, desk: desk) { self.address(.ticket($0)) })
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
