import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Reports
import Storage

// What broken promises cost: the list, a month's statement, and what managers decide about it.
extension DeskServer {
    func addCredits(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.credits)) { request, _ in
            try await permitted(.statementView, request) { person in try await creditsPage(person) }
        }
        router.get("/credits/:name/:month") { request, context in
            try await permitted(.statementView, request) { person in
                guard let place = StatementPlace(context) else { return notFound() }
                let chosen = request.uri.queryParameters.get("credit").flatMap { try? Self.key($0) }
                return try await statementPage(place, person, chosen: chosen)
            }
        }
        for kind in ["json", "csv"] {
            router.get(RouterPath("/credits/:name/:month/\(kind)")) { request, context in
                try await permitted(.statementView, request) { _ in
                    guard let place = StatementPlace(context), let sight = try await sight(of: place) else {
                        return notFound()
                    }
                    let file = "\(place.name)-\(place.month).\(kind)"
                    return kind == "csv"
                        ? download(Array(sight.report.csv.utf8), "text/csv; charset=utf-8", name: file)
                        : download(Array(sight.report.json.utf8), "application/json", name: file)
                }
            }
        }
        router.get("/credits/:name/:month/pdf") { request, context in
            try await permitted(.statementView, request) { _ in
                guard let place = StatementPlace(context) else { return notFound() }
                return try await printedStatement(place)
            }
        }
        addCreditActs(to: router)
    }

    func printedStatement(_ place: StatementPlace) async throws -> Response {
        let now = office.clock()
        let printed = try await office.database.read { reader in
            try office.books(place.name, in: reader, now: now).map {
                try office.printedStatement($0, of: place.month, in: reader, now: now)
            }
        }
        guard let printed else { return notFound() }
        return download(printed.rendered(), "application/pdf", name: "\(place.name)-\(place.month).pdf")
    }

    private func addCreditActs(to router: Router<DeskContext>) {
        act("approvals", .creditApprove, on: router) { form, _ in .approve(try Self.key(form)) }
        act("refusals", .creditApprove, on: router) { form, _ in
            .refuse(try Self.key(form), clause: Clause(form["clause"]), reason: form["reason"])
        }
        act("claims", .creditApprove, on: router) { form, _ in .claim(try Self.key(form)) }
        act("issue", .statementIssue, on: router) { _, month in .issue(month) }
        act("disputes", .creditApprove, on: router) { form, _ in
            .dispute(try Self.key(form), reason: form["reason"])
        }
        act("answers", .creditApprove, on: router) { form, _ in
            .answerDispute(
                try Self.key(form), upheld: form["upheld"] == "yes", reason: form["reason"],
                correction: try CreditCorrection(form))
        }
        act("consents", .creditApprove, on: router) { form, _ in
            .consent(try Self.key(form), reason: form["reason"])
        }
        act("settlement", .statementIssue, on: router) { form, month in
            .settle(month, reference: form["reference"])
        }
        act("settlement-reversal", .statementIssue, on: router) { form, month in
            .reverseSettlement(month, reason: form["reason"])
        }
    }

    /// Each decides about money: who does it is asked again.
    private func act(
        _ noun: String, _ capability: Capability, on router: Router<DeskContext>,
        _ what: @escaping @Sendable (Fields, CalendarMonth) throws -> LedgerCommand.What
    ) {
        router.post(RouterPath("/credits/:name/:month/\(noun)")) { request, context in
            try await permitted(capability, request) { person in
                guard let place = StatementPlace(context) else { return notFound() }
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    let command = LedgerCommand(
                        try what(form, place.month), by: person.asker.actor, hasPassword: true)
                    try await office.decideCredits(place.name, command)
                    return redirect(to: Page.statement(place.name, place.month.description))
                } catch let refusal as Desk.Refusal {
                    return try await statementPage(place, person, refused: (noun, form, refusal))
                }
            }
        }
    }

    /// "17/resolution/2", as forms send it.
    static func key(_ form: Fields) throws -> BandEntry.Key { try key(form["key"]) }

    private static func key(_ text: String) throws -> BandEntry.Key {
        let parts = text.split(separator: "/")
        guard parts.count == 3, let ticket = Int64(parts[0]),
            let promise = Promise(rawValue: String(parts[1])),
            let band = Int(parts[2]), band > 0
        else {
            throw Desk.Refusal(
                "no-line", clause: .credits, field: "key", "There is no such credit.",
                remedy: "Open the month's statement again.")
        }
        return BandEntry.Key(ticket: Ticket.ID(ticket), promise: promise, band: band - 1)
    }

    private func creditsPage(_ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let (rows, isReckoning) = try await office.database.read { reader -> ([BooksRow], Bool) in
            let names = Set(try reader.agreements().filter { $0.inForceFrom != nil }.map(\.name)).sorted()
            var (rows, isReckoning) = ([BooksRow](), false)
            for name in names {
                switch try office.booksAtHand(name, in: reader, now: now) {
                case .books(let file): rows.append(BooksRow(file, now: now))
                case .reckoning:
                    rows.append(BooksRow(reckoning: name))
                    isReckoning = true
                case .none: continue
                }
            }
            return (rows, isReckoning)
        }
        if isReckoning { office.reckonAhead() }
        let view = CreditsView(rows: rows)
        return page(Layout(head("Credits", person, current: Page.credits)) { view })
    }

    func sight(of place: StatementPlace) async throws -> StatementSight? {
        let now = office.clock()
        return try await office.database.read { reader in
            guard let file = try office.books(place.name, in: reader, now: now) else { return nil }
            var sight = StatementSight(
                place: place, file: file, excluded: try office.exclusions(of: file, in: place.month, reader),
                words: DeskWords(file.books.span.terms(at: now), now: now), now: now
            )
            sight.undelivered = try sight.words.undelivered(
                .statement(agreement: place.name, month: place.month.description), reader)
            return sight
        }
    }

    private func statementPage(
        _ place: StatementPlace, _ person: SignedIn, chosen: BandEntry.Key? = nil,
        refused: (noun: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        guard var sight = try await sight(of: place) else { return notFound() }
        sight.viewer = person.asker.actor
        sight.chosen = chosen ?? refused.flatMap { try? Self.key($0.form) }
        var view = sight.view(csrf: person.csrf)
        if let refused {
            view.refusal = Refusal(refused.refusal)
            let action = Page.statementAct(place.name, place.month.description, refused.noun)
            for index in view.acts.indices where view.acts[index].target.action == action {
                view.acts[index].show((refused.form, refused.refusal))
            }
        }
        let title = "Credits, \(place.name), \(place.month.inWords)"
        return page(
            Layout(head(title, person, current: Page.credits)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

/// An agreement and a month, as an address names them.
struct StatementPlace: Sendable {
    let name: String
    let month: CalendarMonth

    init?(_ context: DeskContext) {
        guard let name = context.parameters.get("name"),
            let month = context.parameters.get("month").flatMap({ CalendarMonth($0) })
        else { return nil }
        self.name = name
        self.month = month
    }
}

extension BooksRow {
    init(reckoning name: String) {
        self.init(
            agreement: name, months: [],
            next: "Its credits are being reckoned from many tickets; open this page again in a moment",
            total: "")
    }

    init(_ file: Office.BookFile, now: Instant) {
        let books = file.books
        let current = books.span.month(of: now)
        var months = file.monthsWithCredits
        months.insert(current)
        let next = books.nextMonth.map { month in
            month < current
                ? "\(month.inWords), due \(month.statementDue.inWords)"
                : "\(month.inWords), when it is over"
        }
        self.init(
            agreement: file.name,
            months: months.sorted().reversed().prefix(12).map { month in
                NavLink(label: month.inWords, href: Page.statement(file.name, month.description))
            }, next: next ?? "Nothing is owed yet",
            total: "\(file.statement(of: current).totals)",
            payouts: books.payouts(at: now).map { payout in
                PayoutLine(
                    month: NavLink(
                        label: payout.month.inWords,
                        href: Page.statement(file.name, payout.month.description)),
                    words: "\(payout.amount), \(payout.isLate ? "late since" : "by") \(payout.by.inWords)",
                    isLate: payout.isLate)
            })
    }
}
