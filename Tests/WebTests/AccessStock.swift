import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing
import Web

/// What the routes of the matrix name beside tickets, so that who may is let in to something: a draft, an
/// offer that Carla has signed, an agreement with evidence, a proposal, an event, a mail in quarantine.
struct AccessStock: Sendable {
    /// A mail of which nobody knows whose it is.
    let inbox: Int64
    /// Works at the desk; asks for nothing in the matrix, so their account may be changed.
    let nora: Int64
    let event: Int64
    /// Of the event's evidence.
    let digest: String
    let erasure: Int64
    let article: Int64

    static func make(_ trial: WebTrial, acme: Int64) async throws -> AccessStock {
        let mara = try await trial.asker("mara@harbor.example")
        try await agreements(trial, acme: acme, mara)
        let inbox = try await QuarantinePageTests.keep(trial)
        let nora = try await trial.database.write { writer in
            try writer.add(
                StoredPerson(name: "Nora", address: "nora@harbor.example", kind: .agent, role: "tier1")
            ).id
        }
        let cody = try await trial.database.write { writer in
            try writer.add(
                StoredPerson(
                    name: "Cody", address: "cody@acme.example", kind: .contact, organisation: acme,
                    role: "contact")
            ).id
        }
        let erasure = try await trial.office.askErasure(of: Person.ID(cody), reason: "By letter", by: mara)
        let (event, digest) = try await declared(trial)
        let wish = ArticleWish(category: "Exports", title: "Why does it stop?", text: "It waits.")
        let article = try await trial.office.addArticle(wish, by: mara)
        try await trial.office.publishArticle(article, for: .everybody, by: mara)
        return AccessStock(
            inbox: inbox, nora: nora, event: event, digest: digest, erasure: erasure.rawValue,
            article: article)
    }

    /// "next" is a draft, "offered" waits for Mara, "agreed" is signed by both; other hours are proposed for
    /// the agreement that is in force.
    private static func agreements(_ trial: WebTrial, acme: Int64, _ mara: Access.Asker) async throws {
        for name in ["agreed", "offered", "next"] {
            try await trial.office.beginDraft(name, for: acme, by: mara.person)
            try await trial.office.saveDraft(name, over: 1, yaml: DemoAgreement.yaml, by: mara.person)
            guard name != "next" else { continue }
            try await trial.office.acceptBeside(name, by: mara.actor)
            let digest = try await signedByCarla(name, trial, mara)
            guard name == "agreed" else { continue }
            var order = Office.SigningOrder(
                name: "Mara Voss", code: "", hasConsented: true, digest: digest, network: "", userAgent: "")
            order.hasPassword = true
            try await trial.office.countersign(name, order, by: mara.person)
        }
        let from = try #require(LocalDate("2026-12-10"))
        let span = [
            OpeningSpan(
                opens: try #require(LocalTime("08:00")), closes: try #require(LocalTime("18:00")))
        ]
        let weekly = OpeningHours(days: [.mon: span, .tue: span, .wed: span, .thu: span, .fri: span])
        let order = Office.AdjustmentOrder(
            side: .provider, change: CalendarAmendment(from: from, weekly: weekly), isForRunning: false,
            reason: "Acme starts earlier")
        try await trial.office.proposeAdjustment("acme", order, by: mara.actor)
    }

    /// Gives the digest of what she signed.
    private static func signedByCarla(
        _ name: String, _ trial: WebTrial, _ mara: Access.Asker
    ) async throws -> String {
        try await trial.office.offer(name, days: 14, by: mara.actor)
        let asked = try await SigningTests.letter(to: "carla@acme.example", trial).text
        let word = String(try #require(asked.firstMatch(of: /\/sign\/([0-9a-f]{40})/)?.1))
        let digest = try await trial.database.read { reader in
            try #require(
                try trial.office.agreementFile(name, in: reader)?.agreement?.offering?.offer.digest)
        }
        try await trial.office.sendCode(word)
        let text = try await SigningTests.letter(to: "carla@acme.example", trial).text
        let code = try #require(text.firstMatch(of: /code is (\d{6})\./)?.1)
        try await trial.office.sign(
            word,
            Office.SigningOrder(
                name: "Carla Reyes", code: String(code), hasConsented: true, digest: digest, network: "",
                userAgent: ""))
        return digest
    }

    private static func declared(_ trial: WebTrial) async throws -> (id: Int64, digest: String) {
        let ben = try await trial.asker("ben@harbor.example")
        let from = WebTrial.start.advanced(by: 300)
        let declaration = ExclusionEvent.Declaration(
            from: from, to: from.advanced(by: 3600), ground: "Third party",
            reason: "The carrier's line was down", scope: .init(agreements: ["acme"]))
        let report = GivenFile(name: "report.txt", mediaType: "text/plain", bytes: Array("Down.".utf8))
        let id = try await trial.office.declare(declaration, [report], by: ben)
        let event = try await trial.database.read { try trial.office.event(id, in: $0)?.event }
        return (id.rawValue, "\(try #require(event?.evidence.first).digest)")
    }

    /// What parts of a path stand for, by the path they are in.
    func places(in path: String) -> [(String, String)] {
        let rest = path.trimmingPrefix("/portal").trimmingPrefix("/api")
        if rest.hasPrefix("/agreements/:name/draft") || rest == "/agreements/:name/offer" {
            return [(":name", "next")]
        }
        if rest.hasPrefix("/agreements/:name/offer/") { return [(":name", "offered")] }
        if rest.hasSuffix("/evidence"), rest.hasPrefix("/agreements/") { return [(":name", "agreed")] }
        if rest.hasSuffix("/comments") { return [(":name", "satisfaction")] }
        if rest.contains("reports/:name") { return [("reports/:name", "reports/volume")] }
        if rest.hasPrefix("/mails/") { return [(":kind", LetterKind.allCases[0].rawValue)] }
        return [
            ("events/:id", "events/\(event)"), ("/evidence/:digest", "/evidence/\(digest)"),
            ("quarantine/:inbox", "quarantine/\(inbox)"), ("erasures/:id", "erasures/\(erasure)"),
            ("articles/:id", "articles/\(article)"), ("help/:id", "help/\(article)"),
            ("articles/:number", "articles/\(article)"),
        ] + (rest.hasPrefix("/privacy/") ? [] : [("people/:id", "people/\(nora)")])
    }
}
