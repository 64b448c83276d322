import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing

@testable import Web

@Suite("Files of messages")
struct AttachmentTests {
    /// Stores a file with the first message of a ticket.
    private func attach(
        _ name: String, _ type: String, _ bytes: [UInt8], to ticket: Int64, _ trial: WebTrial
    ) async throws -> Int64 {
        let blob = try trial.database.blobs.take(bytes)
        let message = try #require(try await trial.messages(of: ticket).first)
        return try await trial.database.write { writer in
            try writer.keep(blob)
            return try writer.add(
                StoredAttachment(
                    message: message.id, blob: blob, name: name, mediaType: type, contentID: nil,
                    isInline: false)
            ).id
        }
    }

    @Test(
        "only a safe image or PDF is shown by the browser; all is sandboxed",
        arguments: [
            ("a.png", "image/png", "image/png", "inline"),
            ("a.pdf", "Application/PDF; x=y", "application/pdf", "inline"),
            ("a.svg", "image/svg+xml", "application/octet-stream", "attachment"),
            ("a.html", "text/html", "application/octet-stream", "attachment"),
            ("a.js", "text/javascript", "application/octet-stream", "attachment"),
        ])
    func headers(_ name: String, _ type: String, _ served: String, _ disposition: String) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let file = try await attach(name, type, Array("<script>1</script>".utf8), to: id, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.contains("/attachments/\(file)\""))
            #expect(page.text.contains("18 B"))
            let answer = try await client.execute(
                uri: "/attachments/\(file)", method: .get, headers: ana.headers)
            #expect(answer.text == "<script>1</script>")
            #expect(answer.headers[.contentType] == served)
            #expect(
                answer.headers[.contentDisposition]?.hasPrefix("\(disposition); filename=\"\(name)\"")
                    ?? false)
            #expect(answer.headers[.contentPolicy] == "sandbox; default-src 'none'")
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test("a file beyond what the database holds comes whole")
    func large() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try await attach("big.bin", "application/zip", bytes, to: id, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/attachments/\(file)", method: .get, headers: ana.headers)
            #expect(Array(buffer: answer.body) == bytes)
            #expect(answer.headers[.contentLength] == "700001")
        }
    }

    @Test("a stranger, and who doesn't see the ticket, gets what an absent file gives")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let file = try await attach("a.png", "image/png", [1, 2], to: id, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let stranger = try await client.execute(uri: "/attachments/\(file)", method: .get)
            #expect(stranger.headers[.location] == "/sign-in")
            try await trial.database.write { writer in
                guard let ana = try writer.person(address: "ana@harbor.example") else { return }
                for group in try writer.groups(of: ana.id) { try writer.remove(person: ana.id, from: group) }
            }
            let hidden = try await client.execute(
                uri: "/attachments/\(file)", method: .get, headers: ana.headers)
            let absent = try await client.execute(uri: "/attachments/999", method: .get, headers: ana.headers)
            #expect(hidden.status == .notFound)
            #expect(hidden.text == absent.text && hidden.headers == absent.headers)
        }
    }

    @Test(
        "a name is shown and saved without tricks",
        arguments: [
            ("../../etc/passwd", "passwd"), ("C:\\temp\\a.txt", "a.txt"), ("a\"b;c%.txt", "abc.txt"),
            ("photo\u{202E}gpj.exe", "photogpj.exe"), ("", "file"), ("...", "file"),
            ("a\r\nX: y.txt", "aX: y.txt"),
        ])
    func names(_ given: String, _ plain: String) {
        #expect(Disposition.plain(given) == plain)
    }

    @Test("a name beyond ASCII travels beside its plain form, and a long one keeps its ending")
    func encoding() {
        #expect(
            Disposition.field("Übersicht.pdf", isInline: true)
                == "inline; filename=\"_bersicht.pdf\"; filename*=UTF-8''%C3%9Cbersicht.pdf")
        let long = Disposition.plain(String(repeating: "é", count: 300) + ".pdf")
        #expect(long.hasSuffix("é.pdf") && long.utf8.count <= Disposition.lengthMax)
    }
}
