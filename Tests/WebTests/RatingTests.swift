import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Surveys: asked once for each resolution, rated by the button alone (F)")
struct RatingTests {
    /// Carla's ticket, resolved, and so much later that she was asked.
    private static func asked(_ change: (WebTrial) async throws -> Void = { _ in }) async throws -> (
        trial: WebTrial, ticket: Int64
    ) {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await trial.resolve(id)
        try await change(trial)
        trial.clock.advance(by: 3 * 86_400)
        try await trial.settle()
        return (trial, id)
    }

    private static func surveys(_ trial: WebTrial) async throws -> [String] {
        try await trial.letters(to: "carla@acme.example").filter { $0.contains("How did we do?") }
    }

    private static func state(
        _ asked: (trial: WebTrial, ticket: Int64)
    ) async throws -> StoredSurvey.State? {
        try await asked.trial.database.read { try $0.surveys(ofTicket: asked.ticket) }.first?.state
    }

    private static func link(_ trial: WebTrial) async throws -> String {
        let letter = try #require(try await surveys(trial).first)
        return String(try #require(letter.firstMatch(of: /(\/rating\/[0-9]+\/[0-9]+\/[0-9a-f]{40})/)).1)
    }

    @Test(
        "the survey goes out once, after the agreed business time, with five links and no way to rate in it")
    func once() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await trial.resolve(id)
        let survey = try #require(
            try await trial.database.read { try $0.surveys(ofTicket: id) }.first)
        trial.clock.now = survey.due.advanced(by: -1)
        try await trial.settle()
        #expect(try await Self.surveys(trial).isEmpty, "not before its time")
        trial.clock.now = survey.due
        try await trial.settle()
        trial.clock.advance(by: 86_400)
        try await trial.settle()
        let letters = try await Self.surveys(trial)
        #expect(letters.count == 1)
        for score in 1...5 { #expect(letters[0].contains("?score=\(score)")) }
        let messages = try await trial.messages(of: id).filter { $0.text.contains("/rating/") }
        #expect(messages.isEmpty, "whoever reads the ticket can't rate it")
    }

    @Test("a scanner's GET and HEAD rate nothing; the number in the link only chooses; the button rates")
    func button() async throws {
        let (trial, id) = try await Self.asked()
        let link = try await Self.link(trial)
        try await trial.run { client in
            for method in [HTTPRequest.Method.get, .head] {
                let seen = try await client.execute(uri: link + "?score=1", method: method)
                #expect(seen.status == .ok)
                if method == .get { #expect(seen.text.contains(/value="1"[^>]* checked/)) }
            }
            #expect(try await trial.ticket(id).rating == nil)
            let empty = try await client.execute(
                uri: link, method: .post, body: ByteBuffer(string: "comment=Good"))
            #expect(empty.status == .unprocessableContent && empty.text.contains("A rating is 1 to 5."))
            let sent = try await client.execute(
                uri: link, method: .post, body: ByteBuffer(string: "score=2&comment=It+took+days"))
            #expect(sent.status == .seeOther)
            let done = try await client.execute(uri: link, method: .get)
            #expect(done.text.contains("You rated the resolution 2 of 5."))
            #expect(done.text.contains("It took days"))
            let wrong = try await client.execute(
                uri: String(link.dropLast()) + "x", method: .post, body: ByteBuffer(string: "score=5"))
            #expect(wrong.status == .unprocessableContent || wrong.status == .notFound)
        }
        #expect(try await trial.ticket(id).rating == 2)
        let told = try await trial.letters(to: "mara@harbor.example")
        #expect(told.contains { $0.contains("rated the resolution 2 of 5") }, "the manager is told")
        try await trial.run { client in
            let mara = try await trial.session(of: "mara@harbor.example")
            let page = try await client.execute(
                uri: "/tickets/\(id)", method: .get, headers: mara.headers)
            #expect(page.text.contains("2 of 5") && page.text.contains("It took days"))
            let low = try await client.execute(
                uri: "/queue?show=rated-low", method: .get, headers: mara.headers)
            #expect(low.text.contains("The export stops") && low.text.contains("rated 2 of 5"))
            let comments = try await client.execute(
                uri: "/reports/satisfaction/comments?only=low", method: .get, headers: mara.headers)
            #expect(comments.text.contains("It took days"))
            let report = try await client.execute(
                uri: "/reports/satisfaction?split=none", method: .get, headers: mara.headers)
            #expect(report.text.contains("2.00"), "the fact feeds the report")
        }
    }

    @Test("the words to a rating are for the desk: no later mail quotes them, whoever is in copy")
    func unquoted() async throws {
        let (trial, id) = try await Self.asked()
        let link = try await Self.link(trial)
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.run { client in
            _ = try await client.execute(
                uri: link, method: .post, body: ByteBuffer(string: "score=1&comment=Ana+was+rude"))
            let carla = try await trial.session(of: "carla@acme.example")
            _ = try await PortalTests.post(
                client, carla, "/portal/tickets/\(id)/reopening", [("text", "It stops at 60 %.")])
        }
        try await trial.office.answer(.reply, text: "We look again", on: Ticket.ID(id), by: ana)
        let answer = try #require(
            try await trial.letters(to: "carla@acme.example").first { $0.contains("We look again") })
        #expect(answer.contains("It stops at 40 %."), "what was said before is there")
        #expect(!answer.contains("Ana was rude"))
    }

    @Test("the link opens nothing for who is gone; the survey goes out as an answer by itself, from <>")
    func gone() async throws {
        let (trial, _) = try await Self.asked()
        let link = try await Self.link(trial)
        let senders = try await trial.database.read { reader in
            try reader.outbox(limit: 200).filter { $0.envelopeTo == "carla@acme.example" }.map(\.envelopeFrom)
        }
        #expect(senders.contains(""))
        try await trial.disable("carla@acme.example", at: trial.clock.now)
        try await trial.run { client in
            #expect(try await client.execute(uri: link, method: .get).status == .notFound)
            let sent = try await client.execute(
                uri: link, method: .post, body: ByteBuffer(string: "score=5&comment="))
            #expect(sent.status == .notFound)
        }
    }

    @Test("changed within a week, then it stands; a reopening asks anew after the next resolution")
    func anew() async throws {
        let (trial, id) = try await Self.asked()
        let first = try await Self.link(trial)
        func rate(_ link: String, _ score: Int) async throws -> HTTPResponse.Status {
            let result = Box()
            try await trial.run { client in
                result.status = try await client.execute(
                    uri: link, method: .post, body: ByteBuffer(string: "score=\(score)")
                ).status
            }
            return result.status
        }
        #expect(try await rate(first, 1) == .seeOther)
        #expect(try await rate(first, 3) == .seeOther)
        let ben = try await trial.asker("ben@harbor.example")
        try await trial.office.act(.reopen(reason: "Again"), on: Ticket.ID(id), by: ben)
        #expect(try await rate(first, 5) == .unprocessableContent, "open again")
        try await trial.resolve(id)
        #expect(try await rate(first, 5) == .unprocessableContent, "an older mail rates no later resolution")
        trial.clock.advance(by: 3 * 86_400)
        try await trial.settle()
        #expect(try await Self.surveys(trial).count == 2)
        let second = try await Self.link(trial)
        #expect(second.hasPrefix("/rating/\(id)/2/"))
        #expect(try await rate(second, 4) == .seeOther)
        #expect(try await trial.ticket(id).ratings.map(\.score) == [3, 4])
        trial.clock.advance(by: 8 * 86_400)
        #expect(try await rate(second, 5) == .unprocessableContent)
        let reindexed = try await trial.office.reindex()
        #expect(reindexed.changed.isEmpty, "the rows are what the facts say")
    }

    @Test("none where surveys are off, another mail went out within the hour, or it was rated before")
    func kept() async throws {
        let off = try await Self.asked { trial in
            let mara = try await trial.asker("mara@harbor.example")
            try await trial.office.turn(.survey, on: false, by: mara.person)
        }
        #expect(try await Self.surveys(off.trial).isEmpty)
        #expect(try await Self.state(off) == .off)
        let rated = try await Self.asked { trial in
            let turn = Office.Turn(
                on: Ticket.ID(1), by: try await trial.asker("carla@acme.example"), way: .portal,
                at: trial.clock.now)
            try await trial.database.write { [office = trial.office] writer in
                try office.rateAsContact(Office.RatingWish(score: "5", comment: ""), turn, writer)
            }
        }
        #expect(try await Self.surveys(rated.trial).isEmpty)
        #expect(try await Self.state(rated) == .answered)
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await trial.resolve(id)
        let survey = try await trial.database.read { try $0.surveys(ofTicket: id) }.first
        trial.clock.now = try #require(survey).due
        try await trial.database.write { [now = trial.clock.now] writer in
            try writer.noteAutomaticMail(to: "carla@acme.example", at: now)
        }
        try await trial.settle()
        #expect(try await Self.surveys(trial).isEmpty)
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.contains("No survey went out"), "what is kept back is in sight")
            let own = try await client.execute(
                uri: "/portal/tickets/\(id)", method: .get, headers: carla.headers)
            #expect(own.text.contains("How was it?"), "the portal asks all the same")
        }
    }
}

private final class Box: @unchecked Sendable {
    var status = HTTPResponse.Status.ok
}

extension WebTrial {
    /// Ben resolves it, and the mail is accepted.
    func resolve(_ id: Int64) async throws {
        let ben = try await asker("ben@harbor.example")
        try await office.answer(.resolve(.answer), text: "It is fixed", on: Ticket.ID(id), by: ben)
        try await settle()
    }
}
