extension Fact {
    /// Whether it can take back a breach that was written: a decision about the past does; so does what was
    /// done in time and learnt of when the breach was written already.
    var canLapse: Bool {
        switch what {
        case .exclusionApproved, .reversed, .disputeAnswered, .objectionAnswered, .noFurtherRequest,
            .confirmed, .identified, .agreementChosen, .markedNotInquiry, .deadlineMoved, .merged, .unmerged:
            true
        case .received, .classified, .assigned, .escalated, .noted, .neededNoAnswer, .reminded, .linked,
            .split, .rated,
            .erased, .warned, .broken, .lapsed, .closed, .exclusionRefused, .excluded, .evidenceGiven,
            .separateAgreementBegun,
            .disputed, .access:
            false
        case .severitySet, .acknowledged, .replied, .customerReplied, .delivered, .deliveryFailed,
            .informationRequested, .informationProvided, .extended, .extensionNotified, .extensionVoided,
            .markedOutOfScope, .resolved, .reopened, .objected, .absorbed, .released:
            recorded > happened
        }
    }
}
