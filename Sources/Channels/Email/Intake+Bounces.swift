import Agreements
import Desk
import Mail
import Operations
import Storage

// Delivery reports (RFC 3464): the mail of ours that they return has failed for a recipient, or is late.
extension Intake {
    func bounced(_ arrival: Arrival, _ candidates: [Threading.Candidate], _ writer: Writer) throws {
        guard let sent = try returned(candidates, arrival.mail.deliveryReport, writer) else {
            throw Held(
                .unknownReport,
                "A delivery report came back for no message that the desk sent. Read it, and discard it.")
        }
        // It returns what was written to that person, and of it.
        try writer.note(unplacedMail: arrival.entry.id, of: [sent.envelopeTo], ticket: sent.ticket)
        let heard = BounceWords(arrival.mail, to: sent.envelopeTo)
        if heard.isFinal { return try office.bounce(sent, heard.reason, now: arrival.now, writer) }
        guard let ticket = sent.ticket else {
            return try writer.note(report: heard.note(to: sent.envelopeTo), ofOutboxEntry: sent.id)
        }
        try note(heard.note(to: sent.envelopeTo), on: Ticket.ID(ticket), arrival, writer)
    }

    /// By the address it came back to, else by the Message-ID of what it returns.
    private func returned(
        _ candidates: [Threading.Candidate], _ report: DeliveryReport?, _ reader: Reader
    ) throws -> OutboxEntry? {
        for candidate in candidates {
            switch candidate {
            case .token(.delivery(let ticket, let number)):
                if let entry = try reader.outboxEntry(number), entry.ticket == ticket { return entry }
            case .reference(let id):
                let entries = try reader.outbox(withMessageID: id)
                if let entry = Self.meant(entries, by: report) { return entry }
            case .token(.letter(let number)):
                if let entry = try reader.outboxEntry(number), entry.ticket == nil { return entry }
            case .token(.ticket), .subjectTag: continue
            }
        }
        return nil
    }

    /// An absence notice, or another program's answer, to a mail of ours without a ticket: a note beside that
    /// mail, and nothing more.
    func isAnswerToLetter(
        _ arrival: Arrival, _ candidates: [Threading.Candidate], _ writer: Writer
    ) throws -> Bool {
        guard arrival.mail.kind == .autoReply else { return false }
        for case .token(.letter(let number)) in candidates {
            guard let sent = try writer.outboxEntry(number), sent.ticket == nil else { continue }
            try writer.note(unplacedMail: arrival.entry.id, of: [sent.envelopeTo], ticket: nil)
            try writer.note(
                report: "A program answered for \(sent.envelopeTo): an absence notice, or a receipt.",
                ofOutboxEntry: number)
            return true
        }
        return false
    }

    /// Of the recipients of one message, the one that the report names; a report without names is about all,
    /// which says something of one alone.
    private static func meant(_ entries: [OutboxEntry], by report: DeliveryReport?) -> OutboxEntry? {
        let named = Set((report?.recipients ?? []).map { $0.address.lowercased() })
        return entries.first { named.contains($0.envelopeTo.lowercased()) }
            ?? (entries.count == 1 ? entries[0] : nil)
    }
}

/// What a report says of one recipient.
struct BounceWords {
    let isFinal: Bool
    let reason: String
    private let isLate: Bool

    init(_ mail: Mail.Message, to address: String) {
        let recipients = mail.deliveryReport?.recipients ?? []
        // A server that forwards names an address of its own.
        let about =
            recipients.first { $0.address.lowercased() == address.lowercased() }
            ?? recipients.first(where: \.isPermanent) ?? recipients.first
        // An old server's words alone come to the address of a mail that failed.
        isFinal = about?.isPermanent ?? true
        isLate = about?.isTransient ?? false
        let said = about.map { "\($0.status) \($0.diagnostic)" } ?? mail.subject
        reason = said.split(separator: " ").joined(separator: " ")
    }

    func note(to address: String) -> String {
        isLate
            ? "The mail to \(address) is late, and is still being tried: \(reason)"
            : "A report on the mail to \(address): \(reason)"
    }
}
