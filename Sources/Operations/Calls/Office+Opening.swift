import Agreements
import BusinessTime
public import Desk
public import Storage

// A ticket that an agent writes down in a contact's stead.
extension Office {
    /// The contact asked, and the promises count from when it reached the desk; or the desk opens it of its
    /// own accord, outside adherence.
    public func open(
        _ inquiry: Inquiry, for contact: Int64, _ turn: CallTurn, _ writer: Writer
    ) throws -> Ticket.ID {
        try Access.require(.ticketCreate, by: turn.asker)
        guard turn.asker.role != .contact else {
            throw Access.Denial.forbidden("A contact asks in the portal.")
        }
        _ = try callableContact(contact, for: turn.asker, turn.visibility, in: writer)
        try CallWish.check(line: inquiry.subject, "subject", max: CallWish.subjectMax, isNeeded: true)
        guard inquiry.text.contains(where: { !$0.isWhitespace }), inquiry.text.count <= Self.textMax else {
            throw Refusal(
                "text-missing", clause: .primaryChannel, field: "text",
                "The text has 1 to 200,000 characters.", remedy: "Write what it is about.")
        }
        if let received = inquiry.receivedAt {
            let isLater = received > turn.now
            guard !isLater, turn.now.wallSeconds(since: received) <= CallWish.lateDaysMax * 86_400 else {
                throw Refusal(
                    isLater ? "in-future" : "too-late", clause: .acknowledgment, field: "received",
                    "It reached the desk at a time from \(CallWish.lateDaysMax) days ago to now.",
                    remedy: "Leave it empty for now.")
            }
        }
        var written = inquiry
        written.text = inquiry.text.filter { $0 != "\0" }
        written.writtenBy = turn.asker.actor
        return try open(written, now: turn.now, writer).ticket.id
    }
}
