import BusinessTime
import Desk
import Storage
import Synchronization

/// The desk while the story is told: its people, a clock set by hand, and what they remember.
final class DemoStage: Sendable {
    let office: Office
    let ana: Access.Asker
    let ben: Access.Asker
    let mara: Access.Asker
    private let clock: StoryClock
    private let random: StoryRandom
    private let tickets = Mutex<[String: Ticket.ID]>([:])

    init(_ database: Database, now: Instant) async throws {
        let (clock, random) = (StoryClock(now), StoryRandom())
        (self.clock, self.random) = (clock, random)
        office = Office(
            database: database, shelf: AgreementShelf(), clock: { clock.now },
            secret: Secret { random.bytes($0) })
        ana = try await Self.asker("ana@harbor.example", database)
        ben = try await Self.asker("ben@harbor.example", database)
        mara = try await Self.asker("mara@harbor.example", database)
    }

    /// Carla, or whoever is named, writes to the desk; the ticket is remembered by its subject.
    func receive(_ subject: String, _ text: String, from address: String = "carla@acme.example") async throws
    {
        let name = address == "carla@acme.example" ? "Carla Reyes" : ""
        var inquiry = Inquiry(address: address, name: name, subject: subject, text: text, way: .mail)
        inquiry.recipients = ["support@harbor.example"]
        let id = try await office.receive(inquiry)
        tickets.withLock { $0[subject] = id }
    }

    func ticket(_ subject: String) throws -> Ticket.ID {
        guard let id = tickets.withLock({ $0[subject] }) else { throw Refusal.noTicket }
        return id
    }

    func answer(_ subject: String, _ answer: Answer, _ text: String, by asker: Access.Asker) async throws {
        try await office.answer(answer, text: text, on: try ticket(subject), by: asker)
    }

    func act(_ subject: String, _ what: Command.What, by asker: Access.Asker) async throws {
        try await office.act(what, on: try ticket(subject), by: asker)
    }

    /// The customer lets senior support in for some days.
    func giveAccess(_ subject: String, _ system: String, _ purpose: String, for days: Int64) async throws {
        let until = office.clock().advanced(by: days * 86_400)
        let wish = AccessWish(
            system: system, purpose: purpose, users: AccessUsers(group: "Senior support"), until: until,
            said: .mail)
        try await office.giveAccess(wish, on: try ticket(subject), by: ben)
    }

    /// The customer writes again.
    func customerReplies(_ subject: String, _ text: String) async throws {
        let id = try ticket(subject)
        try await office.perform(on: id) { [office] writer, desk, now in
            let inquiry = Inquiry(
                address: "carla@acme.example", name: "", subject: subject, text: text, way: .mail)
            let sender = try office.person(of: inquiry, writer)
            let message = try writer.add(office.stored(inquiry, from: sender, ticket: id, at: now))
            let reference = Message.Reference(id: Message.ID(message.id), digest: message.digest)
            return Command(
                .customerReply(CustomerReply(message: reference, automatic: false)),
                by: .contact(Person.ID(sender.id)), way: .mail)
        }
    }

    /// What was drawn lately, the newest first: words of links and mails have 20 bytes, a code 8.
    func drawn(_ count: Int) -> [[UInt8]] { random.drawn(count) }

    func perform(_ step: DemoStory.Step) async throws {
        clock.now = step.at
        try await Alarm(office: office).ring()
        try await step.act(self)
        // Everybody's mail server accepts what is sent in the story.
        try await Delivery(office: office, send: { _ in .accepted("250 2.0.0 accepted") }).drain()
    }

    private static func asker(_ address: String, _ database: Database) async throws -> Access.Asker {
        try await database.read { reader in
            guard let person = try reader.person(address: address),
                let asker = try Access.Asker(person, .session, in: reader)
            else { throw Refusal.noTicket }
            return asker
        }
    }
}

/// The time of the story.
private final class StoryClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) { self.instant = Mutex(instant) }

    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

/// The system's random bytes, remembered: who signs in the story reads the link and the code in the mail.
private final class StoryRandom: Sendable {
    private static let heldMax = 20
    private let held = Mutex<[[UInt8]]>([])

    func bytes(_ count: Int) -> [UInt8] {
        let bytes = Secret.system.bytes(count)
        held.withLock { $0 = Array(([bytes] + $0).prefix(Self.heldMax)) }
        return bytes
    }

    func drawn(_ count: Int) -> [[UInt8]] { held.withLock { $0.filter { $0.count == count } } }
}
