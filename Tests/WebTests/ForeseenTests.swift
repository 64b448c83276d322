import Agreements
import Desk
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("What an act will tell the customer is read before it is sent")
struct ForeseenTests {
    private struct Bed {
        let trial: WebTrial
        let id: Int64
        let mara: WebTrial.Session

        init() async throws {
            trial = try await WebTrial()
            id = try await trial.carlaAsks()
            let ana = try await trial.asker("ana@harbor.example")
            try await trial.office.answer(.acknowledge, text: "We look.", on: Ticket.ID(id), by: ana)
            try await trial.settle()
            mara = try await trial.session(of: "mara@harbor.example")
        }

        func deadline() async throws -> String {
            try await trial.database.read { reader in
                let desk = try trial.office.dossier(Ticket.ID(id), in: reader)
                guard let desk, let terms = desk.terms, let due = desk.clock(.resolution)?.deadline else {
                    return "none"
                }
                return DeskWords(terms, now: trial.clock.now).short(due)
            }
        }
    }

    private static func becomes(_ answer: TestResponse) -> String {
        answer.text.firstMatch(of: /<p class="becomes[^"]*"[^>]*>([^<]*)</).map { String($0.1) } ?? ""
    }

    @Test("an extension: the mail with her words and the new deadline, which is the one it then makes")
    func extending() async throws {
        let bed = try await Bed()
        let before = try await bed.deadline()
        let said = try await bed.trial.messages(of: bed.id).count
        let typed = [("hours", "4"), ("ground", "Complex case"), ("reason", "The relay is being replaced")]
        try await bed.trial.run { client in
            let hers = Browser(client, bed.mara)
            let page = try await hers.get("/tickets/\(bed.id)")
            #expect(page.text.contains("The new deadline stands here once the hours are named."))
            let grounds = /id="extend-ground".*?<option value="([^"]+)"/.dotMatchesNewlines()
            let ground = try #require(page.text.firstMatch(of: grounds))
            let fields = typed.map { $0.0 == "ground" ? ("ground", String(ground.1)) : $0 }
            let place = "/tickets/\(bed.id)/extensions"
            let part = try await hers.post(place + "/preview", fields + [("only", "notice")])
            #expect(part.status == .ok && !part.text.contains("<html"))
            #expect(part.text.contains("The relay is being replaced") && part.text.contains("Mara Voss"))
            #expect(!part.text.contains("(the new deadline)") && !part.text.contains("(what the agent"))
            let line = Self.becomes(part)
            #expect(line.contains("To be resolved by ") && line.contains("instead of \(before)"))
            _ = try await hers.get("/tickets/\(bed.id)")
            let whole = try await hers.post(place + "/preview", fields)
            #expect(whole.text.contains("<html") && Self.becomes(whole) == line || whole.text.contains(line))
            #expect(whole.text.contains("The relay is being replaced</textarea>"), "what was typed is kept")
            #expect(whole.text.contains(#"id="act-extend" name="act" open"#))
            #expect(try await bed.deadline() == before, "nothing was done")
            #expect(try await bed.trial.messages(of: bed.id).count == said, "nothing was written")
            _ = try await hers.post(place, fields)
            try await bed.trial.settle()
            #expect(line.contains(try await bed.deadline()), "the very deadline")
        }
        let mail = try #require(try await bed.trial.letters(to: "carla@acme.example").first)
        #expect(mail.contains("The relay is being replaced"))
    }

    @Test("without hours the words stand in it already; what would be refused says why and how to mend it")
    func unfinished() async throws {
        let bed = try await Bed()
        try await bed.trial.run { client in
            let hers = Browser(client, bed.mara)
            _ = try await hers.get("/tickets/\(bed.id)")
            let place = "/tickets/\(bed.id)/extensions/preview"
            func asked(_ fields: [(String, String)]) async throws -> TestResponse {
                _ = try await hers.get("/tickets/\(bed.id)")
                return try await hers.post(place, fields + [("only", "notice")])
            }
            let early = try await asked([("hours", ""), ("reason", "The relay")])
            #expect(early.text.contains("The relay") && early.text.contains("(the new deadline)"))
            #expect(Self.becomes(early).contains("once the hours are named"))
            let odd = try await asked([("hours", "4"), ("ground", "Rain"), ("reason", "The relay")])
            #expect(odd.text.contains("becomes problem") && Self.becomes(odd).contains("Rain"))
            #expect(odd.text.contains("The relay"))
            let foreign = try await client.execute(
                uri: place, method: .post, headers: bed.mara.sending, body: .init(string: "csrf=x&hours=4"))
            #expect(foreign.status == .forbidden)
        }
    }

    @Test("a request, a lower severity and an exclusion: each in its own mail, with what moves")
    func others() async throws {
        let bed = try await Bed()
        bed.trial.clock.advance(by: 3 * 86_400)
        let mara = try await bed.trial.session(of: "mara@harbor.example")
        try await bed.trial.run { client in
            let hers = Browser(client, mara)
            func asked(_ act: String, _ fields: [(String, String)]) async throws -> TestResponse {
                _ = try await hers.get("/tickets/\(bed.id)")
                return try await hers.post("/tickets/\(bed.id)/\(act)/preview", fields + [("only", "notice")])
            }
            let request = try await asked("information-requests", [("text", "The log of Tuesday")])
            #expect(request.text.contains("The log of Tuesday"))
            #expect(Self.becomes(request).contains("Both clocks stand still"))
            let lower = try await asked("severity", [("severity", "low"), ("reason", "One person alone")])
            #expect(lower.text.contains("One person alone"), "\(lower.text)")
            #expect(lower.text.contains("<figcaption>What the customer will read"))
            let higher = try await asked("severity", [("severity", "high"), ("reason", "Everybody")])
            #expect(higher.text.contains("<figcaption hidden>"), "no mail: no heading and no box for one")
            #expect(Self.becomes(higher).hasSuffix("Nothing is mailed for this."), "\(higher.text)")
            _ = try await hers.get("/tickets/\(bed.id)")
            let bare = try await hers.post("/tickets/\(bed.id)/severity", [("severity", "low")])
            #expect(bare.text.contains("<span class=\"clause\">Severities</span>"), "as the agreement has it")
            let same = try await asked("severity", [("severity", "normal")])
            #expect(!same.text.contains("becomes problem"))
            let page = try await hers.get("/tickets/\(bed.id)")
            let grounds = /id="exclude-ground".*?<option value="([^"]+)"/.dotMatchesNewlines()
            let ground = try #require(page.text.firstMatch(of: grounds))
            let span = [("from", "2026-11-24 10:00"), ("to", "2026-11-24 12:00")]
            let exclusion = try await asked(
                "exclusions", span + [("ground", String(ground.1)), ("reason", "The line was cut")])
            #expect(exclusion.text.contains("The line was cut"), "\(exclusion.text)")
            #expect(Self.becomes(exclusion).contains("To be resolved by"), "two hours later")
            #expect(try await bed.trial.ticket(bed.id).exclusions.isEmpty)
        }
    }
}
