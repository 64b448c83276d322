import Agreements
import BusinessTime
import Desk
import DulyTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A version is shown as it was signed, whatever the standard text says by now")
struct KeptPagesTests {
    private static let now = "By signing, both parties agree"
    private static let then = "With their names both parties agree"

    /// Acme's second version as a desk of before kept it: offered in an older standard text.
    private static func older(_ trial: WebTrial) async throws {
        try await trial.database.write { writer in
            let version = AgreementVersion(agreement: "acme", number: 2)
            let agreement = try #require(try trial.office.signedAgreement(version, in: writer))
            var parts = agreement.parts.map { String(decoding: $0, as: UTF8.self) }
            parts[0] = "duly-standard/0"
            parts[2] = parts[2].replacing(now, with: then)
            let bytes = parts.reduce("duly agreement\n") { $0 + "\($1.utf8.count)\n" + $1 }
            let blob = try trial.database.blobs.take(Array(bytes.utf8))
            try writer.keep(blob)
            var stored = try #require(try writer.agreement(named: "acme", version: 2))
            stored.document = blob.digest
            try writer.removeUnsigned("acme", version: 2)
            _ = try writer.add(stored)
        }
    }

    @Test("page, print and the page to sign show the kept words; a version that came as a file, today's")
    func shown() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await SigningTests.offered(trial, mara)
        try await Self.older(trial)
        try await trial.run { client in
            for (uri, has, hasNot) in [
                ("/agreements/acme/2", Self.then, Self.now), ("/agreements/acme/1", Self.now, Self.then),
                ("/sign/\(word)", Self.then, Self.now),
            ] {
                let page = try await client.execute(uri: uri, method: .get, headers: mara.headers)
                #expect(page.text.contains(has) && !page.text.contains(hasNot), "\(uri)")
            }
            let page = try await client.execute(
                uri: "/agreements/acme/2", method: .get, headers: mara.headers)
            #expect(page.text.contains("duly-standard/0"))
            #expect(page.text.contains("What changes from version 1"))
            let pdf = try await client.execute(
                uri: "/agreements/acme/2/pdf", method: .get, headers: mara.headers)
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(pdf.body.readableBytesView).write(to: file)
            let text = try Tool.run("pdftotext", ["-layout", file.path, "-"]).text
            #expect(text.contains(Self.then) && !text.contains(Self.now))
            #expect(text.contains("What changes from version 1"))
            #expect(text.contains("1200.00 EUR -> 1500.00 EUR"))
        }
    }
    @Test("any two versions are compared, whichever came first; one against itself is refused")
    func compared() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        _ = try await SigningTests.offered(trial, mara)
        try await trial.run { client in
            let rows: [(String, String, HTTPResponse.Status)] = [
                ("/2/changes", "What version 2 changes", .ok),
                ("/2/changes?version=1&against=2", "Version 1 against version 2", .ok),
                ("/1/changes?version=2&against=1", "What version 2 changes", .ok),
                ("/2/changes?version=2&against=2", "changes nothing against itself", .unprocessableContent),
                ("/2/changes?against=7", "", .notFound), ("/1/changes", "", .notFound),
            ]
            for (uri, title, status) in rows {
                let page = try await client.execute(
                    uri: "/agreements/acme\(uri)", method: .get, headers: mara.headers)
                #expect(page.status == status, "\(uri)")
                if status == .notFound { continue }
                #expect(page.text.contains(title), "\(uri)")
                guard status == .ok else { continue }
                #expect(page.text.contains("1200.00 EUR") && page.text.contains("1500.00 EUR"), "\(uri)")
                #expect(page.text.contains(">Compare<"), "\(uri)")
            }
        }
    }
}
