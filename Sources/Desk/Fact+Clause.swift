public import Agreements

extension Fact.What {
    /// The clause under which it happened; nil for what the agreement leaves to the desk.
    public var clause: Clause? {
        switch kind.place {
        case .under(let clause): clause
        case .nowhere: nil
        case .said:
            switch self {
            case .disputed(let mark, _), .disputeAnswered(let mark, _, _), .reversed(let mark, _): mark.clause
            case .closed(let reason): reason.clause
            case .broken(let promise), .lapsed(let promise, _): promise.clause
            default: nil
            }
        }
    }
}

extension Fact.Kind {
    /// Where facts of a kind stand in the agreement.
    public enum Place: Hashable, Sendable {
        case under(Clause)
        /// The agreement leaves it to the desk.
        case nowhere
        /// Each fact says it: its promise, its mark or its reason.
        case said
    }

    public var place: Place {
        switch self {
        case .received, .acknowledged, .confirmed: .under(.acknowledgment)
        case .identified, .agreementChosen: .under(.head)
        case .classified, .markedNotInquiry: .under(.inScope)
        case .severitySet: .under(.severity)
        case .assigned, .escalated, .warned: .under(.escalation)
        case .replied, .customerReplied, .neededNoAnswer, .delivered, .deliveryFailed: .under(.primaryChannel)
        case .informationRequested, .informationProvided, .reminded, .accessGiven, .accessUsed,
            .accessReminded, .accessEnded:
            .under(.customerDuties)
        case .extended, .extensionNotified, .extensionVoided, .resolved, .reopened, .noFurtherRequest,
            .objected, .objectionAnswered:
            .under(.resolution)
        case .excluded, .evidenceGiven, .exclusionApproved, .exclusionRefused: .under(.exclusions)
        case .markedOutOfScope, .separateAgreementBegun: .under(.outOfScope)
        case .rated: .under(.metrics)
        case .deadlineMoved: .under(.supportHours)
        case .erased: .under(.legal)
        case .disputed, .disputeAnswered, .reversed, .closed, .broken, .lapsed: .said
        case .noted, .merged, .unmerged, .absorbed, .released, .split, .linked: .nowhere
        }
    }

    /// Facts after which a ticket may fall under another agreement.
    public static let choosingAgreement: Set<Self> = [.identified, .classified, .agreementChosen]
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
