import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The name, colour and logo that customers see")
struct BrandPageTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 0, 120, 0, 0, 0, 40, 8, 6, 0, 0, 0]

    private static func set(
        _ client: any TestClientProtocol, _ session: WebTrial.Session, _ fields: [(String, String)],
        logo: [UInt8]? = nil
    ) async throws -> TestResponse {
        var headers = session.sending
        headers[.contentType] = "multipart/form-data; boundary=duly"
        var body = ByteBuffer()
        for (name, value) in [("csrf", session.csrf)] + fields {
            body.writeString(
                "--duly\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        if let logo {
            body.writeString(
                "--duly\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.svg\"\r\n"
                    + "Content-Type: image/svg+xml\r\n\r\n")
            body.writeBytes(logo)
            body.writeString("\r\n")
        }
        body.writeString("--duly--\r\n")
        return try await client.execute(uri: "/brand", method: .post, headers: headers, body: body)
    }

    @Test("set by Ivo, it stands on the portal, the help and signing in; the desk keeps its own look")
    func shown() async throws {
        let trial = try await WebTrial()
        let ivo = try await trial.session(of: "ivo@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let plain = try await client.execute(uri: "/sign-in", method: .get)
            #expect(plain.text.contains("Sign in to Duly") && !plain.text.contains("/brand/"))
            #expect(try await client.execute(uri: "/brand/logo", method: .get).status == .notFound)
            let fields = [("name", "Harbor <Support>"), ("colour", " #0B6E4F "), ("dark", "")]
            let sent = try await Self.set(client, ivo, fields, logo: Self.png)
            #expect(sent.headers[.location] == "/brand")
            for (address, session) in [
                ("/sign-in", nil), ("/help", nil), ("/password", nil), ("/chat", nil), ("/portal", carla),
                ("/help", carla), ("/account", carla),
            ] as [(String, WebTrial.Session?)] {
                let page = try await client.execute(
                    uri: address, method: .get, headers: session?.headers ?? [:])
                #expect(page.text.contains("Harbor &lt;Support&gt;"), "\(address)")
                #expect(page.text.contains("href=\"/brand/style?v="), "\(address)")
                #expect(page.text.contains("src=\"/brand/logo?v="), "\(address)")
            }
            let desk = try await client.execute(uri: "/queue", method: .get, headers: ana.headers)
            #expect(!desk.text.contains("Harbor &lt;Support&gt;") && !desk.text.contains("/brand/"))
            let style = try await client.execute(uri: "/brand/style", method: .get)
            #expect(style.headers[.contentType] == "text/css; charset=utf-8")
            #expect(style.text.contains("--accent: light-dark(#0b6e4f, #"))
            let page = try await client.execute(uri: "/brand", method: .get, headers: ivo.headers)
            #expect(page.text.contains("Least contrast: ") && page.text.contains("Show no logo any more"))
        }
    }

    @Test("the logo is served as what its bytes are, in a sandbox, and never sniffed")
    func logo() async throws {
        let trial = try await WebTrial()
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            _ = try await Self.set(client, ivo, [("name", "Harbor")], logo: Self.png)
            let logo = try await client.execute(uri: "/brand/logo", method: .get)
            #expect(logo.status == .ok && Array(buffer: logo.body) == Self.png)
            #expect(logo.headers[.contentType] == "image/png")
            #expect(logo.headers[HTTPField.Name("X-Content-Type-Options")!] == "nosniff")
            let policy = logo.headers[HTTPField.Name("Content-Security-Policy")!]
            #expect(policy == "sandbox; default-src 'none'")
            #expect(logo.headers[.contentDisposition]?.hasPrefix("inline") == true)
        }
    }

    @Test("an unreadable colour and a drawing are refused beside their fields; what stood before stays")
    func refused() async throws {
        let trial = try await WebTrial()
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            _ = try await Self.set(client, ivo, [("name", "Harbor"), ("colour", "#0b6e4f")])
            let pale = try await Self.set(client, ivo, [("name", "Harbor"), ("colour", "#ffd400")])
            #expect(pale.status == .unprocessableContent)
            #expect(pale.text.contains("words can&#39;t be read well on light pages"))
            #expect(
                pale.text.contains("value=\"#ffd400\"") && pale.text.contains("the nearest that can be read"))
            let drawing = try await Self.set(
                client, ivo, [("name", "Harbor")], logo: Array("<svg><script>1</script></svg>".utf8))
            #expect(drawing.status == .unprocessableContent && drawing.text.contains("no PNG, JPEG or WebP"))
            let style = try await client.execute(uri: "/brand/style", method: .get)
            #expect(style.text.contains("#0b6e4f"))
            let mara = try await trial.session(of: "mara@harbor.example")
            #expect(try await Self.set(client, mara, [("name", "Mine")]).status == .forbidden)
        }
    }
}
