import Agreements
import BusinessTime
import Desk

/// Seeded commands of both parties, most of them sensible, some of them not.
struct AgreementChoice {
    var random: SplitMix64
    let demo: PinnedTerms
    /// What the next command is decided under.
    private(set) var beside: [AgreementVersion] = []
    private(set) var deadlinesEarlier = 0
    private var count = 0

    init(random: SplitMix64, demo: PinnedTerms) {
        self.random = random
        self.demo = demo
    }

    /// Mostly hours, now and then weeks.
    mutating func gap() -> Int64 {
        switch random.number(0...9) {
        case 0: 0
        case 1...6: Int64(random.number(1...40_000))
        case 7, 8: Int64(random.number(1...6)) * 86_400
        default: Int64(random.number(7...40)) * 86_400
        }
    }

    mutating func command(_ agreement: Agreement?, now: Instant) -> AgreementCommand {
        count += 1
        beside = random.once(in: 12) ? [AgreementVersion(agreement: "acme-old", number: 1)] : []
        deadlinesEarlier = random.once(in: 4) ? random.number(1...3) : 0
        switch random.number(0...11) {
        case 0, 1: return AgreementCommand(.wake, by: .desk)
        case 2...6: return AgreementCommand(offering(agreement, now: now), by: actor())
        case 7: return AgreementCommand(drafting(), by: actor())
        case 8, 9: return AgreementCommand(adjusting(agreement, now: now), by: actor())
        case 10: return AgreementCommand(mending(agreement), by: actor())
        default: return AgreementCommand(ending(agreement, now: now), by: actor())
        }
    }

    private mutating func actor() -> Actor { random.one(of: [Cast.eva, Cast.carla]) }
    private mutating func side() -> Side { random.one(of: Side.allCases) }

    private mutating func offering(_ agreement: Agreement?, now: Instant) -> AgreementCommand.What {
        guard let offering = agreement?.offering, offering.isOpen, !random.once(in: 15) else {
            return .offer(offer(agreement, now: now))
        }
        let place = offering.awaited.first ?? 0
        let signatory = random.once(in: 6) ? random.number(0...2) : place
        switch random.number(0...20) {
        case 0: return .decline(signatory: signatory, reason: "too dear")
        case 1: return .withdraw(reason: random.once(in: 4) ? "" : "a figure was wrong")
        case 2: return .invite(Invitation(signatory: signatory, message: "m\(count)"))
        case 3: return .open(signatory: signatory)
        case 4: return .sendCode(signatory: signatory, message: "c\(count)")
        default: return .sign(signature(signatory, offering.offer))
        }
    }

    private mutating func offer(_ agreement: Agreement?, now: Instant) -> Offer {
        let next = (agreement?.versions.map(\.number).max() ?? 0) + 1
        let number = random.once(in: 10) ? max(1, next - 1) : next
        let people = Offer.signatories(of: demo.terms)
        return Offer(
            version: number, digest: "d\(count)", template: AgreementText.templateVersion,
            signatories: random.once(in: 20) ? Array(people.prefix(1)) : people,
            effective: now.advanced(by: Int64(random.number(-30...90)) * 86_400),
            expires: now.advanced(by: Int64(random.number(0...30)) * 86_400))
    }

    private mutating func signature(_ signatory: Int, _ offer: Offer) -> Signature {
        let isNamed = offer.signatories.indices.contains(signatory) && !random.once(in: 12)
        return Signature(
            signatory: signatory, name: isNamed ? offer.signatories[signatory].name : "Somebody Else",
            consent: "I sign electronically.", digest: random.once(in: 12) ? "d0" : offer.digest,
            network: "192.0.2.7", userAgent: "Browser", code: random.once(in: 12) ? nil : "c\(count)")
    }

    private mutating func drafting() -> AgreementCommand.What {
        switch random.number(0...5) {
        case 0: .amend
        case 1: .offerDraft(days: random.number(0...20))
        case 2: .acceptBeside([AgreementVersion(agreement: "acme-old", number: 1)])
        case 3: .draft(yaml: "draft \(count)")
        case 4: .revise(yaml: random.once(in: 20) ? DemoAgreement.yaml : "draft \(count)")
        default: .revise(yaml: "draft \(count)")
        }
    }

    private mutating func adjusting(_ agreement: Agreement?, now: Instant) -> AgreementCommand.What {
        let number = max(1, (agreement?.adjustments.count ?? 0) - (random.once(in: 4) ? 1 : 0))
        let review = max(1, agreement?.holidayProposals.count ?? 0)
        let today = demo.calendar.rules.local(now).date
        switch random.number(0...9) {
        case 0...2: return .proposeAdjustment(adjustment(agreement, today))
        case 3...5: return .confirmAdjustment(number: number, side: side())
        case 6: return .refuseAdjustment(number: number, reason: "not now")
        case 7, 8:
            let date = today.adding(days: random.number(-3...200))
            return .proposeHolidays(
                HolidayProposal(feed: "f.ics", holidays: [Holiday(date: date, name: "Company day")]))
        default:
            let dates = agreement?.holidayProposals.last?.proposal.holidays.map(\.date) ?? []
            return .acceptHolidays(
                HolidayAcceptance(proposal: review, dates: random.once(in: 5) ? [] : dates, side: side()))
        }
    }

    private mutating func adjustment(_ agreement: Agreement?, _ today: LocalDate) -> Adjustment {
        let opens = LocalTime(secondOfDay: random.number(5...10) * 3600) ?? .midnight
        let closes = LocalTime(secondOfDay: random.number(15...21) * 3600) ?? .endOfDay
        let span = OpeningSpan(opens: opens, closes: closes)
        let held = agreement?.versions.last?.number ?? 1
        return Adjustment(
            version: random.once(in: 6) ? held + 1 : held, side: side(),
            change: CalendarAmendment(
                from: today.adding(days: random.number(-1...20)), weekly: OpeningHours(days: [.mon: [span]])),
            isForRunning: random.once(in: 2), reason: "the customer starts earlier")
    }

    private mutating func mending(_ agreement: Agreement?) -> AgreementCommand.What {
        let (path, was, reads) = random.one(of: [
            ("customer.name", "Acme Ltd", "Acme Limited"),
            ("acknowledge.within", "2 business hours", "1 business hour"),
            ("acknowledge.within", "2 business hours", "4 business hours"),
            ("customer.name", "Acne Ltd", "Acme Ltd"),
        ])
        guard random.once(in: 2) else {
            if random.once(in: 6) {
                return .refuseMend(number: max(1, agreement?.mends.count ?? 0), reason: "it is right")
            }
            return .consentToMend(number: max(1, agreement?.mends.count ?? 0), side: side())
        }
        return .proposeMend(
            Mend(
                version: agreement?.versions.last?.number ?? 1, side: side(), path: path, was: was,
                reads: reads, reason: "a slip of the pen"))
    }

    /// A mail to the notice address, noted or put aside; now and then one that is decided already.
    private mutating func mailing(_ agreement: Agreement?, now: Instant) -> AgreementCommand.What {
        let waiting = agreement?.noticeMails.first
        if let waiting, random.once(in: 2) { return .putNoticeMailAside(inbox: waiting.inbox) }
        let inbox = Int64(random.once(in: 4) ? random.number(1...3) : count)
        if random.once(in: 8) { return .putNoticeMailAside(inbox: inbox) }
        return .noteNoticeMail(
            NoticeMail(inbox: inbox, received: now, digest: "d\(inbox)", isAutomatic: random.once(in: 5)))
    }

    private mutating func ending(_ agreement: Agreement?, now: Instant) -> AgreementCommand.What {
        if random.once(in: 4) { return mailing(agreement, now: now) }
        if random.once(in: 2) { return .agreeToWithdrawNotice(side()) }
        let received = now.advanced(by: random.once(in: 6) ? 60 : -Int64(random.number(0...200_000)))
        let notice = GivenNotice(
            from: side(), way: random.one(of: GivenNotice.Way.allCases), received: received,
            reference: random.once(in: 8) ? "" : "Letter \(count)", under: demo)
        guard var notice else { return .wake }
        if random.once(in: 2) { notice.mail = agreement?.noticeMails.first?.inbox }
        return .giveNotice(notice)
    }
}
