import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Mail
import Markup
import NIOCore
import Operations
import Reports
import Storage

// Deadlines as a calendar to subscribe to, and the addresses at which one's own is had.
extension DeskServer {
    /// Of one calendar.
    private static let deadlinesMax = 1_000

    func addDeadlines(to router: Router<DeskContext>) {
        router.get("/calendar/feeds/:word") { request, context in
            let name = try context.parameters.require("word")
            let word = name.hasSuffix(".ics") ? String(name.dropLast(4)) : name
            let showsAll = request.uri.queryParameters.get("show") == "all"
            guard let opening = try await office.opening(.calendar, word: word),
                let text = try await deadlines(of: opening.person, all: showsAll)
            else { return notFound() }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/calendar; charset=utf-8", .cacheControl: "private, no-store",
                    .contentDisposition: "inline; filename=\"deadlines.ics\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
        addOpenings(.deadlines, to: router)
    }

    /// nil where the person may see tickets no more. What they see by now is what counts.
    private func deadlines(of id: Int64, all: Bool) async throws -> String? {
        let now = office.clock()
        return try await office.database.read { [office] reader in
            guard let person = try reader.person(id), person.disabledAt == nil,
                let seat = try Seat(person, .session, reader), Access.allows(.ticketView, by: seat.asker)
            else { return nil }
            var filter = Storage.QueueFilter(seat.visibility)
            if !all { filter.assignee = id }
            let domain = (try? Post.support(reader).domain) ?? "desk.invalid"
            let rows = try reader.queue(filter, limit: Self.deadlinesMax)
            let events = try rows.flatMap { row -> [CalendarText.Event] in
                guard let desk = try office.dossier(Ticket.ID(row.id), in: reader) else { return [] }
                return Self.events(row, desk, domain: domain) {
                    DeskServer.address(of: .ticket(Ticket.ID($0)), at: address)
                }
            }
            let name = try reader.setting("desk-name") ?? "Support"
            return CalendarText(name: "Deadlines, \(name)", made: now, events: events).text
        }
    }

    /// One for each promise that is still to be kept.
    private static func events(
        _ row: TicketRow, _ desk: Office.Dossier, domain: String, _ address: (Int64) -> String
    ) -> [CalendarText.Event] {
        desk.clocks.filter { $0.doneAt == nil && $0.ended == nil }.compactMap { clock in
            guard let deadline = clock.deadline else { return nil }
            let act = clock.promise == .acknowledgment ? "Acknowledge" : "Resolve"
            return CalendarText.Event(
                uid: "ticket-\(row.id)-\(clock.promise.rawValue)@\(domain)", at: deadline,
                summary: "\(act) #\(row.id): \(row.shownSubject)",
                description:
                    "\(act) ticket #\(row.id) by then. Agreement \(row.agreement), tier \(row.tier).",
                url: address(row.id))
        }
    }
}

extension OpeningPlace {
    /// Calendars that subscribe to one's own deadlines.
    static let deadlines = OpeningPlace(
        kind: .calendar, capability: .ticketView, path: Page.deadlines, current: Page.calendar, isOwn: true,
        address: Page.deadlinesFeed
    ) { rows, csrf in
        OpeningsView(
            title: "Your deadlines as a calendar",
            summary: "For the calendar program of your telephone or desk", noun: "Calendar",
            back: NavLink(label: "Who is on", href: Page.calendar), rows: rows,
            empty: "Nothing subscribes to your deadlines.", form: .addDeadlines(csrf))
    }
}

extension ActForm {
    static func addDeadlines(_ csrf: String) -> ActForm {
        ActForm(
            id: "calendar", title: "Add a calendar", target: FormTarget(action: Page.deadlines, csrf: csrf),
            effect:
                "Whoever has its address reads the deadlines and subjects of your tickets: give it to "
                + "nobody. With ?show=all behind it, it has every open ticket that you see.",
            fields: [
                FormField(
                    scope: "calendar", name: "name", label: "Name", kind: .line,
                    hint: "What subscribes, for example My telephone.", isRequired: true)
            ], submit: "Make its address")
    }
}
