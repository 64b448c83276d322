public import BusinessTime
public import Desk
public import Storage

// Chats in which a visitor is there now, for who looks after them.
extension Office {
    /// A chat that goes on.
    public struct OpenChat: Sendable {
        public let chat: StoredChat
        public let row: TicketRow
        /// Since when the visitor waits for a word; nil where the last one is the desk's.
        public let waitsSince: Instant?
    }

    /// Chats looked at for it: those in which something was said last.
    static let openChatsMax = 200

    /// Whoever waits longest first, then those in talk by their beginning.
    public func openChats(
        seenBy visibility: Visibility, at now: Instant, in reader: Reader
    ) throws -> [OpenChat] {
        let recent = try reader.chats(
            since: now.advanced(by: -Self.chatLifetime), limit: Self.openChatsMax)
        let open = try recent.compactMap { chat -> OpenChat? in
            guard chat.ended == nil, chatRoom.isThere(chat.id, at: now),
                let row = try reader.ticketRow(chat.ticket, for: visibility)
            else { return nil }
            return OpenChat(chat: chat, row: row, waitsSince: try reader.unanswered(inChat: chat))
        }
        return open.sorted { one, other in
            (one.waitsSince ?? .latest, one.chat.started, one.chat.id)
                < (other.waitsSince ?? .latest, other.chat.started, other.chat.id)
        }
    }

    /// Those in which somebody waits for a word that is the asker's to say: of tickets that nobody has, and
    /// of their own.
    public func waitingChats(
        for asker: Access.Asker, _ visibility: Visibility, at now: Instant, in reader: Reader
    ) throws -> [OpenChat] {
        // Asked for every page: most of the time nobody is there.
        if chatRoom.thereCount(at: now) == 0 { return [] }
        return try openChats(seenBy: visibility, at: now, in: reader).filter { $0.waits(for: asker.person) }
    }
}

extension Office.OpenChat {
    public func waits(for person: Person.ID) -> Bool {
        waitsSince != nil && (row.assignee == nil || row.assignee == person.rawValue)
    }
}
