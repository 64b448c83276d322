import Desk
import HTTPTypes
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("The customer's list: searched, narrowed, what waits for them first")
struct PortalListTests {
    private static func numbers(_ text: String) -> [Int64] {
        text.matches(of: /<tr id="ticket-(\d+)"/).compactMap { Int64($0.1) }
    }

    @Test("Carla finds a ticket by its words and number, and never by what the desk noted")
    func search() async throws {
        let trial = try await WebTrial()
        let first = try await trial.carlaAsks("The export stops")
        let second = try await trial.carlaAsks("The printer smokes")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.note, text: "secretword", on: Ticket.ID(first), by: ana)
        try await trial.office.answer(.reply, text: "We look at the relay", on: Ticket.ID(first), by: ana)
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let hers = Browser(client, carla)
            func found(_ query: String) async throws -> [Int64] {
                Self.numbers(try await hers.get("/portal?q=\(query)").text)
            }
            #expect(try await found("printer") == [second])
            #expect(try await found("relay") == [first], "what the desk said to her is hers too")
            #expect(try await found("secretword") == [])
            #expect(try await found("%23\(second)") == [second])
            #expect(try await found("\(first)") == [first])
            #expect(try await found("999") == [])
            let nothing = try await hers.get("/portal?q=zebra&show=open").text
            #expect(nothing.contains("Nothing was found.") && nothing.contains(#"href="/portal?show=open""#))
            #expect(nothing.contains(#"name="show" value="open""#) && nothing.contains(#"value="zebra""#))
            let odd = try await hers.get("/portal?q=%22%27%3B--&before=x&show=nonsense")
            #expect(odd.status == .ok)
        }
    }

    @Test("what waits for her stands first; each heading holds its own; pages go on where they ended")
    func filters() async throws {
        let trial = try await WebTrial()
        let asked = try await trial.carlaAsks("Asked")
        let done = try await trial.carlaAsks("Done")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(
            .requestInformation(missing: ["The log"]), text: "The log, please", on: Ticket.ID(asked), by: ana)
        try await trial.office.answer(.resolve(.fix), text: "Mended", on: Ticket.ID(done), by: ana)
        try await trial.settle()
        for number in 1...60 { _ = try await trial.carlaAsks("More \(number)") }
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let hers = Browser(client, carla)
            var (all, next): ([Int64], String?) = ([], "/portal")
            while let place = next {
                let text = try await hers.get(place).text
                all += Self.numbers(text)
                next = text.firstMatch(of: /<a href="([^"]*)" rel="next">/).map {
                    String($0.1).replacing("&amp;", with: "&")
                }
            }
            #expect(all.first == asked && all.count == 62 && Set(all).count == 62)
            #expect(all.dropFirst().elementsEqual(all.dropFirst().sorted(by: >)))
            #expect(Self.numbers(try await hers.get("/portal?show=waiting").text) == [asked])
            #expect(Self.numbers(try await hers.get("/portal?show=resolved").text) == [done])
            #expect(Self.numbers(try await hers.get("/portal?show=open").text).first == asked)
            let closed = try await hers.get("/portal?show=closed").text
            #expect(closed.contains("No ticket is closed.") && !closed.contains("Awaited from you"))
        }
    }

    @Test("a colleague's and another customer's tickets are found by who may see them alone")
    func others() async throws {
        let trial = try await WebTrial()
        let hers = try await trial.carlaAsks("The canary export")
        let other = try await trial.office.receive(
            Inquiry(
                address: "bo@beta.example", name: "Bo", subject: "The canary relay", text: "It sings.",
                way: .mail)
        ).rawValue
        let cody = try await trial.office.receive(
            Inquiry(
                address: "cody@acme.example", name: "Cody", subject: "The canary of Cody", text: "It hops.",
                way: .mail)
        ).rawValue
        let carla = try await trial.session(of: "carla@acme.example")
        let codys = try await trial.session(of: "cody@acme.example")
        try await trial.run { client in
            let found = Self.numbers(try await Browser(client, carla).get("/portal?q=canary").text)
            let his = Self.numbers(try await Browser(client, codys).get("/portal?q=canary").text)
            let byNumber = Self.numbers(try await Browser(client, codys).get("/portal?q=%23\(hers)").text)
            #expect(found.contains(hers) && !found.contains(other))
            #expect(his == [cody] && byNumber == [], "he sees his own alone")
        }
    }
}
