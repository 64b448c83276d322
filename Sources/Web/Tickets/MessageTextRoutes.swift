import Hummingbird
import Markup
import Operations
import Storage

// The whole text of a message that is too long for its entry, at the desk and in the portal.
extension DeskServer {
    func addMessageTexts(to router: Router<DeskContext>) {
        router.get("/tickets/:id/texts/:message") { request, context in
            try await ticket(request, context) { person, sight in
                guard let message = sight.messages[Self.number(context, "message")],
                    let view = MessageTextView(
                        message, of: sight.entries, request, ticketHref: Page.ticket(sight.id),
                        ticketLabel: "#\(sight.id) \(sight.subject)",
                        address: Page.messageText(sight.id, message.id))
                else { return notFound() }
                return page(Layout(head(view.heading, person, current: "")) { view })
            }
        }
        router.get("/portal/tickets/:id/texts/:message") { request, context in
            let number = try context.parameters.require("id")
            return try await contact(request) { person in
                let sight = try await portalSight(number, person)
                let id = Self.number(context, "message")
                guard let message = sight.messages.first(where: { $0.id == id }),
                    let view = MessageTextView(
                        message, of: sight.entries, request, ticketHref: Page.portalTicket(sight.id),
                        ticketLabel: "#\(sight.id) \(sight.row.shownSubject)",
                        address: Page.portalMessageText(sight.id, message.id))
                else { throw Access.Denial.hidden }
                return portalPage(view.heading, person) { view }
            }
        }
    }
}

extension MessageTextView {
    /// nil where no entry of the reader's timeline shows the message.
    fileprivate init?(
        _ message: StoredMessage, of entries: [TimelineEntry], _ request: Request, ticketHref: String,
        ticketLabel: String, address: String
    ) {
        guard let entry = entries.first(where: { $0.message == message.id }) else { return nil }
        let parts = TextPart.parts(of: entry.text)
        let asked = Int(Fields(query: request)["part"]) ?? 1
        let part = min(max(asked, 1), parts.count)
        self.init(
            ticketHref: ticketHref, ticketLabel: ticketLabel,
            heading: [entry.label, entry.who].filter { !$0.isEmpty }.joined(separator: " "), at: entry.at,
            text: parts[part - 1], part: part, count: parts.count, address: address)
    }
}
