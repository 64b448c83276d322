import Desk
import Foundation
import HTTPTypes
import HummingbirdTesting
import Mail
import NIOCore
import Operations
import Storage
import Testing
import Web

@Suite("Canaries: in answers to writing, live streams, mails and searches")
struct CanaryWritingTests {
    typealias Canary = AccessWorld.Canary

    /// Names what is hidden in every field that takes a number, a name or an address.
    private static func fields(_ world: AccessWorld) -> String {
        let tickets = ["ticket", "into", "with", "number", "original"].flatMap { name in
            [world.a9, world.b1].map { "\(name)=\($0)" }
        }
        let people = ["address", "email", "cc", "who", "about", "follower"].map { "\($0)=cleo@acme.example" }
        let words = [
            "text=x", "reason=x", "title=x", "subject=x", "name=second", "q=canary", "customer=Beta",
            "organisation=2", "group=Senior+support", "contact=\(world.cleo)", "person=\(world.cleo)",
            "message=1", "act=link", "kind=same", "visibility=public",
        ]
        return (tickets + people + words).joined(separator: "&")
    }

    private static func object(_ world: AccessWorld) -> String {
        """
        {"text":"x","subject":"x","reason":"x","ticket":\(world.a9),"into":\(world.b1),"customer":"Beta",\
        "address":"cleo@acme.example","contact":\(world.cleo),"group":"Senior support","visibility":"public"}
        """
    }

    /// Ends the session that the rest asks by.
    private static let left: Set = ["/sign-out"]

    @Test("in no answer to a writing, refused or done, whatever it names", arguments: CanaryTests.forbidden)
    func writing(role: AccessRole, canaries: [String]) async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.make()
        let routes = matrix.routes.filter { $0.method != "GET" && !Self.left.contains($0.path) }
        try await world.trial.run(isLive: true) { client in
            for route in routes {
                for ticket in [world.a9, world.b1, world.a1] {
                    let uri = world.address(route.path, ticket: ticket)
                    let body = uri.hasPrefix("/api") ? Self.object(world) : Self.fields(world)
                    let answer = try await world.ask(client, route.method, uri, role, body)
                    #expect(answer.status.code < 500, "\(role.rawValue) \(route)")
                    for canary in canaries + ["scrypt", "duly_"] where answer.text.contains(canary) {
                        // A token is shown once, to who minted it.
                        if canary == "duly_", route.path == "/tokens" { continue }
                        Issue.record("\(role.rawValue) reads \(canary) by \(route) of \(ticket)")
                    }
                }
            }
        }
    }

    @Test("those who may do read them in an answer to a writing: what nobody finds proves nothing")
    func alive() async throws {
        let world = try await AccessWorld.make()
        try await world.trial.run(isLive: true) { client in
            for (role, ticket, word) in [
                (AccessRole.tier2, world.a9, Canary.secondLine), (.tier1, world.a1, Canary.note),
                (.tier1, world.a1, Canary.bcc),
            ] {
                let answer = try await world.ask(client, "POST", "/tickets/\(ticket)/replies", role, "text=")
                #expect(answer.status == .unprocessableContent && answer.text.contains(word))
            }
            let own = try await world.ask(
                client, "POST", "/portal/tickets/\(world.b1)/replies", .stranger, "text=")
            #expect(own.status == .unprocessableContent && own.text.contains(Canary.beta))
        }
    }

    @Test("in no search, report or export")
    func asked() async throws {
        let world = try await AccessWorld.make()
        let questions = ["canary", "canary-internal-note", "second", "bcc", "cleo", "beta"].flatMap { words in
            [
                "/queue?q=\(words)", "/palette?q=\(words)", "/help?q=\(words)", "/portal?q=\(words)",
                "/calls/new?who=\(words)", "/tickets/new?who=\(words)", "/contacts?q=\(words)",
                "/api/tickets?q=\(words)", "/api/tickets?query=\(words)",
            ]
        }
        let reports = ["volume", "backlog", "acknowledgment", "resolution", "satisfaction"].flatMap { name in
            ["", "/tickets", "/csv", "/comments"].flatMap {
                ["/portal/reports/\(name)\($0)", "/reports/\(name)\($0)"]
            }
        }
        let files = ["csv", "jsonl"].flatMap { ["/exports/tickets/\($0)", "/api/exports/tickets/\($0)"] }
        let acts = ["/queue/acts?act=link&ticket=\(world.a9)&ticket=\(world.b1)"]
        let joined = ["merger", "splitting"].map { "/tickets/\(world.a1)/\($0)?ticket=\(world.a9)" }
        try await world.trial.run(isLive: true) { client in
            for (role, canaries) in CanaryTests.forbidden {
                for uri in questions + reports + files + acts + joined {
                    let answer = try await world.ask(client, "GET", uri, role)
                    for canary in canaries where answer.text.contains(canary) {
                        // What was asked for stands in the page's own field and in its links.
                        let isEcho = uri.contains(canary)
                        let shown = answer.text.replacing("q=\(canary)", with: "")
                        let count = shown.components(separatedBy: canary).count - 1
                        if isEcho, count <= 3, !answer.text.contains(canary + "</") { continue }
                        Issue.record("\(role.rawValue) reads \(canary) at \(uri)")
                    }
                }
            }
        }
    }

    /// Which of the tickets a role may hear of.
    private static let hearing: [(role: AccessRole, path: String, hears: [String])] = [
        (.contact, "/portal/live", ["a1"]), (.peer, "/portal/live", []), (.stranger, "/portal/live", ["b1"]),
        (.tier1, "/live", ["a1", "b1"]), (.tier2, "/live", ["a1", "a9", "b1"]),
    ]

    @Test("in no live stream; and none tells that something hidden happened", arguments: hearing.indices)
    func live(index: Int) async throws {
        let (role, path, hears) = Self.hearing[index]
        let world = try await AccessWorld.make { $0.streamBeat = .seconds(3600) }
        let (office, ben) = (world.trial.office, try await world.trial.asker("ben@harbor.example"))
        let tickets = ["a9": world.a9, "b1": world.b1, "a1": world.a1]
        try await world.trial.run(isLive: true) { client in
            defer { office.changes.finish() }
            let (stream, _) = try await OpenStream.open(client, path, world.headers(role))
            try await stream.hears(": open")
            // A note of the first line's ticket, and an answer on each.
            try await office.answer(.note, text: Canary.note, on: Ticket.ID(world.a1), by: ben)
            let isNoted = path == "/live"
            if isNoted { try await stream.hears("data: \(world.a1)\n") }
            let heard = stream.said.components(separatedBy: "event: ").count
            #expect(isNoted || heard == 1, "a customer hears nothing of a note")
            for name in ["a9", "b1", "a1"] {
                let id = Ticket.ID(tickets[name] ?? 0)
                try await office.answer(.reply, text: "canary-answer", on: id, by: ben)
            }
            if let last = hears.last(where: { $0 != "a1" }) ?? hears.last {
                try await stream.hears("data: \(tickets[last] ?? 0)\n")
            }
            office.changes.finish()
            let said = try await stream.end()
            for (name, id) in tickets {
                #expect(said.contains("data: \(id)\n") == hears.contains(name), "\(role.rawValue) \(name)")
            }
            #expect(!said.contains("canary"))
        }
    }

    /// All that stands in a mail, decoded too.
    private static func words(_ bytes: [UInt8]) -> String {
        let mail = Mail.Message.parse(bytes)
        let files = mail.attachments.map { String(decoding: $0.content, as: UTF8.self) }
        return
            ([String(decoding: bytes, as: UTF8.self), mail.subject, mail.readableText, mail.html ?? ""]
            + files).joined(separator: "\n")
    }

    @Test("in no mail but to whom it is for")
    func mails() async throws {
        let world = try await AccessWorld.make()
        let trial = world.trial
        let ben = try await trial.asker("ben@harbor.example")
        for id in [world.a1, world.a9, world.b1] {
            try await trial.office.answer(.reply, text: "We look.", on: Ticket.ID(id), by: ben)
            try await trial.office.answer(.note, text: "\(Canary.note) @mara", on: Ticket.ID(id), by: ben)
        }
        try await trial.settle()
        let sent = try await trial.database.read { reader in
            try reader.outbox(limit: 500).compactMap { entry in
                try reader.blob(entry.blob).map {
                    (to: entry.envelopeTo, words: Self.words(try trial.database.blobs.bytes(of: $0)))
                }
            }
        }
        let staff = ["ana", "ben", "mara", "ivo", "sam", "dora"].map { "\($0)@harbor.example" }
        for mail in sent {
            let isStaff = staff.contains(mail.to)
            if !isStaff { #expect(!mail.words.contains(Canary.note), "\(mail.to)") }
            if !isStaff, mail.to != "cleo@acme.example" || mail.to == "ana@harbor.example" {
                #expect(!mail.words.contains(Canary.secondLine), "\(mail.to)")
            }
            if mail.to == "ana@harbor.example" { #expect(!mail.words.contains(Canary.secondLine)) }
            if !isStaff, mail.to != "boris@beta.example" {
                #expect(!mail.words.contains(Canary.beta), "\(mail.to)")
            }
            #expect(!mail.words.contains(Canary.bcc), "\(mail.to)")
        }
        for (to, word) in [
            ("cleo@acme.example", Canary.secondLine), ("boris@beta.example", Canary.beta),
        ] {
            #expect(
                sent.contains { $0.to == to && $0.words.contains(word) }, "what nobody finds proves nothing")
        }
    }
}
