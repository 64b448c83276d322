import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Mail
import Markup
import Operations
import Storage

// What goes out, and how it went.
extension DeskServer {
    func addOutbox(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.outbox)) { request, _ in
            try await signedIn(request) { person in
                try Access.require(.outboxView, by: person.asker)
                let (rows, zone) = try await outboxRows()
                let view = OutboxView(
                    summary: "\(rows.count) mails, the newest first. Times are of \(zone), also in the "
                        + "mails' own words where they name no other.", rows: rows,
                    empty: EmptyState(
                        what: "Nothing has been sent.", next: "Answer a ticket; its mail appears here.",
                        href: Page.queue, link: "Go to the queue"))
                return page(Layout(head("Outbox", person, current: Page.outbox)) { view })
            }
        }
    }

    private func outboxRows() async throws -> (rows: [OutboxRow], zone: String) {
        let now = office.clock()
        let blobs = office.database.blobs
        return try await office.database.read { reader in
            let words = try DeskWords(of: reader, office, now: now)
            let rows = try reader.outbox().map { entry in
                let mail = try reader.blob(entry.blob).map { Mail.Message.parse(try blobs.bytes(of: $0)) }
                return OutboxRow(
                    id: String(entry.id), to: entry.envelopeTo, subject: mail?.subject ?? "",
                    state: Self.state(entry), words: Self.words(entry), at: words.moment(entry.created),
                    text: mail?.readableText ?? "", ticketHref: entry.ticket.map(Page.ticket),
                    ticketLabel: entry.ticket.map { "#\($0)" })
            }
            return (rows, words.zone)
        }
    }

    private static func state(_ entry: OutboxEntry) -> OutboxRow.State {
        switch entry.state {
        case .waiting, .sending: .waiting
        case .accepted: .sent
        case .rejected: .failed
        case .uncertain, .cancelled: .held
        }
    }

    private static func words(_ entry: OutboxEntry) -> String {
        let answer = entry.answer.isEmpty ? "" : ": \(entry.answer)"
        return switch entry.state {
        case .waiting:
            entry.attempts == 0 ? "Waiting for a mail server" : "Tried \(entry.attempts) times\(answer)"
        case .sending: "Being sent"
        case .accepted: "Accepted by our mail server"
        case .rejected: "Refused\(answer)"
        case .uncertain: "Perhaps sent; tried again in 10 minutes\(answer)"
        case .cancelled: "Cancelled"
        }
    }
}
