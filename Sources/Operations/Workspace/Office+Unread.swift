import BusinessTime
import Desk
public import Storage

/// What a page showed of a ticket's public messages: those that are said, and answers of colleagues that
/// waited to go out.
public struct Seen: Hashable, Sendable {
    /// The newest message; 0 for none.
    public let through: Int64
    /// The writer and the second of each that waited. It keeps both when it becomes a message.
    public let waiting: Set<String>

    public init(through: Int64, waiting: [StoredHeldAnswer] = []) {
        self.through = through
        self.waiting = Set(waiting.map { Self.key($0.author, $0.created.seconds) })
    }

    /// As a form carries it; nil for what is none.
    public init?(_ words: String) {
        let parts = words.split(separator: " ").map(String.init)
        guard let first = parts.first, let through = Int64(first) else { return nil }
        self.through = through
        waiting = Set(parts.dropFirst())
    }

    public var words: String { ([String(through)] + waiting.sorted()).joined(separator: " ") }

    private static func key(_ author: Int64, _ seconds: Int64) -> String { "\(author).\(seconds)" }

    func shows(_ message: StoredMessage) -> Bool {
        message.id <= through
            || message.author.map { waiting.contains(Self.key($0, message.sent.seconds)) } ?? false
    }

    func shows(_ held: StoredHeldAnswer) -> Bool {
        waiting.contains(Self.key(held.author, held.created.seconds))
    }
}

extension Office {
    /// Refuses an answer while the ticket has a public message that its writer's page did not show, or a
    /// colleague's answer is about to go out. Their own and those of the program itself are no news, nor is
    /// what a visitor says who is in the chat: the page shows it at once, and two who talk do not wait for
    /// each other.
    public func refuseUnread(after seen: Seen, _ turn: Turn, _ reader: Reader) throws {
        let visitor = try dossier(turn.ticket, in: reader).flatMap {
            try openChat(on: $0.ticket, at: turn.now, in: reader)?.person
        }
        let own = turn.asker.person.rawValue
        let news = try reader.messages(of: turn.ticket.rawValue, includingInternal: false).filter {
            !seen.shows($0) && !$0.isAutomatic && $0.author != own && (visitor == nil || $0.author != visitor)
        }
        if let last = news.last {
            let who = try last.author.flatMap { try reader.person($0)?.name } ?? last.address
            throw Refusal.answeredMeanwhile(who, last, more: news.count - 1)
        }
        let waiting = try reader.heldAnswers(ofTicket: turn.ticket.rawValue).filter {
            $0.due != nil && $0.author != own && !seen.shows($0)
        }
        guard let held = waiting.last else { return }
        let seconds = held.due.map { max($0.wallSeconds(since: turn.now), 0) } ?? 0
        throw Refusal.answering(try reader.person(held.author)?.name ?? "A colleague", held, in: seconds)
    }
}

extension Refusal {
    /// Characters of a message that are repeated.
    private static let repeatedMax = 300

    private static func repeated(_ text: String) -> String {
        let said = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return said.count > repeatedMax ? said.prefix(repeatedMax) + "…" : said
    }

    static func answeredMeanwhile(_ who: String, _ message: StoredMessage, more: Int) -> Refusal {
        let others = more == 0 ? "" : " \(more) more came with it."
        return Refusal(
            "answered-meanwhile", field: "text",
            "\(who) wrote after you opened this page: \"\(repeated(message.text))\"\(others)",
            remedy: "Nothing was sent and your text is still here. Read what is new, and send again if it "
                + "still holds.")
    }

    static func answering(_ who: String, _ held: StoredHeldAnswer, in seconds: Int64) -> Refusal {
        Refusal(
            "answered-meanwhile", field: "text",
            "\(who)'s answer goes out in \(seconds) s: \"\(repeated(held.text))\"",
            remedy: "Nothing of yours was sent and your text is still here. Send again if it is to go as "
                + "well.")
    }
}
