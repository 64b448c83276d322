import Agreements
import BusinessTime
import Desk

extension AgreementRun {
    /// What must hold of every new fact, judged by the bare facts before it.
    mutating func check(_ fact: AgreementFact, by command: AgreementCommand) {
        if let last = facts.last, fact.recorded < last.recorded { fail("recorded times ran backwards") }
        if fact.happened > fact.recorded { fail("a fact was recorded before it happened") }
        switch fact.what {
        case .signed(let signature): check(signature, at: fact.happened)
        case .inForce(let version, let from): checkInForce(version, from: from, at: fact.happened)
        case .offered(let offer): check(offer)
        case .declined, .withdrawn: checkOpen("ended twice")
        case .expired:
            checkOpen("expired after its end")
            if fact.happened != SlowAgreement(facts: facts).sinceOffer?.offer.expires {
                fail("an expiry is not dated by the last instant of the offer")
            }
        case .codeSent(let signatory, _): checkCodes(of: signatory)
        case .began, .superseded: if facts.contains(where: { $0.what == fact.what }) { fail("told twice") }
        case .terminated: checkTermination(at: fact.happened)
        case .noticeMailed, .noticeMailPutAside, .noticeGiven: checkMail(fact.what)
        case .adjustmentConfirmed(let number, let from, let running, _):
            checkConfirmed(number, from: from, running: running, by: command, at: fact.happened)
        case .mended(let number, _): checkMended(number, by: command)
        case .drafted, .revised, .besideAccepted, .invited, .opened, .reminded, .adjustmentProposed,
            .adjustmentRefused, .holidaysProposed, .holidaysAccepted, .mendProposed, .mendRefused,
            .noticeReminded, .noticeWithdrawalAgreed:
            break
        }
    }

    /// A mail to the notice address is noted once, and decided once after that.
    private mutating func checkMail(_ what: AgreementFact.What) {
        let (noted, decided) = (facts.compactMap(\.what.notedMail), facts.compactMap(\.what.decidedMail))
        if let mail = what.notedMail, noted.contains(mail) { fail("a mail is noted twice") }
        guard let mail = what.decidedMail else { return }
        if decided.contains(mail) { fail("a mail is decided twice") }
        if !noted.contains(mail) { fail("a mail is decided, not noted") }
    }

    private mutating func checkOpen(_ law: String) {
        let ended = SlowAgreement(facts: facts).sinceOffer?.facts.contains { fact in
            switch fact.what {
            case .declined, .withdrawn, .expired, .inForce: true
            default: false
            }
        }
        if ended != false { fail(law) }
    }

    private mutating func check(_ signature: Signature, at instant: Instant) {
        checkOpen("signed what is declined, withdrawn, expired or in force")
        guard let (offer, since) = SlowAgreement(facts: facts).sinceOffer else {
            return fail("signed no offer")
        }
        if instant >= offer.expires { fail("signed after the expiry") }
        if signature.digest != offer.digest { fail("signed another document than was offered") }
        let places = since.compactMap(\.signature?.signatory)
        if places.contains(signature.signatory) { fail("signed twice by one") }
        guard offer.signatories.indices.contains(signature.signatory) else {
            return fail("signed by a stranger")
        }
        let customers = offer.signatories.indices.filter { offer.signatories[$0].side == .customer }
        let isProvider = offer.signatories[signature.signatory].side == .provider
        if isProvider, !Set(customers).isSubset(of: places) {
            fail("countersigned before the customer signed")
        }
        if !isProvider, signature.code == nil { fail("signed by a customer without a code") }
    }

    private mutating func checkInForce(_ version: Int, from: Instant, at instant: Instant) {
        guard let (offer, since) = SlowAgreement(facts: facts).sinceOffer else {
            return fail("in force unoffered")
        }
        let signatures = since.compactMap(\.signature)
        if Set(signatures.map(\.signatory)) != Set(offer.signatories.indices) {
            fail("in force without all signatures")
        }
        if !signatures.allSatisfy({ $0.digest == offer.digest }) { fail("signed over different hashes") }
        if version != offer.version { fail("another version came into force than was signed") }
        if from != max(offer.effective, instant) {
            fail("in force from \(from), not from the later of effective date and last signature")
        }
    }

    private mutating func check(_ offer: Offer) {
        if let (_, since) = SlowAgreement(facts: facts).sinceOffer,
            !since.contains(where: { [.declined, .withdrawn, .expired, .inForce].contains($0.what.kind) }),
            let last = agreement?.offering?.offer.expires, now < last
        {
            fail("two offers are open")
        }
        if let signed = agreement?.versions.map(\.number).max(), offer.version <= signed {
            fail("a signed version was offered again")
        }
    }

    private mutating func checkCodes(of signatory: Int) {
        let sent = SlowAgreement(facts: facts).sinceOffer?.facts.filter {
            if case .codeSent(signatory, _) = $0.what { true } else { false }
        }
        if (sent?.count ?? 0) >= Offering.codesMax { fail("codes without bound") }
    }

    private mutating func checkTermination(at instant: Instant) {
        guard let notice = agreement?.notice, notice.ends == instant else {
            return fail("terminated at \(instant), which is no notice's last instant")
        }
        if SlowAgreement(facts: facts).version(inForceAt: instant) != nil {
            fail("a version holds after the last day")
        }
    }

    private mutating func checkConfirmed(
        _ number: Int, from: Instant, running: LocalDate?, by command: AgreementCommand, at instant: Instant
    ) {
        let proposals = facts.compactMap { fact -> Adjustment? in
            if case .adjustmentProposed(let adjustment) = fact.what { adjustment } else { nil }
        }
        guard proposals.indices.contains(number - 1) else { return fail("confirmed what was not proposed") }
        let adjustment = proposals[number - 1]
        if case .confirmAdjustment(_, adjustment.side, _) = command.what { fail("confirmed by its proposer") }
        if from < instant { fail("an adjustment counts before its confirmation") }
        if running != nil, !adjustment.isForRunning { fail("running tickets change though nobody said so") }
        if running != nil, choice.deadlinesEarlier > 0 { fail("a running ticket's deadline became earlier") }
        if !choice.demo.terms.hours.problems(of: adjustment.change).isEmpty {
            fail("adjusted beyond the bounds")
        }
        if facts.contains(where: { $0.isEnd(ofAdjustment: number) }) {
            fail("an adjustment was decided twice")
        }
    }

    private mutating func checkMended(_ number: Int, by command: AgreementCommand) {
        let mends = facts.compactMap { fact -> Mend? in
            if case .mendProposed(let mend) = fact.what { mend } else { nil }
        }
        guard mends.indices.contains(number - 1) else { return fail("mended what was not proposed") }
        let mend = mends[number - 1]
        if case .consentToMend(_, mend.side, _) = command.what { fail("mended without the other party") }
        let mended = try? choice.demo.terms.mended(mend.path, from: mend.was, to: mend.reads)
        if mended?.isNeverWorse(than: choice.demo.terms) != true { fail("mended against the customer") }
    }

    /// Signed bytes never change, and what holds when is what the slow truth says, at every edge.
    mutating func checkVersions(_ before: Agreement?, _ after: Agreement) {
        if let before, !after.versions.starts(with: before.versions) { fail("a signed version changed") }
        let periods = after.periods
        for (one, next) in zip(periods, periods.dropFirst()) where one.until.map({ $0 > next.from }) ?? true {
            fail("two versions hold at once: \(one) and \(next)")
        }
        if periods.contains(where: { period in period.until.map { $0 <= period.from } ?? false }) {
            fail("a period without time")
        }
        let slow = SlowAgreement(facts: facts)
        for edge in slow.edges + [now] {
            for instant in [edge.advanced(by: -1), edge, edge.advanced(by: 1)] {
                let (fast, truth) = (after.version(inForceAt: instant), slow.version(inForceAt: instant))
                if fast != truth {
                    fail("at \(instant) version \(fast ?? 0) is in force, by the slow truth \(truth ?? 0)")
                }
            }
        }
    }
}

extension AgreementFact {
    fileprivate var signature: Signature? {
        if case .signed(let signature) = what { signature } else { nil }
    }

    fileprivate func isEnd(ofAdjustment number: Int) -> Bool {
        switch what {
        case .adjustmentConfirmed(number, _, _, _), .adjustmentRefused(number, _): true
        default: false
        }
    }
}

extension AgreementFact.What {
    fileprivate var notedMail: Int64? {
        if case .noticeMailed(let mail) = self { mail.inbox } else { nil }
    }

    fileprivate var decidedMail: Int64? {
        switch self {
        case .noticeMailPutAside(let inbox): inbox
        case .noticeGiven(let notice): notice.mail
        default: nil
        }
    }
}
