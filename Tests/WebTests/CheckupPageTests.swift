import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing
import Web

@Suite("The check-up, for administrators")
struct CheckupPageTests {
    /// A world in which nobody answers.
    private static let empty = CheckupWorld(
        greeting: { _ in nil }, certificateEnd: { _, _ in nil }, fileEnd: { _ in nil }, relay: { nil },
        mailbox: { _ in TriedMailbox(words: "Signed in.") }, texts: { _ in .none }, clockFollows: { nil })

    @Test func `The machine at once, servers and names when they are asked for; what failed stands first`()
        async throws
    {
        let trial = try await WebTrial { server, office in
            server.checkup = { isWhole in
                let checkup = Checkup(office: office, world: Self.empty)
                return try await isWhole ? checkup.whole() : checkup.local()
            }
        }
        let door = Listening(name: "LMTP", host: "127.0.0.1", port: 9)
        try await trial.database.write { try Listening.set([door], $0) }
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let local = try await client.execute(uri: "/checkup", method: .get, headers: ivo.headers)
            #expect(local.text.contains("Disk space") && local.text.contains("Time zones"))
            #expect(!local.text.contains("SPF of"))
            let whole = try await client.execute(
                uri: "/checkup", method: .post, headers: ivo.sending, body: ivo.form("x=1"))
            #expect(whole.text.contains("Nobody answers at 127.0.0.1:9."))
            #expect(whole.text.contains("Publish TXT at harbor.example: v=spf1"))
            let failed = try #require(whole.text.firstRange(of: "Nobody answers"))
            let well = try #require(whole.text.firstRange(of: "Disk space"))
            #expect(failed.lowerBound < well.lowerBound)
        }
    }
}
