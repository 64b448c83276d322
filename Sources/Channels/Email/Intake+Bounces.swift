import Agreements
import Desk
import Mail
import Operations
import Storage

// Delivery reports (RFC 3464): the message of ours that they return has failed, or is late.
extension Intake {
    func bounced(_ arrival: Arrival, _ candidates: [Threading.Candidate], _ writer: Writer) throws {
        let mail = arrival.mail
        guard let message = try returned(candidates, writer), let number = message.ticket,
            let dossier = try office.dossier(Ticket.ID(number), in: writer)
        else {
            throw Held(
                .unknownReport,
                "A delivery report came back for no message that the desk sent. Read it, and discard it.")
        }
        let id = dossier.ticket.id
        let why =
            mail.deliveryReport?.recipients.first.map { "\($0.status) \($0.diagnostic)" } ?? mail.subject
        guard mail.deliveryReport?.isFailure ?? true else {
            return try note(
                "A report on a message to the customer, not yet given up: \(why)", on: id, arrival, writer)
        }
        try writer.setDelivery(.failed, ofMessage: message.id)
        guard dossier.ticket.sent.contains(where: { $0.message.id.rawValue == message.id }) else { return }
        try office.append(
            Command(
                .messageFailed(Desk.Message.ID(message.id), reason: why, ours: false), by: .desk, way: .mail),
            to: dossier, id: id, now: arrival.now, writer)
    }

    private func returned(_ candidates: [Threading.Candidate], _ reader: Reader) throws -> StoredMessage? {
        for candidate in candidates {
            switch candidate {
            case .token(.delivery(_, let number)):
                if let message = try reader.message(number) { return message }
            case .reference(let id):
                if let message = try reader.messages(withMessageIDs: [id]).first { return message }
            case .token(.ticket), .subjectTag: continue
            }
        }
        return nil
    }
}
