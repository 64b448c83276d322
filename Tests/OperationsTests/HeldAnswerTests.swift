import Agreements
import BusinessTime
import Desk
import Mail
import Storage
import Testing

@testable import Operations

@Suite("An answer that can be taken back")
struct HeldAnswerTests {
    struct Bed {
        let trial: Trial
        let id: Ticket.ID
        let ana: Access.Asker
        let ben: Access.Asker

        /// Monday 10:00 in Berlin; Carla has asked, and nobody has answered.
        init(_ seconds: String = "") async throws {
            trial = try await Trial(at: "2026-11-23 10:00")
            id = try await trial.carlaAsks()
            ana = try await trial.asker("ana@harbor.example")
            ben = try await trial.asker("ben@harbor.example")
            try await trial.office.set(.undoSeconds, to: seconds)
        }

        func send(
            _ kind: Answer = .reply, _ text: String = "We look at it.", files: [GivenFile] = []
        ) async throws {
            let enclosure = try Enclosure(copies: "", files: files, isForOthersToo: false)
            try await turn(ana) { try self.trial.office.send(kind, text: text, with: enclosure, $0, $1) }
        }

        func turn(
            _ asker: Access.Asker, _ body: @escaping @Sendable (Office.Turn, Writer) throws -> Void
        ) async throws {
            let turn = Office.Turn(on: id, by: asker, way: .page, at: trial.office.clock())
            try await trial.database.write { try body(turn, $0) }
        }

        func wait(_ seconds: Int64) async throws {
            trial.set(trial.office.clock().advanced(by: seconds))
            try await trial.office.releaseHeld()
        }

        func held() async throws -> [StoredHeldAnswer] {
            try await trial.database.read { try $0.heldAnswers(ofTicket: id.rawValue) }
        }

        func messages() async throws -> [String] {
            try await trial.database.read { reader in
                try reader.messages(of: id.rawValue, includingInternal: true)
                    .filter { $0.direction != .incoming && !$0.isAutomatic }.map(\.text)
            }
        }

        func kinds() async throws -> [Fact.Kind] {
            try await trial.ticket(id).facts.map { $0.what.kind }
        }

        func mailsToCarla() async throws -> [OutboxEntry] {
            try await trial.database.read { reader in
                try reader.outbox(ofTicket: id.rawValue).filter {
                    $0.message != nil && $0.envelopeTo == "carla@acme.example"
                }
            }
        }

        func carlaWrites(_ text: String) async throws {
            let carla = try await trial.asker("carla@acme.example")
            try await turn(carla) { turn, writer in
                _ = try self.trial.office.answerAsContact(text, [], turn, writer)
            }
        }

        func mails(to address: String) async throws -> [String] {
            try await trial.database.read { reader in
                try reader.outbox(limit: 200).filter { $0.envelopeTo == address }.sorted { $0.id < $1.id }
                    .compactMap { entry in
                        try reader.blob(entry.blob).map {
                            Mail.Message.parse(try trial.database.blobs.bytes(of: $0)).readableText
                        }
                    }
            }
        }

        func deliver() async throws {
            _ = try await Delivery(office: trial.office) { _ in .accepted("250 2.0.0 queued") }.drain()
        }
    }

    @Test("until it goes nothing has happened: no message, no fact, no mail, no news; then all of it at once")
    func waits() async throws {
        let bed = try await Bed()
        let before = (try await bed.kinds(), try await bed.mailsToCarla().count)
        try await bed.send()
        #expect(try await bed.kinds() == before.0)
        #expect(try await bed.messages().isEmpty)
        #expect(try await bed.mailsToCarla().count == before.1)
        #expect(try await bed.trial.office.nextReleaseIn(atMost: 30) == 10)
        try await bed.wait(9)
        #expect(try await bed.kinds() == before.0, "a second too early")
        try await bed.wait(1)
        #expect(try await bed.messages() == ["We look at it."])
        #expect(try await bed.kinds() == before.0 + [.replied, .assigned])
        #expect(try await bed.held().isEmpty)
        try await bed.wait(60)
        #expect(try await bed.messages().count == 1, "once")
    }

    @Test("the reply is dated when Ana sent it; it acknowledges when our server took it, also after a replay")
    func dated() async throws {
        let bed = try await Bed()
        let pressed = bed.trial.office.clock()
        try await bed.send()
        try await bed.wait(10)
        try await bed.deliver()
        let desk = try await bed.trial.ticket(bed.id)
        let replied = try #require(desk.facts.first { $0.what.kind == .replied })
        #expect(replied.happened == pressed && replied.recorded == pressed.advanced(by: 10))
        #expect(desk.ticket.acknowledgedAt == pressed.advanced(by: 10))
        #expect(Ticket(id: bed.id, facts: desk.facts) == desk.ticket, "replay equals live")
        let terms = try #require(desk.terms)
        for clock in desk.ticket.clocks(under: terms) {
            let proof = proof(of: clock, terms: terms, at: bed.trial.office.clock())
            #expect(proof.sum == clock.elapsed(to: proof.end))
        }
        #expect(try await bed.trial.office.reindex().changed.isEmpty)
    }

    @Test("taken back, it keeps no promise and leaves no trace in the facts; its files wait with it")
    func takenBack() async throws {
        let bed = try await Bed()
        let before = try await bed.kinds()
        let file = GivenFile(name: "log.txt", mediaType: "text/plain", bytes: Array("40 %".utf8))
        try await bed.send(.acknowledge, "I have it.", files: [file])
        let number = try #require(try await bed.held().first?.id)
        try await bed.turn(bed.ana) { try bed.trial.office.recall(number, $0, $1) }
        try await bed.turn(bed.ana) { try bed.trial.office.recall(number, $0, $1) }
        try await bed.wait(3600)
        #expect(try await bed.kinds() == before)
        #expect(try await bed.trial.ticket(bed.id).ticket.acknowledgedAt == nil)
        let held = try #require(try await bed.held().first)
        #expect(held.due == nil && held.text == "I have it." && held.answer == .acknowledge)
        let office = bed.trial.office
        let files = try await bed.trial.database.read { try office.files(ofHeldAnswer: number, in: $0) }
        #expect(files.map(\.file) == [file])
        try await bed.turn(bed.ana) { try office.discard(number, $0, $1) }
        #expect(try await bed.held().isEmpty)
    }

    @Test("only who wrote it takes it back, and only until it goes")
    func own() async throws {
        let bed = try await Bed()
        try await bed.send()
        let number = try #require(try await bed.held().first?.id)
        let office = bed.trial.office
        let foreign = await #expect(throws: Refusal.self) {
            try await bed.turn(bed.ben) { try office.recall(number, $0, $1) }
        }
        #expect(foreign?.code == "not-held")
        let early = await #expect(throws: Refusal.self) {
            try await bed.turn(bed.ana) { try office.discard(number, $0, $1) }
        }
        #expect(early?.code == "still-going-out")
        try await bed.wait(10)
        let late = await #expect(throws: Refusal.self) {
            try await bed.turn(bed.ana) { try office.recall(number, $0, $1) }
        }
        #expect(late?.remedy.contains("gone out") == true)
        #expect(try await bed.messages().count == 1)
    }

    @Test("notes, and answers where it is off, go at once; so does what is near a deadline")
    func atOnce() async throws {
        let off = try await Bed("0")
        try await off.send()
        #expect(try await off.messages().count == 1)
        let bed = try await Bed()
        try await bed.send(.note, "Look at the cache.")
        #expect(try await bed.messages() == ["Look at the cache."])
        let deadline = try #require(try await bed.trial.ticket(bed.id).clock(.acknowledgment)?.deadline)
        bed.trial.set(deadline.advanced(by: -60))
        try await bed.send()
        #expect(try await bed.messages().count == 2, "waiting could cost the promise")
        try await bed.deliver()
        #expect(try await bed.trial.ticket(bed.id).ticket.acknowledgedAt == deadline.advanced(by: -60))
    }

    @Test(
        "what is refused is refused at once; what is refused only when it is to go comes back with the reason"
    )
    func refused() async throws {
        let bed = try await Bed()
        await #expect(throws: Refusal.self) { try await bed.send(.reply, " \n") }
        #expect(try await bed.held().isEmpty)
        try await bed.send(.acknowledge, "I have it.")
        // Ben acknowledges by a client of his own meanwhile.
        try await bed.trial.office.answer(.acknowledge, text: "Mine.", on: bed.id, by: bed.ben)
        try await bed.deliver()
        try await bed.wait(10)
        let held = try #require(try await bed.held().first)
        #expect(held.due == nil && held.problem.hasPrefix("The ticket was acknowledged at"))
        #expect(try await bed.messages() == ["Mine."], "nothing of it was kept")
        let told = try await bed.trial.database.read { reader in
            try reader.outbox(limit: 50).count { $0.envelopeTo == "ana@harbor.example" }
        }
        #expect(told == 1)
        // A closed account sends nothing any more.
        try await bed.send()
        try await bed.trial.database.write { writer in
            guard var ana = try writer.person(address: "ana@harbor.example") else { return }
            ana.disabledAt = bed.trial.office.clock()
            try writer.update(ana)
        }
        try await bed.wait(10)
        #expect(try await bed.messages() == ["Mine."])
        #expect(try await bed.held().last?.problem == "The account that wrote it is closed.")
        // Somebody has to know: the managers, with the words that nobody else can read now.
        let mail = try #require(try await bed.mails(to: "mara@harbor.example").last)
        #expect(mail.contains("answer of Ana Lima on ticket \(bed.id) was not sent: The account that"))
        #expect(mail.contains("We look at it."))
    }

    @Test("after a stop of an hour it goes, once; recorded late, it counts as recorded")
    func stopped() async throws {
        let bed = try await Bed()
        try await bed.send(.resolve(.answer), "Solved.")
        try await bed.wait(3600)
        try await bed.deliver()
        let desk = try await bed.trial.ticket(bed.id)
        #expect(desk.ticket.acknowledgedAt == bed.trial.office.clock())
        #expect(desk.ticket.state.word == "resolved")
        #expect(try await bed.messages() == ["Solved."])
    }

    @Test("every kind of answer is read back as it was written")
    func forms() throws {
        let kinds: [Answer] = [
            .acknowledge, .reply, .note, .resolve(.workaround),
            .requestInformation(missing: ["The log", "\"x\""], access: nil),
            .requestInformation(missing: ["Access"], access: "the router"),
            .extend(ground: "third party", reason: "Vendor", by: .hours(8)), .outOfScope(reason: "Printers"),
        ]
        for kind in kinds { #expect(AnswerForm.decode(try AnswerForm.encode(kind)) == kind) }
        #expect(AnswerForm.decode("{}") == nil && AnswerForm.decode(#"{"kind":"later"}"#) == nil)
    }

    @Test("erasing who asked lets go of what was to be said to them, files included")
    func erased() async throws {
        let bed = try await Bed()
        let bytes = [UInt8](repeating: 7, count: 9)
        try await bed.send(files: [GivenFile(name: "a.bin", mediaType: "x/y", bytes: bytes)])
        let file = try #require(
            try await bed.trial.database.read { reader in
                try reader.heldFiles(of: reader.heldAnswers(ofTicket: bed.id.rawValue)[0].id).first
            })
        try await bed.trial.database.write { writer in
            try writer.removeHeldAnswers(ofTicket: bed.id.rawValue, at: bed.trial.office.clock())
        }
        #expect(try await bed.held().isEmpty)
        #expect(try await bed.trial.database.read { try $0.blob(file.blob) } == nil)
        try await bed.wait(60)
        #expect(try await bed.messages().isEmpty)
    }
}
