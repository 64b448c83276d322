public import BusinessTime
public import Desk
public import Storage

// The desk's side of a chat.
extension Office {
    /// What an agent says into the chat while the visitor is there. It is shown at once: no mail is sent.
    public func answer(
        _ text: String, key: String, in chat: StoredChat, _ turn: Turn, _ writer: Writer
    ) throws {
        try Self.check(chatKey: key)
        if try writer.said(inChat: chat.id, key: key) != nil { return }
        let desk = try allowed(.reply, turn, writer)
        let text = text.filter { $0 != "\0" }
        guard text.contains(where: { !$0.isWhitespace }) else { throw Self.textMissing }
        guard text.count <= Self.textMax else { throw Self.textTooLong }
        var message = StoredMessage(direction: .outgoing, sent: turn.now, received: turn.now)
        message.ticket = turn.ticket.rawValue
        message.author = turn.asker.person.rawValue
        message.text = text
        message.subject = try writer.ticketRow(turn.ticket.rawValue)?.subject ?? ""
        message.delivery = .delivered
        let stored = try writer.add(message)
        let reference = Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
        let command = Command(.reply(reference, displayed: true), by: turn.asker.actor, way: .chat)
        try append(command, to: desk, id: turn.ticket, now: turn.now, writer)
        try writer.add(message: stored.id, key: key, toChat: chat.id, at: turn.now)
        writer.afterCommit { [chatRoom] in chatRoom.said(in: chat.id) }
    }

    /// The chat in which an answer on this ticket is heard now: its own, or one of a ticket merged into it.
    public func openChat(on ticket: Ticket, at now: Instant, in reader: Reader) throws -> StoredChat? {
        for id in [ticket.id] + ticket.absorbed {
            guard let chat = try reader.chat(ofTicket: id.rawValue), chat.ended == nil,
                chatRoom.isThere(chat.id, at: now),
                try self.chat(digest: chat.digest, at: now, in: reader) != nil
            else { continue }
            return chat
        }
        return nil
    }

    /// Takes chats for some hours, or no longer.
    public func takeChats(
        _ isOn: Bool, by asker: Access.Asker, now: Instant, _ writer: Writer
    ) throws {
        try Access.require(.reply, by: asker)
        let until = isOn ? now.advanced(by: Self.chatDuty) : now
        try writer.take(chats: asker.person.rawValue, until: until)
    }

    /// Wall seconds for which an agent takes chats until they say so again: nobody forgets it for a night.
    static let chatDuty: Int64 = 10 * 3600
}

extension Office {
    /// Origins of the provider's own sites, which may show the chat in a frame.
    public static func chatSites(_ reader: Reader) throws -> [String] {
        (try reader.setting(DeskSetting.chatSites.rawValue) ?? "").split(separator: " ").map(String.init)
    }
}
