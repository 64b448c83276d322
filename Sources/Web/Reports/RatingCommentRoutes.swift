import BusinessTime
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// What stands behind the satisfaction report in words: each rating of a period with what was said (F).
extension DeskServer {
    private static let commentsPerPage = 50

    func addRatingComments(to router: Router<DeskContext>) {
        // With the name as a variable: a literal one would hide the report of that name.
        router.get("/reports/:name/comments") { request, context in
            let name = try context.parameters.require("name")
            return try await permitted(.reportView, request) { person in
                guard name == Report.satisfaction.name else { throw Access.Denial.hidden }
                return try await ratingComments(request, ReportAsked(request), person)
            }
        }
    }

    private func ratingComments(
        _ request: Request, _ asked: ReportAsked, _ person: SignedIn
    ) async throws -> Response {
        let now = office.clock()
        let isLow = request.uri.queryParameters.get("only") == "low"
        let after = request.uri.queryParameters.get("before").flatMap(QueueQuestion.place)
        let view = try await office.database.read { [office] reader -> RatingCommentsView? in
            let words = try DeskWords(of: reader, office, now: now)
            guard let period = asked.period(today: words.rules.local(now).date),
                let from = words.rules.instant(of: period.first, .midnight),
                let until = words.rules.instant(of: period.last.adding(days: 1), .midnight)
            else { return nil }
            var question = RatingQuestion(from: from, until: until)
            question.organisation = asked.only[.organisation].flatMap { Int64($0) }
            question.onlyLow = isLow
            question.before = after.map { (Instant(seconds: $0.nextDue), $0.id) }
            let found = try reader.ratings(question, limit: Self.commentsPerPage + 1)
            let names = try ReportNames(of: reader, office)
            let page = asked.address(Page.reportComments)
            var view = RatingCommentsView(
                summary: "Rated \(words.day(named: period.first)) to \(words.day(named: period.last)).",
                back: NavLink(
                    label: "Satisfaction", href: asked.address(Page.report(Report.satisfaction.name))),
                filters: Self.filters(page, isLow: isLow),
                rows: try found.prefix(Self.commentsPerPage).compactMap {
                    try Self.row($0, names, words, reader)
                })
            if found.count > Self.commentsPerPage {
                let last = found[Self.commentsPerPage - 1]
                let place = "\(last.at.seconds).\(last.ticket)"
                view.next = "\(page)\(isLow ? "&only=low" : "")&before=\(place)"
            }
            return view
        }
        guard let view else { return notFound() }
        return self.page(Layout(head("What customers said", person, current: Page.reports)) { view })
    }

    private static func filters(_ page: String, isLow: Bool) -> QueueFilterGroup {
        QueueFilterGroup(
            label: "Show",
            filters: [
                QueueFilter(label: "All", href: page, isCurrent: !isLow),
                QueueFilter(label: "1 and 2", href: page + "&only=low", isCurrent: isLow),
            ])
    }

    private static func row(
        _ rating: StoredRating, _ names: ReportNames, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> RatingCommentsView.Row? {
        guard let ticket = try reader.ticketRow(rating.ticket) else { return nil }
        let message = try rating.comment.flatMap { try reader.message($0) }
        return RatingCommentsView.Row(
            score: rating.score,
            ticket: NavLink(
                label: "#\(ticket.id) \(ticket.shownSubject)", href: Page.ticket(ticket.id)),
            customer: names.words("\(ticket.organisation ?? 0)", of: .organisation),
            words: message.map { $0.erasedAt == nil ? $0.text : "(erased)" } ?? "",
            at: words.moment(rating.at))
    }
}
