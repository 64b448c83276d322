import BusinessTime
import Desk
import Documents
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// The figures of clause F and what stands behind them: of all organisations, of one, or of the reader's own.
extension DeskServer {
    func addReports(to router: Router<DeskContext>) {
        addRatingComments(to: router)
        for kind in ReportPlace.Kind.allCases { addReports(kind, to: router) }
        addReportsAPI(to: router)
    }

    private func addReports(_ kind: ReportPlace.Kind, to router: Router<DeskContext>) {
        router.get(RouterPath(kind.pattern)) { request, context in
            try await reporting(kind, request, context) { place, person in
                try await reportsPage(place, person)
            }
        }
        router.get(RouterPath(kind.pattern + "/:name")) { request, context in
            try await report(kind, request, context) { report, asked, reading in
                try await reportPage(report, asked, reading)
            }
        }
        router.get(RouterPath(kind.pattern + "/:name/csv")) { request, context in
            try await report(kind, request, context) { report, asked, reading in
                try await reportCSV(report, asked, reading)
            }
        }
        router.get(RouterPath(kind.pattern + "/:name/pdf")) { request, context in
            try await report(kind, request, context) { report, asked, reading in
                try await reportPDF(report, asked, reading)
            }
        }
        router.get(RouterPath(kind.pattern + "/:name/tickets")) { request, context in
            try await report(kind, request, context) { report, asked, reading in
                try await reportTicketsPage(report, asked, reading)
            }
        }
    }

    private func report(
        _ kind: ReportPlace.Kind, _ request: Request, _ context: DeskContext,
        _ answer: @Sendable (Report, ReportAsked, ReportReading) async throws -> Response
    ) async throws -> Response {
        let name = try context.parameters.require("name")
        return try await reporting(kind, request, context) { place, person in
            guard let report = place.report(named: name) else { throw Access.Denial.hidden }
            return try await answer(report, place.bound(ReportAsked(request)), (place, person))
        }
    }

    /// Answers who may read these figures.
    private func reporting(
        _ kind: ReportPlace.Kind, _ request: Request, _ context: DeskContext,
        _ body: (ReportPlace, SignedIn) async throws -> Response
    ) async throws -> Response {
        switch kind {
        case .desk:
            return try await permitted(.reportView, request) { person in
                try await body(ReportPlace(kind: .desk), person)
            }
        case .customer:
            let id = Int64(try context.parameters.require("id")) ?? 0
            return try await permitted(.reportOwn, request) { person in
                try await body(try await customerReports(id), person)
            }
        case .portal:
            return try await contact(request) { person in
                try await body(try await ownReports(person), person)
            }
        }
    }

    func customerReports(_ id: Int64) async throws -> ReportPlace {
        guard let customer = try await office.database.read({ try $0.organisation(id) }) else {
            throw Access.Denial.hidden
        }
        return ReportPlace(kind: .customer, organisation: id, name: customer.name)
    }

    private func ownReports(_ person: SignedIn) async throws -> ReportPlace {
        try await office.database.read { [office] reader in
            guard try !office.agreements(for: .reportOwn, by: person.asker, in: reader).isEmpty else {
                throw Access.Denial.hidden
            }
            guard let id = person.asker.customer?.rawValue, let own = try reader.organisation(id) else {
                throw Access.Denial.hidden
            }
            return ReportPlace(kind: .portal, organisation: id, name: own.name)
        }
    }

    /// With the head of the desk or of the portal.
    func reportLayout<Main: Content>(
        _ title: String, _ reading: ReportReading, status: HTTPResponse.Status = .ok,
        @ContentBuilder _ main: () -> Main
    ) -> Response {
        page(
            Layout(head(title, reading.person, current: reading.place.base), main: main), status: status)
    }

    private func reportCSV(
        _ report: Report, _ asked: ReportAsked, _ reading: ReportReading
    ) async throws -> Response {
        guard let sight = try await sightOrRefusal(report, asked, reading.place).0 else {
            return try await reportPage(report, asked, reading)
        }
        let answer = sight.answer
        let csv = answer.table.csv(report, split: answer.splitHead, name: answer.label)
        let name = "\(report.name)-\(sight.query.period.first)-\(sight.query.period.last).csv"
        return download(Array(csv.utf8), "text/csv; charset=utf-8", name: name)
    }

    private func reportPDF(
        _ report: Report, _ asked: ReportAsked, _ reading: ReportReading
    ) async throws -> Response {
        guard let sight = try await sightOrRefusal(report, asked, reading.place).0 else {
            return try await reportPage(report, asked, reading)
        }
        let (answer, period) = (sight.answer, sight.query.period)
        let desk = try await office.database.read { try $0.setting("desk-name") } ?? "Support"
        let document = answer.document(
            desk: desk, zone: sight.words.zone, at: office.clock(), kept: answer.kept)
        return download(
            document.rendered(), "application/pdf", name: "\(report.name)-\(period.first)-\(period.last).pdf")
    }

    private func reportsPage(_ place: ReportPlace, _ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let view = try await office.database.read { [office] reader in
            let words = try DeskWords(of: reader, office, now: now)
            let names = try ReportNames(of: reader, office, only: place.organisation)
            let period = ReportPeriod(.thisMonth, today: words.rules.local(now).date)
            let credits =
                place.kind == .desk ? try office.creditCurrencies(reader).map { Report.credits($0) } : []
            let rows = try (place.catalogue + credits).map { report in
                let query = ReportQuery(report, period, only: place.only, rules: words.rules, now: now)
                return try Self.row(place, query, names, office, in: reader)
            }
            let whose = place.name.isEmpty ? "" : "\(place.name). "
            return ReportsView(
                summary: "\(whose)\(words.days(of: period)), in the time of \(words.zone).",
                rows: rows, schedules: place.kind == .desk ? Page.schedules : nil)
        }
        return reportLayout("Reports", (place, person)) { view }
    }

    private static func row(
        _ place: ReportPlace, _ query: ReportQuery, _ names: ReportNames, _ office: Office,
        in reader: Storage.Reader
    ) throws -> ReportsView.Row {
        let report = query.report
        let main = report.columns[report.main]
        func figure(_ value: Int64?, _ choice: ReportPeriod.Choice) -> Figure {
            let part = ReportSight.tickets(report, main, value)
            let href = part.map { part in
                place.bound(ReportAsked(choice)).address(place.tickets(report.name)) { $0.part = part }
            }
            return Figure(words: main.unit.words(value), href: href)
        }
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
            report: NavLink(label: report.title, href: place.report(report.name)), measure: main.title,
            value: figure(value, .thisMonth), before: figure(past, .lastMonth),
            difference: main.unit.difference(value, from: past) ?? "-",
            target: target.map { main.unit.words($0) } ?? "-")
    }

    /// nil where the dates asked for are none.
    func sight(_ report: Report, _ asked: ReportAsked, _ place: ReportPlace) async throws -> ReportSight? {
        let now = office.clock()
        return try await office.database.read { [office] reader in
            let words = try DeskWords(of: reader, office, now: now)
            guard let period = asked.period(today: words.rules.local(now).date) else { return nil }
            let query = ReportQuery(
                report, period, split: asked.splitBy(report), only: asked.only, rules: words.rules, now: now)
            let names = try ReportNames(of: reader, office, only: place.organisation)
            return ReportSight(
                asked: asked, answer: try ReportAnswer(query, names, office, in: reader), words: words,
                place: place)
        }
    }

    private func sightOrRefusal(
        _ report: Report, _ asked: ReportAsked, _ place: ReportPlace
    ) async throws -> (ReportSight?, Refusal) {
        do {
            return (try await sight(report, asked, place), ReportForm.badDates)
        } catch is Office.StillReckoning {
            office.reckonAhead()
            return (nil, ReportForm.reckoning)
        }
    }

    func reportPage(
        _ report: Report, _ asked: ReportAsked, _ reading: ReportReading
    ) async throws -> Response {
        let place = reading.place
        let (sight, refusal) = try await sightOrRefusal(report, asked, place)
        let names = try await office.database.read { [office] in
            try ReportNames(of: $0, office, only: place.organisation)
        }
        var view = ReportView(
            title: report.title, says: report.says + (report.clause.map { " (\($0))" } ?? ""),
            back: NavLink(label: "All reports", href: place.base), address: place.report(report.name),
            fields: ReportForm(report: report, asked: asked, names: names, place: place).fields,
            hadDates: asked.choice == nil,
            period: "", headline: Figure(words: ""), measure: "", verdicts: [], split: "", heads: [], rows: []
        )
        if let sight { view.fill(sight) } else { view.refusal = refusal }
        let shown = view
        return reportLayout(
            report.title, reading, status: sight == nil ? .unprocessableContent : .ok
        ) { shown }
    }
}

/// By whom a report is read, and where.
typealias ReportReading = (place: ReportPlace, person: SignedIn)

extension ReportView {
    fileprivate mutating func fill(_ sight: ReportSight) {
        let (query, place, name) = (sight.query, sight.place, sight.report.name)
        period = "\(sight.words.days(of: query.period)), \(sight.words.zone)"
        headline = sight.headline
        measure = sight.report.columns[sight.report.main].title
        verdicts = sight.verdicts
        plot = sight.plot
        split = sight.answer.splitHead
        heads = sight.report.columns.map(\.title)
        rows = sight.rows
        download = sight.asked.address(place.file(name))
        print = sight.asked.address(place.print(name))
        guard place.kind == .desk else { return }
        schedule = sight.asked.address(Page.schedules) + "&report=\(name)"
        if sight.report.question == .ratings {
            more = NavLink(label: "What customers said", href: sight.asked.address(Page.reportComments))
        }
    }
}
