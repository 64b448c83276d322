import Agreements
import BusinessTime
import Testing

@testable import Desk

/// Acme's agreement on its way: Mara offers, Carla signs for Acme, Mara countersigns for Harbor.
struct Signing {
    static let mara = Actor.agent(Person.ID(3))
    static let carla = Actor.contact(Person.ID(4))
    static let start = Instant(seconds: 1_795_449_000)
    static let day: Int64 = 86_400
    static let id = Agreement.ID(1)

    var agreement: Agreement?
    var facts: [AgreementFact] = []
    var holding: AgreementVersion?
    var now = Signing.start

    static func offer(
        version: Int = 1, effective: Instant = Signing.start.advanced(by: 10 * day), days: Int64 = 14,
        from: Instant = Signing.start
    ) -> Offer {
        Offer(
            version: version, digest: "d\(version)", template: "duly-standard/1",
            signatories: [
                Offer.Signatory(
                    side: .customer, name: "Carla Reyes", title: "Director", address: "carla@acme.example"),
                Offer.Signatory(
                    side: .provider, name: "Mara Voss", title: "Head", address: "mara@harbor.example"),
            ], effective: effective, expires: from.advanced(by: days * day))
    }

    static func signature(_ signatory: Int, name: String, digest: String = "d1", code: String? = "c@harbor")
        -> Signature
    {
        Signature(
            signatory: signatory, name: name, consent: "I sign electronically.", digest: digest,
            network: "192.0.2.7", userAgent: "Browser", code: code)
    }

    @discardableResult
    mutating func `do`(_ what: AgreementCommand.What, by actor: Actor = Signing.mara) throws(Refusal)
        -> [AgreementFact]
    {
        let new = try decide(
            AgreementCommand(what, by: actor), agreement: agreement, holding: holding, now: now)
        for fact in new { agreement = evolve(agreement, fact, id: Self.id) }
        facts += new
        return new
    }

    mutating func carlaSigns(_ digest: String = "d1") throws {
        try `do`(.sign(Self.signature(0, name: "carla  REYES", digest: digest)), by: Self.carla)
    }

    mutating func maraSigns(_ digest: String = "d1") throws {
        try `do`(.sign(Self.signature(1, name: "Mara Voss", digest: digest, code: nil)))
    }
}

@Suite("Signing: clause sign")
struct AgreementSigningTests {
    @Test("in force from the later of effective date and last signature")
    func inForce() throws {
        for (effectiveIn, expected) in [(10, 10), (-10, 1)] as [(Int64, Int64)] {
            var signing = Signing()
            let effective = Signing.start.advanced(by: effectiveIn * Signing.day)
            try signing.do(.offer(Signing.offer(effective: effective)))
            try signing.carlaSigns()
            signing.now = Signing.start.advanced(by: Signing.day)
            try signing.maraSigns()
            let version = try #require(signing.agreement?.versions.first)
            #expect(version.from == Signing.start.advanced(by: expected * Signing.day))
            #expect(signing.agreement?.offering?.end == .signed)
        }
    }

    @Test("the provider countersigns after the customer, and nobody signs twice")
    func order() throws {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        #expect(throws: Refusal.notYet) { try signing.maraSigns() }
        #expect(signing.agreement?.offering?.awaited == [0])
        try signing.carlaSigns()
        #expect(throws: Refusal.signedAlready) { try signing.carlaSigns() }
        #expect(signing.agreement?.offering?.awaited == [1])
        #expect(signing.agreement?.versions.isEmpty == true)
        try signing.maraSigns()
        #expect(throws: Refusal.self) { try signing.carlaSigns() }
    }

    @Test("what is signed is what was offered, by the name in the terms, with a code")
    func evidence() throws {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        let refused: [(Signature, String)] = [
            (Signing.signature(0, name: "Carla Reyes", digest: "d0"), "other-document"),
            (Signing.signature(0, name: "Carl Reyes"), "other-name"),
            (Signing.signature(0, name: "Carla Reyes", code: nil), "no-code"),
            (Signing.signature(5, name: "Carla Reyes"), "not-named"),
        ]
        for (signature, code) in refused {
            let before = signing.facts
            let refusal = #expect(throws: Refusal.self) {
                try signing.do(.sign(signature), by: Signing.carla)
            }
            #expect(refusal?.code == code)
            #expect(refusal?.remedy.isEmpty == false)
            #expect(signing.facts == before)
        }
    }

    enum Ending: CaseIterable { case decline, withdraw, expire }

    @Test(
        "declined, withdrawn or expired, it can't be signed any more; a new offer can be made",
        arguments: Ending.allCases)
    func ended(_ ending: Ending) throws {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        switch ending {
        case .decline: try signing.do(.decline(signatory: 0, reason: "Too dear"), by: Signing.carla)
        case .withdraw:
            try signing.carlaSigns()
            try signing.do(.withdraw(reason: "A figure was wrong"))
        case .expire: signing.now = Signing.start.advanced(by: 14 * Signing.day)
        }
        let refusal = #expect(throws: Refusal.self) { try signing.carlaSigns() }
        #expect(refusal?.code == "offer-ended")
        try signing.do(.wake)
        #expect(signing.agreement?.offering?.isOpen == false)
        try signing.do(.offer(Signing.offer(from: signing.now)))
        try signing.carlaSigns()
        #expect(signing.agreement?.offering?.signatures.count == 1)
    }

    @Test("without a reason nothing is declined or withdrawn")
    func reasons() throws {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        #expect(throws: Refusal.noReason) { try signing.do(.withdraw(reason: " \n ")) }
        #expect(throws: Refusal.noReason) {
            try signing.do(.decline(signatory: 0, reason: String(repeating: "x", count: 2001)))
        }
        try signing.do(.decline(signatory: 0, reason: String(repeating: "x", count: 2000)))
    }

    @Test("one offer is open at a time; a signed version's number is never offered again")
    func oneOffer() throws {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        #expect(throws: Refusal.offerIsOpen) { try signing.do(.offer(Signing.offer(version: 2))) }
        try signing.carlaSigns()
        try signing.maraSigns()
        #expect(throws: Refusal.versionTaken(1)) { try signing.do(.offer(Signing.offer())) }
        try signing.do(.offer(Signing.offer(version: 2)))
        try signing.carlaSigns("d2")
        try signing.maraSigns("d2")
        #expect(signing.agreement?.versions.map(\.offering.offer.version) == [1, 2])
    }

    @Test("those awaited are reminded a week and two days before the end, once each, dated when it fell due")
    func reminders() throws {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        #expect(signing.agreement?.nextDue(after: signing.now) == Signing.start.advanced(by: 7 * Signing.day))
        signing.now = Signing.start.advanced(by: 8 * Signing.day)
        let first = try signing.do(.wake, by: .desk)
        #expect(first.map(\.what) == [.reminded(signatory: 0, daysLeft: 7)])
        #expect(first[0].happened == Signing.start.advanced(by: 7 * Signing.day))
        #expect(try signing.do(.wake, by: .desk).isEmpty)
        try signing.carlaSigns()
        signing.now = Signing.start.advanced(by: 40 * Signing.day)
        let late = try signing.do(.wake, by: .desk)
        #expect(
            late.map(\.what) == [
                .reminded(signatory: 1, daysLeft: 7), .reminded(signatory: 1, daysLeft: 2), .expired,
            ])
        #expect(late.last?.happened == Signing.start.advanced(by: 14 * Signing.day))
        #expect(signing.agreement?.nextDue(after: signing.now) == nil)
    }

    @Test("an offer is open for 1 to 90 days, and each party signs")
    func bounds() throws {
        for (days, isAllowed) in [(0, false), (1, true), (90, true), (91, false)] as [(Int64, Bool)] {
            var signing = Signing()
            let refusal = Result { try signing.do(.offer(Signing.offer(days: days))) }
            #expect(((try? refusal.get()) != nil) == isAllowed, "\(days)")
        }
        var signing = Signing()
        let offer = Signing.offer()
        let alone = Offer(
            version: 1, digest: "d", template: "t", signatories: [offer.signatories[0]],
            effective: offer.effective,
            expires: offer.expires)
        #expect(throws: Refusal.nobodySigns(.provider)) { try signing.do(.offer(alone)) }
    }

    @Test("a signatory's codes are bounded; the document opens once in the facts")
    func codes() throws {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        for number in 1...Offering.codesMax { try signing.do(.sendCode(signatory: 0, message: "c\(number)")) }
        #expect(throws: Refusal.tooManyCodes) { try signing.do(.sendCode(signatory: 0, message: "c")) }
        #expect(try signing.do(.open(signatory: 0)).count == 1)
        #expect(try signing.do(.open(signatory: 0)).isEmpty)
    }
}

@Suite("Notice: clause I")
struct AgreementNoticeTests {
    private static func notice(_ received: Instant = Signing.start, way: GivenNotice.Way = .letter)
        -> GivenNotice
    {
        GivenNotice(
            from: .customer, way: way, received: received, lastDay: LocalDate("2026-12-23")!,
            ends: received.advanced(by: 30 * Signing.day), reference: "Letter 17")
    }

    private static var held: Signing {
        var signing = Signing()
        signing.holding = AgreementVersion(agreement: "acme", number: 1)
        return signing
    }

    @Test("given once, reminded a week before the last day, withdrawn by both")
    func life() throws {
        var signing = Self.held
        try signing.do(.giveNotice(Self.notice()))
        #expect(throws: Refusal.self) { try signing.do(.giveNotice(Self.notice())) }
        #expect(
            signing.agreement?.nextDue(after: signing.now) == Signing.start.advanced(by: 23 * Signing.day))
        signing.now = Signing.start.advanced(by: 24 * Signing.day)
        #expect(try signing.do(.wake, by: .desk).map(\.what) == [.noticeReminded])
        try signing.do(.agreeToWithdrawNotice(.customer))
        #expect(throws: Refusal.agreedAlready) { try signing.do(.agreeToWithdrawNotice(.customer)) }
        #expect(signing.agreement?.notice != nil)
        try signing.do(.agreeToWithdrawNotice(.provider))
        #expect(signing.agreement?.notice == nil)
        #expect(throws: Refusal.noNotice) { try signing.do(.agreeToWithdrawNotice(.provider)) }
    }

    @Test("after the last day it can't be withdrawn; the end stands")
    func over() throws {
        var signing = Self.held
        try signing.do(.giveNotice(Self.notice()))
        signing.now = Signing.start.advanced(by: 30 * Signing.day)
        let refusal = #expect(throws: Refusal.self) { try signing.do(.agreeToWithdrawNotice(.customer)) }
        #expect(refusal?.code == "notice-over")
    }

    @Test("refused: nothing in force, received ahead, without the writing")
    func refused() throws {
        var bare = Signing()
        #expect(throws: Refusal.nothingInForce) { try bare.do(.giveNotice(Self.notice())) }
        var signing = Self.held
        #expect(throws: Refusal.receivedAhead) {
            try signing.do(.giveNotice(Self.notice(signing.now.advanced(by: 1))))
        }
        let mute = GivenNotice(
            from: .customer, way: .mail, received: signing.now, lastDay: LocalDate("2026-12-23")!,
            ends: signing.now.advanced(by: 1), reference: " ")
        #expect(throws: Refusal.noReference) { try signing.do(.giveNotice(mute)) }
    }

    @Test("a new version signed by both ends the notice")
    func renewed() throws {
        var signing = Self.held
        try signing.do(.giveNotice(Self.notice()))
        try signing.do(.offer(Signing.offer(version: 2)))
        try signing.carlaSigns("d2")
        try signing.maraSigns("d2")
        #expect(signing.agreement?.notice == nil)
    }

    @Test(
        "an amendment to another currency starts with a month to come and is signed before it, or not at all")
    func currency() throws {
        func offer(_ effective: Instant, until expires: Instant) -> Offer {
            Offer(
                version: 2, digest: "d", template: "standard/1", signatories: [], effective: effective,
                expires: expires)
        }
        let (now, start) = (Signing.start, Signing.start.advanced(by: 12 * Signing.day))
        let first = try #require(LocalDate("2027-01-01"))
        let second = first.adding(days: 1)
        let long = try offer(start, until: start.advanced(by: 9 * Signing.day)).changingCurrency(
            on: first, now: now)
        #expect(long.expires == start)
        let short = try offer(start, until: now.advanced(by: 7)).changingCurrency(on: first, now: now)
        #expect(short.expires == now.advanced(by: 7))
        #expect(throws: Refusal.currencyAmidMonth) {
            try offer(start.advanced(by: Signing.day), until: start).changingCurrency(on: second, now: now)
        }
        #expect(throws: Refusal.currencyAmidMonth, "it has begun") {
            try offer(start, until: start.advanced(by: 9)).changingCurrency(on: first, now: start)
        }
    }
}
