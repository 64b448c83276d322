import Hummingbird
import Markup
import Operations

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
        let view = CheckupView(
            summary: lines.summary,
            rows: ordered.map {
                CheckupRow(
                    subject: $0.subject, standing: $0.standing.rawValue, words: $0.words, remedy: $0.remedy)
            }, isWhole: isWhole, ask: FormTarget(action: Page.checkup, csrf: person.csrf))
        return page(Layout(head("Check-up", person, current: Page.checkup)) { view })
    }
}
