import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// Chats: of visitors, who have a word that nobody guesses, and of contacts, who are signed in besides.
extension DeskServer {
    func addChat(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.chat)) { request, _ in
            try await visited(request) { contact in try await startPage(contact) }
        }
        router.post(RouterPath(Page.chat)) { request, context in
            try await visited(request) { contact in
                try await begin(try await Fields(form: request), contact, context.network(of: request))
            }
        }
        router.get("/chat/:word") { request, context in
            try await chat(request, context) { chat, word, contact in
                try await chatPage(chat, word, contact)
            }
        }
        router.post("/chat/:word/messages") { request, context in
            try await chat(request, context) { chat, word, contact in
                try await say(
                    try await Fields(form: request), in: chat, word, contact, request,
                    context.network(of: request))
            }
        }
        router.post("/chat/:word/signs") { request, context in
            try await chat(request, context) { chat, _, _ in
                take(try await Fields(form: request), from: chat)
                return Response(status: .noContent)
            }
        }
        router.post("/chat/:word/ending") { request, context in
            try await chat(request, context) { chat, word, _ in
                let now = office.clock()
                try await office.database.write { try $0.end(chat: chat.id, at: now) }
                office.chatRoom.end(chat.id)
                return redirect(to: Page.chat(word))
            }
        }
        router.get("/chat/:word/events") { request, context in
            try await chat(request, context) { chat, _, _ in chatEvents(chat, request) }
        }
        addChatDesk(to: router)
    }

    /// A stranger, or a contact who is signed in. The desk's people and programs chat on the ticket; who lost
    /// their account signs in.
    private func visited(
        _ request: Request, _ body: (SignedIn?) async throws -> Response
    ) async throws -> Response {
        guard request.headers[.authorization] == nil else {
            return errorPage(.forbidden, "A token begins no chat.", "Open a ticket by the API instead.")
        }
        let person = try await person(of: request)
        if person == nil, try await hasLostAccount(request) { return redirect(to: Page.signIn) }
        if let person, person.asker.role != .contact {
            return errorPage(
                .forbidden, "The chat is for customers; you answer it on its ticket.", "Go to the chats.")
        }
        return try await framable(try await body(person))
    }

    /// A session that lives on while its account is closed.
    private func hasLostAccount(_ request: Request) async throws -> Bool {
        guard let word = cookie.word(of: request) else { return false }
        let (now, digest) = (office.clock(), Array(Secret.stored(word).utf8))
        return try await office.database.read { try $0.session(digest: digest, at: now) != nil }
    }

    /// The sites that may show the chat may frame this answer; nobody else, and no other page.
    private func framable(_ response: Response) async throws -> Response {
        var answer = response
        let sites = try await office.database.read { try Office.chatSites($0) }
        answer.headers[named("Content-Security-Policy")] = Guarding.policy(
            framedBy: (["'self'"] + sites).joined(separator: " "))
        return answer
    }

    /// The chat that the address opens. A wrong word, an old one and an erased one are one answer.
    private func chat(
        _ request: Request, _ context: DeskContext,
        _ body: (StoredChat, String, SignedIn?) async throws -> Response
    ) async throws -> Response {
        let word = try context.parameters.require("word")
        let now = office.clock()
        let found = try await office.database.read { try office.chat(word: word, at: now, in: $0) }
        guard let found else {
            let view = ErrorView(
                status: 404, what: "There is no chat at this address.",
                remedy: "A chat can be gone on with for a day. Begin a new one.", href: Page.chat,
                link: "Begin a chat")
            return try await framable(page(Layout(customerHead("Chat")) { view }, status: .notFound))
        }
        let person = try await person(of: request)
        let contact = person?.asker.role == .contact ? person : nil
        office.chatRoom.look(found.id, of: Ticket.ID(found.ticket), at: now)
        return try await framable(try await body(found, word, contact))
    }

    private func begin(
        _ form: Fields, _ contact: SignedIn?, _ network: String
    ) async throws -> Response {
        if let contact, !contact.isOwn(form) { return foreignForm() }
        let now = office.clock()
        let address = contact.map { "\($0.asker.person)" } ?? form["address"].lowercased()
        do {
            if let wait = chatStarts.begin(address: address, network: network, at: now) {
                throw Desk.Refusal.tooManyChats(minutes: (wait + 59) / 60)
            }
            var wish = Office.ChatWish(text: form["text"])
            (wish.name, wish.address, wish.contact) = (form["name"], form["address"], contact?.asker)
            let (asked, word) = (wish, form["word"])
            let chat = try await office.database.write { [office] writer in
                try office.beginChat(asked, word: word, now: now, writer)
            }
            office.chatRoom.look(chat.id, of: Ticket.ID(chat.ticket), at: now)
            return redirect(to: Page.chat(word))
        } catch let refusal as Desk.Refusal {
            return try await startPage(contact, refused: (form, refusal))
        }
    }

    private func say(
        _ form: Fields, in chat: StoredChat, _ word: String, _ contact: SignedIn?, _ request: Request,
        _ network: String
    ) async throws -> Response {
        let now = office.clock()
        let wantsJSON = request.headers[.accept]?.contains("application/json") == true
        do {
            if let wait = chatWords.begin(address: "chat \(chat.id)", network: network, at: now) {
                throw Desk.Refusal.tooManyWords(minutes: (wait + 59) / 60)
            }
            let id = try await office.database.write { [office] writer in
                try office.say(form["text"], key: form["key"], in: chat, now: now, writer)
            }
            office.chatRoom.visitor(chat.id, types: false, at: now)
            return wantsJSON ? json(SaidAnswer(id: id)) : redirect(to: Page.chat(word))
        } catch let refusal as Desk.Refusal {
            if wantsJSON { return problem(APIProblem(refusal)) }
            return try await chatPage(chat, word, contact, refused: (form, refusal))
        }
    }

    private struct SaidAnswer: Encodable {
        let id: Int64
    }

    /// That the visitor writes, what their page has shown, and that it is being left.
    private func take(_ form: Fields, from chat: StoredChat) {
        let now = office.clock()
        if form.has("typing") { office.chatRoom.visitor(chat.id, types: form["typing"] == "1", at: now) }
        if let read = Int64(form["read"]) { office.chatRoom.visitor(chat.id, read: read) }
        if form.has("gone") { office.chatRoom.close(chat.id) }
    }
}

extension Desk.Refusal {
    fileprivate static func tooManyChats(minutes: Int64) -> Desk.Refusal {
        Desk.Refusal(
            "too-many", field: "text", "Too many chats were begun from here.",
            remedy: "Go on in the one you have, or wait \(minutes) minutes.")
    }

    fileprivate static func tooManyWords(minutes: Int64) -> Desk.Refusal {
        Desk.Refusal(
            "too-many", field: "text", "Too many messages came from here.",
            remedy: "Wait \(minutes) minutes, or write it in one message.")
    }
}
