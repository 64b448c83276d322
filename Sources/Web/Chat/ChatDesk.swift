import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The desk's side: who takes chats, which there are, and that somebody writes.
extension DeskServer {
    /// Wall seconds for which a chat stands in the list.
    private static let chatsSince: Int64 = 86_400
    private static let chatsMax = 200

    func addChatDesk(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.chats)) { request, _ in
            try await permitted(.readChats, request) { person in try await chatsPage(person) }
        }
        router.post(RouterPath(Page.chatDuty)) { request, _ in
            try await permitted(.reply, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                let now = office.clock()
                try await office.database.write { [office] writer in
                    try office.takeChats(form["on"] == "yes", by: person.asker, now: now, writer)
                }
                return redirect(to: Page.chats)
            }
        }
        router.post("/tickets/:id/typing") { request, context in
            let form = try await Fields(form: request)
            return try await ticket(request, context) { person, sight in
                guard person.isOwn(form) else { return foreignForm() }
                try Access.require(.reply, by: person.asker, on: sight.thing)
                if let chat = sight.chat?.stored {
                    office.chatRoom.desk(chat.id, types: form["typing"] == "1")
                }
                return Response(status: .noContent)
            }
        }
        router.get(RouterPath(Page.apiChats)) { request, _ in
            try await asked(request) { caller in
                try Access.require(.readChats, by: caller.asker)
                return json(APIChats(chats: try await chats(caller.seat.visibility).map(APIChats.One.init)))
            }
        }
    }

    struct ListedChat: Sendable {
        let chat: StoredChat
        let row: TicketRow
        let isThere: Bool
        let who: String
    }

    /// The chats of the last day on tickets that the reader sees.
    private func chats(_ visibility: Visibility) async throws -> [ListedChat] {
        let now = office.clock()
        return try await office.database.read { reader in
            let found = try reader.chats(
                since: now.advanced(by: -Self.chatsSince), limit: Self.chatsMax)
            return try found.compactMap { chat in
                guard let row = try reader.ticketRow(chat.ticket, for: visibility) else { return nil }
                let address = try reader.person(chat.person)?.address ?? ""
                return ListedChat(
                    chat: chat, row: row, isThere: office.chatRoom.isThere(chat.id, at: now),
                    who: "\(chat.name), \(address)\(chat.isProven ? "" : " (not signed in)")")
            }
        }
    }

    private func chatsPage(_ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let all = try await chats(person.visibility)
        let (agents, on, sites) = try await office.database.read { reader in
            (
                try reader.chatAgents(at: now), try office.chatAgents(at: now, in: reader),
                try Office.chatSites(reader)
            )
        }
        let isOn = agents.contains { $0.id == person.asker.person.rawValue }
        let (waiting, rows) = try await chatRows(all, person, now)
        let script = "<script src=\"\(address)\(Page.assets)/chat-widget.js\" async></script>"
        let allowed =
            sites.isEmpty
            ? "No site may show it yet. Who runs the desk allows one: "
                + "duly set chat-sites https://www.example.com"
            : "These may show it: \(sites.joined(separator: ", "))"
        let view = ChatsView(
            standing: Self.standing(on: on, off: agents.filter { !on.contains($0) }),
            duty: Access.allows(.reply, by: person.asker)
                ? .chatDuty(FormTarget(action: Page.chatDuty, csrf: person.csrf), isOn: isOn) : nil,
            waiting: waiting, rows: rows, script: script, sites: allowed)
        return page(Layout(head("Chats", person, current: Page.chats)) { view })
    }
}

extension DeskServer {
    /// Those that wait for a word of the reader's, the longest first, and all others.
    private func chatRows(
        _ all: [ListedChat], _ person: SignedIn, _ now: Instant
    ) async throws -> (waiting: [ChatRow], others: [ChatRow]) {
        let (words, me) = (person.words(at: now), person.asker.person)
        let (open, names) = try await office.database.read { [office] reader in
            (
                try office.openChats(seenBy: person.visibility, at: now, in: reader),
                try reader.names(of: Array(Set(all.compactMap(\.row.assignee))))
            )
        }
        func row(_ listed: ListedChat, _ standing: String, _ at: Instant) -> ChatRow {
            let holder = listed.row.assignee.map {
                $0 == me.rawValue ? "you have it" : "\(names[$0] ?? "somebody") has it"
            }
            return ChatRow(
                ticket: NavLink(
                    label: "#\(listed.row.id) \(listed.row.shownSubject)", href: Page.ticket(listed.row.id)),
                who: listed.who, standing: [standing, holder].compactMap { $0 }.joined(separator: "; "),
                last: words.moment(at))
        }
        let known = Dictionary(all.map { ($0.chat.id, $0) }, uniquingKeysWith: { first, _ in first })
        let mine = open.filter { $0.waits(for: me) }
        let waiting = mine.compactMap { one in
            known[one.chat.id].map { row($0, "Waits for a word", one.waitsSince ?? one.chat.last) }
        }
        let isWaited = Set(open.filter { $0.waitsSince != nil }.map(\.chat.id))
        let others = all.filter { listed in !mine.contains { $0.chat.id == listed.chat.id } }.map { listed in
            let here = isWaited.contains(listed.chat.id) ? "Is here, waits for a word" : "Is here"
            return row(
                listed, listed.chat.ended != nil ? "Over" : listed.isThere ? here : "Has left",
                listed.chat.last)
        }
        return (waiting, others)
    }

    /// Who takes chats; and who said so, but is not on by the calendar.
    private static func standing(on: [StoredPerson], off: [StoredPerson]) -> String {
        func names(_ people: [StoredPerson]) -> String { people.map(\.name).joined(separator: ", ") }
        let taken = on.isEmpty ? "Nobody takes chats: visitors leave a message" : "Taken by \(names(on))"
        if off.isEmpty { return taken }
        return taken + ". Not on by the calendar, so no chat waits for them: \(names(off))"
    }
}

/// Chats for programs.
private struct APIChats: Encodable {
    struct One: Encodable {
        let ticket: Int64
        let name: String
        let isProven: Bool
        let isThere: Bool
        let started: String
        let last: String
        let ended: String?

        init(_ listed: DeskServer.ListedChat) {
            ticket = listed.chat.ticket
            name = listed.chat.name
            (isProven, isThere) = (listed.chat.isProven, listed.isThere)
            (started, last) = ("\(listed.chat.started)", "\(listed.chat.last)")
            ended = listed.chat.ended.map { "\($0)" }
        }
    }

    let chats: [One]
}
