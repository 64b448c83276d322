import Agreements
import BusinessTime
import Desk

// What each fact does to the promises; the other kinds do nothing to them.
extension SlowTicket {
    mutating func read(_ fact: Fact) {
        number += 1
        let at = Moment(
            number: number, happened: Int(fact.happened.seconds), recorded: Int(fact.recorded.seconds))
        if at.recorded - at.happened > 300, fact.by != .desk { late.append(at) }
        switch fact.what {
        case .identified(let found): pin(found.pinning)
        case .agreementChosen(let version, _): pin(.version(version))
        case .severitySet(let severity, _):
            let now = changes.last { !$0.isUndone }?.to ?? firstSeverity
            changes.append(Change(from: now, to: severity, moment: at))
        case .broken(let promise): fallen.append(Fallen(promise: promise, at: at.happened))
        case .lapsed(let promise, let date):
            fallen.removeAll { $0 == Fallen(promise: promise, at: Int(date.seconds)) }
        case .confirmed(let number): confirm(number)
        case .merged:
            merger = Merger(factsBefore: number - 1, acknowledged: acknowledged, resolutions: resolutions)
        case .unmerged: takeApart()
        default:
            readMessage(fact.what, at)
            readMark(fact.what, at)
            readResolution(fact.what, at)
        }
    }

    private mutating func readMessage(_ what: Fact.What, _ at: Moment) {
        switch what {
        case .acknowledged: acknowledged = acknowledged ?? at
        case .replied(let reply): send(reply.message, reply.acknowledges, shown: reply.displayed, at)
        case .delivered(let message): deliver(message, at)
        case .customerReplied(let reply): if !reply.automatic { endWaits(at.happened) }
        case .informationRequested(let request):
            waits.append(Wait(message: request.message.id))
            send(request.message, true, shown: request.displayed, at)
        case .informationProvided: endWaits(at.happened)
        case .extended(let added):
            longer.append(
                Longer(number: added.number, notice: added.notice.id, added: Int(added.added.count)))
            send(added.notice, true, shown: added.displayed, at)
        case .extensionNotified(let number):
            for index in longer.indices where longer[index].number == number {
                if longer[index].notified == nil, longer[index].void == nil { longer[index].notified = at }
            }
        case .extensionVoided(let number, _):
            for index in longer.indices where longer[index].number == number {
                longer[index].void = longer[index].void ?? at
            }
        default: break
        }
    }

    private mutating func readMark(_ what: Fact.What, _ at: Moment) {
        switch what {
        case .excluded(let new):
            let span = SlowPause(from: Int(new.span.from.seconds), to: Int(new.span.to.seconds))
            excluded.append(Excluded(number: new.number, span: span))
        case .exclusionApproved(let number):
            for index in excluded.indices where excluded[index].number == number {
                excluded[index].isApproved = true
            }
        case .markedOutOfScope(_, let notice):
            outOfScopeSince = at.helping
            send(notice, true, shown: false, at)
            leaveWaits(at.helping)
        case .markedNotInquiry:
            isNoInquiry = true
            leaveWaits(at.helping)
        case .disputeAnswered(let mark, let upheld, _): if upheld { undo(mark) }
        case .reversed(let mark, _): undo(mark)
        default: break
        }
    }

    private mutating func readResolution(_ what: Fact.What, _ at: Moment) {
        switch what {
        case .resolved(let message, _):
            if standing != nil { return }
            resolutions.append(Resolved(message: message, moment: at))
            leaveWaits(at.helping)
        case .reopened:
            if closed?.reason == .noAnswer || closed?.reason == .windowOver { closed = nil }
            guard let last = standing, let index = resolutions.indices.last else { return }
            resolutions[index].reopened = (max(at.happened, resolvedAt(last)), at.number)
            resolutions[index].isReopeningVoid = false
        case .noFurtherRequest:
            guard let index = resolutions.indices.last, resolutions[index].reopened != nil else { return }
            resolutions[index].isReopeningVoid = true
            leaveWaits(at.recorded)
        case .objected:
            guard let index = resolutions.indices.last else { return }
            if resolutions[index].isReopeningVoid {
                resolutions[index].isReopeningVoid = false
                closed = nil
            } else {
                resolutions[index].isObjected = true
                resolutions[index].isObjectionOpen = true
            }
        case .objectionAnswered(let upheld, _):
            guard let index = resolutions.lastIndex(where: \.isObjectionOpen) else { return }
            resolutions[index].isObjectionOpen = false
            resolutions[index].isOverruled = upheld
        case .closed(let reason): closed = closed ?? (reason, at.happened)
        default: break
        }
    }

    private mutating func send(
        _ message: Message.Reference, _ acknowledges: Bool, shown: Bool, _ at: Moment
    ) {
        sent.append(Sent(number: at.number, message: message, acknowledges: acknowledges))
        if shown { deliver(message.id, at) }
    }

    private mutating func deliver(_ message: Message.ID, _ at: Moment) {
        guard let index = sent.firstIndex(where: { $0.message.id == message && $0.delivered == nil }) else {
            return
        }
        sent[index].delivered = at
        for index in waits.indices where waits[index].message == message && waits[index].ends == nil {
            waits[index].accepted = waits[index].accepted ?? at
        }
    }

    /// The customer answered: what runs by then ends, or ends earlier.
    private mutating func endWaits(_ instant: Int) {
        for index in waits.indices {
            guard let from = waits[index].from else { continue }
            waits[index].ends = min(waits[index].ends ?? .max, max(from, instant))
        }
    }

    /// What made them idle ends them, those still on their way too.
    private mutating func leaveWaits(_ instant: Int) {
        for index in waits.indices where waits[index].ends == nil {
            waits[index].ends = max(waits[index].from ?? instant, instant)
        }
    }

    private mutating func undo(_ mark: Mark) {
        switch mark {
        case .exclusion(let number):
            for index in excluded.indices where excluded[index].number == number {
                excluded[index].isUndone = true
            }
        case .outOfScope:
            outOfScopeSince = nil
            if closed?.reason == .outOfScope { closed = nil }
        case .notInquiry:
            isNoInquiry = false
            if closed?.reason == .notInquiry { closed = nil }
        case .severityReduction:
            guard let index = changes.lastIndex(where: { !$0.isUndone && $0.to < $0.from }) else { return }
            changes[index].isUndone = true
        }
    }

    /// What fell and was not done by then stays fallen under any other version.
    private mutating func pin(_ next: Pinning) {
        if next == pinning { return }
        pinning = next
        for one in fallen where !held.contains(one) {
            let done = one.promise == .acknowledgment ? acknowledged?.helping : standing.map(resolvedAt)
            if let done, done <= one.at { continue }
            held.append(one)
        }
    }

    private mutating func confirm(_ number: Int) {
        guard let fact = late.first(where: { $0.number == number }) else { return }
        func confirmed(_ moment: Moment?) -> Moment? {
            guard var moment, moment.happened == fact.happened, moment.recorded == fact.recorded else {
                return moment
            }
            moment.isConfirmed = true
            return moment
        }
        acknowledged = confirmed(acknowledged)
        for index in sent.indices { sent[index].delivered = confirmed(sent[index].delivered) }
        for index in waits.indices { waits[index].accepted = confirmed(waits[index].accepted) }
        for index in longer.indices { longer[index].notified = confirmed(longer[index].notified) }
        for index in resolutions.indices {
            resolutions[index].moment = confirmed(resolutions[index].moment) ?? resolutions[index].moment
        }
    }

    /// A merge undone: what the other ticket's answers did meanwhile is gone, what was sent before it stays.
    private mutating func takeApart() {
        guard let merger else { return }
        self.merger = nil
        let own = sent.filter { $0.number <= merger.factsBefore }
        let answers = own.filter(\.acknowledges).compactMap(\.delivered)
        acknowledged = merger.acknowledged ?? answers.min { $0.helping < $1.helping }
        let since = resolutions.dropFirst(merger.resolutions.count)
        resolutions = merger.resolutions + since.filter { one in own.contains { $0.message == one.message } }
    }
}
