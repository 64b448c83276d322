import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("Addresses that are only written to")
struct FormAddressTests {
    @Test("opened, each leads to a page: the one that begins such a thing, else the nearest above")
    func all() async throws {
        let trial = try await WebTrial()
        let routes = trial.routes.map { $0.split(separator: " ").map(String.init) }
        let pages = Set(routes.filter { $0[0] == "GET" }.map { $0[1] })
        let written = Set(routes.filter { $0[0] == "POST" && !$0[1].hasPrefix("/api") }.map { $0[1] })
            .subtracting(pages).sorted()
        #expect(written.count > 100)
        try await trial.run { client in
            for address in written {
                let parts = address.split(separator: "/").map { $0.hasPrefix(":") ? "7" : String($0) }
                let uri = "/" + parts.joined(separator: "/")
                let answer = try await client.execute(uri: uri, method: .get)
                #expect(answer.status == .seeOther, "\(uri)")
                let end = answer.headers[.location] ?? ""
                let isAbove = uri.hasPrefix(end == "/" ? "/" : end + "/")
                #expect(end == uri + "/new" || isAbove, "\(uri) leads to \(end)")
            }
        }
    }

    @Test("Ana opens the address of a refused form again; what is nothing stays nothing")
    func some() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let led = [
            ("/tickets/\(id)/exclusions", "/tickets/\(id)"),
            ("/tickets/\(id)/canned-replies", "/tickets/\(id)"),
            ("/portal/tickets/\(id)/replies", "/portal/tickets/\(id)"), ("/queue/views/7", "/queue/views"),
            ("/agreements/acme/notice/preview", "/agreements/acme"), ("/tickets", "/tickets/new"),
            ("/contacts/5/calls", "/contacts/5/calls/new"), ("/sign-out", "/"),
        ]
        let nothing = [
            "/nothing", "/tickets/\(id)/nothing", "/tickets/\(id)/exclusions/more", "/assets/none.js",
            "/api/tickets/\(id)/replies", "/tickets/999/print/of",
        ]
        try await trial.run { client in
            for (uri, end) in led {
                let answer = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                #expect(answer.status == .seeOther && answer.headers[.location] == end, "\(uri)")
            }
            for uri in nothing {
                let answer = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                #expect(answer.status == .notFound || answer.status == .unauthorized, "\(uri)")
            }
            let written = try await client.execute(
                uri: "/tickets/\(id)/nothing", method: .post, headers: ana.sending)
            #expect(written.status == .notFound)
        }
    }

    @Test("Carla at a page of the desk is led to the portal's page of the same, else told where hers are")
    func customer() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            for uri in [
                "/tickets/\(id)", "/reports", "/agreements", "/tickets/\(id)/proof/resolution",
                "/tickets/999",
            ] {
                let answer = try await client.execute(uri: uri, method: .get, headers: carla.headers)
                #expect(answer.status == .seeOther && answer.headers[.location] == "/portal" + uri, "\(uri)")
            }
            for uri in ["/mailboxes", "/people", "/tickets/\(id)/print", "/nothing"] {
                let answer = try await client.execute(uri: uri, method: .get, headers: carla.headers)
                #expect([.forbidden, .notFound].contains(answer.status), "\(uri)")
                #expect(answer.text.contains("Go to your tickets"), "\(uri)")
                #expect(!answer.text.contains("queue") && !answer.text.contains("Your role"), "\(uri)")
            }
        }
    }

    @Test("files that are too much are refused with the true limit, and a way back to the form")
    func tooLarge() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let body = ByteBuffer(repeating: 65, count: FilesForm.sizeMax + 1)
        try await trial.run { client in
            for (session, uri, page) in [
                (ana, "/tickets/\(id)/replies", "/tickets/\(id)"),
                (carla, "/portal/tickets/\(id)/replies", "/portal/tickets/\(id)"),
                (carla, "/portal/tickets", "/portal"),
            ] {
                var headers = session.sending
                headers[.contentType] = "multipart/form-data; boundary=a"
                let answer = try await client.execute(uri: uri, method: .post, headers: headers, body: body)
                #expect(answer.status == .contentTooLarge)
                #expect(answer.text.contains("more than 24 MB together; nothing was kept"), "\(answer.text)")
                #expect(answer.text.contains("href=\"\(page)\""), "\(uri)")
                #expect(!answer.text.contains(">Go to the queue</a>"), "\(uri)")
            }
            let words = try await client.execute(
                uri: "/tickets/\(id)/replies", method: .post, headers: ana.sending, body: body)
            #expect(words.text.contains("This is more than 1 MB."))
        }
        #expect(FilesForm.filesMax + Fields.sizeMax <= FilesForm.sizeMax, "words have room beside the files")
        #expect(FilesBound.given.words == "At most 20 files, 10 MB each, 24 MB together.")
        #expect(FilesBound.mailed.words == "At most 20 files, 15 MB together.")
        for bound in [FilesBound.given, .mailed] { #expect(bound.sum <= FilesForm.filesMax) }
    }
}
