import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// What a visitor sees of a chat: what was said in it, and nothing else of the ticket.
extension DeskServer {
    func startPage(
        _ contact: SignedIn?, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let word = try await office.chatWord()
        let (hours, words, who) = try await office.database.read {
            reader -> (ChatHours, DeskWords, [String]) in
            (
                try office.chatHours(for: contact?.asker.customer, at: now, in: reader),
                try contact?.words(at: now) ?? DeskWords(of: reader, office, now: now),
                try office.chatAgents(at: now, in: reader).map(\.name)
            )
        }
        let told = ChatWords(hours: hours, words: words, agents: who, isContact: contact != nil)
        var hidden = [HiddenField(name: "word", value: refused.map { $0.form["word"] } ?? word)]
        if refused?.refusal.code == "old-form" { hidden[0].value = word }
        if let contact { hidden.append(HiddenField(name: "csrf", value: contact.csrf)) }
        var view = ChatStartView(
            title: hours.isAttended ? "Chat with us" : "Leave a message", standing: told.before,
            isAttended: hours.isAttended, action: Page.chat, hidden: hidden,
            fields: contact == nil
                ? [
                    FormField(scope: "chat", name: "name", label: "Your name", kind: .line, isRequired: true),
                    FormField(
                        scope: "chat", name: "address", label: "Your mail address", kind: .line,
                        hint: "Answers go there when you have left.", isRequired: true),
                ] : [],
            text: FormField(
                scope: "chat", name: "text", label: "What is it about?", kind: .text(rows: 4),
                isRequired: true),
            submit: hours.isAttended ? "Begin the chat" : "Leave it")
        if let refused {
            view.refusal = Refusal(refused.refusal)
            view.text.value = refused.form["text"]
            for index in view.fields.indices {
                view.fields[index].value = refused.form[view.fields[index].name]
                guard view.fields[index].name == refused.refusal.field else { continue }
                view.fields[index].problem = refused.refusal.message
            }
        }
        return chatLayout(
            "Chat", contact, view, refused == nil ? .ok : Self.status(of: refused?.refusal))
    }

    static func status(of refusal: Desk.Refusal?) -> HTTPResponse.Status {
        refusal?.code == "too-many" ? .tooManyRequests : .unprocessableContent
    }

    private func chatLayout(
        _ title: String, _ contact: SignedIn?, _ view: some Content, _ status: HTTPResponse.Status
    ) -> Response {
        let head = contact.map { portalHead(title, $0, current: Page.chat) } ?? customerHead(title)
        return page(Layout(head) { view }, status: status)
    }

    func chatPage(
        _ chat: StoredChat, _ word: String, _ contact: SignedIn?,
        refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let (lines, told) = try await office.database.read { reader -> ([ChatLine], ChatWords) in
            let words = try words(of: chat, now: now, reader)
            let said = try reader.said(inChat: chat.id, after: 0, limit: Office.chatPageMax)
            let person = try reader.person(chat.person)
            let customer = chat.isProven ? person?.organisation.map { Organisation.ID($0) } : nil
            let told = ChatWords(
                hours: try office.chatHours(for: customer, at: now, in: reader), words: words,
                agents: try office.chatAgents(at: now, in: reader).map(\.name), isContact: chat.isProven)
            return (try said.map { try Self.line($0, chat, words, reader) }, told)
        }
        var view = ChatView(
            title: "Chat with us", standing: told.during, address: Page.chat(word), lines: lines,
            key: office.secret.word(), read: office.chatRoom.deskRead(chat.id), isOver: chat.ended != nil)
        if contact?.asker.person.rawValue == chat.person {
            view.portal = NavLink(label: "Ticket #\(chat.ticket)", href: Page.portalTicket(chat.ticket))
        }
        if let refused {
            view.refusal = Refusal(refused.refusal)
            view.text = refused.form["text"]
        }
        return chatLayout("Chat", contact, view, refused == nil ? .ok : Self.status(of: refused?.refusal))
    }

    /// In the zone of a contact who is known; a stranger gets the desk's.
    func words(of chat: StoredChat, now: Instant, _ reader: Storage.Reader) throws -> DeskWords {
        guard chat.isProven, let person = try reader.person(chat.person) else {
            return try DeskWords(of: reader, office, now: now)
        }
        let rules = try office.rules(for: person, in: reader)
        return DeskWords(rules: rules, zone: "\(rules.name)", now: now)
    }

    static func line(
        _ message: StoredMessage, _ chat: StoredChat, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> ChatLine {
        let isOurs = message.direction == .outgoing
        let name = try message.author.flatMap { try reader.person($0)?.name }
        return ChatLine(
            id: message.id, isOurs: isOurs, who: isOurs ? name ?? "The desk" : chat.name,
            at: words.moment(message.received), text: message.erasedAt == nil ? message.text : "(erased)")
    }
}

/// Whether somebody is there, in words.
struct ChatWords: Sendable {
    let hours: ChatHours
    let words: DeskWords
    let agents: [String]
    let isContact: Bool

    /// Before it begins.
    var before: String {
        if hours.isAttended {
            let names = agents.prefix(3).joined(separator: " and ")
            return "\(names) \(agents.count == 1 ? "is" : "are") here."
        }
        return "\(absence) \(promise)"
    }

    var during: String {
        if hours.isAttended { return "\(agents.first ?? "Somebody") has it in sight." }
        return "\(absence) \(promise)"
    }

    private var absence: String {
        if hours.isOpen { return "Nobody takes chats right now: your message is kept." }
        guard let opens = hours.opens else { return "The chat is closed: your message is kept." }
        return "The chat opens again \(words.relative(opens)): your message is kept."
    }

    private var promise: String {
        guard let by = hours.acknowledgeBy else {
            return isContact
                ? "No promise applies to you here; we answer as soon as we can."
                : "We answer by mail."
        }
        return "We acknowledge by \(words.relative(by)) (A.1)."
    }
}
