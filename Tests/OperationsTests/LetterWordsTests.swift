import BusinessTime
import Desk
import Mail
import Operations
import Storage
import Testing

@Suite("Words of mails")
struct LetterWordsTests {
    static let everywhere = LetterKind.allCases.flatMap { kind in
        Language.allCases.map { Office.LetterPlace(kind, customer: nil, language: $0) }
    }

    @Test("the standard words tell all that they must", arguments: LetterWordsTests.everywhere)
    func standard(_ place: Office.LetterPlace) {
        #expect(Office.problems(Office.standardWords(place), for: place.kind).isEmpty)
    }

    @Test("an unknown placeholder is named, with those that are known")
    func unknown() throws {
        let problem = try #require(Office.problems("{ticket} {deadline}", for: .closing).first)
        #expect(problem.code == "placeholder-unknown" && problem.field == "words")
        #expect(problem.message.contains("{deadline}"))
        #expect(problem.remedy.contains("{ticket}") && problem.remedy.contains("{customer}"))
    }

    @Test("a receipt without one of its deadlines is refused, and the clause said")
    func missing() throws {
        let problems = Office.problems("Ticket {ticket}: {answer_by}", for: .receipt)
        #expect(problems.map(\.code) == ["placeholder-missing"])
        #expect(problems[0].message.contains("{resolve_by}"))
        #expect(Office.problems("Ticket {ticket}: {answer_by}, {resolve_by}", for: .receipt).isEmpty)
    }

    @Test("a brace that is no placeholder is a brace")
    func braces() {
        #expect(Office.problems("{ticket} { } {A} {x", for: .closing).isEmpty)
    }

    @Test("10,000 characters are taken, one more is refused")
    func length() {
        let most = "{ticket}" + String(repeating: "x", count: 9_992)
        #expect(Office.problems(most, for: .closing).isEmpty)
        #expect(Office.problems(most + "x", for: .closing).map(\.code) == ["words-too-long"])
    }

    private func preview(
        _ words: String, _ kind: LetterKind = .receipt, on id: Ticket.ID, _ trial: Trial,
        in language: Language = .english
    ) async throws -> MailBody {
        let desk = try await trial.ticket(id)
        return try await trial.database.read { [office = trial.office] in
            try office.preview(kind, words: words, in: language, on: desk, $0).body
        }
    }

    @Test("rows, lists, a signature; a line with nothing to say is left out")
    func form() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let id = try await trial.carlaAsks("The export stops :: - {desk}")
        let words = """
            Ticket {ticket}: {subject}
            The offer {reason} and the rest

            Answer by :: {answer_by}
            - one
            - {subject}

            --
            {desk}
            """
        let body = try await preview(words.replacing("{reason}", with: "{severity}"), on: id, trial)
        #expect(
            body.blocks == [
                .paragraph("Ticket 1: The export stops :: - {desk}\nThe offer normal and the rest"),
                .table([.init("Answer by", "Tuesday, 24 November 2026, 09:50 (Europe/Berlin)")]),
                .list(["one", "The export stops :: - {desk}"]), .signature("Harbor Software Support"),
            ], "what stands for a placeholder is no form of its own")
    }

    @Test("without an agreement the lines that need one are left out")
    func leftOut() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50", withAgreement: false)
        let id = try await trial.carlaAsks()
        let body = try await preview(
            "Ticket {ticket}\nWe answer by {answer_by}.\n\nResolved by :: {resolve_by}", on: id, trial)
        #expect(body.blocks == [.paragraph("Ticket 1")])
    }

    @Test("a customer's own words come before the desk's, and the standard words come back")
    func precedence() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let mara = try await trial.asker("mara@harbor.example").person
        let acme = try await trial.database.read {
            try $0.person(address: "carla@acme.example")?.organisation
        }
        let all = Office.LetterPlace(.closing, customer: nil, language: .english)
        let theirs = Office.LetterPlace(.closing, customer: acme, language: .english)
        func inUse(_ place: Office.LetterPlace) async throws -> String {
            try await trial.database.read { [office = trial.office] in
                try office.wordsInUse(place, in: $0).text
            }
        }
        try await trial.office.saveWords("Closed: {ticket}", at: all, over: 0, by: mara)
        #expect(try await inUse(theirs) == "Closed: {ticket}")
        try await trial.office.saveWords("For Acme: {ticket}", at: theirs, over: 0, by: mara)
        #expect(try await inUse(theirs) == "For Acme: {ticket}")
        #expect(try await inUse(all) == "Closed: {ticket}")
        try await trial.office.saveWords("", at: theirs, over: 1, by: mara)
        #expect(try await inUse(theirs) == "Closed: {ticket}")
        try await trial.office.saveWords(" \n", at: all, over: 1, by: mara)
        #expect(try await inUse(theirs) == Office.standardWords(all))
        let kept = try await trial.database.read { [office = trial.office] in
            try office.versions(of: all, in: $0).map(\.version)
        }
        #expect(kept == [2, 1])
    }

    @Test("words saved meanwhile by somebody else are not covered")
    func stale() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let mara = try await trial.asker("mara@harbor.example").person
        let place = Office.LetterPlace(.closing, customer: nil, language: .english)
        try await trial.office.saveWords("One: {ticket}", at: place, over: 0, by: mara)
        await #expect(throws: Refusal.self) {
            try await trial.office.saveWords("Two: {ticket}", at: place, over: 0, by: mara)
        }
    }

    @Test("a notice that the agreement asks for can't be off", arguments: LetterKind.allCases)
    func required(_ kind: LetterKind) async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let mara = try await trial.asker("mara@harbor.example").person
        do {
            try await trial.office.turn(kind, on: false, by: mara)
            #expect(kind.canBeOff)
        } catch let refusal as Refusal {
            #expect(!kind.canBeOff && refusal.clause == kind.clause)
        }
        let isOn = try await trial.database.read { [office = trial.office] in try office.isOn(kind, in: $0) }
        #expect(isOn != kind.canBeOff)
    }
}
