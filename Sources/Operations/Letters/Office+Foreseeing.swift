public import Agreements
public import BusinessTime
public import Desk
import Mail
public import Storage

// What an act would bring, before it is done: the mail in its very words and the deadlines that it makes. It
// is decided like the act itself, and nothing is written.
extension Office {
    /// What somebody is about to do.
    public enum Foreseen: Hashable, Sendable {
        case answer(Answer, text: String)
        /// Of an extension whose length is still to be named: its words alone.
        case words(LetterKind, String)
        case severity(Severity, reason: String)
        /// As it is once another has approved it.
        case exclusion(Exclusion)
        case approval(exclusion: Int)

        fileprivate var capability: Capability {
            switch self {
            case .answer(let answer, _): answer.capability
            case .words: .extend
            case .severity: .setSeverity
            case .exclusion: .proposeExclusion
            case .approval: .approveExclusion
            }
        }

        /// The mail with words of a person's own, and these.
        fileprivate var written: (kind: LetterKind, text: String)? {
            switch self {
            case .answer(let answer, let text): answer.letter.map { ($0, text) }
            case .words(let kind, let text): (kind, text)
            default: nil
            }
        }
    }

    public struct Foresight: Sendable {
        /// A deadline that is moved; nil for none, as while a clock has not started.
        public struct Moved: Hashable, Sendable {
            public let promise: Promise
            public let before: Instant?
            public let after: Instant?
        }

        /// nil where nothing is mailed.
        public var letter: LetterPreview?
        public var moved: [Moved] = []
        /// Why it would be refused as it is.
        public var refusal: Refusal?
    }

    /// What is not written yet stands in brackets.
    public func foresee(_ act: Foreseen, _ turn: Turn, _ reader: Reader) throws -> Foresight {
        let desk = try allowed(act.capability, turn, reader)
        do {
            switch act {
            case .answer(let answer, let text): return try foresee(answer, text, on: desk, turn, reader)
            case .words: return Foresight(letter: try template(act, on: desk, turn, reader))
            case .severity(let severity, let reason):
                let why = try reason.orToCome(.reason, .severityLowered, language(of: desk, reader))
                return try foresee([.setSeverity(severity, reason: why)], on: desk, turn, reader)
            case .exclusion(let wish):
                let why = try wish.reason.orToCome(.reason, .exclusion, language(of: desk, reader))
                let what = Command.What.exclude(wish.span, ground: wish.ground, reason: why)
                let number = desk.ticket.exclusions.count + 1
                return try foresee(
                    [what, .approveExclusion(number: number)], on: desk, turn, reader)
            case .approval(let number):
                return try foresee([.approveExclusion(number: number)], on: desk, turn, reader)
            }
        } catch let refusal as Refusal {
            return Foresight(letter: try template(act, on: desk, turn, reader), refusal: refusal)
        }
    }

    private func foresee(
        _ answer: Answer, _ text: String, on desk: Dossier, _ turn: Turn, _ reader: Reader
    ) throws -> Foresight {
        guard let kind = answer.letter else { return Foresight() }
        let words = try text.orToCome(.words, kind, language(of: desk, reader))
        let whole = answer.saying(words)
        guard let posting = try posting(whole, words, [], desk, turn, reader) else { return Foresight() }
        let after = try clocks(after: whole, desk, turn, reader)
        return Foresight(
            letter: try preview(posting.body, to: posting.to, on: desk, reader),
            moved: Self.moved(desk.clocks, after))
    }

    /// One command after the other; what the last of them tells the customer.
    private func foresee(
        _ commands: [Command.What], on desk: Dossier, _ turn: Turn, _ reader: Reader
    ) throws -> Foresight {
        var (here, told): (Dossier, [Notice]) = (desk, [])
        for (number, what) in commands.enumerated() {
            // Nobody approves an own proposal: the second is by somebody who is not known yet.
            let actor = number == 0 ? turn.asker.actor : Actor.agent(Person.ID(0))
            let decided = try decision(
                Command(what, by: actor, way: turn.way), on: here, id: turn.ticket, now: turn.now, reader)
            here = decided.dossier(desk.head)
            told = notices(for: decided.new, ticket: decided.ticket, terms: decided.terms)
        }
        var foresight = Foresight(moved: Self.moved(desk.clocks, here.clocks))
        let mailed = CustomerNotice(ticket: here.ticket)
        for notice in told {
            guard notice.to == .requester, let kind = mailed.letter(notice.kind),
                let person = try reader.person(desk.ticket.requester.rawValue)
            else { continue }
            var facts = try facts(for: person, on: here, reader)
            mailed.name(notice.kind, in: &facts)
            let body = try body(kind, facts, for: person, reader)
            foresight.letter = try preview(body, to: person, on: desk, reader)
        }
        return foresight
    }

    private static func moved(_ before: [Clock], _ after: [Clock]) -> [Foresight.Moved] {
        Promise.allCases.compactMap { promise in
            let (old, new) = (
                before.first { $0.promise == promise }?.deadline,
                after.first { $0.promise == promise }?.deadline
            )
            return old == new ? nil : Foresight.Moved(promise: promise, before: old, after: new)
        }
    }

    private func preview(
        _ body: MailBody, to person: StoredPerson, on desk: Dossier, _ reader: Reader
    ) throws -> LetterPreview {
        let subject = try reader.ticketRow(desk.ticket.id.rawValue)?.subject ?? ""
        return LetterPreview(
            to: "\(person.name), \(person.address)", subject: Self.subject(subject, ticket: desk.ticket.id),
            body: body)
    }

    /// Where it can't be decided yet: its words with what is known of them.
    private func template(
        _ act: Foreseen, on desk: Dossier, _ turn: Turn, _ reader: Reader
    ) throws -> LetterPreview? {
        guard let (kind, text) = act.written,
            let person = try reader.person(desk.ticket.requester.rawValue)
        else { return nil }
        var facts = try facts(for: person, on: desk, reader)
        for (placeholder, words) in LetterFacts.toCome(kind, facts.language) { facts.set(placeholder, words) }
        let words = text.orToCome(.words, kind, facts.language)
        facts.set(.words, .blocks(MailBody.blocks(words, pictures: [])))
        facts.set(.agent, try reader.person(turn.asker.person.rawValue)?.name)
        return try preview(body(kind, facts, for: person, reader), to: person, on: desk, reader)
    }

    private func language(of desk: Dossier, _ reader: Reader) throws -> Language {
        try reader.person(desk.ticket.requester.rawValue).map { try language(of: $0, in: reader) } ?? .english
    }
}

extension String {
    /// What stands in for words that nobody has written yet.
    fileprivate func orToCome(
        _ placeholder: Placeholder, _ kind: LetterKind, _ language: Language
    ) -> String {
        let isWritten = contains { !$0.isWhitespace }
        return isWritten ? self : LetterFacts.toCome(kind, language)[placeholder] ?? self
    }
}

extension Answer {
    /// The same with a reason, where that is what it says.
    fileprivate func saying(_ words: String) -> Answer {
        switch self {
        case .extend(let ground, _, let added): .extend(ground: ground, reason: words, by: added)
        case .outOfScope: .outOfScope(reason: words)
        case .requestInformation(let missing, let access) where missing.isEmpty:
            .requestInformation(missing: [words], access: access)
        default: self
        }
    }
}
