import Agreements
import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Synchronization
import Testing

@testable import Web

@Suite("The portal: what is one's own, with its proof, as it changes, and to take away")
struct PortalOwnTests {
    @Test("each promise of a ticket opens its proof; what is no promise or another's ticket opens nothing")
    func proof() async throws {
        let world = try await AccessWorld.make()
        try await world.trial.run { client in
            for promise in ["acknowledgment", "resolution"] {
                let uri = "/portal/tickets/\(world.a1)/proof/\(promise)"
                let page = try await world.ask(client, "GET", uri, .contact)
                #expect(page.status == .ok && page.text.contains("business"), "\(promise)")
                #expect(!page.text.contains("/tickets/\(world.a1)/proof") || page.text.contains("/portal/"))
            }
            let none = "/portal/tickets/\(world.a1)/proof/luck"
            #expect(try await world.ask(client, "GET", none, .contact).status == .notFound)
            let others = "/portal/tickets/\(world.a9)/proof/resolution"
            #expect(try await world.ask(client, "GET", others, .contact).status == .notFound)
        }
    }

    @Test("Carla gives access with an end, sees it, and takes it back; without an end it is refused (G)")
    func access() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example")
        let page = "/portal/tickets/\(id)"
        try await trial.run { client in
            let endless = try await PortalTests.post(
                client, carla, "\(page)/accesses",
                [("system", "The test shop"), ("purpose", "To see it"), ("users", "desk")])
            #expect(endless.status == .unprocessableContent)
            #expect(endless.text.contains("An access ends at a time that is known."))
            #expect(endless.text.contains("The test shop"), "what was typed is kept")
            let given = try await PortalTests.post(
                client, carla, "\(page)/accesses",
                [
                    ("system", "The test shop"), ("purpose", "To see it"), ("users", "desk"),
                    ("until", "2026-11-25 18:00"),
                ])
            #expect(given.status == .seeOther, "\(given.text)")
            let shown = try await client.execute(uri: page, method: .get, headers: carla.headers)
            #expect(shown.text.contains("In force until Wed 2026-11-25 18:00"))
            let ended = try await PortalTests.post(
                client, carla, "\(page)/access-endings", [("grant", "1"), ("reason", "Seen enough")])
            #expect(ended.status == .seeOther, "\(ended.text)")
        }
        #expect(try await trial.ticket(id).accesses.first?.standing(at: trial.clock.now) == .over)
    }

    @Test(
        "her page is told of an answer, and of a note between colleagues not even that something is there",
        arguments: [(Answer.note, false), (.reply, true)])
    func live(_ answer: Answer, isNews: Bool) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        // Facts of one second are one piece of news.
        trial.clock.advance(by: 60)
        try await trial.run { client in
            let said = try await withThrowingTaskGroup(of: String.self) { group in
                group.addTask {
                    try await client.execute(uri: "/portal/live", method: .get, headers: carla.headers).text
                }
                while trial.office.changes.listenerCount == 0 { await Task.yield() }
                try await trial.office.answer(answer, text: "The cache", on: Ticket.ID(id), by: ana)
                try await Task.sleep(for: .seconds(2))
                try await trial.disable("carla@acme.example", at: WebTrial.start)
                return try await group.next() ?? ""
            }
            #expect(said.contains("event: ticket\ndata: \(id)\n") == isNews, "\(said)")
            let stranger = try await client.execute(uri: "/portal/live", method: .get)
            #expect(stranger.status == .unauthorized)
        }
    }

    @Test(
        "right after her own words: an answer that waits or comes back is no news, one that went is, once",
        arguments: [(false, 0), (true, 1)])
    func held(_ goes: Bool, count: Int) async throws {
        let trial = try await WebTrial()
        try await trial.office.set(.undoSeconds, to: "")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        let turn = Office.Turn(on: Ticket.ID(id), by: ana, way: .page, at: trial.clock.now)
        let said = try await heard(by: "carla@acme.example", trial) {
            try await trial.database.write { try trial.office.send(.reply, text: "Soon.", turn, $0) }
            if goes {
                trial.clock.advance(by: 10)
                try await trial.office.releaseHeld()
                // In the same second, and the last that is known of the ticket.
                try await trial.office.answer(.note, text: "The cache", on: Ticket.ID(id), by: ana)
            } else {
                try await trial.database.write { try trial.office.recall(1, turn, $0) }
            }
        }
        #expect(said.components(separatedBy: "event: ticket\ndata: \(id)\n").count - 1 == count, "\(said)")
    }

    @Test(
        "who of her company follows is hers to hear; which colleague does is not",
        arguments: [("", 0), ("dora@acme.example", 1)])
    func followed(_ address: String, count: Int) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        let turn = Office.Turn(on: Ticket.ID(id), by: ana, way: .page, at: trial.clock.now)
        let said = try await heard(by: "carla@acme.example", trial) {
            try await trial.database.write { try trial.office.follow(address, turn, $0) }
        }
        #expect(said.components(separatedBy: "event: ticket\n").count - 1 == count, "\(said)")
    }

    /// All that a page in the portal is told while something happens.
    private func heard(
        by address: String, _ trial: WebTrial, _ happens: @escaping @Sendable () async throws -> Void
    ) async throws -> String {
        let person = try await trial.session(of: address)
        let said = Mutex("")
        try await trial.run { client in
            try await withThrowingTaskGroup(of: String.self) { group in
                group.addTask {
                    try await client.execute(uri: "/portal/live", method: .get, headers: person.headers).text
                }
                while trial.office.changes.listenerCount == 0 { await Task.yield() }
                try await happens()
                try await Task.sleep(for: .seconds(2))
                try await trial.disable(address, at: WebTrial.start)
                let all = try await group.next() ?? ""
                said.withLock { $0 = all }
            }
        }
        return said.withLock { $0 }
    }

    @Test("what the desk holds of her is hers to take, with her password, and of nobody else")
    func export() async throws {
        let trial = try await WebTrial(withPassword: true)
        _ = try await trial.carlaAsks("My export stops")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let refused = try await client.execute(
                uri: "/account/export", method: .post, headers: carla.sending, body: carla.form("x=1"))
            #expect(refused.status == .unprocessableContent, "not without the password")
            let file = try await client.execute(
                uri: "/account/export", method: .post, headers: carla.sending, body: carla.confirmed("x=1"))
            #expect(file.status == .ok && file.headers[.contentType] == "application/zip")
            #expect(file.body.readableBytesView.starts(with: [0x50, 0x4B]))
        }
    }
}
