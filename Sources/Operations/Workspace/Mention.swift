import Desk
import Storage

/// Colleagues named in a note: `@ben` by the first part of the address, or by a first name that one has
/// alone.
enum Mention {
    /// In the order in which they are named.
    static func people(in text: String, among agents: [StoredPerson]) -> [StoredPerson] {
        var found: [StoredPerson] = []
        for word in words(of: text) {
            let named = agents.filter { $0.address.prefix { $0 != "@" } == word }
            let called = agents.filter {
                $0.name.lowercased().split(separator: " ").first.map(String.init) == word
            }
            guard let person = named.first ?? (called.count == 1 ? called.first : nil) else { continue }
            if !found.contains(where: { $0.id == person.id }) { found.append(person) }
        }
        return found
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

    /// One mail to each, without the note's words.
    func tell(mentioned people: [Int64], on desk: Dossier, _ turn: Turn, _ writer: Writer) throws {
        if people.isEmpty { return }
        let who = try writer.person(turn.asker.person.rawValue)?.name ?? "A colleague"
        let subject = try writer.ticketRow(desk.ticket.id.rawValue)?.subject ?? ""
        var news = News()
        news.add(item("\(subject): \(who) names you in a note.", of: desk.ticket.id))
        try mail(Dictionary(people.map { ($0, news) }) { first, _ in first }, now: turn.now, writer)
    }
}

extension Refusal {
    static func mentionHidden(_ name: String) -> Refusal {
        Refusal(
            "mention-hidden", field: "text", "\(name) can't see this ticket and would not be told.",
            remedy: "Give it to a group of theirs, or name them without the @.")
    }
}
