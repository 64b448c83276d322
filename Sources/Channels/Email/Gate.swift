import Agreements
import Desk
import Mail
import Operations
import Storage

/// Who a mail is from, for whom, and what a person has said about it: all that decides whether it comes in.
struct Gate {
    let proof: SenderProof
    /// The addresses it was routed by: the envelope's; else what delivery agents wrote; else To and Cc.
    let route: [String]
    /// A person let it go from quarantine.
    let isVouched: Bool
    /// A person attached it to this ticket.
    let attachedTo: Ticket.ID?
    let addresses: DeskAddresses
    private let arrival: Arrival
    private let namedSender: MailAddress?

    init(_ arrival: Arrival, _ office: Office, believed: Set<String>, _ reader: Reader) throws {
        self.arrival = arrival
        let id = arrival.entry.id
        addresses = try office.addresses(in: reader)
        route = Self.route(arrival, addresses)
        // What we found out ourselves counts alone: who comes by our own port can write any header.
        let entrance = try reader.entrance(ofInboxEntry: id)
        let findings =
            entrance?.findings.map { AuthenticationResults.findings($0) }
            ?? BelievedResults.findings(arrival.mail, servers: believed)
        proof = SenderProof(arrival.mail, findings: findings)
        let kept = try reader.quarantine(id)
        isVouched = kept?.state == .released || kept?.state == .attached
        attachedTo = kept?.state == .attached ? kept?.ticket.map { Ticket.ID($0) } : nil
        namedSender = kept?.sender.flatMap { MailAddress($0) }
    }

    private static func route(_ arrival: Arrival, _ addresses: DeskAddresses) -> [String] {
        let (mail, entry) = (arrival.mail, arrival.entry)
        let stages = [
            entry.envelopeTo.compactMap { MailAddress($0) }, mail.deliveredTo,
            (mail.to + mail.cc).map(\.address),
        ]
        let ours = stages.lazy.map { $0.filter(addresses.isOurs) }.first { !$0.isEmpty }
        return ours?.map(\.description) ?? entry.envelopeTo
    }

    /// Throws where nobody is named.
    func sender() throws(Held) -> Mailbox {
        if let namedSender { return Mailbox(address: namedSender) }
        guard let sender = arrival.mail.from ?? arrival.mail.sender else { throw Intake.noSender }
        return sender
    }

    /// Keeps what must not become a ticket, whoever is asked.
    func hold(_ sender: Mailbox, _ reader: Reader) throws {
        if isVouched { return }
        if try reader.isSent(messageID: arrival.mail.messageID) {
            throw Held(.ownMail, "The desk sent this mail itself, and it came back.")
        }
        if addresses.isOwn(sender.address) {
            throw Held(.ownMail, "It names the desk's own address \(sender.address) as its sender.")
        }
        let recipients = route.compactMap { MailAddress($0) }
        let isForPostmaster = recipients.isEmpty || recipients.allSatisfy(addresses.isPostmaster)
        if isForPostmaster, arrival.entry.envelopeTo.contains(where: isPostmaster) {
            throw Held(.postmaster, "It is for the postmaster: for whoever runs the mail server.")
        }
    }

    private func isPostmaster(_ text: String) -> Bool {
        text.lowercased() == "postmaster" || MailAddress(text).map(addresses.isPostmaster) ?? false
    }

    /// A program's answer that answers nothing of ours opens no ticket.
    func holdAnswer() throws(Held) {
        if arrival.mail.kind != .autoReply || isVouched { return }
        throw Held(
            .autoReply, "A program answered, and to no mail of a ticket: an absence notice, or a receipt.")
    }

    /// The agent that the mail says it is from; nil for everybody else. Without proof it has no powers.
    func agent(_ sender: Mailbox, _ reader: Reader) throws -> StoredPerson? {
        guard let person = try reader.person(address: sender.address.description), person.kind == .agent
        else {
            return nil
        }
        guard proof.isVerified || isVouched, person.disabledAt == nil else {
            throw Held(
                .unprovenAgent,
                "It says that it is from \(person.name), who works here, and nothing proves it.",
                claimed: person.disabledAt == nil ? person : nil)
        }
        return person
    }
}
