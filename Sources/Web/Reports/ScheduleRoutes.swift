import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// Reports that are mailed by themselves.
extension DeskServer {
    func addSchedules(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.schedules)) { request, _ in
            try await permitted(.reportSchedule, request) { person in
                try await schedulesPage(person, asked: ScheduleForm.fields(of: request))
            }
        }
        router.post(RouterPath(Page.schedules)) { request, _ in
            try await scheduleAct(request, "add") { form, person in
                try await office.addSchedule(try ScheduleForm.order(form, office), by: person.asker)
            }
        }
        act("settings", on: router) { id, form, person in
            try await office.changeSchedule(id, try ScheduleForm.order(form, office), by: person.asker)
        }
        act("pause", on: router) { id, _, person in
            try await office.pauseSchedule(id, true, by: person.asker)
        }
        act("resumption", on: router) { id, _, person in
            try await office.pauseSchedule(id, false, by: person.asker)
        }
        act("removal", on: router) { id, _, person in
            try await office.removeSchedule(id, by: person.asker)
        }
        act("sending", on: router) { id, _, person in
            _ = try await office.mailReportNow(id, by: person.asker)
        }
    }

    private func act(
        _ noun: String, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (Int64, Fields, SignedIn) async throws -> Void
    ) {
        router.post(RouterPath("/schedules/:id/\(noun)")) { request, context in
            let id = Int64(try context.parameters.require("id")) ?? 0
            return try await scheduleAct(request, "change-\(id)") { form, person in
                try await body(id, form, person)
            }
        }
    }

    private func scheduleAct(
        _ request: Request, _ name: String, _ body: (Fields, SignedIn) async throws -> Void
    ) async throws -> Response {
        try await permitted(.reportSchedule, request) { person in
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            do {
                try await body(form, person)
                return redirect(to: Page.schedules)
            } catch let refusal as Desk.Refusal {
                return try await schedulesPage(person, refused: (name, form, refusal))
            }
        }
    }

    private func schedulesPage(
        _ person: SignedIn, asked: Fields? = nil,
        refused: (act: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        var view = try await office.database.read { [office] reader in
            let sight = try ScheduleSight(of: reader, office, csrf: person.csrf, now: now)
            return try sight.view(asked: asked, reader)
        }
        if let refused {
            let shown = (refused.form, refused.refusal)
            if refused.act == view.add.id { view.add.show(shown) }
            for index in view.changes.indices where view.changes[index].id == refused.act {
                view.changes[index].show(shown)
            }
        }
        let filled = view
        return page(
            Layout(head("Mailed reports", person, current: Page.reports)) { filled },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}
