import Agreements
import Desk
import Operations
import Storage

// Disputes of marks and what becomes of them.
extension TicketOrder {
    static func about(_ act: TicketAct, _ fields: Fields) throws(Desk.Refusal) -> TicketOrder {
        guard let mark = Mark(word: fields["mark"]) else {
            throw Desk.Refusal.unknownMark(fields)
        }
        let reason = fields["reason"]
        switch act {
        case .disputes: return .dispute(mark, reason: reason)
        case .disputeAnswers:
            return .act(.answerDispute(mark, upheld: try isUpheld(fields), reason: reason))
        default: return .act(.reverse(mark, reason: reason))
        }
    }

    static func isUpheld(_ fields: Fields) throws(Desk.Refusal) -> Bool {
        guard ["yes", "no"].contains(fields["upheld"]) else {
            throw unknown("upheld", fields, ["yes", "no"])
        }
        return fields["upheld"] == "yes"
    }
}

extension Mark {
    /// "exclusion:2", "out-of-scope": how forms and programs name it.
    init?(word: String) {
        let parts = word.split(separator: ":")
        switch parts.first {
        case "exclusion":
            guard parts.count == 2, let number = Int(parts[1]) else { return nil }
            self = .exclusion(number: number)
        case "out-of-scope": self = .outOfScope
        case "not-an-inquiry": self = .notInquiry
        case "severity": self = .severityReduction
        default: return nil
        }
    }

    var word: String {
        switch self {
        case .exclusion(let number): "exclusion:\(number)"
        case .outOfScope: "out-of-scope"
        case .notInquiry: "not-an-inquiry"
        case .severityReduction: "severity"
        }
    }
}

extension Office {
    /// Does what was asked, inside a transaction of the caller's.
    ///
    /// - Parameter waits: whether an answer can be taken back for a while before it goes.
    func carryOut(_ order: TicketOrder, waits: Bool, _ turn: Turn, _ writer: Writer) throws {
        switch order {
        case .answer(let kind, let text, let enclosure) where waits:
            try send(kind, text: text, with: enclosure, turn, writer)
        case .answer(let kind, let text, let enclosure):
            try answer(kind, text: text, with: enclosure, turn, writer)
        case .act(let what): try act(what, turn, writer)
        case .identify(let customer, let contact):
            try identify(customer, contact: contact, turn, writer)
        case .exclude(let wish, let files):
            let evidence = try keep(files, turn, writer)
            let what = Command.What.exclude(
                wish.span, ground: wish.ground, reason: wish.reason, evidence: evidence)
            try act(what, turn, writer)
        case .giveEvidence(let number, let files):
            try act(.giveEvidence(exclusion: number, try keep(files, turn, writer)), turn, writer)
        case .giveAccess(let wish): try giveAccess(wish, turn, writer)
        case .useAccess(let number, let purpose, let at):
            try useAccess(number, purpose: purpose, at: at, turn, writer)
        case .endAccess(let number, let reason): try endAccess(number, reason: reason, turn, writer)
        case .dispute(let mark, let reason): try logDispute(mark, reason: reason, turn, writer)
        case .say(let text, let key): try say(text, key: key, waits: waits, turn, writer)
        case .merge(let main): try merge(into: main, turn, writer)
        case .unmerge: try unmerge(turn, writer)
        case .split(let messages): _ = try split(messages, turn, writer)
        case .link(let other, let reason): try link(to: other, reason: reason, turn, writer)
        case .follow(let address): try follow(address, turn, writer)
        case .unfollow(let address): try unfollow(address, turn, writer)
        case .recall(let number): try recall(number, turn, writer)
        case .discard(let number): try discard(number, turn, writer)
        }
    }

    /// In the chat while somebody hears it there, else by mail.
    private func say(
        _ text: String, key: String, waits: Bool, _ turn: Turn, _ writer: Writer
    ) throws {
        guard let desk = try dossier(turn.ticket, in: writer),
            let chat = try openChat(on: desk.ticket, at: turn.now, in: writer)
        else {
            try carryOut(.answer(.reply, text: text, .nothing), waits: waits, turn, writer)
            return
        }
        try answer(text, key: key, in: chat, turn, writer)
    }

    private func keep(_ files: [GivenFile], _ turn: Turn, _ writer: Writer) throws -> [Evidence] {
        let stream = FactStream.ticket(turn.ticket.rawValue)
        return try keep(files, by: turn.asker.person, in: stream, now: turn.now, writer)
    }
}
