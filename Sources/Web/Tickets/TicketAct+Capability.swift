import Operations

extension Fields {
    /// A reply that is to end the resolution clock, too.
    var resolves: Bool { self["then"] == "resolve" }
}

extension TicketAct {
    /// What it takes, told before anything that was sent is read.
    func capability(_ fields: Fields) -> Capability {
        switch self {
        case .noAnswerNeeded: .reply
        case .replies:
            if fields["visibility"] == "internal" { .note } else { fields.resolves ? .resolve : .reply }
        case .notes: .note
        case .acknowledgment: .acknowledge
        case .extensions: .extend
        case .exclusions, .evidence: .proposeExclusion
        case .escalations: .escalate
        case .assignment: .assign
        case .severity, .category: .setSeverity
        case .resolution: .resolve
        case .reopening, .thanks: .reopen
        case .informationRequests: .requestInformation
        case .exclusionDecisions: .approveExclusion
        case .outOfScope: .markOutOfScope
        case .identification, .agreement: .moveToOrganisation
        case .inquiryMark: .markNotInquiry
        case .disputes: .logDispute
        case .disputeAnswers, .objectionAnswers: .answerDispute
        case .reversals: fields["mark"] == "not-an-inquiry" ? .markNotInquiry : .approveExclusion
        case .accesses, .accessEndings: .giveAccess
        case .accessUses: .useAccess
        case .merger, .mergerReversal, .links: .merge
        case .splitting: .split
        case .followers, .followerRemovals: .follow
        case .recalls, .draftRemovals: .reply
        }
    }
}
