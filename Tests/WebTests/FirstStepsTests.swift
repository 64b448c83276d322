import BusinessTime
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("The first steps of a desk")
struct FirstStepsTests {
    @Test(
        "Ivo sees on the empty queue what is left to do, each with its page; Ana does not, nor a whole desk")
    func steps() async throws {
        let trial = try await WebTrial()
        let (ivo, ana) = (
            try await trial.session(of: "ivo@harbor.example"),
            try await trial.session(of: "ana@harbor.example")
        )
        try await trial.run { client in
            func page(_ uri: String, _ session: WebTrial.Session) async throws -> String {
                try await client.execute(uri: uri, method: .get, headers: session.headers).text
            }
            func state(_ text: String, _ place: String) -> String? {
                let line = text.components(separatedBy: "data-done=\"").dropFirst().first {
                    $0.contains("href=\"\(place)\"")
                }
                return line.map { String($0.prefix { $0 != "\"" }) }
            }
            let first = try await page("/queue", ivo)
            #expect(state(first, "/agreements") == "yes" && state(first, "/people") == "yes")
            #expect(state(first, "/mailboxes") == "no" && state(first, "/sending") == "no", "\(first)")
            #expect(first.contains("support@harbor.example"))
            for (uri, session) in [("/queue", ana), ("/queue?show=mine", ivo), ("/queue?q=nothing", ivo)] {
                #expect(try await !page(uri, session).contains("first-steps"), "\(uri)")
            }
            try await trial.database.write { try $0.set("folder:/tmp", for: Office.sendingOption) }
            #expect(state(try await page("/queue", ivo), "/sending") == "yes")
            let blob = try trial.database.blobs.take([1])
            try await trial.database.write { writer in
                try writer.keep(blob)
                let mail = InboxEntry(
                    blob: blob, envelopeFrom: "carla@acme.example", envelopeTo: ["support@harbor.example"],
                    receivedMilliseconds: WebTrial.start.seconds * 1000)
                _ = try writer.add(mail, bytes: blob)
            }
            #expect(try await !page("/queue", ivo).contains("first-steps"), "all is done")
        }
    }

    @Test("the check-up says that nobody asked the mail servers, until somebody does")
    func checkup() async throws {
        let trial = try await WebTrial { server, _ in server.checkup = { _ in [] } }
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let local = try await client.execute(uri: "/checkup", method: .get, headers: ivo.headers)
            #expect(local.text.contains("mail servers, certificates and DNS are not asked yet"))
            #expect(local.text.contains("data-standing=\"unasked\"") && local.text.contains("Ask them too"))
            let whole = try await client.execute(
                uri: "/checkup", method: .post, headers: ivo.sending, body: ivo.form("x=1"))
            #expect(!whole.text.contains("not asked yet") && !whole.text.contains("unasked"))
        }
    }
}
