import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// What one sees as a file, and all there is for an administrator; both go out as they are read.
extension DeskServer {
    private static let exportedAtOnce = 500

    func addExports(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.exports)) { request, _ in
            try await permitted(.exportTickets, orElse: .exportEverything, request) { person in
                exportsPage(person)
            }
        }
        router.get("/exports/tickets/:form") { request, context in
            let form = try context.parameters.require("form")
            return try await signedIn(request) { person in
                try await tickets(form, person.seat) { try await self.person(of: request)?.seat }
            }
        }
        router.get("/api/exports/tickets/:form") { request, context in
            try await refusing {
                let caller = try await caller(of: request)
                return try await tickets(try context.parameters.require("form"), caller.seat) {
                    try await self.caller(of: request).seat
                }
            }
        }
        router.post("/exports/everything") { request, context in
            try await permitted(.exportEverything, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    let word = try await office.prepareExport(by: person.asker)
                    return exportsPage(person, made: word)
                } catch let refusal as Desk.Refusal {
                    return exportsPage(person, refused: (form, refusal))
                }
            }
        }
        router.get("/exports/everything/:word") { request, context in
            try await permitted(.exportEverything, request) { person in
                let word = try context.parameters.require("word")
                guard try await office.preparedExport(word, by: person.asker) != nil else {
                    return notFound()
                }
                return everything {
                    guard let person = try await self.person(of: request) else { return false }
                    return try await office.preparedExport(word, by: person.asker) != nil
                }
            }
        }
    }

    private func permitted(
        _ capability: Capability, orElse other: Capability, _ request: Request,
        _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        try await signedIn(request) { person in
            if !Access.allows(other, by: person.asker) { try Access.require(capability, by: person.asker) }
            return try await body(person)
        }
    }

    /// - Parameter seat: what the asker sees at first; before each page after it, they are asked `anew`.
    private func tickets(
        _ form: String, _ seat: Seat, anew: @escaping @Sendable () async throws -> Seat?
    ) async throws -> Response {
        try Access.require(.exportTickets, by: seat.asker)
        guard ["csv", "jsonl"].contains(form) else { throw Access.Denial.hidden }
        let sheet = try await office.database.read { try TicketSheet(seat.asker, $0) }
        let isCSV = form == "csv"
        let first = seat.visibility
        return streamed(isCSV ? "text/csv; charset=utf-8" : "application/jsonl", name: "tickets.\(form)") {
            writer in
            if isCSV { try await writer.write(ByteBuffer(string: sheet.csvHead)) }
            var (before, visibility) = (Int64.max, first)
            while true {
                let (seen, last) = (visibility, before)
                let rows = try await office.database.read {
                    try $0.tickets(seen, before: last, limit: Self.exportedAtOnce)
                }
                let text = rows.map { isCSV ? sheet.csv($0) : sheet.json($0) }.joined()
                if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
                guard rows.count == Self.exportedAtOnce, let end = rows.last else { return }
                guard let now = try await anew(), Access.allows(.exportTickets, by: now.asker) else {
                    throw CutShort()
                }
                (before, visibility) = (end.id, now.visibility)
            }
        }
    }

    private func everything(_ stillMay: @escaping @Sendable () async throws -> Bool) -> Response {
        streamed("application/jsonl", name: "everything.jsonl") { writer in
            var export = WholeExport(office)
            while let page = try await export.next() {
                guard try await stillMay() else { throw CutShort() }
                try await writer.write(ByteBuffer(bytes: page))
            }
        }
    }

    /// Access ended while an answer went out. The line is cut, so that nobody takes a part for the whole.
    struct CutShort: Error {}

    private func streamed(
        _ type: String, name: String,
        _ body: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody { writer in
                try await body(&writer)
                try await writer.finish(nil)
            })
    }

    private func exportsPage(
        _ person: SignedIn, made: String? = nil, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) -> Response {
        var view = ExportsView(hasTickets: Access.allows(.exportTickets, by: person.asker))
        if Access.allows(.exportEverything, by: person.asker) {
            var form = ActForm.exportEverything(person.csrf)
            form.show(refused)
            view.everything = form
            view.made = made.map { Page.everything($0) }
        }
        let filled = view
        return page(
            Layout(head("Exports", person, current: Page.exports)) { filled },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension ActForm {
    static func exportEverything(_ csrf: String) -> ActForm {
        ActForm(
            id: "everything", title: "Export everything",
            target: FormTarget(action: Page.exports + "/everything", csrf: csrf),
            effect: "Customers, people, agreements, messages with their files and the whole history, without "
                + "passwords and keys. Every manager is told, and it stands in the audit. The link works for "
                + "you alone, for a day.",
            fields: [.password("everything")], submit: "Make the link", isWeighty: true)
    }
}
