import BusinessTime
import Desk
import Foundation
import Operations
import Storage
import Synchronization
import Testing

@Suite("Webhooks: at least once, in order for each ticket, signed")
struct WebhookTests {
    /// What a receiver got, and whether it answers.
    private final class Receiver: Sendable {
        let calls = Mutex<[SignedCall]>([])
        let problem = Mutex<String?>(nil)

        func take(_ call: SignedCall) -> String? {
            if let problem = problem.withLock({ $0 }) { return problem }
            calls.withLock { $0.append(call) }
            return nil
        }

        var names: [String] {
            calls.withLock { $0 }.map { call in
                call.headers.first { $0.hasPrefix("webhook-id: ") }.map { String($0.dropFirst(12)) } ?? ""
            }
        }
    }

    private func drain(_ trial: Trial, _ receiver: Receiver) async throws {
        while try await trial.office.callWebhooks({ receiver.take($0) }) > 0 {
            if receiver.problem.withLock({ $0 }) != nil { return }
        }
    }

    @Test("each fact is told once its decision is on disk, in order, without what people wrote")
    func told() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ivo = try await trial.asker("ivo@harbor.example")
        let secret = try await trial.office.addWebhook(
            named: "Status page", to: "https://status.harbor.example/duly", kinds: [], by: ivo)
        let ticket = try await trial.carlaAsks("canary-subject")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.act(.assign(Assignment(person: ana.person, group: "")), on: ticket, by: ana)
        let receiver = Receiver()
        try await drain(trial, receiver)
        let calls = receiver.calls.withLock { $0 }
        #expect(calls.count >= 2)
        #expect(receiver.names == (1...calls.count).map { "1.\(ticket).\($0)" })
        #expect(calls[0].body.contains("\"type\":\"ticket.received\""))
        for call in calls {
            for canary in ["canary-subject", "Carla", "acme.example", "40 %"] {
                #expect(!call.body.contains(canary), "\(canary)")
            }
        }
        // As a receiver verifies it.
        func header(_ name: String) -> String {
            calls[0].headers.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
                ?? ""
        }
        let key = try #require(Data(base64Encoded: String(secret.dropFirst(6))))
        let content = "\(header("webhook-id")).\(header("webhook-timestamp")).\(calls[0].body)"
        let mac = Data(Secret.mac(Array(content.utf8), key: Array(key))).base64EncodedString()
        #expect(header("webhook-signature") == "v1,\(mac)")
        #expect(try await trial.database.read { try $0.webhookCallCount() } == 0)
    }

    @Test("while a receiver is down nothing is lost, and nothing of a ticket overtakes")
    func down() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ivo = try await trial.asker("ivo@harbor.example")
        _ = try await trial.office.addWebhook(
            named: "Status page", to: "https://status.harbor.example/duly", kinds: [], by: ivo)
        let receiver = Receiver()
        receiver.problem.withLock { $0 = "it is down" }
        var tickets: [Ticket.ID] = []
        for hour in 10...15 {
            try trial.set("2026-11-23 \(hour):00")
            tickets.append(try await trial.carlaAsks("Number \(hour)"))
            try await drain(trial, receiver)
        }
        let waiting = try await trial.database.read { try $0.webhookCallCount() }
        #expect(waiting >= 6)
        #expect(try await trial.database.read { try $0.webhooks()[0].problem } == "it is down")
        receiver.problem.withLock { $0 = nil }
        try trial.set("2026-11-23 18:00")
        try await drain(trial, receiver)
        #expect(receiver.names.count == waiting)
        for ticket in tickets {
            let own = receiver.names.filter { $0.hasPrefix("1.\(ticket).") }
            #expect(own == (1...own.count).map { "1.\(ticket).\($0)" })
        }
    }

    @Test("a receiver that is down keeps no other waiting, however much waits for it")
    func oneDown() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ivo = try await trial.asker("ivo@harbor.example")
        for name in ["down", "well"] {
            _ = try await trial.office.addWebhook(
                named: name, to: "https://\(name).harbor.example/duly", kinds: ["received"], by: ivo)
        }
        for number in 1...25 {
            try trial.set("2026-11-23 10:\(9 + number)")
            _ = try await trial.carlaAsks("Number \(number)")
        }
        let tried = Mutex(0)
        let told = Mutex<[String]>([])
        while try await trial.office.callWebhooks({ call in
            guard call.url.contains("well") else {
                tried.withLock { $0 += 1 }
                return "it is down"
            }
            told.withLock { $0.append(call.body) }
            return nil
        }) > 0 {}
        #expect(told.withLock { $0.count } == 25)
        #expect(tried.withLock { $0 } <= 3, "one time-out for each round")
        #expect(try await trial.database.read { try $0.webhookCallCount(of: 1) } == 25)
    }

    @Test("only the kinds that were asked for; paused nothing is sent; removed nothing is kept")
    func narrowed() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ivo = try await trial.asker("ivo@harbor.example")
        _ = try await trial.office.addWebhook(
            named: "Breaches", to: "https://status.harbor.example/duly", kinds: ["broken"], by: ivo)
        _ = try await trial.carlaAsks()
        #expect(try await trial.database.read { try $0.webhookCallCount() } == 0)
        try trial.set("2026-11-26 10:00")
        try await Alarm(office: trial.office).ring()
        #expect(try await trial.database.read { try $0.webhookCallCount() } > 0)
        #expect(try await trial.office.pauseWebhook(1, true, by: ivo))
        let receiver = Receiver()
        try await drain(trial, receiver)
        #expect(receiver.names.isEmpty)
        #expect(try await trial.office.removeWebhook(1, by: ivo))
        #expect(try await trial.database.read { try $0.webhookCallCount() } == 0)
    }

    @Test(
        "what is no address or no kind is refused, and nobody but an administrator adds one",
        arguments: [
            ("https://user:word@status.example/", ""), ("ftp://status.example/", ""), ("status.example", ""),
            ("https://status.example/a b", ""), ("https://status.example/", "nothing-like-it"),
        ])
    func refused(_ url: String, _ kinds: String) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (ivo, mara) = (
            try await trial.asker("ivo@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        await #expect(throws: Refusal.self) {
            try await trial.office.addWebhook(
                named: "Status", to: url, kinds: kinds.isEmpty ? [] : [kinds], by: ivo)
        }
        await #expect(throws: Access.Denial.self) {
            try await trial.office.addWebhook(
                named: "Status", to: "https://status.example/", kinds: [], by: mara)
        }
    }
}
