import BusinessTime
import Documents
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// The figures of clause F and what stands behind them.
extension DeskServer {
    private static let ticketsPerPage = 50

    func addReports(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.reports)) { request, _ in
            try await permitted(.reportView, request) { person in try await reportsPage(person) }
        }
        router.get("/reports/:name") { request, context in
            try await report(request, context) { report, asked, person in
                try await reportPage(report, asked, person)
            }
        }
        router.get("/reports/:name/csv") { request, context in
            try await report(request, context) { report, asked, person in
                guard let sight = try await sightOrRefusal(report, asked).0 else {
                    return try await reportPage(report, asked, person)
                }
                let answer = sight.answer
                let csv = answer.table.csv(report, split: answer.splitHead, name: answer.label)
                let name = "\(report.name)-\(sight.query.period.first)-\(sight.query.period.last).csv"
                return download(Array(csv.utf8), "text/csv; charset=utf-8", name: name)
            }
        }
        router.get("/reports/:name/pdf") { request, context in
            try await report(request, context) { report, asked, person in
                try await reportPDF(report, asked, person)
            }
        }
        router.get("/reports/:name/tickets") { request, context in
            try await report(request, context) { report, asked, person in
                try await reportTicketsPage(report, asked, person)
            }
        }
    }

    private func report(
        _ request: Request, _ context: DeskContext,
        _ answer: @Sendable (Report, ReportAsked, SignedIn) async throws -> Response
    ) async throws -> Response {
        try await permitted(.reportView, request) { person in
            guard let report = Report.named(try context.parameters.require("name")) else { return notFound() }
            return try await answer(report, ReportAsked(request), person)
        }
    }

    private func reportPDF(
        _ report: Report, _ asked: ReportAsked, _ person: SignedIn
    ) async throws -> Response {
        guard let sight = try await sightOrRefusal(report, asked).0 else {
            return try await reportPage(report, asked, person)
        }
        let (answer, period) = (sight.answer, sight.query.period)
        let desk = try await office.database.read { try $0.setting("desk-name") } ?? "Support"
        let document = answer.document(
            desk: desk, zone: sight.words.zone, at: office.clock(), kept: answer.kept)
        return download(
            document.rendered(), "application/pdf", name: "\(report.name)-\(period.first)-\(period.last).pdf")
    }

    private func reportsPage(_ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let view = try await office.database.read { [office] reader in
            let words = try DeskWords(of: reader, office, now: now)
            let names = try ReportNames(of: reader, office)
            let period = ReportPeriod(.thisMonth, today: words.rules.local(now).date)
            let credits = try office.creditCurrencies(reader).map { Report.credits($0) }
            let rows = try (Report.catalogue + credits).map { report in
                let query = ReportQuery(report, period, rules: words.rules, now: now)
                return try Self.row(report, query, names, office, in: reader)
            }
            return ReportsView(
                summary: "From \(words.day(named: period.first)) until now, in the time of \(words.zone).",
                rows: rows, schedules: Page.schedules)
        }
        return page(Layout(head("Reports", person, current: Page.reports)) { view })
    }

    private static func row(
        _ report: Report, _ query: ReportQuery, _ names: ReportNames, _ office: Office,
        in reader: Storage.Reader
    ) throws -> ReportsView.Row {
        let main = report.columns[report.main]
        var (value, past, target): (Int64?, Int64?, Int64?) = (nil, nil, nil)
        do {
            let answer = try ReportAnswer(query, names, office, in: reader)
            value = answer.table.total.values[report.main]
            past = answer.before.total.values[report.main]
            target = answer.target
        } catch is Office.StillReckoning {
            office.reckonAhead()
        }
        return ReportsView.Row(
            report: NavLink(label: report.title, href: Page.report(report.name)), measure: main.title,
            value: main.unit.words(value), before: main.unit.words(past),
            difference: main.unit.difference(value, from: past) ?? "-",
            target: target.map { main.unit.words($0) } ?? "-")
    }

    /// nil where the dates asked for are none.
    private func sight(_ report: Report, _ asked: ReportAsked) async throws -> ReportSight? {
        let now = office.clock()
        return try await office.database.read { [office] reader in
            let words = try DeskWords(of: reader, office, now: now)
            guard let period = asked.period(today: words.rules.local(now).date) else { return nil }
            let query = ReportQuery(
                report, period, split: asked.splitBy(report), only: asked.only, rules: words.rules, now: now)
            let names = try ReportNames(of: reader, office)
            return ReportSight(
                asked: asked, answer: try ReportAnswer(query, names, office, in: reader), words: words)
        }
    }

    private func sightOrRefusal(
        _ report: Report, _ asked: ReportAsked
    ) async throws -> (ReportSight?, Refusal) {
        do {
            return (try await sight(report, asked), ReportForm.badDates)
        } catch is Office.StillReckoning {
            office.reckonAhead()
            return (nil, ReportForm.reckoning)
        }
    }

    func reportPage(
        _ report: Report, _ asked: ReportAsked, _ person: SignedIn
    ) async throws -> Response {
        let now = office.clock()
        let (sight, refusal) = try await sightOrRefusal(report, asked)
        let names = try await office.database.read { [office] in try ReportNames(of: $0, office) }
        var view = ReportView(
            title: report.title, says: report.says + (report.clause.map { " (\($0))" } ?? ""),
            back: NavLink(label: "All reports", href: Page.reports), address: Page.report(report.name),
            fields: ReportForm(report: report, asked: asked, names: names).fields,
            hadDates: asked.choice == nil,
            period: "", headline: "", measure: "", verdicts: [], split: "", heads: [], rows: [])
        if let sight { view.fill(sight, now) } else { view.refusal = refusal }
        return page(
            Layout(head(report.title, person, current: Page.reports)) { view },
            status: sight == nil ? .unprocessableContent : .ok)
    }

    func reportTicketsPage(
        _ report: Report, _ asked: ReportAsked, _ person: SignedIn
    ) async throws -> Response {
        if report.currency != nil { return try await creditLinesPage(report, asked, person) }
        let now = office.clock()
        let limit = Self.ticketsPerPage
        let view = try await office.database.read { [office] reader -> ReportTicketsView? in
            let words = try DeskWords(of: reader, office, now: now)
            let names = try ReportNames(of: reader, office)
            guard let period = asked.period(today: words.rules.local(now).date) else { return nil }
            let split = asked.splitBy(report)
            let query = ReportQuery(
                report, period, split: split == .ground ? split : nil, only: asked.only, rules: words.rules,
                now: now)
            let found = try query.tickets(key: asked.key, after: asked.after, limit: limit + 1, in: reader)
            var view = ReportTicketsView(
                title: "Tickets behind: \(report.title)",
                summary: ReportForm.summary(report, asked, period, names, words),
                back: NavLink(
                    label: report.title, href: asked.address(Page.report(report.name)) { $0.key = nil }),
                rows: found.prefix(limit).map { row in
                    ReportTicketsView.Row(
                        ticket: NavLink(label: "#\(row.id)", href: Page.ticket(row.id)), subject: row.subject,
                        customer: names.words("\(row.organisation ?? 0)", of: .organisation),
                        state: row.state.replacing("-", with: " "),
                        received: words.moment(row.received))
                })
            if found.count > limit {
                view.next = asked.address(Page.reportTickets(report.name)) { $0.after = found[limit - 1].id }
            }
            return view
        }
        guard let view else { return try await reportPage(report, asked, person) }
        return page(Layout(head(view.title, person, current: Page.reports)) { view })
    }
}

extension ReportView {
    fileprivate mutating func fill(_ sight: ReportSight, _ now: Instant) {
        let query = sight.query
        period =
            "\(sight.words.day(named: query.period.first)) to "
            + "\(sight.words.day(named: query.period.last)), \(sight.words.zone)"
        headline = sight.answer.headline
        measure = sight.report.columns[sight.report.main].title
        verdicts = sight.verdicts
        plot = sight.plot
        split = sight.answer.splitHead
        heads = sight.report.columns.map(\.title)
        rows = sight.rows
        download = sight.asked.address(Page.reportFile(sight.report.name))
        print = sight.asked.address(Page.reportPDF(sight.report.name))
        schedule = sight.asked.address(Page.schedules) + "&report=\(sight.report.name)"
    }
}
