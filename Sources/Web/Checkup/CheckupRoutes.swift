import Hummingbird
import Markup
import Operations

extension CheckupRow {
    /// Stands for what takes its time, and says nothing of how that is.
    fileprivate static let unasked = CheckupRow(
        subject: "Mail in and out, certificates, DNS", standing: "unasked",
        words: "Nobody was asked whether mail comes in and goes out.",
        remedy: "Choose \"Ask them too\" below; it can take a minute.")
}

// The desk looked over, as `duly doctor` does it.
extension DeskServer {
    func addCheckup(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.checkup)) { request, _ in
            try await permitted(.mailServer, request) { person in
                checkupPage(try await checkup(false), isWhole: false, person)
            }
        }
        router.post(RouterPath(Page.checkup)) { request, _ in
            try await permitted(.mailServer, request) { person in
                guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
                return checkupPage(try await checkup(true), isWhole: true, person)
            }
        }
    }

    private func checkupPage(_ lines: [CheckLine], isWhole: Bool, _ person: SignedIn) -> Response {
        // What needs somebody comes first; each kind in the order of looking.
        let ordered = [CheckLine.Standing.failed, .warning, .ok].flatMap { standing in
            lines.filter { $0.standing == standing }
        }
        let rows = ordered.map {
            CheckupRow(
                subject: $0.subject, standing: $0.standing.rawValue, words: $0.words, remedy: $0.remedy)
        }
        let ask = FormTarget(action: Page.checkup, csrf: person.csrf)
        let view =
            isWhole
            ? CheckupView(summary: lines.summary, rows: rows, isWhole: true, ask: ask)
            : CheckupView(
                summary: "\(lines.summary); mail servers, certificates and DNS are not asked yet",
                rows: [.unasked] + rows, isWhole: false, ask: ask)
        return page(Layout(head("Check-up", person, current: Page.checkup)) { view })
    }
}
