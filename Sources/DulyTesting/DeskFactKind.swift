public import Desk

/// Every kind of fact by name, so that lists can be checked: the compiler asks for each new one here.
public enum FactKind: String, CaseIterable, Hashable, Sendable {
    case received, identified, classified, severitySet, assigned, escalated, acknowledged, replied
    case customerReplied, noted, delivered, deliveryFailed, informationRequested, informationProvided,
        reminded
    case extended, extensionNotified, extensionVoided, excluded, exclusionApproved, exclusionRefused
    case markedOutOfScope, disputed, disputeAnswered, reversed, resolved, reopened, noFurtherRequest, objected
    case objectionAnswered, closed, merged, unmerged, absorbed, released, split, linked, rated,
        markedNotInquiry
    case agreementChosen, warned, broken, lapsed, deadlineMoved, erased, confirmed

    public init(_ what: Fact.What) {
        switch what {
        case .received: self = .received
        case .identified: self = .identified
        case .classified: self = .classified
        case .severitySet: self = .severitySet
        case .assigned: self = .assigned
        case .escalated: self = .escalated
        case .acknowledged: self = .acknowledged
        case .replied: self = .replied
        case .customerReplied: self = .customerReplied
        case .noted: self = .noted
        case .delivered: self = .delivered
        case .deliveryFailed: self = .deliveryFailed
        case .informationRequested: self = .informationRequested
        case .informationProvided: self = .informationProvided
        case .reminded: self = .reminded
        case .extended: self = .extended
        case .extensionNotified: self = .extensionNotified
        case .extensionVoided: self = .extensionVoided
        case .excluded: self = .excluded
        case .exclusionApproved: self = .exclusionApproved
        case .exclusionRefused: self = .exclusionRefused
        case .markedOutOfScope: self = .markedOutOfScope
        case .disputed: self = .disputed
        case .disputeAnswered: self = .disputeAnswered
        case .reversed: self = .reversed
        case .resolved: self = .resolved
        case .reopened: self = .reopened
        case .noFurtherRequest: self = .noFurtherRequest
        case .objected: self = .objected
        case .objectionAnswered: self = .objectionAnswered
        case .closed: self = .closed
        case .merged: self = .merged
        case .unmerged: self = .unmerged
        case .absorbed: self = .absorbed
        case .released: self = .released
        case .split: self = .split
        case .linked: self = .linked
        case .rated: self = .rated
        case .markedNotInquiry: self = .markedNotInquiry
        case .agreementChosen: self = .agreementChosen
        case .warned: self = .warned
        case .broken: self = .broken
        case .lapsed: self = .lapsed
        case .deadlineMoved: self = .deadlineMoved
        case .erased: self = .erased
        case .confirmed: self = .confirmed
        }
    }
}
