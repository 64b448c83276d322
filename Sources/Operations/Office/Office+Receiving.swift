import Agreements
public import BusinessTime
public import Desk
public import Storage

/// An inquiry as it came in by any way.
public struct Inquiry: Sendable {
    public var address: String
    public var name: String
    public var subject: String
    public var text: String
    public var html: String?
    public var way: Way
    /// When the first server of the provider took it; nil is now.
    public var receivedAt: Instant?
    public var messageID: String?
    public var references: [String] = []
    public var inbox: Int64?
    /// The addresses it was written to; empty for other ways in.
    public var recipients: [String] = []
    /// What the sender said it is about; nil where nobody asked.
    public var category: String?
    /// A program wrote it: no automatic answer.
    public var isAutomatic = false
    /// Why no promise applies to it, whoever sent it; an agent who chooses the agreement applies it.
    public var noPromise: String?
    /// An agent opened it on the desk's own accord.
    public var openedByAgent = false
    /// Who wrote it down in the requester's stead: after a call, or from a letter.
    public var writtenBy: Actor?

    public init(address: String, name: String, subject: String, text: String, way: Way) {
        self.address = address.lowercased()
        self.name = name
        self.subject = subject
        self.text = text
        self.way = way
    }
}

extension Office {
    /// Opens a ticket. Whoever asks is known after this, though perhaps to no organisation.
    public func receive(_ inquiry: Inquiry) async throws -> Ticket.ID {
        let now = clock()
        return try await database.write { writer in
            try self.open(inquiry, now: now, writer).ticket.id
        }
    }

    /// Inside a transaction of the caller's.
    public func open(_ inquiry: Inquiry, now: Instant, _ writer: Writer) throws -> Dossier {
        var sitting = Sitting(writer: writer, now: now)
        let desk = try open(inquiry, in: &sitting)
        try mail(sitting.news, now: now, writer)
        return desk
    }

    func open(_ inquiry: Inquiry, in sitting: inout Sitting) throws -> Dossier {
        let (writer, now) = (sitting.writer, sitting.now)
        let sender = try person(of: inquiry, writer)
        let receivedAt = min(inquiry.receivedAt ?? now, now)
        let which = WhichAgreement(
            receivedAt: receivedAt, customer: sender.organisation.map { Organisation.ID($0) },
            recipients: inquiry.recipients, category: inquiry.category)
        let pinning = try inquiry.noPromise.map { .noPromise(reason: $0) } ?? pinning(which, writer)
        let terms = try firstTerms(of: pinning, receivedAt, writer)
        let id = Ticket.ID(try writer.nextNumber("ticket"))
        let message = try writer.add(stored(inquiry, from: sender, ticket: id, at: receivedAt))
        let receipt = Receipt(
            requester: Person.ID(sender.id), organisation: sender.organisation.map { Organisation.ID($0) },
            message: Message.Reference(id: Message.ID(message.id), digest: message.digest),
            pinning: pinning, severity: .normal,
            category: try category(inquiry, terms), tier: .tier1,
            group: firstGroup(terms), openedByAgent: inquiry.openedByAgent)
        let own: Actor = sender.kind == .agent ? .agent(Person.ID(sender.id)) : .contact(Person.ID(sender.id))
        let by = inquiry.writtenBy ?? own
        let command = Command(.receive(receipt), by: by, way: inquiry.way, happened: receivedAt)
        return try record(command, on: nil, id: id, in: &sitting)
    }

    public func stored(
        _ inquiry: Inquiry, from sender: StoredPerson, ticket: Ticket.ID, at received: Instant
    ) -> StoredMessage {
        var message = StoredMessage(direction: .incoming, sent: received, received: received)
        message.ticket = ticket.rawValue
        message.author = sender.id
        message.address = inquiry.address
        message.subject = inquiry.subject
        message.text = inquiry.text
        message.html = inquiry.html
        message.messageID = inquiry.messageID
        message.references = inquiry.references
        message.inbox = inquiry.inbox
        message.isAutomatic = inquiry.isAutomatic
        message.delivery = .delivered
        if inquiry.openedByAgent, case .agent(let agent)? = inquiry.writtenBy {
            (message.direction, message.author, message.address) = (.outgoing, agent.rawValue, "")
        }
        return message
    }

    /// The sender, met before or new. Their organisation is the one that claims the mail domain.
    public func person(of inquiry: Inquiry, _ writer: Writer) throws -> StoredPerson {
        if let known = try writer.person(address: inquiry.address) { return known }
        let domain = inquiry.address.split(separator: "@").last.map(String.init) ?? ""
        let organisation = try writer.organisation(domain: domain)?.id
        return try writer.add(
            StoredPerson(
                name: inquiry.name.isEmpty ? inquiry.address : inquiry.name, address: inquiry.address,
                kind: .contact, organisation: organisation, role: Role.contact.rawValue))
    }
}
