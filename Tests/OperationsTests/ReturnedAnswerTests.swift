import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("An answer that comes back to its writer when it was to go")
struct ReturnedAnswerTests {
    private typealias Bed = HeldAnswerTests.Bed

    @Test("what Carla writes while it waits is read first: the answer comes back, and nothing was said")
    func overtaken() async throws {
        let bed = try await Bed()
        try await bed.send(.resolve(.answer), "Restart it.")
        try await bed.carlaWrites("It burns!")
        try await bed.wait(10)
        let held = try #require(try await bed.held().first)
        #expect(held.due == nil && held.problem.hasPrefix("Carla Reyes wrote after you sent it."))
        #expect(try await bed.messages().isEmpty)
        #expect(try await bed.trial.ticket(bed.id).ticket.state.word == "open")
        // Read, and sent again, it goes. Ben's own reply meanwhile is the desk's and holds nothing back.
        try await bed.send(.reply, "Pull the plug.")
        try await bed.trial.office.answer(.reply, text: "We come.", on: bed.id, by: bed.ben)
        try await bed.wait(10)
        #expect(try await bed.messages() == ["We come.", "Pull the plug."])
    }

    @Test("found to be another's ticket while it waits, it is not mailed to that other customer")
    func another() async throws {
        let bed = try await Bed()
        try await bed.send(.reply, "Your key is 4711.")
        try await bed.trial.database.write {
            _ = try $0.add(StoredOrganisation(name: "Bakery", domains: ["bakery.example"]))
        }
        try await bed.turn(bed.ben) { turn, writer in
            try bed.trial.office.identify("Bakery", contact: "dora@bakery.example", turn, writer)
        }
        try await bed.wait(10)
        let held = try #require(try await bed.held().first)
        #expect(held.due == nil && held.problem.hasPrefix("The ticket is somebody else's"))
        #expect(try await bed.messages().isEmpty)
        #expect(try await bed.mails(to: "dora@bakery.example").allSatisfy { !$0.contains("4711") })
    }

    @Test("whose group lost the ticket meanwhile gets the words by mail, not a link to a page that is none")
    func outOfSight() async throws {
        let bed = try await Bed()
        let file = GivenFile(name: "log.txt", mediaType: "text/plain", bytes: Array("40 %".utf8))
        try await bed.send(.reply, "A long answer.", files: [file])
        let ivo = try await bed.trial.asker("ivo@harbor.example")
        try await bed.trial.office.setMembers([bed.ben.person.rawValue], of: "Front desk", by: ivo)
        try await bed.wait(10)
        #expect(try await bed.held().first?.problem == "Its ticket is no longer one that you see.")
        let mail = try #require(try await bed.mails(to: "ana@harbor.example").last)
        #expect(mail.contains("A long answer.") && mail.contains("log.txt"))
        #expect(!mail.contains("/tickets/\(bed.id)"))
    }

    @Test("erasing Carla lets go of what was to be said to her; what is for Cora stays, without the name")
    func erasedPerson() async throws {
        let world = try await ErasingTests.world()
        let office = world.trial.office
        try await office.set(.undoSeconds, to: "")
        for (ticket, text) in [(world.ticket, "It is done."), (world.other, "As Carla Reyes says.")] {
            let turn = Office.Turn(on: ticket, by: world.ana, way: .page, at: office.clock())
            let enclosure = try Enclosure(copies: "carla@acme.example", files: [], isForOthersToo: false)
            try await world.trial.database.write { writer in
                try office.send(
                    .requestInformation(missing: ["What Carla Reyes saw"], access: nil), text: text,
                    with: ticket == world.other ? enclosure : .nothing, turn, writer)
            }
        }
        try await ErasingTests.erase(world)
        let left = try await world.trial.database.read { try $0.heldAnswers() }
        let held = try #require(left.first)
        #expect(left.count == 1 && held.ticket == world.other.rawValue && held.due != nil)
        #expect(held.text.hasPrefix("As Person ") && held.copies.isEmpty)
        guard case .requestInformation(let missing, _) = held.answer else {
            Issue.record("another kind")
            return
        }
        #expect(missing[0].hasPrefix("What Person "))
    }
}
