import Agreements
import BusinessTime
import Desk
import Foundation
import Mail
import Storage
import Testing

@testable import Operations

@Suite("Every mail to a customer, in their language")
struct NoticeLanguageTests {
    /// Words that every English sentence has some of, and no German one.
    static let english: Set<String> = [
        "the", "of", "and", "is", "you", "your", "this", "that", "not", "for", "with", "has", "have", "it",
        "to", "by", "on", "we", "our", "are", "dear", "until", "from", "where", "who", "what", "its", "if",
        "signed", "sign", "credits", "notice", "used", "due", "none", "password", "hours",
    ]
    /// The same of German.
    static let german: Set<String> = [
        "der", "die", "das", "und", "ist", "sie", "ihr", "nicht", "für", "mit", "wir", "uns", "bis", "ab",
        "den", "ein", "eine", "von", "keine", "unterschrift",
    ]

    /// What of a mail is not in its language, and placeholders that nothing was put for.
    static func strange(_ text: String, in language: Language) -> [String] {
        let said = text.split(whereSeparator: \.isWhitespace).filter { !$0.contains("/") }
        let words = said.joined(separator: " ").lowercased().split { !$0.isLetter }.map(String.init)
        let others = language == .german ? english : german
        return words.filter(others.contains) + (text.contains("{") ? ["{"] : [])
    }

    private static func trial(_ language: Language, at moment: String = "2026-11-23 10:00") async throws
        -> Trial
    {
        let trial = try await Trial(at: moment)
        let acme = try #require(
            try await trial.database.read { try $0.person(address: "carla@acme.example")?.organisation })
        try await trial.office.setLanguage(language, ofCustomer: acme)
        return trial
    }

    private static func check(
        _ mails: [String], _ language: Language, _ parts: [String],
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(!mails.isEmpty, sourceLocation: place)
        for mail in mails {
            #expect(strange(mail, in: language).isEmpty, "\(mail)", sourceLocation: place)
        }
        for part in parts {
            #expect(mails.contains { $0.contains(part) }, "\(part)\n\(mails)", sourceLocation: place)
        }
    }

    @Test("the check finds what it looks for")
    func checks() {
        #expect(Self.strange("Wir haben the Frist", in: .german) == ["the"])
        #expect(Self.strange("We moved die Frist {x}", in: .english) == ["die", "{"])
        #expect(Self.strange("Bei Ticket 1 wird eine Zeitspanne nicht gezählt.", in: .german).isEmpty)
    }

    @Test("standard words of every kind", arguments: LetterWordsTests.everywhere)
    func standard(_ place: Office.LetterPlace) {
        var text = Office.standardWords(place)
        for one in Placeholder.allCases { text = text.replacing(one.written, with: "1") }
        #expect(Self.strange(text, in: place.language).isEmpty, "\(text)")
    }

    @Test("a preview has every placeholder filled", arguments: LetterWordsTests.everywhere)
    func preview(_ place: Office.LetterPlace) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let desk = try await trial.ticket(try await trial.carlaAsks("Export 4711"))
        let shown = try await trial.database.read { [office = trial.office] in
            try office.preview(place.kind, in: place.language, on: desk, $0)
        }
        // What the agreement says is said in its own words.
        let text = shown.body.text.replacing(desk.terms?.terms.scope.offer ?? "-", with: "")
        #expect(Self.strange(text + shown.subject, in: place.language).isEmpty, "\(text)")
        #expect(place.kind.isOfTicket == shown.subject.contains("Export 4711"))
        #expect(place.kind.isOfTicket || shown.to.contains("office@acme.example"))
    }

    @Test("an event, and that it was taken back", arguments: Language.allCases)
    func event(_ language: Language) async throws {
        let trial = try await Self.trial(language)
        let id = try await trial.carlaAsks("Export 4711")
        try trial.set("2026-11-23 15:00")
        let ben = try await trial.asker("ben@harbor.example")
        let mara = try await trial.asker("mara@harbor.example")
        let event = try await trial.office.declare(
            ExclusionEvent.Declaration(
                from: try Trial.berlin("2026-11-23 11:00"), to: try Trial.berlin("2026-11-23 14:00"),
                ground: "Third party", reason: "Router defekt", scope: .init(agreements: ["acme"])),
            [GivenFile(name: "beleg.txt", mediaType: "text/plain", bytes: [65])], by: ben)
        try await trial.office.settle(.approve, on: event, by: mara)
        try await trial.office.settle(.takeBack(reason: "Router"), on: event, by: mara)
        let mails = try await trial.mails(to: "office@acme.example")
        #expect(mails.count == 2)
        Self.check(
            mails, language,
            language == .english
                ? [
                    "Time that is not counted: Router", "20 business days", "beleg.txt", "Ticket \(id)",
                    "We have taken that back: Router", "Monday, 23 November 2026, 11:00",
                ]
                : [
                    "Zeit, die nicht gezählt wird: Router", "20 Arbeitstagen", "beleg.txt", "Ticket \(id)",
                    "Das haben wir zurückgenommen: Router", "Montag, 23. November 2026, 11:00 Uhr",
                ])
    }

    @Test("an access, from what was written down to its end", arguments: Language.allCases)
    func access(_ language: Language) async throws {
        let trial = try await Self.trial(language)
        let ticket = try await trial.carlaAsks("Export 4711")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.giveAccess(
            AccessWish(
                system: "Shop 12", purpose: "Export", users: AccessUsers(people: [ana.person], tier: .tier2),
                until: try Trial.berlin("2026-11-25 10:00"), said: .phone), on: ticket, by: ana)
        let (office, turn) = (
            trial.office, Office.Turn(on: ticket, by: ana, way: .page, at: trial.office.clock())
        )
        _ = try await trial.database.write { try office.useAccess(1, purpose: "Export", turn, $0) }
        let alarm = Alarm(office: trial.office)
        for moment in ["2026-11-24 22:00", "2026-11-27 10:00"] {
            try trial.set(moment)
            try await alarm.ring()
        }
        let mails = try await trial.mails(to: "carla@acme.example")
        Self.check(
            mails, language,
            language == .english
                ? [
                    "You gave us access", "everybody of tier 2", "on the telephone", "You need do nothing",
                    "It was used once", "its time is over", "Secrets go into",
                ]
                : [
                    "Sie haben uns für Ticket 1 Zugang gegeben", "alle von Ebene 2", "am Telefon",
                    "müssen nichts tun", "Er wurde einmal genutzt", "Seine Zeit ist abgelaufen",
                    "Geheimnisse gehören",
                ])
        let said = try await trial.database.read {
            try $0.messages(of: ticket.rawValue, includingInternal: false).map(\.text)
        }
        #expect(
            said.contains { $0.contains(language == .english ? "with a link to end it" : "mit einem Link") })
        #expect(said.allSatisfy { !$0.contains("/access/") })
    }

    @Test("notice of termination, to each party in its own", arguments: Language.allCases)
    func termination(_ language: Language) async throws {
        let trial = try await Self.trial(language)
        let mara = try await trial.asker("mara@harbor.example").person
        try await trial.office.giveNotice(
            "acme", Office.NoticeOrder(from: .provider, way: .mail, received: .now, reference: "Mail"),
            by: .agent(mara))
        for side in [Side.provider, .customer] {
            try await trial.office.agreeToWithdrawNotice("acme", side: side, by: .agent(mara))
        }
        Self.check(
            try await trial.mails(to: "legal@acme.example"), language,
            language == .english
                ? ["Notice of termination: acme", "the provider has given notice", "Notice withdrawn: acme"]
                : ["Kündigung: acme", "der Anbieter hat gekündigt", "Kündigung zurückgenommen: acme"])
        Self.check(
            try await trial.mails(to: "notices@harbor.example"), .english, ["Notice of termination: acme"])
    }

    @Test("what the desk knows of a person's language comes before their company's")
    func person() async throws {
        let trial = try await Self.trial(.german)
        try await trial.office.setLanguage(.english, ofContact: "carla@acme.example")
        let mara = try await trial.asker("mara@harbor.example").person
        try await trial.office.giveNotice(
            "acme", Office.NoticeOrder(from: .provider, way: .mail, received: .now, reference: "Mail"),
            by: .agent(mara))
        Self.check(try await trial.mails(to: "carla@acme.example"), .english, ["Dear Carla"])
        Self.check(try await trial.mails(to: "legal@acme.example"), .german, ["Guten Tag"])
    }

    @Test("everything that the parties of an agreement are told", arguments: Language.allCases)
    func parties(_ language: Language) throws {
        let words = AgreementWords(language: language, name: "acme")
        let notice = GivenNotice(
            from: .customer, way: .letter, received: .earliest,
            lastDay: try #require(LocalDate("2026-12-20")), ends: .latest, reference: "1")
        let proof = AgreementLetters.Proof(link: "https://a.example/b", checkpoint: nil)
        let all = [
            words.invitation(link: "https://a.example/x", until: "2026-12-01 9:00", daysLeft: nil),
            words.invitation(link: "https://a.example/x", until: "2026-12-01 9:00", daysLeft: 3),
            words.code("123456"), words.countersign(at: "https://a.example/y"),
            words.inForce(2, from: "2026-12-01 0:00", digest: "abc", proof),
            words.declined(by: "Carla", "Preis"), words.withdrawn("Preis"), words.expired,
            words.noticeGiven(notice), words.noticeReminded(notice), words.noticeWithdrawn,
        ]
        Self.check(all.map { "\($0.subject)\n\($0.text)" }, language, ["123456", "acme"])
        let fixed = language.letter("x", to: "Carla", from: "Harbor")
        #expect(fixed.hasPrefix(language == .english ? "Dear Carla,\n" : "Guten Tag Carla,\n"))
    }

    @Test("everything about signing in, in the person's own", arguments: Language.allCases)
    func signIn(_ language: Language) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        try await trial.office.setLanguage(language, ofContact: "carla@acme.example")
        let letters = try await trial.database.read { [office = trial.office] reader in
            try office.letters(
                to: try #require(try reader.person(address: "carla@acme.example")), reader)
        }
        #expect(letters.language == language)
        let link = "https://a.example/sign-in"
        let changes: [AccountChange] = [
            .passwordSet, .appSetUp, .appRemoved, .recoveryCodeUsed(left: 3), .passkeyAdded, .passkeyRemoved,
            .factorsRemoved,
        ]
        let all =
            [
                letters.signIn(link), letters.password(link), letters.reset(link, by: "Ivo"),
                letters.invitation(link, by: "Ivo"), letters.code("123456"), letters.notByMail,
            ] + changes.map(letters.changed)
        Self.check(
            all.map { "\($0.subject)\n\($0.text)" }, language,
            ["123456", language == .english ? "Your link to sign in" : "Ihr Link zum Anmelden"])
        #expect(all.allSatisfy { $0.language == language })
        #expect(all.prefix(5).allSatisfy { $0.isConfidential })
    }

    @Test("a statement, whatever became of its lines", arguments: Language.allCases)
    func statement(_ language: Language) async throws {
        let trial = try await Self.trial(language)
        let desk = try await trial.ticket(try await trial.carlaAsks("Export 4711"))
        let terms = try #require(desk.terms)
        let causes: [StatementLine.Cause] = [
            .entered, .late, .reversed, .corrected, .claimed, .upheld, .replaced, .takenBack,
        ]
        let day = try #require(LocalDate("2027-01-10"))
        let standings: [StatementLine.Standing] = [
            .approved, .refused(clause: .exclusions, reason: "Router"), .unclaimed(until: day),
            .lapsed(on: day),
        ]
        let euro = terms.terms.currency
        let lines = causes.enumerated().map { index, cause in
            IssuedStatement.Line(
                key: BandEntry.Key(ticket: Ticket.ID(Int64(index + 1)), promise: .resolution, band: 0),
                cause: cause, at: .earliest, gross: Money(2_000, euro), allowed: Money(1_800, euro),
                standing: standings[index % standings.count])
        }
        let facts = try await trial.database.read { [office = trial.office] reader in
            var facts = try office.facts(
                toCustomer: desk.ticket.organisation?.rawValue, terms, reader)
            StatementWords(
                statement: IssuedStatement(
                    month: try #require(CalendarMonth("2026-11")), currency: euro, lines: lines,
                    total: 14_400), name: "acme", terms: terms, exclusions: []
            ).take(&facts)
            return facts
        }
        let place = Office.LetterPlace(.statement, customer: nil, language: language)
        let text = LetterWords(Office.standardWords(place)).body(facts.values, language).text
        Self.check(
            ["\(facts.subject(.statement) ?? "")\n\(text)"], language,
            language == .english
                ? ["Service credits of 2026-11", "cut by the cap", "refused under H", "calendar days"]
                : ["Gutschriften für 2026-11", "Obergrenze", "abgelehnt nach H", "Kalendertagen"])
    }

    @Test("a change of hours and a mend", arguments: Language.allCases)
    func changes(_ language: Language) throws {
        let mend = Mend(
            version: 1, side: .provider, path: "customer.name", was: "Acme", reads: "Acme Ltd",
            reason: "Tippfehler")
        let lines = ChangeWords.lines(mend, in: language).dropFirst().joined(separator: "\n")
        #expect(Self.strange(lines, in: language).isEmpty, "\(lines)")
        #expect(lines.contains(language == .english ? "Why: Tippfehler" : "Grund: Tippfehler"))
    }
}
