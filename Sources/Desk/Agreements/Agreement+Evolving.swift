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
        case .offered(let offer): offering = Offering(offer: offer, offeredAt: fact.happened)
        case .invited(let invitation): offering?.invited[invitation.signatory] = invitation.message
        case .opened(let signatory): offering?.opened[signatory] = fact.happened
        case .codeSent(let signatory, let message): offering?.codes[signatory, default: []].append(message)
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
        case .noticeGiven(let given):
            forgetNotice()
            notice = given
        case .noticeReminded: isNoticeReminded = true
        case .noticeWithdrawalAgreed(let side):
            withdrawalAgreed.insert(side)
            if withdrawalAgreed.count == Side.allCases.count { forgetNotice() }
        }
    }

    private mutating func end(_ end: Offering.End, at instant: Instant) {
        offering?.end = end
        offering?.endedAt = instant
    }

    private mutating func forgetNotice() {
        notice = nil
        isNoticeReminded = false
        withdrawalAgreed = []
    }
}
