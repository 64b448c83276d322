import Agreements
import BusinessTime

// Clause C.2, and messages that are no inquiry.
extension Ticket {
    /// Ends the clocks from then on, with reason and notice.
    func markOutOfScope(
        _ reason: String, _ notice: Message.Reference, _ act: Act
    ) throws(Refusal) -> [Fact] {
        try act.requireAgent(.outOfScope, "mark a ticket out of scope")
        try requireNotMerged("be marked out of scope")
        try requireActive("be marked out of scope")
        try act.require(reason: reason, .outOfScope)
        return [act.fact(.markedOutOfScope(reason: reason, notice: notice))]
    }

    /// What is out of scope is offered an agreement of its own.
    func beginSeparateAgreement(_ name: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.outOfScope, "begin a separate agreement")
        guard outOfScopeMark != nil else {
            throw Refusal(
                "in-scope", clause: .outOfScope, "The ticket is not marked out of scope.",
                remedy: "Mark it first; what is in scope is covered by the agreement there is.")
        }
        if separateAgreements.contains(name) { return [] }
        return [act.fact(.separateAgreementBegun(name))]
    }

    func markNotInquiry(_ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        if act.isCustomer { try act.requireAgent(.inScope, "mark a ticket as no inquiry") }
        try act.require(reason: reason, .inScope)
        try requireNotClosed("be marked")
        if notInquiryMark != nil {
            throw Refusal(
                "already-marked", clause: .inScope, "The ticket is marked \"not an inquiry\" already.",
                remedy: "Reverse the mark if it is wrong.")
        }
        return [act.fact(.markedNotInquiry(reason: reason))]
    }

    mutating func markedOutOfScope(_ reason: String, _ notice: Message.Reference, _ at: Occurrence) {
        outOfScopeMark = Marking(reason: reason, by: at.by, at: at.moment.inFavour)
        send(notice, acknowledges: true, at)
        withdrawWaits(at: at.moment.inFavour)
    }

    mutating func markedNotInquiry(_ reason: String, _ at: Occurrence) {
        notInquiryMark = Marking(reason: reason, by: at.by, at: at.moment.inFavour)
        withdrawWaits(at: at.moment.inFavour)
    }
}
