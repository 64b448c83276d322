import Agreements
public import BusinessTime
import Desk
import Mail
public import Storage

// A chat is a ticket's messages said quickly: the first is the receipt, the first public answer of a named
// person the acknowledgment (A.1).
extension Office {
    /// Characters of one message.
    public static let chatTextMax = 4000
    /// Messages that one look at a chat gives.
    public static let chatPageMax = 500
    /// Wall seconds after the last word for which a chat can be gone on with.
    static let chatLifetime: Int64 = 86_400
    static let chatNameMax = 100
    static let chatKeyMax = 64

    /// What opens a chat.
    public struct ChatWish: Sendable {
        public var name = ""
        public var address = ""
        public var text: String
        /// Of a contact who is signed in.
        public var contact: Access.Asker?

        public init(text: String) { self.text = text }
    }

    /// A word for a chat that is about to begin. A form that is sent twice opens one chat.
    public func chatWord() async throws -> String {
        let word = secret.word()
        return try await database.read { word + (try Self.chatProof(of: word, $0)) }
    }

    /// That the desk made the word: nobody picks one that another may guess.
    private static func chatProof(of word: String, _ reader: Reader) throws -> String {
        let key = bytes(hexadecimal: try reader.setting("reply-key") ?? "")
        precondition(key.count >= 16, "the reply key is made when the desk is")
        return hexadecimal(Secret.mac(Array("chat:\(word)".utf8), key: key).prefix(8))
    }

    private static func isOurs(_ word: String, _ reader: Reader) throws -> Bool {
        guard word.utf8.count == 56 else { return false }
        return try String(word.suffix(16)) == chatProof(of: String(word.prefix(40)), reader)
    }

    /// Opens the ticket. Who is not signed in gets no promise until somebody says whose the ticket is: nobody
    /// has proven the address.
    @discardableResult
    public func beginChat(
        _ wish: ChatWish, word: String, now: Instant, _ writer: Writer
    ) throws -> StoredChat {
        guard try Self.isOurs(word, writer) else { throw Refusal.chatForm }
        if let known = try writer.chat(digest: Secret.stored(word)) { return known }
        let text = try Self.chatText(wish.text)
        let person = try chatPerson(wish, writer)
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "Chat"
        var inquiry = Inquiry(
            address: person.address, name: person.name, subject: "Chat: \(line.prefix(80))", text: text,
            way: .chat)
        if wish.contact == nil { inquiry.noPromise = Self.unprovenVisitor }
        let desk = try open(inquiry, now: now, writer)
        let name = wish.contact == nil ? wish.name : person.name
        let chat = try writer.add(
            StoredChat(
                digest: Secret.stored(word), ticket: desk.ticket.id.rawValue, person: person.id, name: name,
                isProven: wish.contact != nil, started: now))
        try writer.add(
            message: desk.ticket.receipt.message.id.rawValue, key: "first", toChat: chat.id, at: now)
        try sendChatReceipt(of: desk, wish, now: now, writer)
        return chat
    }

    /// A contact whose message nobody reads at once gets the receipt. To an address that nobody has proven
    /// nothing goes out by itself.
    private func sendChatReceipt(
        of desk: Dossier, _ wish: ChatWish, now: Instant, _ writer: Writer
    ) throws {
        guard let contact = wish.contact,
            try !chatHours(for: contact.customer, at: now, in: writer).isAttended,
            let person = try writer.person(contact.person.rawValue)
        else { return }
        try sendReceipt(of: desk, now: now, writer) { recent, own in
            MailAddress(person.address).flatMap {
                LoopGuard.refusal(toSignedIn: $0, recent: recent, ownAddresses: own)
            }
        }
    }

    static let unprovenVisitor =
        "Nobody has proven who it is: the visitor of the chat was not signed in. Say whose ticket it is, and "
        + "the agreement counts from the receipt."

    private func chatPerson(_ wish: ChatWish, _ writer: Writer) throws -> StoredPerson {
        if let contact = wish.contact {
            try Access.require(.startChat, by: contact)
            guard let person = try writer.person(contact.person.rawValue) else { throw Access.Denial.hidden }
            return person
        }
        let isLine = !wish.name.contains(where: \.isNewline) && wish.name.count <= Self.chatNameMax
        guard isLine, wish.name.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(
                "bad-name", field: "name", "Your name has 1 to \(Self.chatNameMax) characters.",
                remedy: "Write how you want to be called.")
        }
        guard let mail = MailAddress(wish.address), wish.address.count <= 254 else {
            throw Refusal(
                "bad-address", field: "address", "\"\(wish.address.prefix(254))\" is no mail address.",
                remedy: "Write it as you@example.com: answers go there when you have left.")
        }
        let known = try person(
            of: Inquiry(address: mail.description, name: wish.name, subject: "", text: "", way: .chat), writer
        )
        // The same words for colleagues as for nonsense: who works here is nobody's business.
        guard known.kind == .contact, known.disabledAt == nil else {
            throw Refusal(
                "bad-address", field: "address", "This address can't be used here.",
                remedy: "Give another one.")
        }
        return known
    }

    private static func chatText(_ text: String) throws -> String {
        let plain = text.filter { $0 != "\0" }
        guard plain.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(
                "text-missing", field: "text", "There is no message.", remedy: "Write what it is about.")
        }
        guard plain.count <= chatTextMax else {
            throw Refusal(
                "text-too-long", field: "text", "A message of a chat has at most \(chatTextMax) characters.",
                remedy: "Send it in two parts.")
        }
        return plain
    }

    static func check(chatKey key: String) throws {
        let isPlain = key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        guard isPlain, (1...chatKeyMax).contains(key.count) else {
            throw Refusal(
                "bad-key", field: "key", "The message has no number of its own.",
                remedy: "Open the chat again.")
        }
    }

    /// The chat that a word opens; nil for none, one that is over for a day, one that was erased, or one of
    /// somebody who may read it no more.
    public func chat(word: String, at now: Instant, in reader: Reader) throws -> StoredChat? {
        guard word.utf8.count == 56 else { return nil }
        return try chat(digest: Secret.stored(word), at: now, in: reader)
    }

    /// The same by the hash of its word, for a line that stays open.
    public func chat(digest: String, at now: Instant, in reader: Reader) throws -> StoredChat? {
        guard let chat = try reader.chat(digest: digest),
            now.wallSeconds(since: chat.last) <= Self.chatLifetime, try Self.isReadable(chat, reader)
        else { return nil }
        return chat
    }

    /// A closed account reads nothing. Who was signed in reads what the portal shows them: nothing of a
    /// customer that they have left. What a stranger wrote is theirs by its word.
    private static func isReadable(_ chat: StoredChat, _ reader: Reader) throws -> Bool {
        guard let person = try reader.person(chat.person), person.disabledAt == nil else { return false }
        guard chat.isProven else { return true }
        guard let asker = try Access.Asker(person, .session, in: reader) else { return false }
        return try reader.ticketRow(chat.ticket, for: asker.visibility(in: reader)) != nil
    }

    /// What the visitor says. Sent again under the same key it is said once. Gives its number.
    @discardableResult
    public func say(
        _ text: String, key: String, in chat: StoredChat, now: Instant, _ writer: Writer
    ) throws -> Int64 {
        try Self.check(chatKey: key)
        if let known = try writer.said(inChat: chat.id, key: key) { return known }
        guard chat.ended == nil else { throw Refusal.chatOver }
        let text = try Self.chatText(text)
        guard let began = try dossier(Ticket.ID(chat.ticket), in: writer),
            let person = try writer.person(chat.person)
        else { throw Refusal.chatOver }
        let desk = try conversation(of: began, in: writer)
        let id = desk.ticket.id
        var inquiry = Inquiry(
            address: person.address, name: person.name,
            subject: try writer.ticketRow(id.rawValue)?.subject ?? "", text: text, way: .chat)
        inquiry.receivedAt = now
        let message = try writer.add(stored(inquiry, from: person, ticket: id, at: now))
        let reference = Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest)
        let command = Command(
            .customerReply(CustomerReply(message: reference, automatic: false)),
            by: .contact(Person.ID(person.id)), way: .chat)
        try append(command, to: desk, id: id, now: now, writer)
        try writer.setUnread(true, ticket: id.rawValue)
        try writer.add(message: message.id, key: key, toChat: chat.id, at: now)
        writer.afterCommit { [chatRoom] in chatRoom.said(in: chat.id) }
        return message.id
    }
}

extension Refusal {
    static let chatForm = Refusal(
        "old-form", field: "text", "This form is too old to be sent.", remedy: "Open the chat again.")
    static let chatOver = Refusal(
        "chat-over", field: "text", "This chat is over.", remedy: "Begin a new one.")
}
