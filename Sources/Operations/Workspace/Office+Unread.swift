import Desk
public import Storage

extension Office {
    /// Refuses an answer while the ticket has a public message that its writer's page did not show. Their own
    /// and those of the program itself are no news, nor is what a visitor says who is in the chat: the page
    /// shows it at once, and two who talk do not wait for each other.
    public func refuseUnread(after seen: Int64, _ turn: Turn, _ reader: Reader) throws {
        let visitor = try dossier(turn.ticket, in: reader).flatMap {
            try openChat(on: $0.ticket, at: turn.now, in: reader)?.person
        }
        let news = try reader.messages(of: turn.ticket.rawValue, includingInternal: false).filter {
            $0.id > seen && !$0.isAutomatic && $0.author != turn.asker.person.rawValue
                && (visitor == nil || $0.author != visitor)
        }
        guard let last = news.last else { return }
        let who = try last.author.flatMap { try reader.person($0)?.name } ?? last.address
        throw Refusal.answeredMeanwhile(who, last, more: news.count - 1)
    }
}

extension Refusal {
    /// Characters of a message that are repeated.
    private static let repeatedMax = 300

    static func answeredMeanwhile(_ who: String, _ message: StoredMessage, more: Int) -> Refusal {
        let said = message.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let cut = said.count > repeatedMax ? said.prefix(repeatedMax) + "…" : said
        let others = more == 0 ? "" : " \(more) more came with it."
        return Refusal(
            "answered-meanwhile", field: "text",
            "\(who) wrote after you opened this page: \"\(cut)\"\(others)",
            remedy: "Nothing was sent and your text is still here. Read what is new, and send again if it "
                + "still holds.")
    }
}
