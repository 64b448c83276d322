import BusinessTime
import Desk
import Storage

extension Office {
    /// Tickets of one transaction while seeding.
    static let seedBatch = 500

    /// Fills the desk with made-up tickets of Acme, all received within some days before now and the most
    /// of them open. Nothing is mailed. `progress` is told how many there are.
    ///
    /// They are numbered as they came in. `isScattered` numbers them in any order, which no desk does: then
    /// those that are due together lie as far apart in the store as can be.
    public func seed(
        tickets count: Int, isScattered: Bool = false, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let now = clock()
        let agent = try await database.read { try $0.agents().first { $0.role == Role.tier1.rawValue } }
        guard let agent else {
            throw Refusal(
                "no-agent", "The desk has nobody of the first line to answer tickets.",
                remedy: "Open the demo desk first: duly serve --demo.")
        }
        let by = Person.ID(agent.id)
        var done = 0
        while done < count {
            let range = done..<min(done + Self.seedBatch, count)
            try await database.write { writer in
                for number in range {
                    let ticket = SeededTicket(
                        number: number, count: count, now: now, isScattered: isScattered)
                    try self.seed(ticket, by: by, writer)
                }
            }
            done = range.upperBound
            progress(done)
        }
        try await noteZoneRules()
        try await packFigures()
    }

    private func seed(_ seeded: SeededTicket, by agent: Person.ID, _ writer: Writer) throws {
        var sitting = Sitting(writer: writer, now: seeded.receivedAt)
        let inquiry = seeded.inquiry
        let id = try open(inquiry, in: &sitting).ticket.id
        let commands = try seeded.commands(by: agent) {
            var message = StoredMessage(
                direction: .outgoing, sent: seeded.receivedAt, received: seeded.receivedAt)
            message.ticket = id.rawValue
            message.author = agent.rawValue
            message.subject = inquiry.subject
            message.text = "Thank you. We look at it and come back to you."
            message.delivery = .delivered
            let stored = try writer.add(message)
            return Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
        }
        for command in commands + [Command(.wake, by: .desk, way: .rule)] {
            let desk = try dossier(id, in: writer)
            sitting = Sitting(writer: writer, now: min(command.happened ?? seeded.now, seeded.now))
            do {
                try record(Self.upTo(seeded.now, command), on: desk, id: id, in: &sitting)
            } catch is Refusal {
                // A made-up act that the desk does not allow at that moment is left out.
                continue
            }
        }
    }

    private static func upTo(_ now: Instant, _ command: Command) -> Command {
        var command = command
        command.happened = command.happened.map { min($0, now) }
        return command
    }
}
