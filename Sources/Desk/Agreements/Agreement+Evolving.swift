import BusinessTime

/// The agreement after one more fact. A first fact other than an offer or a notice makes none.
public func evolve(_ agreement: Agreement?, _ fact: AgreementFact, id: Agreement.ID) -> Agreement {
    var after = agreement ?? Agreement(id: id, fact: fact)
    if agreement != nil { after.factCount += 1 }
    after.lastRecorded = fact.recorded
    after.take(fact)
    return after
}

extension Agreement {
    mutating func take(_ fact: AgreementFact) {
        switch fact.what {
        case .drafted(let text), .revised(let text): draft = text
        case .besideAccepted(let others): acceptedBeside.formUnion(others)
        case .offered, .invited, .opened, .codeSent, .signed, .declined, .withdrawn, .reminded, .expired,
            .inForce:
            takeOffering(fact)
        case .began(let version): begun.insert(version)
        case .superseded(let version): supersededVersions.insert(version)
        case .adjustmentProposed, .adjustmentConfirmed, .adjustmentRefused, .holidaysProposed,
            .holidaysAccepted, .mendProposed, .mended, .mendRefused:
            takeChange(fact)
        case .noticeMailed(let mail):
            noticeMails.append(mail)
            notedMails.insert(mail.inbox)
        case .noticeMailPutAside(let inbox): noticeMails.removeAll { $0.inbox == inbox }
        case .noticeGiven(let given): take(given)
        case .noticeReminded: isNoticeReminded = true
        case .noticeWithdrawalAgreed(let side): agreeToWithdraw(side)
        case .terminated: isTerminated = true
        }
    }

    private mutating func takeOffering(_ fact: AgreementFact) {
        switch fact.what {
        case .offered(let offer):
            offering = Offering(offer: offer, offeredAt: fact.happened, draft: draft)
            draft = nil
        case .invited(let invitation):
            offering?.invited[invitation.signatory] = invitation.message
            offering?.codesSent[invitation.signatory] = nil
        case .opened(let signatory): offering?.opened[signatory] = fact.happened
        case .codeSent(let signatory, let message):
            offering?.codes[signatory, default: []].append(message)
            offering?.codesSent[signatory, default: []].append(fact.happened)
        case .signed(let signature):
            offering?.signatures[signature.signatory] = Offering.Signed(
                signature: signature, at: fact.happened, by: fact.by)
        case .declined(let signatory, let reason):
            end(.declined(signatory: signatory, reason: reason), at: fact.happened)
        case .withdrawn(let reason): end(.withdrawn(reason: reason), at: fact.happened)
        case .reminded(let signatory, let daysLeft):
            offering?.reminders[signatory, default: []].append(daysLeft)
        case .expired: end(.expired, at: fact.happened)
        case .inForce(_, let from):
            end(.signed, at: fact.happened)
            if let offering { versions.append(SignedVersion(offering: offering, from: from)) }
            forgetNotice()
        case .drafted, .revised, .besideAccepted, .began, .superseded, .adjustmentProposed,
            .adjustmentConfirmed, .adjustmentRefused, .holidaysProposed, .holidaysAccepted, .mendProposed,
            .mended, .mendRefused, .noticeMailed, .noticeMailPutAside, .noticeGiven, .noticeReminded,
            .noticeWithdrawalAgreed, .terminated:
            preconditionFailure("not a fact of an offer")
        }
    }

    private mutating func takeChange(_ fact: AgreementFact) {
        switch fact.what {
        case .adjustmentProposed(let adjustment):
            adjustments.append(
                AdjustmentFile(
                    number: adjustments.count + 1, adjustment: adjustment, proposedAt: fact.happened))
        case .adjustmentConfirmed(let number, let from, let running, _):
            adjustments[number - 1].end = .confirmed(from: from, running: running)
            adjustments[number - 1].answer = fact
        case .adjustmentRefused(let number, let reason):
            adjustments[number - 1].end = .refused(reason: reason)
            adjustments[number - 1].answer = fact
        case .holidaysProposed(let proposal): holidayProposals.append(HolidayReview(proposal: proposal))
        case .holidaysAccepted(let proposal, _): holidayProposals[proposal - 1].isReviewed = true
        case .mendProposed(let mend): mends.append(MendFile(number: mends.count + 1, mend: mend))
        case .mended(let number, _):
            mends[number - 1].isAgreed = true
            mends[number - 1].answer = fact
        case .mendRefused(let number, _): mends[number - 1].answer = fact
        case .drafted, .revised, .besideAccepted, .offered, .invited, .opened, .codeSent, .signed, .declined,
            .withdrawn, .reminded, .expired, .inForce, .began, .superseded, .noticeMailed,
            .noticeMailPutAside, .noticeGiven, .noticeReminded, .noticeWithdrawalAgreed, .terminated:
            preconditionFailure("not a fact of a change")
        }
    }

    /// What was not signed is a draft again, unless another was begun meanwhile.
    private mutating func end(_ end: Offering.End, at instant: Instant) {
        offering?.end = end
        offering?.endedAt = instant
        if end != .signed, draft == nil { draft = offering?.draft }
    }

    private mutating func take(_ given: GivenNotice) {
        forgetNotice()
        notice = given
        noticeMails.removeAll { $0.inbox == given.mail }
        endings.append(Ending(at: given.ends, versions: versions.count))
    }

    private mutating func agreeToWithdraw(_ side: Side) {
        withdrawalAgreed.insert(side)
        guard withdrawalAgreed.count == Side.allCases.count else { return }
        if !endings.isEmpty { endings.removeLast() }
        forgetNotice()
    }

    private mutating func forgetNotice() {
        notice = nil
        isNoticeReminded = false
        isTerminated = false
        withdrawalAgreed = []
    }
}
