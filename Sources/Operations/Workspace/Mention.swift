public import Desk
public import Storage

/// Colleagues named in a note: `@ben` by the first part of the address, or by a first name that one has
/// alone.
public enum Mention {
    /// In the order in which they are named.
    static func people(in text: String, among agents: [StoredPerson]) -> [StoredPerson] {
        var found: [StoredPerson] = []
        for word in words(of: text) {
            guard let person = person(word, among: agents) else { continue }
            if !found.contains(where: { $0.id == person.id }) { found.append(person) }
        }
        return found
    }

    private static func person(_ word: String, among agents: [StoredPerson]) -> StoredPerson? {
        if let named = agents.first(where: { $0.address.prefix { $0 != "@" } == word }) { return named }
        let called = agents.filter { firstName($0) == word }
        return called.count == 1 ? called.first : nil
    }

    private static func firstName(_ person: StoredPerson) -> String {
        person.name.lowercased().split(separator: " ").first.map(String.init) ?? ""
    }

    /// What to write behind the `@` so that this person is meant; nil where nothing would do.
    public static func handle(of person: StoredPerson, among agents: [StoredPerson]) -> String? {
        [String(person.address.prefix { $0 != "@" }), firstName(person)].first { word in
            words(of: "@" + word) == [word] && self.person(word, among: agents)?.id == person.id
        }
    }

    /// A name behind an `@` by which nobody is told.
    public struct Miss: Hashable, Sendable {
        public let word: String
        /// How many have it as a first name: none, or too many.
        public let count: Int

        public var words: String {
            count == 0
                ? "Nobody here is called @\(word)."
                : "\(count) people here are called @\(word): name one by the first part of the address."
        }
    }

    /// In the order in which they are written, each once.
    public static func misses(in text: String, among agents: [StoredPerson]) -> [Miss] {
        var misses: [Miss] = []
        for word in words(of: text) where person(word, among: agents) == nil {
            let miss = Miss(word: word, count: agents.count { firstName($0) == word })
            if !misses.contains(miss) { misses.append(miss) }
        }
        return misses
    }

    /// What stands behind each `@` that begins a word; a mail address has none.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var rest = text.lowercased()[...]
        var before: Character = " "
        while let mark = rest.firstIndex(of: "@") {
            if mark > rest.startIndex { before = rest[rest.index(before: mark)] }
            rest = rest[rest.index(after: mark)...]
            let word = rest.prefix { $0.isLetter || $0.isNumber || ".-_".contains($0) }
            if !before.isLetter, !before.isNumber, !".-_".contains(before) {
                words.append(String(word).trimmed(of: "."))
            }
            before = rest.first ?? " "
        }
        return words.filter { !$0.isEmpty }
    }
}

extension String {
    /// Without the mark at its end, which closes a sentence.
    fileprivate func trimmed(of mark: Character) -> String {
        var text = self
        while text.last == mark { text.removeLast() }
        return text
    }
}

extension Office {
    /// Who is named in a note and is to be told. Whoever would not see the ticket is not told of it: the
    /// writer is, before anything is kept.
    func mentioned(_ kind: Answer, _ text: String, _ desk: Dossier, _ turn: Turn, _ reader: Reader) throws
        -> [Int64]
    {
        guard kind.isInternal, text.contains("@") else { return [] }
        let agents = try reader.agents().filter { $0.disabledAt == nil }
        let thing = try thing(desk.ticket, in: reader)
        let named = Mention.people(in: text, among: agents).filter { $0.id != turn.asker.person.rawValue }
        var told: [Int64] = []
        for person in named {
            let asker = try Access.Asker(person, .session, in: reader)
            if Access.allows(.ticketView, by: asker, on: thing) {
                told.append(person.id)
            } else if turn.way == .page {
                throw Refusal.mentionHidden(person.name)
            }
        }
        return told
    }

    /// At the bell, and by one mail to each, without the note's words.
    func tell(
        mentioned people: [Int64], in note: StoredMessage, on desk: Dossier, _ turn: Turn, _ writer: Writer
    ) throws {
        let fact = desk.facts.lastIndex { fact in
            if case .noted(let message) = fact.what { message.id.rawValue == note.id } else { false }
        }
        guard !people.isEmpty, let fact else { return }
        for person in people {
            try writer.add(
                mentionOf: person, inMessage: note.id, ofTicket: desk.ticket.id.rawValue, fact: fact + 1)
        }
        let who = try writer.person(turn.asker.person.rawValue)?.name ?? "A colleague"
        let subject = try writer.ticketRow(desk.ticket.id.rawValue)?.subject ?? ""
        var news = News()
        news.add(item("\(subject): \(who) names you in a note.", of: desk.ticket.id))
        try mail(Dictionary(people.map { ($0, news) }) { first, _ in first }, now: turn.now, writer)
    }
}

extension Office {
    /// Whom a note on a ticket can name, but for its writer: colleagues who see the ticket, by name.
    public func mentionable(
        on ticket: Ticket, by asker: Access.Asker, in reader: Reader
    ) throws -> [(person: StoredPerson, handle: String)] {
        let agents = try reader.agents().filter { $0.disabledAt == nil }
        let thing = try thing(ticket, in: reader)
        return try agents.compactMap { person in
            guard person.id != asker.person.rawValue, let handle = Mention.handle(of: person, among: agents),
                let other = try Access.Asker(person, .session, in: reader),
                Access.allows(.ticketView, by: other, on: thing)
            else { return nil }
            return (person, handle)
        }
    }
}

extension Refusal {
    static func mentionHidden(_ name: String) -> Refusal {
        Refusal(
            "mention-hidden", field: "text", "\(name) can't see this ticket and would not be told.",
            remedy: "Give it to a group of theirs, or name them without the @.")
    }
}
