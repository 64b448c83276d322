import Agreements
import BusinessTime
import Desk

extension FormReader {
    mutating func actor(_ key: StaticString) throws -> Actor {
        try object(key) { r in
            let kind = try r.name()
            return try r.object { r in
                switch kind {
                case "agent": .agent(try r.id("_0"))
                case "contact": .contact(try r.id("_0"))
                case "program": .program(try r.text("_0"))
                case "desk": .desk
                default: throw r.unreadable("an actor")
                }
            }
        }
    }

    mutating func what(_ key: StaticString) throws -> Fact.What {
        try object(key) { r in
            guard let kind = Fact.Kind(rawValue: try r.name()) else { throw r.unreadable("a kind of fact") }
            return try r.object { try $0.values(of: kind) }
        }
    }

    private mutating func values(of kind: Fact.Kind) throws -> Fact.What {
        switch kind {
        case .received: .received(try object("_0") { try $0.receipt() })
        case .identified: .identified(try object("_0") { try $0.identification() })
        case .classified: .classified(category: try text("category"))
        case .severitySet: .severitySet(try word("_0"), reason: try wordsIfAny("reason"))
        case .assigned: .assigned(try object("_0") { try $0.assignment() })
        case .escalated: .escalated(try object("_0") { try $0.escalated() })
        case .acknowledged: .acknowledged(by: try referenceIfAny("by"))
        case .replied: .replied(try object("_0") { try $0.reply() })
        case .customerReplied: .customerReplied(try object("_0") { try $0.customerReply() })
        case .noted: .noted(try reference("_0"))
        case .neededNoAnswer: .neededNoAnswer
        case .delivered: .delivered(try id("_0"))
        case .deliveryFailed: try deliveryFailed()
        case .informationRequested: .informationRequested(try object("_0") { try $0.request() })
        case .informationProvided: .informationProvided(flagged: try truth("flagged"))
        case .reminded: .reminded(count: try count("count"))
        case .extended: .extended(try object("_0") { try $0.lengthening() })
        case .extensionNotified: .extensionNotified(number: try count("number"))
        case .extensionVoided: .extensionVoided(number: try count("number"), reason: try words("reason"))
        case .excluded, .evidenceGiven, .exclusionApproved, .exclusionRefused: try excluding(kind)
        case .separateAgreementBegun, .markedOutOfScope: try outOfScope(kind)
        case .disputed: .disputed(try mark(), reason: try words("reason"))
        case .disputeAnswered: try disputeAnswered()
        case .reversed: .reversed(try mark(), reason: try words("reason"))
        case .resolved: .resolved(try reference("_0"), kind: try word("kind"))
        case .reopened: .reopened(by: try idIfAny("by"))
        case .noFurtherRequest: .noFurtherRequest
        case .objected: .objected(reason: try words("reason"))
        case .objectionAnswered: try objectionAnswered()
        case .closed: .closed(reason: try word("reason"))
        case .accessGiven, .accessUsed, .accessReminded, .accessEnded: .access(try access(kind))
        case .merged: .merged(into: try id("into"))
        case .unmerged: .unmerged
        case .absorbed: .absorbed(try id("_0"))
        case .released: .released(try id("_0"))
        case .split: .split(into: try id("into"), message: try id("message"))
        case .linked: .linked(try id("_0"), reason: try words("reason"))
        case .rated: try rated()
        case .markedNotInquiry: .markedNotInquiry(reason: try words("reason"))
        case .agreementChosen: try agreementChosen()
        case .warned: .warned(try word("_0"), percent: try count("percent"))
        case .broken: .broken(try word("_0"))
        case .lapsed: .lapsed(try word("_0"), at: try instant("at"))
        case .deadlineMoved: try deadlineMoved()
        case .erased: .erased(try id("_0"))
        case .confirmed: .confirmed(fact: try count("fact"))
        }
    }
}

// Cases whose values stand in another order than their keys.
extension FormReader {
    private mutating func deliveryFailed() throws -> Fact.What {
        let message: Message.ID = try id("_0")
        let ours = try truth("ours")
        return .deliveryFailed(message, reason: try words("reason"), ours: ours)
    }

    private mutating func excluding(_ kind: Fact.Kind) throws -> Fact.What {
        switch kind {
        case .excluded: .excluded(try object("_0") { try $0.exclusion() })
        case .evidenceGiven: try evidenceGiven()
        case .exclusionApproved: .exclusionApproved(number: try count("number"))
        default: .exclusionRefused(number: try count("number"), reason: try words("reason"))
        }
    }

    private mutating func evidenceGiven() throws -> Fact.What {
        let file = try object("_0") { try $0.evidence() }
        return .evidenceGiven(exclusion: try count("exclusion"), file)
    }

    private mutating func agreementChosen() throws -> Fact.What {
        let version = try object("_0") { try $0.version() }
        return .agreementChosen(version, reason: try words("reason"))
    }

    private mutating func outOfScope(_ kind: Fact.Kind) throws -> Fact.What {
        if kind == .separateAgreementBegun { return .separateAgreementBegun(try text("agreement")) }
        let notice = try reference("notice")
        return .markedOutOfScope(reason: try words("reason"), notice: notice)
    }

    private mutating func disputeAnswered() throws -> Fact.What {
        let (mark, reason) = (try mark(), try words("reason"))
        return .disputeAnswered(mark, upheld: try truth("upheld"), reason: reason)
    }

    private mutating func objectionAnswered() throws -> Fact.What {
        let reason = try words("reason")
        return .objectionAnswered(upheld: try truth("upheld"), reason: reason)
    }

    private mutating func rated() throws -> Fact.What {
        let comment = try referenceIfAny("comment")
        return .rated(score: try count("score"), comment: comment)
    }

    private mutating func deadlineMoved() throws -> Fact.What {
        let (promise, from, to) = (try word("_0") as Promise, try instant("from"), try instant("to"))
        return .deadlineMoved(promise, from: from, to: to, zoneVersion: try text("zoneVersion"))
    }
}
