import Agreements
import BusinessTime

extension Ticket {
    /// Whoever has the ticket, else the group that does.
    private var holder: Notice.Audience { assignee.map { .person($0) } ?? .group(group) }

    func notices(for fact: Fact.What) -> [Notice] {
        switch fact {
        case .received(let receipt): received(receipt)
        case .severitySet, .assigned, .escalated, .warned, .broken, .lapsed, .deadlineMoved: alarmed(fact)
        case .replied(let reply): message(reply.message, reply.displayed, .acknowledgment)
        case .customerReplied(let reply):
            reply.automatic ? [] : [Notice(.customerReplied(reply.message.id), to: holder, .acknowledgment)]
        case .deliveryFailed(let id, _, _): [Notice(.deliveryFailed(id), to: holder, .acknowledgment)]
        case .informationRequested(let request):
            message(request.message, request.displayed, .customerDuties, isRequired: true)
        case .informationProvided(let flagged):
            flagged ? [Notice(.informationClaimed, to: .managers, .customerDuties)] : []
        case .reminded(let count):
            [Notice(.reminder(count: count), to: .requester, .customerDuties, isRequired: true)]
        case .extended(let what): message(what.notice, what.displayed, .resolution, isRequired: true)
        case .extensionVoided(let number, _):
            [Notice(.extensionVoided(number: number), to: holder, .resolution)]
        // Of an event the customer is told once for all tickets.
        case .excluded(let what):
            what.event == nil
                ? [Notice(.exclusionProposed(number: what.number), to: .managers, .exclusions)] : []
        case .exclusionApproved(let number):
            exclusions.contains { $0.what.number == number && $0.what.event != nil }
                ? []
                : [Notice(.exclusionApproved(number: number), to: .requester, .exclusions, isRequired: true)]
        case .markedOutOfScope(_, let notice): message(notice, false, .outOfScope, isRequired: true)
        case .disputed(let mark, _): [Notice(.disputed(mark), to: .managers, mark.clause)]
        case .disputeAnswered(let mark, let upheld, _):
            [Notice(.disputeAnswered(mark, upheld: upheld), to: .requester, mark.clause, isRequired: true)]
        case .reversed(let mark, _):
            [Notice(.markReversed(mark), to: .requester, mark.clause, isRequired: true)]
        case .access(let fact): accessNotices(for: fact)
        case .reopened: [Notice(.reopened, to: holder, .resolution)]
        case .noFurtherRequest: [Notice(.noFurtherRequest, to: .requester, .resolution, isRequired: true)]
        case .objected: [Notice(.objected, to: .managers, .resolution)]
        case .objectionAnswered(let upheld, _):
            [Notice(.objectionAnswered(upheld: upheld), to: .requester, .resolution, isRequired: true)]
        case .closed(let reason): closed(reason)
        case .rated(let score, _):
            Self.lowScores.contains(score) && ratings.last?.wasLow != true
                ? [Notice(.ratedLow(score: score), to: .managers, .metrics)] : []
        case .identified, .classified, .acknowledged, .noted, .neededNoAnswer, .delivered, .extensionNotified,
            .exclusionRefused, .evidenceGiven, .separateAgreementBegun, .resolved, .merged, .unmerged,
            .absorbed, .released, .split,
            .linked,
            .markedNotInquiry, .agreementChosen, .erased, .confirmed:
            []
        }
    }

    /// Once for each promise, however often a breach lapses and comes back. A ticket that an agent opened has
    /// nobody who waits for what was promised.
    func breachMails(for fact: Fact.What) -> [Notice] {
        guard case .broken(let promise) = fact, alarms.breachCounts[promise] == 1, !receipt.openedByAgent
        else { return [] }
        return [Notice(.breachMail(promise), to: .requester, .escalation, isRequired: true)]
    }

    private func received(_ receipt: Receipt) -> [Notice] {
        if receipt.openedByAgent { return [Notice(.newTicket, to: .group(receipt.group), .acknowledgment)] }
        return [
            Notice(.receipt, to: .requester, .acknowledgment),
            Notice(.newTicket, to: .group(receipt.group), .acknowledgment),
        ]
    }

    private func message(
        _ message: Message.Reference, _ displayed: Bool, _ clause: Clause, isRequired: Bool = false
    ) -> [Notice] {
        displayed ? [] : [Notice(.message(message.id), to: .requester, clause, isRequired: isRequired)]
    }

    /// Silence and scope are told; that a window is over needs no mail.
    private func closed(_ reason: ClosingReason) -> [Notice] {
        switch reason {
        case .noAnswer: [Notice(.closing(reason), to: .requester, .customerDuties, isRequired: true)]
        case .outOfScope: [Notice(.closing(reason), to: .requester, .outOfScope, isRequired: true)]
        case .windowOver, .notInquiry: []
        }
    }

    private func alarmed(_ fact: Fact.What) -> [Notice] {
        switch fact {
        case .warned(let promise, let percent):
            return [Notice(.warning(promise, percent: percent), to: holder, promise.clause)]
        case .broken(let promise):
            return [
                Notice(.breach(promise), to: holder, promise.clause),
                Notice(.breach(promise), to: .managers, promise.clause),
            ]
        case .lapsed(let promise, _): return [Notice(.breachLapsed(promise), to: .managers, promise.clause)]
        case .escalated(let escalated):
            return [Notice(.escalation(to: escalated.to), to: .tier(escalated.to), .escalation)]
        case .assigned(let assignment):
            return assignment.person.map { [Notice(.assigned, to: .person($0), .escalation)] } ?? []
        case .severitySet(let severity, let reason):
            guard
                severityChanges.last(where: { $0.to == severity && $0.reason == reason })?.isReduction == true
            else { return [] }
            return [Notice(.severityReduced(to: severity), to: .requester, .severity, isRequired: true)]
        case .deadlineMoved(let promise, _, let to, _):
            return [Notice(.deadlineMoved(promise, to: to), to: holder, .supportHours)]
        default: return []
        }
    }
}
