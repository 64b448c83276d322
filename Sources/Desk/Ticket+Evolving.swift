import Agreements

/// The ticket after one more fact: total, and the only way a ticket changes.
///
/// A ticket's stream begins with `received`; facts before it are a broken store.
public func evolve(_ ticket: Ticket?, _ fact: Fact, id: Ticket.ID) -> Ticket {
    guard let ticket else {
        guard case .received(let receipt) = fact.what else {
            preconditionFailure("the first fact of a ticket is its receipt")
        }
        return Ticket(id: id, receipt: receipt, fact: fact)
    }
    return evolve(ticket, fact)
}

/// The ticket after one more fact.
public func evolve(_ ticket: Ticket, _ fact: Fact) -> Ticket {
    var next = ticket
    next.append(fact)
    return next
}

extension Ticket {
    /// Replays a whole stream; nil unless it begins with a receipt.
    public init?(id: ID, facts: some Sequence<Fact>) {
        var ticket: Ticket?
        for fact in facts {
            if ticket == nil {
                guard case .received = fact.what else { return nil }
            }
            ticket = evolve(ticket, fact, id: id)
        }
        guard let ticket else { return nil }
        self = ticket
    }

    mutating func append(_ fact: Fact) {
        factCount += 1
        lastRecorded = max(lastRecorded, fact.recorded)
        let moment = Moment(number: factCount, happened: fact.happened, recorded: fact.recorded)
        if moment.isLate, fact.by != .desk { lateFacts.append(moment) }
        apply(fact.what, Occurrence(by: fact.by, moment: moment))
        hear(fact, number: factCount)
    }

    /// The receipt made the ticket; for what needs no answer see `hear`.
    private mutating func apply(_ what: Fact.What, _ at: Occurrence) {
        switch what {
        case .received, .noted, .split, .deadlineMoved, .neededNoAnswer: break
        case .identified(let identification): identified(identification, at)
        case .classified(let category): self.category = category
        case .severitySet(let severity, let reason): severitySet(severity, reason, at)
        case .assigned(let assignment): assigned(assignment)
        case .escalated(let escalation): escalated(escalation)
        case .acknowledged(let message): acknowledged(by: message, at)
        case .replied(let reply): replied(reply, at)
        case .customerReplied(let reply): customerReplied(reply, at)
        case .delivered(let message): delivered(message, at)
        case .deliveryFailed(let message, let reason, _): deliveryFailed(message, reason)
        case .informationRequested(let request): informationRequested(request, at)
        case .informationProvided: endWaits(at: at.moment.against)
        case .reminded: reminded(at)
        case .extended(let added): extended(added, at)
        case .extensionNotified(let number): extensionNotified(number, at)
        case .extensionVoided(let number, let reason): extensionVoided(number, reason, at)
        case .excluded(let exclusion): exclusions.append(ExcludedSpan(what: exclusion, proposedBy: at.by))
        case .evidenceGiven(let number, let file): evidenceGiven(number, file)
        case .exclusionApproved(let number): exclusionApproved(number, at)
        case .exclusionRefused(let number, let reason): exclusionRefused(number, reason)
        case .separateAgreementBegun(let name): separateAgreements.append(name)
        case .markedOutOfScope(let reason, let notice): markedOutOfScope(reason, notice, at)
        case .disputed(let mark, let reason): disputed(mark, reason, at)
        case .disputeAnswered(let mark, let upheld, let reason): disputeAnswered(mark, upheld, reason, at)
        case .reversed(let mark, _): undo(mark)
        case .resolved(let message, let kind): resolved(message, kind, at)
        case .reopened: reopened(at)
        case .noFurtherRequest: cancelReopening(at)
        case .objected(let reason): objected(reason, at)
        case .objectionAnswered(let upheld, let reason): objectionAnswered(upheld, reason, at)
        case .closed(let reason): closed(reason, at)
        case .access(let fact): apply(fact, at)
        case .merged(let other): merged(into: other, at)
        case .unmerged: unmerged()
        case .absorbed(let other): absorbed.append(other)
        case .released(let other): absorbed.removeAll { $0 == other }
        case .linked(let other, _): links.append(other)
        case .rated(let score, let comment): rated(score, comment, at)
        case .markedNotInquiry(let reason): markedNotInquiry(reason, at)
        case .agreementChosen(let version, _): pin(.version(version))
        case .warned(let promise, let percent): warned(promise, percent)
        case .broken(let promise): broken(promise, at)
        case .lapsed(let promise, let date): lapsed(Breach(promise: promise, at: date))
        case .erased(let person): erased.append(person)
        case .confirmed(let fact): confirmed(fact)
        }
    }
}

extension Ticket {
    private mutating func broken(_ promise: Promise, _ at: Occurrence) {
        alarms.breaches.append(Breach(promise: promise, at: at.moment.happened))
        alarms.breachCounts[promise, default: 0] += 1
    }
}

/// Who did a fact, and when.
struct Occurrence {
    let by: Actor
    let moment: Moment
}
