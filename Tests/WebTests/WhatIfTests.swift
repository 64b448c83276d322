import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("What if: the past under other terms")
struct WhatIfTests {
    /// Carla asks on Monday at 16:50, and nobody answers: both promises of version 1 break by Friday.
    private static func trial() async throws -> WebTrial {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks()
        trial.clock.advance(by: 14 * 86_400)
        try await trial.settle()
        return trial
    }

    @Test(
        "with 400 hours for the first answer neither promise would have been broken"
    )
    func sideBySide() async throws {
        let trial = try await Self.trial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let yaml = DemoAgreement.yaml.replacing(
            "within: 2 business hours", with: "within: 400 business hours")
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/agreements/acme/what-if", method: .get, headers: mara.headers)
            #expect(page.status == .ok)
            #expect(page.text.contains("value=\"2026-Q4\""))
            let answer = try await client.execute(
                uri: "/agreements/acme/what-if", method: .post, headers: mara.sending,
                body: mara.form("period=2026-Q4&terms=paste&yaml=\(Self.escaped(yaml))"))
            #expect(answer.status == .ok)
            let text = answer.text
            #expect(text.contains("1 of 1 tickets"))
            #expect(text.contains("Pasted terms in 2026-Q4"))
            #expect(text.contains("2 promises fewer would have been broken"))
            #expect(text.contains("1 of the 1 ticket under the agreement has a promise decided or a credit"))
            let before = try await client.execute(
                uri: "/agreements/acme/what-if", method: .post, headers: mara.sending,
                body: mara.form("period=2026-10&terms=1&yaml="))
            #expect(before.text.contains("None of the 1 ticket under the agreement"), "it is November's")
            // The page is whole: what follows the place of the answer is there, after it.
            let result = try #require(text.firstRange(of: "replay-result"))
            let end = try #require(text.firstRange(of: "</html>"))
            #expect(result.upperBound < end.lowerBound)
        }
    }

    @Test("the same terms make no difference")
    func same() async throws {
        let trial = try await Self.trial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/agreements/acme/what-if", method: .post, headers: mara.sending,
                body: mara.form("period=2026&terms=1&yaml="))
            #expect(
                answer.text.contains(
                    "As many promises would have been broken, and credits would be the same."))
        }
    }

    @Test(
        "what can't be reckoned is said at its field",
        arguments: [
            ("period=soon&terms=1&yaml=", "is no period"),
            ("period=2026&terms=paste&yaml=", "No terms are given"),
            ("period=2026&terms=paste&yaml=acknowledge%3A+2", "left to mend"),
        ])
    func refused(form: String, words: String) async throws {
        let trial = try await Self.trial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/agreements/acme/what-if", method: .post, headers: mara.sending, body: mara.form(form))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(words))
        }
    }

    @Test("an agent is refused, and an unknown agreement is not there")
    func access() async throws {
        let trial = try await Self.trial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let refused = try await client.execute(
                uri: "/agreements/acme/what-if", method: .get, headers: ana.headers)
            #expect(refused.status == .forbidden)
            let absent = try await client.execute(
                uri: "/agreements/other/what-if", method: .get, headers: mara.headers)
            #expect(absent.status == .notFound)
        }
    }

    /// As a form sends it.
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let hex = String(byte, radix: 16, uppercase: true)
            return "%\(hex.count == 1 ? "0" : "")\(hex)"
        }.joined()
    }
}
