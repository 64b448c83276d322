import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage

// Mail of an agent whose sender is proven, and mails that a person attached to a ticket.
extension Intake {
    /// It is a customer's mail that they forward with an explicit sign (rule 13), an answer or a note on a
    /// ticket, or a ticket of their own.
    func takeFromAgent(
        _ agent: StoredPerson, _ arrival: Arrival, _ gate: Gate, _ candidates: [Threading.Candidate],
        _ writer: Writer
    ) throws {
        let recipients = Threading.recipients(
            arrival.mail, envelopeRecipients: arrival.entry.envelopeTo.compactMap { MailAddress($0) })
        if ForwardedMail.isAsked(arrival.mail, recipients: recipients) {
            return try takeForward(by: agent, arrival, gate, writer)
        }
        let asker = try Access.Asker(agent, .session, in: writer)
        for candidate in candidates {
            guard let number = try ticket(of: candidate, writer),
                let dossier = try office.dossier(Ticket.ID(number), in: writer),
                Access.allows(.note, by: asker, on: try office.thing(dossier.ticket, in: writer))
            else { continue }
            switch try answer(by: agent, arrival, gate, to: dossier, candidate, writer) {
            case .answer(let answer): try send(answer, arrival, gate, writer)
            case .note(let why):
                try keepNote(by: agent, arrival, gate, on: dossier, writer)
                if let why { try note(why, on: dossier.ticket.id, arrival, writer) }
            }
            return
        }
        try gate.holdAnswer()
        var inquiry = inquiry(
            arrival, from: Mailbox(name: agent.name, address: try gate.sender().address), gate)
        inquiry.openedByAgent = true
        try open(inquiry, beside: nil, arrival, gate, writer)
    }

    /// The ticket is the original sender's. The promises count from the forward's receipt: when the original
    /// reached the agent, only the agent's mailbox knows.
    private func takeForward(
        by agent: StoredPerson, _ arrival: Arrival, _ gate: Gate, _ writer: Writer
    ) throws {
        guard let forwarded = ForwardedMail(arrival.mail), !gate.addresses.isOwn(forwarded.sender.address),
            try writer.person(address: forwarded.sender.address.description)?.kind != .agent
        else {
            throw Held(
                .unreadableForward,
                "\(agent.name) forwarded it to open a ticket, and its original sender can't be read.")
        }
        var inquiry = Inquiry(
            address: forwarded.sender.address.description,
            name: forwarded.sender.name.withoutDirectionMarks,
            subject: forwarded.subject.isEmpty ? "(no subject)" : forwarded.subject.withoutDirectionMarks,
            text: forwarded.text.withoutDirectionOverrides, way: .mail)
        inquiry.receivedAt = received(arrival)
        inquiry.messageID = forwarded.original?.messageID ?? arrival.mail.messageID
        inquiry.references = forwarded.original?.references ?? []
        inquiry.inbox = arrival.entry.id
        inquiry.recipients = gate.route
        let id = try open(inquiry, beside: nil, arrival, gate, writer)
        try note(
            "\(agent.name) forwarded this mail of \(forwarded.sender.address), who wrote it.", on: id,
            arrival,
            writer)
    }

    /// What an agent writes to a ticket by mail, and not to its customer, is for the desk: it acknowledges
    /// nothing.
    private func keepNote(
        by agent: StoredPerson, _ arrival: Arrival, _ gate: Gate, on dossier: Office.Dossier, _ writer: Writer
    ) throws {
        let id = dossier.ticket.id
        var message = StoredMessage(direction: .note, sent: arrival.now, received: received(arrival))
        message.ticket = id.rawValue
        message.author = agent.id
        message.visibility = .internal
        message.subject = arrival.mail.subject.withoutDirectionMarks
        message.text = AgentAnswer.note(arrival.mail.replyText).withoutDirectionOverrides
        message.messageID = arrival.mail.messageID
        message.inbox = arrival.entry.id
        let stored = try writer.add(message)
        try keepParcels(arrival, with: stored.id, writer)
        try noteOrigin(arrival, gate, of: stored.id, on: dossier.ticket, writer)
        let reference = Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
        try office.append(
            Command(.note(reference), by: .agent(Person.ID(agent.id)), way: .mail), to: dossier, id: id,
            now: arrival.now, writer)
    }

    /// A person said which ticket it belongs to. Without a sender it is a note.
    func attach(_ arrival: Arrival, _ gate: Gate, to id: Ticket.ID, _ writer: Writer) throws {
        guard try office.dossier(id, in: writer) != nil else { throw Self.goneTicket }
        let sender = try? gate.sender()
        let person = try sender.flatMap { try writer.person(address: $0.address.description) }
        guard let sender, arrival.mail.kind != .bounce, person?.kind != .agent,
            !gate.addresses.isOwn(sender.address)
        else {
            let from = sender.map { "from \($0.address)" } ?? "without a sender"
            try note(
                "A mail \(from) was attached from quarantine:\n\n\(arrival.mail.readableText)", on: id,
                arrival,
                writer)
            return
        }
        var inquiry = inquiry(arrival, from: sender, gate)
        // A person says where it belongs, not that a person wrote it.
        inquiry.isAutomatic = arrival.mail.kind == .autoReply || arrival.mail.isByRobot
        try join(inquiry, to: id, arrival, gate, writer)
    }
}
