import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("The list of agreements: each state in plain words, with the date that matters")
struct AgreementListTests {
    @Test("the story's agreements: what waits for somebody first, what is over last, and filtered")
    func states() async throws {
        let trial = try await WebTrial()
        try await DemoStory.tell(trial.database, until: trial.clock.now)
        let mara = try await trial.session(of: "mara@harbor.example")
        let states = [
            ("Delphi", "Version 1 signed by the customer: waits for Mara Voss to countersign", "Open until"),
            ("Cobalt", "Version 1 offered: waits for Cora Bell", "Open until"),
            ("Elmwood", "Version 2 in force, notice given by the customer", "Last day"),
            ("Borealis", "Draft, not offered yet", "Go on with the draft"),
            ("Acme", "Version 1 in force", ""),
            ("Fenwick", "Ended by the customer&#39;s notice", "Last day"),
        ]
        try await trial.run { client in
            let list = try await client.execute(uri: "/agreements", method: .get, headers: mara.headers)
            #expect(!list.text.contains("Not in force"))
            let rows = list.text.split(separator: "<tr>").dropFirst(2)
            #expect(rows.count == states.count)
            for (row, (customer, sentence, date)) in zip(rows, states) {
                #expect(row.contains(">\(customer)</a>"), "\(customer)")
                #expect(row.contains(sentence), "\(customer): \(row)")
                #expect(date.isEmpty || row.contains(date), "\(customer): \(row)")
            }
            for (show, shown) in [
                ("waiting", ["Delphi", "Cobalt"]), ("drafts", ["Borealis"]), ("ended", ["Fenwick"]),
                ("ending", ["Elmwood"]), ("in-force", ["Elmwood", "Acme"]), ("nonsense", states.map(\.0)),
            ] {
                let some = try await client.execute(
                    uri: "/agreements?show=\(show)", method: .get, headers: mara.headers)
                let rows = some.text.split(separator: "<tr>").dropFirst(2)
                #expect(rows.count == shown.count, "\(show)")
                for (row, customer) in zip(rows, shown) {
                    #expect(row.contains(">\(customer)</a>"), "\(show)")
                }
            }
        }
    }

    @Test("each version says what became of it")
    func versions() async throws {
        let trial = try await WebTrial()
        try await DemoStory.tell(trial.database, until: trial.clock.now)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            for (name, version, words) in [
                ("elmwood", 1, "superseded by version 2."), ("elmwood", 2, "by the customer&#39;s notice."),
                ("delphi", 1, "waits for Mara Voss to countersign. Open until"),
                ("cobalt", 1, "offered: waits for Cora Bell. Open until"),
                ("fenwick", 1, "by the customer&#39;s notice."),
            ] {
                let shown = try await client.execute(
                    uri: "/agreements/\(name)/\(version)", method: .get, headers: mara.headers)
                #expect(shown.status == .ok && shown.text.contains(words), "\(name) \(version)")
            }
        }
    }

    @Test("an offer says who has still to sign, and nothing of a draft; what Duly noted, nobody else did")
    func offered() async throws {
        let trial = try await WebTrial()
        try await DemoStory.tell(trial.database, until: trial.clock.now)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            for (name, awaited) in [("cobalt", "Cora Bell"), ("delphi", "Mara Voss")] {
                let shown = try await client.execute(
                    uri: "/agreements/\(name)", method: .get, headers: mara.headers)
                #expect(shown.text.contains("waits for \(awaited)") && shown.text.contains("Open until"))
                #expect(!shown.text.contains("Fill in the draft and offer it."), "\(name)")
            }
            let draft = try await client.execute(
                uri: "/agreements/borealis", method: .get, headers: mara.headers)
            #expect(draft.text.contains("Fill in the draft and offer it."))
            let signed = try await client.execute(
                uri: "/agreements/elmwood", method: .get, headers: mara.headers)
            let plain = signed.text.replacing(#/<[^>]*>/#, with: " ").split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            #expect(plain.contains("Duly noted that all have signed"))
            #expect(!plain.contains("Mara Voss noted that all have signed"))
            let declaring = try await client.execute(
                uri: "/events/new", method: .get, headers: mara.headers)
            #expect(declaring.text.contains("fenwick (ended, last day "))
            #expect(!declaring.text.contains("acme (ended") && !declaring.text.contains("elmwood (ended"))
        }
    }
}
