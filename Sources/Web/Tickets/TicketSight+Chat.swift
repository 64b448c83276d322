import BusinessTime
import Desk
import Operations
import Storage

/// The chat of a ticket as the desk sees it at one moment.
struct TicketChat: Sendable {
    /// In which an answer is heard now, or the last there was.
    let stored: StoredChat
    let isVisitorThere: Bool
    let isVisitorTyping: Bool
    /// Whether the visitor's page has shown all that the desk said.
    let hasVisitorRead: Bool
    /// For the next answer, so that it is said once.
    let key: String

    /// nil where there was none.
    init?(
        _ ticket: Ticket, _ messages: [StoredMessage], _ office: Office, now: Instant,
        _ reader: Storage.Reader
    ) throws {
        let live = try office.openChat(on: ticket, at: now, in: reader)
        guard let chat = try live ?? reader.chat(ofTicket: ticket.id.rawValue) else { return nil }
        stored = chat
        isVisitorThere = live != nil
        isVisitorTyping = live != nil && office.chatRoom.visitorTypes(chat.id, at: now)
        let last = messages.last { $0.direction == .outgoing && !$0.isAutomatic }?.id ?? 0
        hasVisitorRead = office.chatRoom.visitorRead(chat.id) >= last
        key = office.secret.word()
    }
}

// A ticket whose customer chats.
extension TicketSight {
    var presence: ChatPresence? {
        guard let chat else { return nil }
        let name = chat.stored.name.isEmpty ? "The visitor" : chat.stored.name
        let proof = chat.stored.isProven ? "" : " (not signed in)"
        guard chat.isVisitorThere else {
            let how = chat.stored.ended == nil ? "has left" : "has ended the chat"
            return ChatPresence(
                words: "\(name)\(proof) \(how): a reply goes by mail.", isThere: false, isTyping: false)
        }
        let read = chat.hasVisitorRead ? "" : " Your last words are not read yet."
        return ChatPresence(
            words: "\(name)\(proof) is here: a reply goes into the chat.\(read)", isThere: true,
            isTyping: chat.isVisitorTyping)
    }

    /// What is sent while the visitor is there is said in the chat; files and copies make it a mail.
    func tellChat(in box: inout ReplyBox) {
        guard let chat else { return }
        box.target.hidden.append(HiddenField(name: "key", value: chat.key))
        guard chat.isVisitorThere else { return }
        box.publicEffect =
            "Says this in the chat"
            + (ticket.acknowledgedAt == nil ? ", which acknowledges (A.1)." : ".")
            + " With a file or a copy it goes by mail; if they have left meanwhile, too."
    }

    /// Words of a visitor whom nobody has checked bear a warning.
    func chatNote(_ fact: Fact) -> SenderNote? {
        guard fact.way == .chat, let chat, !chat.stored.isProven, fact.by.isContact else { return nil }
        return SenderNote(
            standing: .doubtful,
            words: "By chat, not signed in: nobody has checked that this is who they say")
    }
}

extension Actor {
    fileprivate var isContact: Bool {
        if case .contact = self { true } else { false }
    }
}
