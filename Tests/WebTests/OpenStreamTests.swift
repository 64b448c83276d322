import Agreements
import Desk
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing
import Web

/// A desk with tickets of Carla's: 2 is the second line's, the others are the front desk's. Signs of life
/// come once an hour here: what ends or shrinks a stream is the change alone.
struct StreamStage: Sendable {
    let trial: WebTrial
    let admin: Access.Asker
    let ben: Access.Asker

    init() async throws {
        trial = try await WebTrial { server, _ in server.streamBeat = .seconds(3600) }
        for _ in 1...4 { _ = try await trial.carlaAsks() }
        admin = try await trial.asker("ivo@harbor.example")
        ben = try await trial.asker("ben@harbor.example")
        let given = Assignment(person: nil, group: "Senior support")
        try await trial.office.act(.assign(given), on: Ticket.ID(2), by: ben)
    }

    /// Against a server of its own; a test that fails leaves no stream open behind it.
    func run(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await trial.run(isLive: true) { [trial] client in
            defer { trial.office.changes.finish() }
            try await body(client)
        }
    }

    /// Something happens that customers see too.
    func stir(_ ticket: Int64) async throws {
        try await trial.office.answer(.reply, text: "We look.", on: Ticket.ID(ticket), by: ben)
    }

    func person(_ address: String) async throws -> Person.ID {
        try await trial.asker(address).person
    }

    func disable(_ address: String) async throws {
        try await trial.office.disable(try await person(address), by: admin)
    }
}

@Suite("Open streams end with access, or tell of the rest alone")
struct OpenStreamTests {
    private typealias Act = @Sendable (StreamStage) async throws -> Void

    private static let endings: [(name: String, path: String, who: String, act: Act)] = [
        (
            "a disabled account", "/live", "ana@harbor.example",
            { try await $0.disable("ana@harbor.example") }
        ),
        (
            "a role that works no tickets", "/live", "ana@harbor.example",
            {
                let ana = try await $0.person("ana@harbor.example")
                try await $0.trial.office.setRole(.sales, of: ana, by: $0.admin)
            }
        ),
        (
            "sessions ended from another browser", "/live", "ana@harbor.example",
            {
                let ana = try await $0.person("ana@harbor.example")
                try await $0.trial.office.endOtherSessions(of: ana, but: [])
            }
        ),
        (
            "a password that an administrator has reset", "/live", "ana@harbor.example",
            {
                try await $0.trial.office.mailReset(
                    to: try await $0.person("ana@harbor.example"), by: $0.admin)
            }
        ),
        (
            "an account disabled on a ticket's own page", "/live?ticket=1", "ana@harbor.example",
            { try await $0.disable("ana@harbor.example") }
        ),
        (
            "a contact's disabled account", "/portal/live", "carla@acme.example",
            { try await $0.disable("carla@acme.example") }
        ),
    ]

    @Test(
        "the stream ends by the change alone, and tells nothing of what happens just after it",
        arguments: endings.indices, [false, true])
    func ends(index: Int, isStirred: Bool) async throws {
        let ending = Self.endings[index]
        let stage = try await StreamStage()
        let session = try await stage.trial.session(of: ending.who)
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, ending.path, session.headers)
            try await stream.hears(": open")
            try await stage.stir(1)
            try await stream.hears("event: ticket\ndata: 1\n")
            try await ending.act(stage)
            if isStirred { try await stage.stir(3) }
            #expect(try await !stream.end().contains("data: 3"), "\(ending.name)")
            let again = try await client.execute(
                uri: ending.path, method: .get, headers: session.headers)
            #expect([401, 403].contains(again.status.code), "\(ending.name)")
        }
    }

    @Test("signing out ends it too")
    func signedOut() async throws {
        let stage = try await StreamStage()
        let ana = try await stage.trial.session(of: "ana@harbor.example")
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, "/live", ana.headers)
            try await stream.hears(": open")
            _ = try await client.execute(
                uri: "/sign-out", method: .post, headers: ana.sending, body: ana.form(""))
            _ = try await stream.end()
        }
    }

    private static let shrinkings: [(name: String, path: String, who: String, rest: Int64, act: Act)] = [
        (
            "a group that somebody left", "/live", "ana@harbor.example", 2,
            {
                for (group, isMember) in [("Senior support", true), ("Front desk", false)] {
                    try await $0.trial.office.set(
                        "ana@harbor.example", in: group, isMember: isMember, by: $0.admin)
                }
            }
        ),
        (
            "a manager who is an agent of the second line now", "/live", "mara@harbor.example", 2,
            {
                let mara = try await $0.person("mara@harbor.example")
                try await $0.trial.office.set(
                    "mara@harbor.example", in: "Front desk", isMember: false, by: $0.admin)
                try await $0.trial.office.setRole(.tier2, of: mara, by: $0.admin)
            }
        ),
        (
            "a contact who went to another customer", "/portal/live", "carla@acme.example", 5,
            {
                let mara = try await $0.trial.asker("mara@harbor.example")
                _ = try await $0.trial.database.write {
                    try $0.add(StoredOrganisation(name: "Beta", domains: ["beta.example"]))
                }
                try await $0.trial.office.move("carla@acme.example", to: "Beta", by: mara)
                _ = try await $0.trial.carlaAsks("From Beta now")
            }
        ),
        (
            "a ticket that was given to another group", "/live", "ana@harbor.example", 4,
            {
                let given = Assignment(person: nil, group: "Senior support")
                try await $0.trial.office.act(.assign(given), on: Ticket.ID(3), by: $0.ben)
            }
        ),
    ]

    @Test("the stream goes on without what is hidden now", arguments: shrinkings.indices)
    func shrinks(index: Int) async throws {
        let shrinking = Self.shrinkings[index]
        let stage = try await StreamStage()
        let session = try await stage.trial.session(of: shrinking.who)
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, shrinking.path, session.headers)
            try await stream.hears(": open")
            try await stage.stir(1)
            try await stream.hears("data: 1\n")
            try await shrinking.act(stage)
            try await stage.stir(3)
            try await stage.stir(shrinking.rest)
            try await stream.hears("data: \(shrinking.rest)\n")
            #expect(!stream.said.contains("data: 3\n"), "\(shrinking.name)")
        }
    }

    @Test("a ticket's own page hears no more of who looks at it than of the ticket")
    func presence() async throws {
        let stage = try await StreamStage()
        let ana = try await stage.trial.session(of: "ana@harbor.example")
        @Sendable func looks(_ state: Presence.State) {
            stage.trial.office.presence.note(
                state, by: stage.ben.person, named: "Ben", on: Ticket.ID(1), at: WebTrial.start)
        }
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, "/live?ticket=1", ana.headers)
            try await stream.hears(": open")
            looks(.looking)
            try await stream.hears("event: presence\ndata: 1\n")
            let given = Assignment(person: nil, group: "Senior support")
            try await stage.trial.office.act(.assign(given), on: Ticket.ID(1), by: stage.ben)
            looks(.writing)
            try await stage.stir(3)
            try await stream.hears("data: 3\n")
            #expect(stream.said.components(separatedBy: "event: presence").count == 2)
        }
    }

    @Test("a screen whose word is taken back goes dark")
    func screen() async throws {
        let stage = try await StreamStage()
        let mara = try await stage.trial.asker("mara@harbor.example")
        let word = try await stage.trial.office.makeOpening(.screen, named: "Hall", by: mara)
        let path = "/wallboard/screen/\(word)/live"
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, path)
            try await stream.hears(": open")
            try await stage.stir(1)
            try await stream.hears("event: change\ndata: board\n")
            #expect(try await stage.trial.office.removeOpening(1, .screen, by: mara))
            _ = try await stream.end()
            #expect(try await client.execute(uri: path, method: .get).status == .notFound)
        }
    }
}
