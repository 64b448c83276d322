extension Fact {
    /// Every kind of fact by its name in columns, forms and reports.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case received, identified, classified, severitySet, assigned, escalated, acknowledged, replied
        case customerReplied, noted, neededNoAnswer, delivered, deliveryFailed, informationRequested,
            informationProvided,
            reminded
        case extended, extensionNotified, extensionVoided, excluded, exclusionApproved, exclusionRefused
        case markedOutOfScope, disputed, disputeAnswered, reversed, resolved, reopened, noFurtherRequest,
            objected
        case evidenceGiven, separateAgreementBegun
        case objectionAnswered, closed, merged, unmerged, absorbed, released, split, linked, rated,
            markedNotInquiry
        case accessGiven, accessUsed, accessReminded, accessEnded
        case agreementChosen, warned, broken, lapsed, deadlineMoved, erased, confirmed
    }
}

extension Fact.What {
    public var kind: Fact.Kind {
        switch self {
        case .received: .received
        case .identified: .identified
        case .classified: .classified
        case .severitySet: .severitySet
        case .assigned: .assigned
        case .escalated: .escalated
        case .acknowledged: .acknowledged
        case .replied: .replied
        case .customerReplied: .customerReplied
        case .noted: .noted
        case .neededNoAnswer: .neededNoAnswer
        case .delivered: .delivered
        case .deliveryFailed: .deliveryFailed
        case .informationRequested: .informationRequested
        case .informationProvided: .informationProvided
        case .reminded: .reminded
        case .extended: .extended
        case .extensionNotified: .extensionNotified
        case .extensionVoided: .extensionVoided
        case .excluded: .excluded
        case .evidenceGiven: .evidenceGiven
        case .exclusionApproved: .exclusionApproved
        case .exclusionRefused: .exclusionRefused
        case .separateAgreementBegun: .separateAgreementBegun
        case .markedOutOfScope: .markedOutOfScope
        case .disputed: .disputed
        case .disputeAnswered: .disputeAnswered
        case .reversed: .reversed
        case .resolved: .resolved
        case .reopened: .reopened
        case .noFurtherRequest: .noFurtherRequest
        case .objected: .objected
        case .objectionAnswered: .objectionAnswered
        case .closed: .closed
        case .access(let fact): fact.kind
        case .merged: .merged
        case .unmerged: .unmerged
        case .absorbed: .absorbed
        case .released: .released
        case .split: .split
        case .linked: .linked
        case .rated: .rated
        case .markedNotInquiry: .markedNotInquiry
        case .agreementChosen: .agreementChosen
        case .warned: .warned
        case .broken: .broken
        case .lapsed: .lapsed
        case .deadlineMoved: .deadlineMoved
        case .erased: .erased
        case .confirmed: .confirmed
        }
    }
}

extension Fact.Kind {
    /// Whether a page of the portal can look otherwise after it. What only the desk knows is none of it.
    public var isForCustomers: Bool {
        switch self {
        case .noted, .neededNoAnswer, .escalated, .warned, .excluded, .exclusionRefused, .evidenceGiven,
            .linked,
            .separateAgreementBegun, .deliveryFailed:
            false
        default: true
        }
    }
}

extension Fact.Kind {
    /// A stored kind in words, of any stream: "severitySet" as "severity set".
    public static func words(named stored: String) -> String {
        stored.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
    }
}
