import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite("Messages as they were sent")
struct MessagePageTests {
    private static let page = """
        <p onclick="x()">Hello <b>you</b></p><script>alert(1)</script><img src="cid:logo" alt="Logo">\
        <img src="https://tracker.example/x.png" alt="Ad"><table><tr><td>1</td></tr></table>
        """

    /// Carla's mail with a page, and its number.
    private func ask(_ trial: WebTrial, html: String = page) async throws -> (ticket: Int64, message: Int64) {
        var inquiry = Inquiry(
            address: "carla@acme.example", name: "Carla Reyes", subject: "The export stops",
            text: "Hello you", way: .mail)
        inquiry.html = html
        let ticket = try await trial.office.receive(inquiry).rawValue
        return (ticket, try #require(try await trial.messages(of: ticket).first).id)
    }

    private func attach(
        _ bytes: [UInt8], _ type: String, id: String?, to message: Int64, _ trial: WebTrial
    ) async throws {
        let blob = try trial.database.blobs.take(bytes)
        try await trial.database.write { writer in
            try writer.keep(blob)
            _ = try writer.add(
                StoredAttachment(
                    message: message, blob: blob, name: "file", mediaType: type, contentID: id,
                    isInline: id != nil))
        }
    }

    @Test("the frame's page is safe, brings its pictures along and a policy of its own")
    func frame() async throws {
        let trial = try await WebTrial()
        let (_, message) = try await ask(trial)
        try await attach([1, 2, 3], "image/png", id: "logo", to: message, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/messages/\(message)/page", method: .get, headers: ana.headers)
            #expect(answer.status == .ok)
            #expect(answer.text.contains("<p>Hello <b>you</b></p>"))
            #expect(answer.text.contains("src=\"data:image/png;base64,AQID\" alt=\"Logo\""))
            #expect(answer.text.contains("[image not loaded: Ad]"))
            #expect(!answer.text.contains("script") && !answer.text.contains("tracker"))
            let policy = answer.headers[.contentPolicy] ?? ""
            for rule in ["default-src 'none'", "img-src data:", "frame-ancestors 'self'", "; sandbox "] {
                #expect(policy.contains(rule), "\(rule)")
            }
            #expect(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"))
            #expect(answer.headers[HTTPField.Name("X-Content-Type-Options")!] == "nosniff")
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test("the frame says where a link leads, in letters of our own on every ground")
    func linkPlaces() async throws {
        let trial = try await WebTrial()
        let link = "<a href='https://evil.example/'>bank.example</a>"
        let ana = try await trial.session(of: "ana@harbor.example")
        for html in [link, "<p style='color:#fff;font-size:1px'>\(link)</p>"] {
            let (_, message) = try await ask(trial, html: html)
            try await trial.run { client in
                let answer = try await client.execute(
                    uri: "/messages/\(message)/page", method: .get, headers: ana.headers)
                #expect(answer.text.contains("bank.example <bdi>[evil.example]</bdi></a>"))
                let rules = answer.text.matches(of: /a>bdi:last-child{([^}]*)}/).map { String($0.1) }.joined()
                for own in ["background:", "color:", "font:13px"] { #expect(rules.contains(own), "\(own)") }
            }
        }
    }

    @Test("the ticket shows the frame where it tells more, and its text by a switch")
    func ticket() async throws {
        let trial = try await WebTrial()
        let (ticket, message) = try await ask(trial)
        let (plain, _) = try await ask(trial, html: "<div>Hello you</div>")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(ticket)", method: .get, headers: ana.headers)
            #expect(page.text.contains("src=\"/messages/\(message)/page\""))
            #expect(page.text.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""))
            #expect(page.text.contains("as-sent"))
            #expect(page.text.contains("Hello you"))
            #expect(page.headers[.contentPolicy]?.contains("frame-src 'self'") == true)
            let other = try await client.execute(uri: "/tickets/\(plain)", method: .get, headers: ana.headers)
            #expect(other.text.contains("frame-1") && other.text.contains("as-text"))
        }
        #expect(MessagePage.tellsMore(Self.page) && !MessagePage.tellsMore("<div>Hello you</div>"))
    }

    @Test("the frame has its height from the start", arguments: [(1, 1), (10, 2), (20, 4), (200, 6)])
    func height(_ lines: Int, _ step: Int) {
        #expect(MessagePage.size(of: Array(repeating: "x", count: lines).joined(separator: "\n")) == step)
        #expect(MessagePage.size(of: "", page: String(repeating: "<tr><td>", count: lines)) == step)
    }

    @Test("who may not see the ticket, and who asks for a message without a page, gets what is absent")
    func hidden() async throws {
        let trial = try await WebTrial()
        let (_, message) = try await ask(trial)
        let plain = try await trial.carlaAsks()
        let text = try #require(try await trial.messages(of: plain).first).id
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let stranger = try await client.execute(uri: "/messages/\(message)/page", method: .get)
            #expect(stranger.headers[.location] == "/sign-in")
            for id in [text, 999] {
                let answer = try await client.execute(
                    uri: "/messages/\(id)/page", method: .get, headers: ana.headers)
                #expect(answer.status == .notFound)
            }
            try await trial.database.write { writer in
                guard let ana = try writer.person(address: "ana@harbor.example") else { return }
                for group in try writer.groups(of: ana.id) { try writer.remove(person: ana.id, from: group) }
            }
            let hidden = try await client.execute(
                uri: "/messages/\(message)/page", method: .get, headers: ana.headers)
            #expect(hidden.status == .notFound)
        }
    }

    @Test("a large or strange picture is not written into the page")
    func pictures() async throws {
        let trial = try await WebTrial()
        let (_, message) = try await ask(trial)
        try await attach(Array("<svg/>".utf8), "image/svg+xml", id: "logo", to: message, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/messages/\(message)/page", method: .get, headers: ana.headers)
            #expect(answer.text.contains("[image not loaded: Logo]"))
        }
    }

    @Test("an invitation is told, a signature and an encryption are named")
    func parts() async throws {
        let trial = try await WebTrial()
        let (ticket, message) = try await ask(trial)
        let calendar = """
            BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART:20261124T083000Z\r\n\
            DTEND:20261124T090000Z\r\nSUMMARY:Review\r\nLOCATION:Room 4\r\n\
            ORGANIZER;CN=Carla:mailto:carla@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n
            """
        try await attach(Array(calendar.utf8), "text/calendar", id: nil, to: message, trial)
        try await attach([1], "application/pgp-signature", id: nil, to: message, trial)
        try await attach([0x30, 0x80, 6], "application/pkcs7-mime", id: nil, to: message, trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(ticket)", method: .get, headers: ana.headers)
            for words in [
                "Invitation: Review", "Tue 2026-11-24 09:30 to 10:00, Europe/Berlin", "Room 4",
                "Carla, carla@acme.example", "nothing was accepted", "Signed with OpenPGP",
                "Encrypted with S/MIME", "calendar, ",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
        }
    }
}
