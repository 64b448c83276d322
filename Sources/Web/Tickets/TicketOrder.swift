import Agreements
import BusinessTime
import Desk
import Operations
import Storage

/// What a form or a program asks of a ticket, read from its fields.
enum TicketOrder: Sendable {
    case answer(Answer, text: String, Enclosure)
    case act(Command.What)
    case exclude(Exclusion, [GivenFile])
    case giveEvidence(exclusion: Int, [GivenFile])
    case dispute(Mark, reason: String)
    case giveAccess(AccessWish)
    case useAccess(Int, purpose: String, at: Instant?)
    case endAccess(Int, reason: String)
    case identify(customer: String, contact: String)
    /// Said in the chat while the visitor is there, else by mail; once under its key.
    case say(String, key: String)
    case merge(into: Ticket.ID)
    case unmerge
    case split([Desk.Message.ID])
    case link(Ticket.ID, reason: String)
    case follow(String)
    case unfollow(String)
    /// Takes back an answer that waits, by its number; and lets go of one that came back.
    case recall(Int64)
    case discard(Int64)

    init(
        _ act: TicketAct, _ fields: Fields, _ sight: TicketSight, files: [GivenFile] = []
    ) throws(Desk.Refusal) {
        let reason = fields["reason"]
        switch act {
        case .replies, .notes, .acknowledgment, .resolution, .informationRequests, .extensions, .outOfScope:
            self = try Self.answering(act, fields, files)
        case .exclusions: self = .exclude(try Self.exclusion(fields, sight), files)
        case .evidence: self = .giveEvidence(exclusion: try Self.number(fields, "number"), files)
        case .disputes, .disputeAnswers, .reversals: self = try Self.about(act, fields)
        case .accesses, .accessUses, .accessEndings: self = try Self.access(act, fields, sight)
        case .exclusionDecisions: self = .act(try Self.decision(fields))
        case .escalations:
            guard let tier = TierLevel(rawValue: try Self.number(fields, "tier")) else {
                throw Self.unknown("tier", fields, TierLevel.allCases.map { String($0.rawValue) })
            }
            self = .act(.escalate(to: tier, reason: reason))
        case .assignment: self = .act(.assign(try Assignment(fields, sight)))
        case .severity:
            guard let severity = Severity(rawValue: fields["severity"]) else {
                throw Self.unknown("severity", fields, Severity.allCases.map(\.rawValue))
            }
            self = .act(.setSeverity(severity, reason: reason.isEmpty ? nil : reason))
        case .reopening: self = .act(.reopen(reason: reason))
        case .thanks: self = .act(.noFurtherRequest)
        case .noAnswerNeeded: self = .act(.needNoAnswer)
        case .objectionAnswers:
            self = .act(.answerObjection(upheld: try Self.isUpheld(fields), reason: reason))
        case .identification: self = .identify(customer: fields["customer"], contact: fields["contact"])
        case .agreement: self = .act(.chooseAgreement(try Self.version(fields), reason: reason))
        case .category: self = .act(.classify(category: fields["category"]))
        case .merger: self = .merge(into: try Self.ticket(fields, "into"))
        case .mergerReversal: self = .unmerge
        case .splitting: self = .split(try Self.messages(fields))
        case .links: self = .link(try Self.ticket(fields, "ticket"), reason: reason)
        case .followers: self = .follow(fields["address"])
        case .followerRemovals: self = .unfollow(fields["address"])
        case .recalls: self = .recall(Int64(try Self.number(fields, "number")))
        case .draftRemovals: self = .discard(Int64(try Self.number(fields, "number")))
        case .inquiryMark: self = .act(try Self.inquiryMark(fields))
        }
    }

    private static func exclusion(_ fields: Fields, _ sight: TicketSight) throws(Desk.Refusal) -> Exclusion {
        let from = try sight.words.instant(of: "from", in: fields)
        let to = try sight.words.instant(of: "to", in: fields)
        guard from < to else {
            throw Desk.Refusal(
                "span-backwards", clause: .exclusions, field: "to", "The span ends before it begins.",
                remedy: "Give the later time as its end.")
        }
        return Exclusion(
            number: 0, span: Span(from: from, to: to), ground: fields["ground"], reason: fields["reason"])
    }

    private static func decision(_ fields: Fields) throws(Desk.Refusal) -> Command.What {
        let number = try number(fields, "number")
        switch fields["decision"] {
        case "approve": return .approveExclusion(number: number)
        case "refuse": return .refuseExclusion(number: number, reason: fields["reason"])
        default: throw unknown("decision", fields, ["approve", "refuse"])
        }
    }

    /// As it is printed: "acme v2".
    private static func version(_ fields: Fields) throws(Desk.Refusal) -> AgreementVersion {
        let words = fields["agreement"].split(separator: " ")
        guard words.count == 2, words[1].first == "v", let number = Int(words[1].dropFirst()) else {
            throw Desk.Refusal(
                "agreement-missing", clause: .head, field: "agreement",
                "\"\(fields["agreement"].prefix(64))\" names no version of an agreement.",
                remedy: "Name one that was in force at the receipt, for example \"acme v1\".")
        }
        return AgreementVersion(agreement: String(words[0]), number: number)
    }

    private static func inquiryMark(_ fields: Fields) throws(Desk.Refusal) -> Command.What {
        switch fields["inquiry"] {
        case "no": return .markNotInquiry(reason: fields["reason"])
        case "yes": return .reverse(.notInquiry, reason: fields["reason"])
        default: throw unknown("inquiry", fields, ["no", "yes"])
        }
    }

    static func number(_ fields: Fields, _ name: String) throws(Desk.Refusal) -> Int {
        if let number = Int(fields[name]) { return number }
        throw Desk.Refusal(
            "bad-number", field: name, "\"\(fields[name].prefix(64))\" is no whole number.",
            remedy: "Write it in digits.")
    }

    static func unknown(_ name: String, _ fields: Fields, _ known: [String]) -> Desk.Refusal {
        Desk.Refusal(
            "\(name)-unknown", field: name, "There is no \(name) \"\(fields[name].prefix(64))\".",
            remedy: "Choose one of: \(known.joined(separator: ", ")).")
    }
}
