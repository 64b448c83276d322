import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Who is on: the week of each group, and when each person works.
extension DeskServer {
    func addHours(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.calendar)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let asked = request.uri.queryParameters.get("week").flatMap { LocalDate($0) }
                return try await calendarPage(person, asked)
            }
        }
        router.get("/calendar/people/:id") { request, context in
            try await presence(request, context) { id, person in try await hoursPage(id, person) }
        }
        act("hours", on: router) { id, form, person in
            try await office.setWeek(try Self.week(form, office), of: id, by: person.asker)
        }
        act("absences", on: router) { id, form, person in
            guard let first = LocalDate(form["first"]), let last = LocalDate(form["last"]) else {
                throw Desk.Refusal(
                    "bad-absence", field: "first", "These are no dates.",
                    remedy: "Type two dates like 2026-12-25.")
            }
            try await office.addAbsence(from: first, to: last, of: id, by: person.asker)
        }
        act("absence-removals", on: router) { id, form, person in
            try await office.removeAbsence(Int64(form["absence"]) ?? 0, of: id, by: person.asker)
        }
    }

    private func presence(
        _ request: Request, _ context: DeskContext,
        _ body: (Person.ID, SignedIn) async throws -> Response
    ) async throws -> Response {
        try await permitted(.ticketView, request) { person in
            let id = Person.ID(Int64(try context.parameters.require("id")) ?? 0)
            try Access.require(id == person.asker.person ? .ticketView : .manageHours, by: person.asker)
            return try await body(id, person)
        }
    }

    private func act(
        _ noun: String, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (Person.ID, Fields, SignedIn) async throws -> Void
    ) {
        router.post(RouterPath("/calendar/people/:id/\(noun)")) { request, context in
            try await presence(request, context) { id, person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await body(id, form, person)
                    return redirect(to: Page.hours(of: id.rawValue))
                } catch let refusal as Desk.Refusal {
                    return try await hoursPage(id, person, refused: (noun, form, refusal))
                }
            }
        }
    }

    /// nil where every field is empty: then nothing is said.
    private static func week(_ form: Fields, _ office: Office) throws -> WorkingWeek? {
        var hours = OpeningHours()
        for day in Weekday.allCases {
            let spans = try WorkingWeek.day(form[day.rawValue], field: day.rawValue)
            if !spans.isEmpty { hours[day] = spans }
        }
        if form["said"] == "no" { return nil }
        guard let zone = TimeZoneName(form["zone"]), office.zone(zone) != nil else {
            throw Desk.Refusal(
                "no-zone", field: "zone", "\"\(form["zone"].prefix(64))\" is no time zone of this machine.",
                remedy: "Write one as Europe/Berlin.")
        }
        return WorkingWeek(zone: zone, hours: hours)
    }

    private func calendarPage(_ person: SignedIn, _ asked: LocalDate?) async throws -> Response {
        let now = office.clock()
        let canManage = Access.allows(.manageHours, by: person.asker)
        let view = try await office.database.read { [office] reader in
            let words = person.words(at: now)
            return try CalendarSight(words, asked: asked, person: person, canManage: canManage).view(
                office, reader)
        }
        return page(Layout(head("Who is on", person, current: Page.calendar)) { view })
    }

    private func hoursPage(
        _ id: Person.ID, _ person: SignedIn,
        refused: (noun: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { [office] reader -> HoursView? in
            guard let stored = try reader.person(id.rawValue), stored.kind == .agent else { return nil }
            let words = try DeskWords(of: reader, office, now: now)
            return try HoursView(stored, words, office, csrf: person.csrf, reader)
        }
        guard var view = found else { return notFound() }
        if let refused {
            let shown = (refused.form, refused.refusal)
            if refused.noun == "hours" { view.hours.show(shown) } else { view.absence.show(shown) }
        }
        let filled = view
        return page(
            Layout(head("Working hours", person, current: Page.calendar)) { filled },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}
