public import Agreements

extension Fact.What {
    /// The clause under which it happened; nil for what the agreement leaves to the desk.
    public var clause: Clause? {
        switch self {
        case .received, .acknowledged, .confirmed: .acknowledgment
        case .identified, .agreementChosen: .head
        case .classified, .markedNotInquiry: .inScope
        case .severitySet: .severity
        case .assigned, .escalated, .warned: .escalation
        case .replied, .customerReplied, .delivered, .deliveryFailed: .primaryChannel
        case .informationRequested, .informationProvided, .reminded, .access: .customerDuties
        case .extended, .extensionNotified, .extensionVoided, .resolved, .reopened, .noFurtherRequest,
            .objected, .objectionAnswered:
            .resolution
        case .excluded, .evidenceGiven, .exclusionApproved, .exclusionRefused: .exclusions
        case .markedOutOfScope, .separateAgreementBegun: .outOfScope
        case .disputed(let mark, _), .disputeAnswered(let mark, _, _), .reversed(let mark, _): mark.clause
        case .closed(let reason): reason.clause
        case .rated: .metrics
        case .broken(let promise), .lapsed(let promise, _): promise.clause
        case .deadlineMoved: .supportHours
        case .erased: .legal
        case .noted, .merged, .unmerged, .absorbed, .released, .split, .linked: nil
        }
    }
}

extension ClosingReason {
    public var clause: Clause {
        switch self {
        case .windowOver: .resolution
        case .noAnswer: .customerDuties
        case .notInquiry: .inScope
        case .outOfScope: .outOfScope
        }
    }
}
