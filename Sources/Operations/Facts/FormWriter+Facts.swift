import Agreements
import BusinessTime
import Desk

extension FormWriter {
    mutating func actor(_ key: StaticString, _ actor: Actor) {
        object(key) { w in
            switch actor {
            case .agent(let id): w.object("agent") { $0.number("_0", id.rawValue) }
            case .contact(let id): w.object("contact") { $0.number("_0", id.rawValue) }
            case .program(let name): w.object("program") { $0.text("_0", name) }
            case .desk: w.object("desk") { _ in }
            }
        }
    }

    mutating func what(_ key: StaticString, _ what: Fact.What) {
        object(key) { w in
            w.name(what.kind.rawValue)
            w.object { $0.values(of: what) }
        }
    }

    private mutating func values(of what: Fact.What) {
        switch what {
        case .received(let receipt): object("_0") { $0.receipt(receipt) }
        case .identified(let found): object("_0") { $0.identification(found) }
        case .classified(let category): text("category", category)
        case .severitySet(let severity, let reason): values(severity.rawValue, reason: reason)
        case .assigned(let assignment): object("_0") { $0.assignment(assignment) }
        case .escalated(let escalated): object("_0") { $0.escalated(escalated) }
        case .acknowledged(let message): reference("by", message)
        case .replied(let reply): object("_0") { $0.reply(reply) }
        case .customerReplied(let reply): object("_0") { $0.customerReply(reply) }
        case .noted(let message): reference("_0", message)
        case .delivered(let message): number("_0", message.rawValue)
        case .deliveryFailed(let message, let reason, let ours): failure(message, reason, ours: ours)
        case .informationRequested(let request): object("_0") { $0.request(request) }
        case .informationProvided(let flagged): truth("flagged", flagged)
        case .reminded(let count): number("count", Int64(count))
        case .extended(let more): object("_0") { $0.lengthening(more) }
        case .excluded(let exclusion): object("_0") { $0.exclusion(exclusion) }
        case .evidenceGiven(let number, let file): values(file, exclusion: number)
        case .extensionNotified(let number), .exclusionApproved(let number): values(number)
        case .extensionVoided(let number, let reason), .exclusionRefused(let number, let reason):
            values(number, reason)
        case .separateAgreementBegun(let name): text("agreement", name)
        case .markedOutOfScope(let reason, let notice): values(notice: notice, reason)
        case .disputed(let mark, let reason), .reversed(let mark, let reason): values(mark, reason)
        case .disputeAnswered(let mark, let upheld, let reason): values(mark, reason, upheld: upheld)
        case .objectionAnswered(let upheld, let reason): values(nil, reason, upheld: upheld)
        case .resolved(let message, let kind): values(message, kind)
        case .reopened(let message): number("by", message?.rawValue)
        case .noFurtherRequest, .neededNoAnswer, .unmerged: break
        case .objected(let reason), .markedNotInquiry(let reason): words("reason", reason)
        case .closed(let reason): text("reason", reason.rawValue)
        case .rated(let score, let comment): values(score: score, comment)
        case .access(let fact): access(fact)
        case .merged(let other): number("into", other.rawValue)
        case .absorbed(let other), .released(let other): number("_0", other.rawValue)
        case .split(let other, let message): values(into: other, message)
        case .linked(let other, let reason): values(other, reason)
        case .agreementChosen(let version, let reason): values(version, reason)
        case .warned(let promise, let percent): values(promise, percent: percent)
        case .broken(let promise): text("_0", promise.rawValue)
        case .lapsed(let promise, let at): values(promise, at: at)
        case .deadlineMoved(let promise, let from, let to, let zone): values(promise, from, to, zone)
        case .erased(let person): number("_0", person.rawValue)
        case .confirmed(let fact): number("fact", Int64(fact))
        }
    }
}

// Cases with several values, in the order of their keys.
extension FormWriter {
    private mutating func values(_ word: String, reason: String?) {
        text("_0", word)
        words("reason", reason)
    }

    private mutating func failure(_ message: Message.ID, _ reason: String, ours: Bool) {
        number("_0", message.rawValue)
        truth("ours", ours)
        words("reason", reason)
    }

    private mutating func values(_ number: Int, _ reason: String? = nil) {
        self.number("number", Int64(number))
        words("reason", reason)
    }

    private mutating func values(_ file: Evidence, exclusion: Int) {
        object("_0") { $0.evidence(file) }
        number("exclusion", Int64(exclusion))
    }

    private mutating func values(notice: Message.Reference, _ reason: String) {
        reference("notice", notice)
        words("reason", reason)
    }

    private mutating func values(_ mark: Mark?, _ reason: String, upheld: Bool? = nil) {
        if let mark { self.mark(mark) }
        words("reason", reason)
        if let upheld { truth("upheld", upheld) }
    }

    private mutating func values(_ message: Message.Reference, _ kind: ResolutionKind) {
        reference("_0", message)
        text("kind", kind.rawValue)
    }

    private mutating func values(score: Int, _ comment: Message.Reference?) {
        reference("comment", comment)
        number("score", Int64(score))
    }

    private mutating func values(into other: Ticket.ID, _ message: Message.ID) {
        number("into", other.rawValue)
        number("message", message.rawValue)
    }

    private mutating func values(_ other: Ticket.ID, _ reason: String) {
        number("_0", other.rawValue)
        words("reason", reason)
    }

    private mutating func values(_ version: AgreementVersion, _ reason: String) {
        object("_0") { $0.version(version) }
        words("reason", reason)
    }

    private mutating func values(_ promise: Promise, percent: Int) {
        text("_0", promise.rawValue)
        number("percent", Int64(percent))
    }

    private mutating func values(_ promise: Promise, at instant: Instant) {
        text("_0", promise.rawValue)
        number("at", instant.seconds)
    }

    private mutating func values(_ promise: Promise, _ from: Instant, _ to: Instant, _ zone: String) {
        text("_0", promise.rawValue)
        number("from", from.seconds)
        number("to", to.seconds)
        text("zoneVersion", zone)
    }
}
