import Agreements
import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// The lines behind a number of the report of credits.
extension DeskServer {
    private static let linesPerPage: Int64 = 100

    func creditLinesPage(
        _ report: Report, _ asked: ReportAsked, _ reading: ReportReading
    ) async throws -> Response {
        let now = office.clock()
        let view = try await office.database.read { [office] reader -> CreditLinesView? in
            let words = try DeskWords(of: reader, office, now: now)
            let names = try ReportNames(of: reader, office)
            guard let period = asked.period(today: words.rules.local(now).date) else { return nil }
            let query = ReportQuery(report, period, only: asked.only, rules: words.rules, now: now)
            let found = try office.credits(behind: query, in: reader).filter { asked.takes($0.count) }
            var view = CreditLinesView(
                title: "Lines behind: \(report.title)",
                summary: ReportForm.summary(report, asked, period, names, words),
                back: NavLink(
                    label: report.title,
                    href: asked.address(Page.report(report.name)) { ($0.part, $0.promise) = (.whole, nil) }),
                rows: found.dropFirst(Int(asked.after)).prefix(Int(Self.linesPerPage)).map {
                    CreditLinesView.Row($0, asked.creditPart, names)
                })
            if found.count > asked.after + Self.linesPerPage {
                view.next = asked.address(Page.reportTickets(report.name)) { $0.after += Self.linesPerPage }
            }
            return view
        }
        guard let view else { return try await reportPage(report, asked, reading) }
        return reportLayout(view.title, reading) { view }
    }
}

extension ReportAsked {
    /// nil for all of them.
    fileprivate var creditPart: CreditCount.Part? {
        part.keys.first.flatMap { CreditCount.Part(rawValue: $0) }
    }

    fileprivate func takes(_ count: CreditCount) -> Bool {
        if let promise, count.line.key.promise.rawValue != promise { return false }
        guard let part = creditPart else { return !count.parts.isEmpty }
        return count.parts[part] != nil
    }
}

extension CreditLinesView.Row {
    fileprivate init(_ credit: Office.CountedCredit, _ part: CreditCount.Part?, _ names: ReportNames) {
        let (count, line) = (credit.count, credit.count.line)
        let amount = part.map { Money(count.parts[$0] ?? 0, line.gross.currency) } ?? line.gross
        let month = count.month.description
        self.init(
            ticket: NavLink(label: "#\(line.key.ticket)", href: Page.ticket(line.key.ticket.rawValue)),
            promise: "\(line.key.promise.rawValue), band \(line.key.band + 1)",
            customer: names.words("\(credit.organisation)", of: .organisation),
            statement: NavLink(
                label: "\(credit.agreement), \(month)", href: Page.statement(credit.agreement, month)),
            state: CreditCount.Part.allCases.filter { count.parts[$0] != nil }.map { $0.words.lowercased() }
                .joined(separator: ", "),
            amount: "\(amount)")
    }
}
