import Agreements
import BusinessTime
import Desk

/// What happens next in a seeded ticket.
struct DeskChoice {
    var random: SplitMix64
    let agreements: [PinnedTerms]
    var terms: PinnedTerms?
    private var texts: Int64 = 0

    init(random: SplitMix64, agreements: [PinnedTerms]) {
        self.random = random
        self.agreements = agreements
    }

    mutating func text() -> Message.Reference {
        texts += 1
        return Cast.text(texts)
    }

    mutating func receipt() -> Receipt {
        let severities = Severity.allCases
        return Receipt(
            requester: Person.ID(11), organisation: Cast.acme, message: text(),
            pinning: .version(agreements[0].version), severity: random.one(of: severities),
            category: "technical", tier: .tier1, group: "Front desk")
    }

    /// Wall seconds to the next command: moments, hours or days.
    mutating func gap() -> Int64 {
        switch random.number(0...9) {
        case 0...3: Int64(random.number(0...900))
        case 4...7: Int64(random.number(600...28_000))
        default: Int64(random.number(28_000...500_000))
        }
    }

    mutating func command(_ ticket: Ticket, now: Instant) -> Command {
        let what = what(ticket, now: now)
        var command = Command(what, by: actor(what), way: .portal)
        // One in eight is logged afterwards.
        if random.once(in: 8), what != .wake {
            command.happened = now.advanced(by: -Int64(random.number(0...20_000)))
        }
        return command
    }

    private mutating func actor(_ what: Command.What) -> Actor {
        if what == .wake { return .desk }
        if random.once(in: 20) { return random.one(of: [Cast.robot, .desk, Cast.carla, Cast.ana]) }
        switch what {
        case .customerReply, .provideInformation, .dispute, .object, .rate, .confirm: return Cast.carla
        case .messageAccepted, .messageFailed, .absorb, .release, .moveDeadlines: return .desk
        default: return random.one(of: [Cast.ana, Cast.ben, Cast.eva])
        }
    }

    private mutating func what(_ ticket: Ticket, now: Instant) -> Command.What {
        switch random.number(0...5) {
        case 0: .wake
        case 1, 2: conversation(ticket)
        case 3: clockwork(ticket, now: now)
        case 4: decision(ticket)
        default: bookkeeping(ticket, now: now)
        }
    }

    private mutating func conversation(_ ticket: Ticket) -> Command.What {
        let shown = random.once(in: 3)
        let pending = ticket.sent.last { $0.delivered == nil }?.message.id
        switch random.number(0...11) {
        case 0: return .acknowledge(text(), displayed: shown)
        case 1: return .converse(text())
        case 2: return .reply(text(), displayed: shown)
        case 3, 4, 5: return .messageAccepted(pending ?? Message.ID(9_999))
        case 6:
            let sent = ticket.sent.last?.message.id
            return .messageFailed(sent ?? Message.ID(9_999), reason: "mailbox full", ours: shown)
        case 7, 8: return .customerReply(CustomerReply(message: text(), automatic: random.once(in: 4)))
        case 9: return .resolve(text(), kind: random.one(of: ResolutionKind.allCases), displayed: shown)
        case 10: return shown ? .needNoAnswer : .provideInformation
        default: return .note(text())
        }
    }

    private mutating func clockwork(_ ticket: Ticket, now: Instant) -> Command.What {
        let shown = random.once(in: 2)
        switch random.number(0...7) {
        case 0, 1:
            return .requestInformation(
                InformationRequest(missing: ["the log file"], message: text(), displayed: shown))
        case 2, 3:
            let ground = terms?.terms.resolve.extensions.grounds.first ?? ""
            let added = BusinessSeconds(Int64(random.number(-10...80_000)))
            return .extend(
                ground: ground, reason: "a part is missing", by: added, notice: text(), displayed: shown)
        case 4, 5:
            let severity = random.one(of: Severity.allCases)
            return .setSeverity(severity, reason: random.once(in: 5) ? nil : "seen again")
        case 6: return exclusion(ticket, now: now)
        default: return .escalate(to: random.one(of: TierLevel.allCases), reason: "needs a specialist")
        }
    }

    private mutating func exclusion(_ ticket: Ticket, now: Instant) -> Command.What {
        let file = Evidence(
            name: "report.pdf", digest: "ab12", size: 9, mediaType: "application/pdf", by: Person.ID(1),
            at: now)
        let (ground, reason) = ("Third party", "the carrier was down")
        switch random.number(0...4) {
        case 0: return .giveEvidence(exclusion: max(ticket.exclusions.count, 1), [file])
        case 1:
            let event = ExclusionEvent.ID(Int64(random.number(1...3)))
            return .excludeEvent(
                EventExclusion(
                    event: event, span: span(ticket, now: now), ground: ground, reason: reason,
                    evidence: [file], proposedBy: Cast.ana, proposedAt: now))
        default: return .exclude(span(ticket, now: now), ground: ground, reason: reason, evidence: [file])
        }
    }

    private mutating func span(_ ticket: Ticket, now: Instant) -> Span {
        let from = ticket.receivedAt.advanced(by: Int64(random.number(0...200_000)))
        let to = min(now, from.advanced(by: Int64(random.number(0...90_000))))
        return Span(from: min(from, to), to: to)
    }

    private mutating func decision(_ ticket: Ticket) -> Command.What {
        let number = max(ticket.exclusions.count, 1)
        let marks: [Mark] = [.exclusion(number: number), .outOfScope, .notInquiry, .severityReduction]
        let mark = ticket.pendingDisputes.first ?? random.one(of: marks)
        let yes = random.once(in: 2)
        switch random.number(0...12) {
        case 0, 1: return .approveExclusion(number: number)
        case 2: return .refuseExclusion(number: number, reason: "our own fault")
        case 3:
            if ticket.outOfScopeMark != nil { return .beginSeparateAgreement("acme-custom") }
            return .markOutOfScope(reason: "custom work", notice: text())
        case 4: return .markNotInquiry(reason: "an advertisement")
        case 5, 6: return .dispute(random.one(of: marks), reason: "we see it otherwise")
        case 7, 8: return .answerDispute(mark, upheld: yes, reason: "looked at again")
        case 9: return .reverse(random.one(of: marks), reason: "a mistake")
        case 10: return .reopen(reason: "not yet right")
        case 11: return yes ? .noFurtherRequest : .object(reason: "it still fails")
        default: return .answerObjection(upheld: yes, reason: "looked at again")
        }
    }

    private mutating func bookkeeping(_ ticket: Ticket, now: Instant) -> Command.What {
        let other = Ticket.ID(Int64(random.number(2...4)))
        let version = AgreementVersion(agreement: "acme", number: random.number(1...3))
        switch random.number(0...17) {
        case 0: return .classify(category: random.one(of: ["usage", "account", "poetry"]))
        case 1: return .assign(Assignment(person: Person.ID(2), group: "Front desk"))
        case 2: return .merge(into: other)
        case 3: return .unmerge
        case 4: return .absorb(other)
        case 5: return .release(ticket.absorbed.last ?? other)
        case 6: return .split(into: other, message: ticket.heard.last?.message ?? Message.ID(1))
        case 7: return .link(other, reason: "the same cause")
        case 8: return .rate(score: random.number(0...6), comment: nil)
        case 9: return .erase(Person.ID(11))
        case 10: return .chooseAgreement(version, reason: "the contact named it")
        case 11:
            return .identify(
                Identification(requester: Person.ID(11), organisation: Cast.acme, pinning: .version(version)))
        case 12, 13: return .confirm(fact: ticket.lateFacts.last?.number ?? 1)
        case 14, 15, 16: return .access(access(ticket, now: now))
        default:
            return .moveDeadlines(zoneVersion: "2026c", before: [.acknowledgment: now, .resolution: now])
        }
    }

    private mutating func access(_ ticket: Ticket, now: Instant) -> AccessOrder {
        let number = max(ticket.accesses.count, 1)
        switch random.number(0...3) {
        case 0, 1:
            let until = now.advanced(by: Int64(random.number(1...900_000)))
            return .give(
                AccessGrant(
                    system: "the shop", purpose: "to see the fault",
                    users: AccessUsers(people: [Person.ID(1)], group: "Senior support"),
                    span: Span(from: now, to: until), contact: Person.ID(11), said: .phone))
        case 2: return .use(grant: number, purpose: "read the log", groups: ["Front desk"])
        default: return .end(grant: number, reason: "found it")
        }
    }
}
