import Desk

// Which other ticket, and which messages.
extension TicketOrder {
    static func ticket(_ fields: Fields, _ name: String) throws(Desk.Refusal) -> Ticket.ID {
        let number = fields[name].filter { $0 != "#" && !$0.isWhitespace }
        guard let id = Int64(number), id > 0 else {
            throw Desk.Refusal(
                "bad-ticket", field: name, "\"\(fields[name].prefix(64))\" is no ticket number.",
                remedy: "Write its number, such as 27.")
        }
        return Ticket.ID(id)
    }

    /// Ticked on a page as `message-7`, listed by a program as `messages`.
    static func messages(_ fields: Fields) throws(Desk.Refusal) -> [Desk.Message.ID] {
        let ticked = fields.all.filter { $0.key.hasPrefix("message-") && $0.value == "yes" }
            .compactMap { Int64($0.key.dropFirst("message-".count)) }
        let listed = fields["messages"].split(whereSeparator: \.isWhitespace).compactMap { Int64($0) }
        let all = Set(ticked + listed).sorted().map { Desk.Message.ID($0) }
        if !all.isEmpty { return all }
        throw Desk.Refusal(
            "message-missing", field: "messages", "No message is chosen.",
            remedy: "Choose at least one of the customer's messages after the first.")
    }
}
