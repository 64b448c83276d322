import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage

/// What an agent answers a customer by mail.
struct AgentAnswer {
    let turn: Office.Turn
    let text: String
    let enclosure: Enclosure
    let dossier: Office.Dossier

    /// A mail that begins with this line is a note for colleagues.
    static let noteSign = "#note"

    static func isNote(_ text: String) -> Bool { firstLine(text)?.lowercased() == noteSign }

    /// Without the sign.
    static func note(_ text: String) -> String {
        guard isNote(text) else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines.drop { $0.allSatisfy(\.isWhitespace) }.dropFirst()
        return rest.drop { $0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    }

    private static func firstLine(_ text: String) -> String? {
        text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
            .first { !$0.isEmpty }?.joined(separator: " ")
    }
}

// An agent answers a notice about a ticket: its text goes to the customer, as from the page.
extension Intake {
    enum AgentWord {
        case answer(AgentAnswer)
        /// For colleagues; with why it did not go to the customer, where the agent may have thought so.
        case note(String?)
    }

    /// A note where it was not sent to the ticket's own address, says so in its first line, or went to the
    /// customer already; where a colleague and not the agent vouched for it; and where the desk would refuse
    /// it.
    func answer(
        by agent: StoredPerson, _ arrival: Arrival, _ gate: Gate, to dossier: Office.Dossier,
        _ candidate: Threading.Candidate, _ reader: Reader
    ) throws -> AgentWord {
        guard case .token(.ticket) = candidate, arrival.mail.kind != .autoReply,
            try gate.proof.isVerified || office.isConfirmed(arrival.entry.id, by: agent.id, reader)
        else { return .note(nil) }
        let text = arrival.mail.replyText.withoutDirectionOverrides
        guard !AgentAnswer.isNote(text), text.contains(where: { !$0.isWhitespace }),
            !(try isToldAlready(arrival, dossier, reader))
        else { return .note(nil) }
        let turn = Office.Turn(
            on: dossier.ticket.id, by: try asker(agent, reader), way: .mail, at: arrival.now)
        let why: String
        do {
            try office.wouldAnswer(.reply, text: text, turn, reader)
            let files = try enclosure(arrival)
            return .answer(AgentAnswer(turn: turn, text: text, enclosure: files, dossier: dossier))
        } catch let refusal as Refusal {
            why = "\(refusal.message) \(refusal.remedy)"
        } catch Access.Denial.forbidden(let words) {
            why = words
        } catch is Access.Denial {
            why = "It is a ticket of another group."
        }
        return .note("\(agent.name)'s mail above did not go to the customer. \(why)")
    }

    func send(_ answer: AgentAnswer, _ arrival: Arrival, _ gate: Gate, _ writer: Writer) throws {
        let after = try office.answer(
            .reply, text: answer.text, with: answer.enclosure, answer.turn, writer)
        guard let sent = after.ticket.sent.last?.message.id.rawValue else { return }
        try writer.set(inbox: arrival.entry.id, ofMessage: sent)
        try noteOrigin(arrival, gate, of: sent, on: answer.dossier.ticket, writer)
        try keepWithheld(arrival, on: answer.dossier.ticket.id, writer)
    }

    private func enclosure(_ arrival: Arrival) throws -> Enclosure {
        let parcels = arrival.parcels.enumerated().filter { $0.element.isForCustomer }
        let files = parcels.map { number, parcel in
            GivenFile(
                name: Self.name(of: parcel.attachment, number: number + 1),
                mediaType: Self.plain(parcel.attachment.contentType), bytes: parcel.attachment.content)
        }
        // The mail as it came has what is empty.
        return try Enclosure(
            copies: "", files: files.filter { !$0.bytes.isEmpty }, isForOthersToo: false)
    }

    /// What the agent's mail carried beside its files is for colleagues, and they are told so.
    private func keepWithheld(_ arrival: Arrival, on id: Ticket.ID, _ writer: Writer) throws {
        let withheld = arrival.parcels.filter { !$0.isForCustomer }
        let mails = withheld.count { $0.attachment.contentType.hasPrefix("message/") }
        guard mails > 0 else { return }
        let text = """
            The mail above had \(mails == 1 ? "a mail" : "\(mails) mails") attached whole, which may hold \
            words for the desk alone. It did not go to the customer, and is kept here.
            """
        let note = try note(text, on: id, arrival, writer)
        if let note { try keep(withheld, with: note, writer) }
    }

    /// The agent wrote to the customer directly, with the ticket's address beside.
    private func isToldAlready(
        _ arrival: Arrival, _ dossier: Office.Dossier, _ reader: Reader
    ) throws -> Bool {
        guard let requester = try reader.person(dossier.ticket.requester.rawValue),
            let address = MailAddress(requester.address)
        else { return false }
        return (arrival.mail.to + arrival.mail.cc).contains { $0.address.isSameMailbox(as: address) }
    }

    private func asker(_ agent: StoredPerson, _ reader: Reader) throws -> Access.Asker {
        let groups = try reader.groups(of: agent.id)
        let names = try reader.groups().filter { groups.contains($0.id) }.map(\.name)
        return Access.Asker(
            person: Person.ID(agent.id), role: Role(rawValue: agent.role) ?? .contact, groups: Set(names),
            means: .session)
    }
}

extension Arrival.Parcel {
    /// Mail programs attach the notice that an agent answers, with its notes and its token; and a signature
    /// says nothing without the bytes that it signs.
    fileprivate var isForCustomer: Bool {
        let type = attachment.contentType
        return !type.hasPrefix("message/") && !Self.signatures.contains(type)
    }

    private static let signatures = [
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    ]
}
