import Agreements
import BusinessTime

// A merge joins the conversation, not the promises.
extension Ticket {
    func merge(into other: Ticket.ID, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.resolution, "merge tickets")
        try requireOther(other)
        try requireNotMerged("be merged again")
        try requireActive("be merged")
        return [act.fact(.merged(into: other))]
    }

    func unmerge(_ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.resolution, "undo a merge")
        guard merger != nil else {
            throw Refusal(
                "not-merged", "The ticket is not merged into another.", remedy: "There is nothing to undo.")
        }
        return [act.fact(.unmerged)]
    }

    func absorb(_ other: Ticket.ID, _ act: Act) throws(Refusal) -> [Fact] {
        try requireOther(other)
        try requireNotMerged("take another ticket in")
        try requireNotClosed("take another ticket in")
        if absorbed.contains(other) { return [] }
        return [act.fact(.absorbed(other))]
    }

    func release(_ other: Ticket.ID, _ act: Act) throws(Refusal) -> [Fact] {
        guard absorbed.contains(other) else {
            throw Refusal(
                "not-merged", "Ticket \(other) is not merged into this one.",
                remedy: "There is nothing to undo.")
        }
        return [act.fact(.released(other))]
    }

    func requireNotMerged(_ doing: String) throws(Refusal) {
        guard let merger else { return }
        throw Refusal(
            "merged", "The ticket is merged into \(merger.into): it can't \(doing).",
            remedy: "Do it in ticket \(merger.into), or undo the merge.")
    }

    func requireOther(_ other: Ticket.ID) throws(Refusal) {
        if other != id { return }
        throw Refusal(
            "same-ticket", field: "ticket", "That is this ticket itself.", remedy: "Name another ticket.")
    }

    mutating func merged(into other: Ticket.ID, _ at: Occurrence) {
        merger = Merger(
            into: other, at: at.moment.happened, factsBefore: factCount - 1,
            acknowledgmentBefore: acknowledgment, resolutionsBefore: resolutions)
    }

    /// What other tickets' answers fulfilled meanwhile is undone; what this ticket sent itself stays.
    mutating func unmerged() {
        guard let merger else { return }
        self.merger = nil
        let own = sent.filter { $0.number <= merger.factsBefore }
        acknowledgment = merger.acknowledgmentBefore ?? Ticket.acknowledgment(by: own)
        let later = resolutions.dropFirst(merger.resolutionsBefore.count)
        resolutions =
            merger.resolutionsBefore + later.filter { kept in own.contains { $0.message == kept.message } }
    }

    /// The first of these messages that reached the customer and was a named person's.
    private static func acknowledgment(by messages: [SentMessage]) -> Acknowledgment? {
        let delivered = messages.compactMap { message in
            message.acknowledges
                ? message.delivered.map {
                    Acknowledgment(message: message.message, by: message.by, moment: $0)
                }
                : nil
        }
        return delivered.min { $0.at < $1.at }
    }
}

extension Command.What {
    /// What the same act does to the tickets merged into the one it is done on: a public answer or resolution
    /// fulfils all, while requests, marks and severities stay with their own ticket.
    public var forAbsorbed: Command.What? {
        switch self {
        case .acknowledge(let message, let displayed): .reply(message, displayed: displayed)
        case .requestInformation(let request): .reply(request.message, displayed: request.displayed)
        case .extend(_, _, _, let notice, let displayed): .reply(notice, displayed: displayed)
        case .markOutOfScope(_, let notice): .reply(notice, displayed: false)
        case .converse, .reply, .customerReply, .messageAccepted, .messageFailed, .resolve: self
        case .reopen, .noFurtherRequest, .needNoAnswer: self
        case .receive, .identify, .chooseAgreement, .classify, .setSeverity, .assign, .escalate, .note,
            .provideInformation, .exclude, .excludeEvent, .giveEvidence,
            .beginSeparateAgreement, .approveExclusion, .refuseExclusion,
            .dispute, .answerDispute,
            .reverse, .object, .answerObjection, .merge, .unmerge, .absorb, .release, .split, .link, .rate,
            .markNotInquiry, .moveDeadlines, .erase, .confirm, .access, .wake:
            nil
        }
    }
}
