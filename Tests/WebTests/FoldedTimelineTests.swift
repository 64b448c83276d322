import BusinessTime
import Desk
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("A long ticket fits its page, and all of it can be reached")
struct FoldedTimelineTests {
    private static let pageMax = 100_000
    private static let count = 500

    /// 500 messages of 3 kB, and among them one of 1 MB.
    private static func long(_ trial: WebTrial) async throws -> (ticket: Int64, large: Int64) {
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example").person.rawValue
        let now = trial.clock.now
        let large = try await trial.database.write { writer in
            var found: Int64 = 0
            for number in 1...count {
                var message = StoredMessage(
                    direction: .incoming, sent: now, received: now.advanced(by: Int64(number)))
                (message.ticket, message.author) = (id, carla)
                message.text = "message \(number). " + String(repeating: "It stops. ", count: 299)
                if number == 490 { message.text = megabyte }
                let added = try writer.add(message)
                if number == 490 { found = added.id }
            }
            return found
        }
        return (id, large)
    }

    /// Half of it must be escaped, which makes more of it.
    private static let megabyte =
        "large begins " + String(repeating: "<a> & ", count: 170_000) + " large ends"

    private static func links(_ page: String, _ pattern: String) throws -> [String] {
        page.matches(of: try Regex("href=\"([^\"]*\(pattern)[^\"]*)\"", as: (Substring, Substring).self))
            .map { String($0.1).replacing("&amp;", with: "&") }
    }

    @Test("at the desk and in the portal", arguments: ["/tickets", "/portal/tickets"])
    func folded(_ place: String) async throws {
        let trial = try await WebTrial()
        let (id, large) = try await Self.long(trial)
        let session = try await trial.session(
            of: place == "/tickets" ? "ana@harbor.example" : "carla@acme.example")
        try await trial.run { client in
            func page(_ uri: String) async throws -> String {
                let answer = try await client.execute(uri: uri, method: .get, headers: session.headers)
                #expect(answer.status == .ok, "\(uri)")
                let size = answer.body.readableBytes
                #expect(size < Self.pageMax, "\(uri): \(size) bytes")
                return answer.text
            }
            var missing = Set((1...Self.count).filter { $0 != 490 })
            var next: String? = "\(place)/\(id)"
            var whole: [String] = []
            var pages = 0
            while let uri = next, pages < 200 {
                let shown = try await page(uri)
                for found in shown.matches(of: /message ([0-9]+)\. It stops/) {
                    if let number = Int(found.1) { missing.remove(number) }
                }
                whole += try Self.links(shown, "/texts/")
                next = try Self.links(shown, "\\?before=").first
                if pages > 0 { #expect(shown.contains("go to the newest"), "\(uri)") }
                pages += 1
            }
            #expect(next == nil && pages > 2, "\(pages) pages")
            #expect(missing.isEmpty, "not reached: \(missing.sorted().prefix(5))")
            #expect(Set(whole) == ["\(place)/\(id)/texts/\(large)"])
            try await Self.readWhole(whole.first ?? "", page)
        }
    }

    /// From part to part, to the last letter.
    private static func readWhole(_ address: String, _ page: (String) async throws -> String) async throws {
        var next: String? = address
        var (letters, parts) = (0, 0)
        var last = ""
        while let uri = next, parts < 400 {
            last = try await page(uri)
            if parts == 0 { #expect(last.contains("large begins")) }
            letters += last.matches(of: /&lt;a&gt;/).count
            let following = try links(last, "\\?part=").compactMap { link in
                link.split(separator: "=").last.flatMap { Int($0) }
            }
            parts += 1
            next = following.contains(parts + 1) ? "\(address)?part=\(parts + 1)" : nil
        }
        #expect(last.contains("large ends") && parts > 10, "\(parts) parts")
        // One may be cut in two at the edge of each part.
        #expect(letters <= 170_000 && letters > 170_000 - parts, "\(letters) letters")
    }

    @Test("parts of a text are the text again, none too large, and no letter is cut")
    func parts() {
        for text in ["", "a", String(repeating: "é\u{301}👩‍👩‍👧 & <x>\r\n", count: 900)] {
            let parts = TextPart.parts(of: text, bytesMax: 1000)
            #expect(parts.joined() == text && !parts.isEmpty)
            #expect(parts.allSatisfy { $0.utf8.count <= 1000 })
        }
    }

    @Test("a short ticket is shown whole, without a fold")
    func short() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.contains("It stops at 40 %."))
            #expect(!page.text.contains("?before=") && !page.text.contains("/texts/"))
        }
    }

    @Test("a note's text is no page of the portal")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.asker("ben@harbor.example")
        try await trial.office.answer(.note, text: "They drove it badly", on: Ticket.ID(id), by: ben)
        let note = try #require(
            try await trial.messages(of: id).first { $0.visibility == .internal }?.id)
        let (ana, carla) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "carla@acme.example")
        )
        try await trial.run { client in
            let own = try await client.execute(
                uri: "/tickets/\(id)/texts/\(note)", method: .get, headers: ana.headers)
            #expect(own.text.contains("They drove it badly"))
            let hers = try await client.execute(
                uri: "/portal/tickets/\(id)/texts/\(note)", method: .get, headers: carla.headers)
            #expect(hers.status == .notFound && !hers.text.contains("badly"))
        }
    }
}
