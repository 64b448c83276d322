import Desk
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A chat ends with the access of who was signed in when it began")
struct OpenChatTests {
    private typealias Act = @Sendable (StreamStage) async throws -> Void

    /// Carla begins a chat: where it is.
    static func begun(
        _ stage: StreamStage, _ client: any TestClientProtocol
    ) async throws -> String {
        let carla = try await stage.trial.session(of: "carla@acme.example")
        let word = try await ChatTests.Visitor.form(client, carla.headers)
        let answer = try await client.execute(
            uri: "/chat", method: .post, headers: carla.sending,
            body: carla.form("word=\(word)&text=canary-of-acme"))
        return try #require(answer.headers[.location])
    }

    private static func say(
        _ text: String, _ client: any TestClientProtocol, _ address: String
    ) async throws -> TestResponse {
        try await client.execute(
            uri: "\(address)/messages", method: .post,
            headers: [.fetchSite: "same-origin", .accept: "application/json"],
            body: ByteBuffer(string: "key=\(text)&text=\(text)"))
    }

    private static let endings: [(name: String, act: Act)] = [
        ("a disabled account", { try await $0.disable("carla@acme.example") }),
        (
            "another customer",
            {
                let mara = try await $0.trial.asker("mara@harbor.example")
                _ = try await $0.trial.database.write {
                    try $0.add(StoredOrganisation(name: "Beta", domains: ["beta.example"]))
                }
                try await $0.trial.office.move("carla@acme.example", to: "Beta", by: mara)
            }
        ),
        (
            "an erased person",
            {
                let (office, carla) = ($0.trial.office, try await $0.person("carla@acme.example"))
                let mara = try await $0.trial.asker("mara@harbor.example")
                let asked = try await office.askErasure(of: carla, reason: "By letter", by: mara)
                try await office.settle(.confirm, on: asked, by: $0.admin)
            }
        ),
    ]

    @Test("its stream ends, and its word opens nothing", arguments: endings.indices)
    func ends(index: Int) async throws {
        let ending = Self.endings[index]
        let stage = try await StreamStage()
        try await stage.run { client in
            let address = try await Self.begun(stage, client)
            let (stream, _) = try await OpenStream.open(client, address + "/events?after=0")
            try await stream.hears("canary-of-acme")
            try await ending.act(stage)
            #expect(try await Self.say("late", client, address).status == .notFound, "\(ending.name)")
            let page = try await client.execute(uri: address, method: .get)
            #expect(page.status == .notFound && !page.text.contains("canary"), "\(ending.name)")
            #expect(try await !stream.end().contains("late"), "\(ending.name)")
            let said = try await stage.trial.messages(of: 5).map(\.text)
            #expect(!said.contains("late"), "\(ending.name)")
        }
    }

    @Test("the change of somebody else's access ends nothing")
    func others() async throws {
        let stage = try await StreamStage()
        try await stage.run { client in
            let address = try await Self.begun(stage, client)
            let (stream, _) = try await OpenStream.open(client, address + "/events?after=0")
            try await stream.hears("canary-of-acme")
            try await stage.disable("ana@harbor.example")
            #expect(try await Self.say("onward", client, address).status == .ok)
            try await stream.hears("onward")
        }
    }
}
