import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("How an agreement's facts are written")
struct AgreementFactFormTests {
    private static let offer = Offer(
        version: 2, digest: "ab12", template: "duly-standard/1",
        signatories: [
            Offer.Signatory(
                side: .customer, name: "Carla Reyes", title: "Director", address: "carla@acme.example")
        ], effective: Instant(seconds: 1_795_449_000), expires: Instant(seconds: 1_796_658_600))

    static let all: [AgreementFact.What] = [
        .offered(offer), .invited(Invitation(signatory: 0, message: "m@harbor")), .opened(signatory: 0),
        .codeSent(signatory: 0, message: "c@harbor"),
        .signed(
            Signature(
                signatory: 0, name: "Carla \"C\" Réyes", consent: "Yes.", digest: "ab12",
                network: "192.0.2.7",
                userAgent: "B/1", code: "c@harbor")),
        .signed(countersignature), .declined(signatory: 0, reason: "Too dear"), .withdrawn(reason: "Wrong"),
        .reminded(signatory: 0, daysLeft: 7), .expired, .inForce(version: 2, from: Instant(seconds: 5)),
        .noticeGiven(
            GivenNotice(
                from: .customer, way: .letter, received: Instant(seconds: 1),
                lastDay: LocalDate("2026-12-23")!,
                ends: Instant(seconds: 9), reference: "Letter 17")),
        .noticeMailed(mail), .noticeMailed(robot), .noticeMailPutAside(inbox: 12), .noticeGiven(byMail),
        .noticeGiven(scanned),
        .noticeReminded, .noticeWithdrawalAgreed(.provider), .began(version: 2), .superseded(version: 1),
        .terminated, .drafted(DraftText(version: 2, yaml: "title: \"[blank]\"\n")),
        .revised(DraftText(version: 2, yaml: "")),
        .besideAccepted([AgreementVersion(agreement: "acme-old", number: 3)]),
        .adjustmentProposed(adjustment),
        .adjustmentConfirmed(number: 1, from: Instant(seconds: 5), running: LocalDate("2026-12-02")),
        .adjustmentConfirmed(number: 1, from: Instant(seconds: 5), running: nil),
        .adjustmentRefused(number: 1, reason: "We start at nine"),
        .holidaysProposed(
            HolidayProposal(
                feed: "f.ics", holidays: [Holiday(date: LocalDate("2027-06-08")!, name: "Company day")])),
        .holidaysAccepted(proposal: 1, dates: [LocalDate("2027-06-08")!]),
        .mendProposed(
            Mend(
                version: 1, side: .customer, path: "customer.name", was: "Acme Ltd", reads: "Acme Limited",
                reason: "A slip")),
        .mended(number: 1), .mended(number: 1, said: said), .mendRefused(number: 1, reason: "It is right"),
        .adjustmentConfirmed(number: 2, from: Instant(seconds: 5), running: nil, said: said),
    ]

    private static var scanned: GivenNotice {
        var notice = GivenNotice(
            from: .customer, way: .letter, received: Instant(seconds: 1),
            lastDay: LocalDate("2026-12-23")!, ends: Instant(seconds: 9), reference: "Letter 18")
        notice.scan = Evidence(
            name: "letter.pdf", digest: "ab12", size: 9, mediaType: "application/pdf", by: Person.ID(3),
            at: Instant(seconds: 8))
        return notice
    }

    private static var countersignature: Signature {
        var signature = Signature(
            signatory: 1, name: "Mara Voss", consent: "Yes.", digest: "ab12", network: "192.0.2.8",
            userAgent: "B/1", code: nil)
        signature.hasPassword = true
        return signature
    }

    private static let mail = NoticeMail(
        inbox: 12, received: Instant(seconds: 1), digest: "cd34", isAutomatic: false)
    private static let robot = NoticeMail(
        inbox: 13, received: Instant(seconds: 1), digest: "cd35", isAutomatic: true)
    private static var byMail: GivenNotice {
        var notice = GivenNotice(
            from: .customer, way: .mail, received: Instant(seconds: 1), lastDay: LocalDate("2026-12-23")!,
            ends: Instant(seconds: 9), reference: "<n@acme>")
        notice.mail = 12
        return notice
    }

    private static let said = SaidElsewhere(on: LocalDate("2026-11-25")!, reference: "Mail of 25 November")

    private static let adjustment = Adjustment(
        version: 1, side: .provider,
        change: CalendarAmendment(
            from: LocalDate("2026-12-01")!,
            weekly: OpeningHours(days: [
                .mon: [OpeningSpan(opens: LocalTime("22:00")!, closes: LocalTime("06:00")!)], .sun: [],
            ]),
            holidays: Holidays([Holiday(date: LocalDate("2026-12-25")!, name: "Christmas Day")]),
            special: [LocalDate("2026-12-24")!: [], LocalDate("2026-12-31")!: [.wholeDay]]),
        isForRunning: true, reason: "Acme starts earlier")

    @Test("every kind comes back as it was", arguments: all)
    func roundTrip(what: AgreementFact.What) throws {
        for actor in [Actor.agent(Person.ID(3)), .contact(Person.ID(4)), .program("import"), .desk] {
            let fact = AgreementFact(
                what, by: actor, happened: Instant(seconds: 7), recorded: Instant(seconds: 8))
            #expect(try AgreementFactForm.decode(AgreementFactForm.encode(fact)) == fact)
        }
    }

    @Test("no kind is without a sample")
    func complete() {
        #expect(Set(Self.all.map(\.kind)) == Set(AgreementFact.Kind.allCases))
    }

    @Test("a form of a newer program, or one that lacks a key, is told")
    func unreadable() {
        let newer = StoredFact(
            kind: "expired", version: 2, happened: .earliest, recorded: .earliest, actor: "desk", body: [])
        #expect(throws: FactForm.UnknownForm.self) { try AgreementFactForm.decode(newer) }
        let lacking = StoredFact(
            kind: "declined", version: 1, happened: .earliest, recorded: .earliest, actor: "desk",
            body: Array(#"{"by":{"kind":"desk"},"what":{"kind":"declined","signatory":0}}"#.utf8))
        #expect(throws: WhatForm.Unreadable.self) { try AgreementFactForm.decode(lacking) }
    }
}
