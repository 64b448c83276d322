import BusinessTime
import Desk
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("A call that goes on: at the head of every page, and logged once")
struct RunningCallTests {
    @Test("what the browser says of a call is believed as far as it is one of this person's, of today")
    func parsed() {
        let now = Instant(seconds: 1_795_449_000)
        let (ana, start) = (Person.ID(3), now.seconds - 192)
        let call = RunningCall("3.5.\(start).0.8", of: ana, now: now)
        #expect(call?.address == "/contacts/5/calls/new?ticket=8" && call?.ended == nil)
        #expect(call?.mark(at: now).passed == 192)
        #expect(RunningCall("3.0.\(start).\(start + 60).0", of: ana, now: now)?.address == "/calls/new")
        let odd = [
            "", "3", "4.5.\(start).0.8", "3.5.\(start).0", "3.-5.\(start).0.8", "3.x.\(start).0.8",
            "3.5.\(now.seconds + 3600).0.0", "3.5.\(now.seconds - 90_000).0.0", "3.5.\(start).1.0",
            "3.5.\(start).0.8.9", "3.5.99999999999999999999.0.0", "3.5.\(start).\(start - 1).0",
        ]
        for word in odd { #expect(RunningCall(word, of: ana, now: now) == nil, "\(word)") }
    }

    @Test("Ana's call stands at the head of her pages but its own, and on nobody else's")
    func shown() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let word = "\(ana.person.rawValue).\(carla.person.rawValue).\(trial.clock.now.seconds - 192).0.\(id)"
        try await trial.run { client in
            func page(_ uri: String, _ session: WebTrial.Session) async throws -> String {
                var headers = session.headers
                headers[.cookie] = "\(headers[.cookie] ?? ""); duly-call=\(word)"
                return try await client.execute(uri: uri, method: .get, headers: headers).text
            }
            let form = "/contacts/\(carla.person.rawValue)/calls/new"
            for uri in ["/queue", "/tickets/\(id)", "/calls", "/calendar", "/calls/new"] {
                let text = try await page(uri, ana)
                #expect(text.contains("Call running <span class=\"on-call-time\">3:12</span>"), "\(uri)")
                #expect(text.contains("href=\"\(form)?ticket=\(id)\""), "\(uri)")
            }
            #expect(try await !page("\(form)?ticket=\(id)", ana).contains("on-call-time"))
            let ben = try await trial.session(of: "ben@harbor.example")
            #expect(try await !page("/queue", ben).contains("on-call-time"))
            #expect(try await !page("/portal", carla).contains("on-call-time"))
        }
    }

    @Test("a call that is sent twice under its key is logged once, by its true beginning, and leads there")
    func once() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let start = trial.clock.now
        trial.clock.advance(by: 300)
        let fields = [
            ("direction", "in"), ("kind", "conversation"), ("outcome", "new"), ("subject", "It stops"),
            ("summary", "It stops at 40 %."), ("started", "\(start)"),
            ("ended", "\(start.advanced(by: 240))"), ("once", "k-1"),
        ]
        try await trial.run { client in
            let hers = Browser(client, ana)
            let form = "/contacts/\(carla.person.rawValue)/calls"
            var places: Set<String> = []
            for _ in 0..<2 {
                let page = try await hers.get("\(form)/new")
                #expect(page.text.contains(#"data-keeps="call-\#(carla.person.rawValue)""#))
                places.insert(try #require(try await hers.post(form, fields).headers[.location]))
            }
            #expect(places.count == 1, "\(places)")
            #expect(try await hers.get("\(form)/new").text.contains(#"data-taken="k-1""#))
            let other = fields.map { $0.0 == "summary" ? ("summary", "Other words") : $0 }
            let refused = try await hers.post(form, other)
            #expect(refused.status == .unprocessableContent && refused.text.contains("in other words"))
            #expect(refused.text.contains("Other words</textarea>"))
            let id = try #require(places.first?.split(separator: "/").last.flatMap { Int64($0) })
            let ticket = try await trial.ticket(id)
            #expect(ticket.receivedAt == start, "the receipt is when it was answered")
            let call = try await trial.database.read { try $0.calls(ofTicket: id).values.first }
            #expect(call?.ended.wallSeconds(since: start) == 240)
        }
    }
}
