import Crypto
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A letter of notice is logged with its scan: clause I")
struct NoticeScanTests {
    private static let pdf = "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"
    private static let letter = [
        ("from", "customer"), ("way", "letter"), ("received", "2026-11-20"), ("reference", "Letter 17"),
        ("lastDay", "2026-12-20"), ("password", WebTrial.password),
    ]

    private struct Scan {
        var name = "letter.pdf"
        var bytes = NoticeScanTests.pdf
    }

    private static func give(
        _ client: any TestClientProtocol, _ session: WebTrial.Session, _ scans: [Scan],
        changing changes: [String: String] = [:]
    ) async throws -> TestResponse {
        let fields = [("csrf", session.csrf)] + letter.map { ($0, changes[$0] ?? $1) }
        var body = fields.map {
            "--duly\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }.joined()
        for scan in scans {
            body +=
                "--duly\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"\(scan.name)\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\(scan.bytes)\r\n"
        }
        var headers = session.sending
        headers[.contentType] = "multipart/form-data; boundary=duly"
        return try await client.execute(
            uri: "/agreements/acme/notice", method: .post, headers: headers,
            body: ByteBuffer(string: body + "--duly--\r\n"))
    }

    @Test("it is kept with the fact by its hash, linked from the agreement, and shown as what it is")
    func kept() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let looked = try await client.execute(
                uri: "/agreements/acme/notice/preview", method: .post, headers: mara.sending,
                body: mara.form("from=customer&way=letter&received=2026-11-20&reference=Letter+17"))
            #expect(looked.text.contains("name=\"scan\"") && looked.text.contains("multipart/form-data"))
            let given = try await Self.give(client, mara, [Scan(name: "../Acme letter.pdf")])
            #expect(given.status == .seeOther, "\(given.text)")
            let digest = SHA256.hash(data: Data(Self.pdf.utf8)).map {
                ($0 < 16 ? "0" : "") + String($0, radix: 16)
            }.joined()
            let notice = try await trial.database.read {
                try trial.office.agreementFile("acme", in: $0)?.agreement?.notice
            }
            #expect(notice?.scan?.digest == digest && notice?.scan?.mediaType == "application/pdf")
            let place = "/agreements/acme/letters/\(digest)"
            let page = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(page.text.components(separatedBy: "href=\"\(place)\"").count == 3, "above and in Changes")
            let file = try await client.execute(uri: place, method: .get, headers: mara.headers)
            #expect(file.text == Self.pdf)
            #expect(file.headers[.contentDisposition]?.contains("Acme letter.pdf") == true)
            let hers = try await client.execute(uri: place, method: .get, headers: ana.headers)
            #expect(hers.status == .forbidden)
            let other = try await client.execute(
                uri: "/agreements/acme/letters/\(String(repeating: "0", count: 64))", method: .get,
                headers: mara.headers)
            #expect(other.status == .notFound)
        }
    }

    @Test(
        "what is no scan is refused with the remedy, and no notice is noted",
        arguments: [
            ("setup.pdf", "MZ\u{1}\u{2}", "is neither a PDF nor a picture"), ("letter.pdf", "", "is empty"),
            ("two", NoticeScanTests.pdf, "More than one file is chosen"),
            ("long.pdf", "%PDF-" + String(repeating: "x", count: 10 << 20), "is larger than 10 MB"),
        ])
    func refused(_ name: String, _ bytes: String, _ words: String) async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let scan = Scan(name: name, bytes: bytes)
            let refused = try await Self.give(client, mara, name == "two" ? [scan, scan] : [scan])
            #expect(refused.status == .unprocessableContent && refused.text.contains(words))
            #expect(refused.text.contains("name=\"lastDay\" value=\"2026-12-20\""), "the form is there again")
        }
        let notice = try await trial.database.read {
            try trial.office.agreementFile("acme", in: $0)?.agreement?.notice
        }
        #expect(notice == nil)
    }

    @Test("Carla, who sees the agreement whole, has it in the portal; a colleague without the right does not")
    func portal() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.database.write { writer in
            let acme = try writer.person(address: "carla@acme.example")?.organisation
            _ = try writer.add(
                StoredPerson(
                    name: "Cora", address: "cora@acme.example", kind: .contact, organisation: acme,
                    role: "contact", hasAccount: true))
            let beta = try writer.add(StoredOrganisation(name: "Beta"))
            _ = try writer.add(
                StoredPerson(
                    name: "Boris", address: "boris@beta.example", kind: .contact, organisation: beta.id,
                    role: "contact", hasAccount: true))
        }
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            #expect(try await Self.give(client, mara, [Scan()]).status == .seeOther)
            let digest = try await trial.database.read {
                try trial.office.agreementFile("acme", in: $0)?.agreement?.notice?.scan?.digest
            }
            let place = "/portal/agreements/acme/letters/\(try #require(digest))"
            func get(_ uri: String, _ address: String) async throws -> TestResponse {
                let session = try await trial.session(of: address)
                return try await client.execute(uri: uri, method: .get, headers: session.headers)
            }
            let list = try await get("/portal/agreements", "carla@acme.example").text
            #expect(list.components(separatedBy: "href=\"\(place)\"").count == 2, "once, at what it ends")
            let file = try await get(place, "carla@acme.example")
            #expect(file.text == Self.pdf && file.headers[.contentType] == "application/pdf")
            #expect(file.headers[.contentDisposition]?.contains("letter.pdf") == true)
            let peers = try await get("/portal/agreements", "cora@acme.example").text
            #expect(peers.contains("acme v1") && !peers.contains("/letters/"))
            for address in ["cora@acme.example", "boris@beta.example"] {
                #expect(try await get(place, address).status == .notFound, "\(address)")
            }
            #expect(try await get(place, "mara@harbor.example").status == .forbidden, "the desk has its own")
            let none = "/portal/agreements/acme/letters/\(String(repeating: "0", count: 64))"
            #expect(try await get(none, "carla@acme.example").status == .notFound)
            let asker = try await trial.asker("mara@harbor.example")
            try await trial.office.setRights([.agreement], of: "cora@acme.example", by: asker)
            #expect(try await get(place, "cora@acme.example").text == Self.pdf, "given the right, she may")
        }
    }

    @Test("a letter needs no scan, and what is no letter takes none")
    func without() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let mail = try await Self.give(client, mara, [Scan()], changing: ["way": "mail"])
            #expect(mail.status == .unprocessableContent && mail.text.contains("Only a letter has a scan."))
            let given = try await Self.give(client, mara, [Scan(name: "", bytes: "")])
            #expect(given.status == .seeOther, "\(given.text)")
            let page = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(!page.text.contains("/letters/"))
        }
    }
}
