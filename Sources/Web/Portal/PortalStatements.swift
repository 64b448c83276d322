import Agreements
import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// Statements of a customer as they were issued, for those who keep the books.
extension DeskServer {
    func addPortalStatements(to router: Router<DeskContext>) {
        router.get("/portal/statements/:name/:month") { request, context in
            try await issued(request, context) { person, sight in
                try await portalStatement(sight, person)
            }
        }
        for kind in ["pdf", "csv", "json"] {
            router.get(RouterPath("/portal/statements/:name/:month/\(kind)")) { request, context in
                try await issued(request, context) { _, sight in
                    let file = "\(sight.place.name)-\(sight.place.month).\(kind)"
                    return switch kind {
                    case "pdf": try await printedStatement(sight.place)
                    case "csv":
                        download(Array(sight.report.csv.utf8), "text/csv; charset=utf-8", name: file)
                    default: download(Array(sight.report.json.utf8), "application/json", name: file)
                    }
                }
            }
        }
        statementAct("disputes", .statementDispute, on: router) { form in
            .dispute(try Self.key(form), reason: form["reason"])
        }
        statementAct("claims", .creditClaim, on: router) { form in .claim(try Self.key(form)) }
    }

    private func statementAct(
        _ noun: String, _ capability: Capability, on router: Router<DeskContext>,
        _ what: @escaping @Sendable (Fields) throws -> LedgerCommand.What
    ) {
        router.post(RouterPath("/portal/statements/:name/:month/\(noun)")) { request, context in
            let form = try await Fields(form: request)
            return try await issued(request, context, capability) { person, sight in
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await office.decideCredits(
                        sight.place.name, LedgerCommand(try what(form), by: person.asker.actor))
                    return redirect(
                        to: Page.portalStatement(sight.place.name, sight.place.month.description))
                } catch let refusal as Desk.Refusal {
                    return try await portalStatement(sight, person, refused: (noun, form, refusal))
                }
            }
        }
    }

    /// Months of which a statement was issued, the newest first.
    func issuedMonths(_ name: String, _ now: Instant, _ reader: Storage.Reader) throws -> [CalendarMonth] {
        guard case .books(let file) = try office.booksAtHand(name, in: reader, now: now) else { return [] }
        return file.monthsWithCredits.filter { file.books.ledger.issue(of: $0) != nil }.sorted().reversed()
    }

    /// Answers a contact who may see the statement. One that was not issued is not there.
    private func issued(
        _ request: Request, _ context: DeskContext, _ capability: Capability = .statementView,
        _ body: (SignedIn, StatementSight) async throws -> Response
    ) async throws -> Response {
        try await contact(request) { person in
            guard let place = StatementPlace(context) else { throw Access.Denial.hidden }
            _ = try await office.database.read {
                try office.held(place.name, for: capability, by: person.asker, in: $0)
            }
            guard let sight = try await sight(of: place),
                sight.file.books.ledger.issue(of: place.month) != nil
            else { throw Access.Denial.hidden }
            return try await body(person, sight)
        }
    }

    private func portalStatement(
        _ sight: StatementSight, _ person: SignedIn,
        refused: (noun: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        var view = sight.view(csrf: person.csrf)
        let address = Page.portalStatement(sight.place.name, sight.place.month.description)
        view.back = NavLink(label: "Agreements", href: Page.portalAgreements)
        view.downloads = ["pdf", "csv", "json"].map {
            NavLink(label: $0.uppercased(), href: "\(address)/\($0)")
        }
        for index in view.rows.indices {
            let ticket = view.rows[index].ticket.href.split(separator: "/").last.flatMap { Int64($0) } ?? 0
            view.rows[index].ticket.href = Page.portalTicket(ticket)
            view.rows[index].proof = NavLink(label: "Proof", href: Page.portalTicket(ticket))
            view.rows[index].decide = nil
        }
        view.disputes = try await office.database.read {
            try sight.waitingDisputes(person.words(at: sight.now), $0)
        }
        view.exclusions = []
        view.notes = []
        view.acts = view.acts.filter { $0.id == "dispute" || $0.id == "claim" }
        var isShown = false
        for index in view.acts.indices {
            let isClaim = view.acts[index].id == "claim"
            let noun = isClaim ? "claims" : "disputes"
            view.acts[index].title = isClaim ? "Claim a credit" : "Dispute a credit"
            view.acts[index].target.action = "\(address)/\(noun)"
            // What the desk's forms ask for is a manager's: a customer's claim binds nobody else.
            view.acts[index].fields.removeAll { $0.name == "password" }
            if isClaim { view.acts[index].makeClaim() }
            if let refused, refused.noun == noun {
                view.acts[index].show((refused.form, refused.refusal))
                isShown = true
            }
        }
        if !isShown { view.refusal = refused.map { Refusal($0.refusal) } }
        let shown = view
        return portalPage(
            "Statement of \(sight.place.month.inWords)", person,
            status: refused == nil ? .ok : .unprocessableContent
        ) { shown }
    }
}

extension ActForm {
    /// The customer's own form.
    fileprivate mutating func makeClaim() {
        effect = "It comes on the next statement. What nobody claims in time lapses."
        submit = "Claim it"
    }
}
