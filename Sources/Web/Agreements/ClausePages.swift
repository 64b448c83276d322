import Agreements
import Desk
import Documents
import Hummingbird
import Markup
import Operations
import Reports
import Storage

// A version clause by clause, for managers: text, what runs it, how it did this quarter.
extension DeskServer {
    func addClauses(to router: Router<DeskContext>) {
        router.get("/agreements/:name/:version/clauses") { request, context in
            // Its numbers are those of the reports, its text that of the agreement.
            try await permitted(.reportView, request) { person in
                try Access.require(.agreementView, by: person.asker)
                return try await clausesPage(try AgreementVersion(context), person)
            }
        }
    }

    private func clausesPage(_ version: AgreementVersion, _ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { [office] reader -> ClausesView? in
            guard let stored = try reader.agreement(named: version.agreement, version: version.number),
                let pinned = try office.shelf.terms(version, in: reader),
                let text = try office.signedAgreement(version, in: reader)?.text
            else { return nil }
            let words = try DeskWords(of: reader, office, now: now)
            let numbers = try ClauseNumbers(pinned, words, office, in: reader)
            let customer = try stored.organisation.flatMap { try reader.organisation($0)?.name }
            return Self.clauses(of: text, numbers, customer ?? version.agreement)
        }
        guard let view = found else { return notFound() }
        return page(Layout(head(view.title, person, current: Page.agreements)) { view })
    }

    private static func clauses(
        of text: AgreementText, _ numbers: ClauseNumbers, _ customer: String
    ) -> ClausesView {
        let (version, words) = (numbers.terms.version, numbers.words)
        let said = Clause.all.filter { text.text(of: $0) != nil }
        return ClausesView(
            back: NavLink(label: "Agreement \(version.agreement)", href: Page.agreement(version.agreement)),
            title: "\(customer): the clauses of \(version.agreement), version \(version.number)",
            summary: "What each clause says, what runs it, and what it came to from "
                + "\(words.day(named: numbers.query.period.first)) until now, in the time of \(words.zone). "
                + "The numbers are of all tickets under \(version.agreement), whatever their version."
                + (numbers.isCounting
                    ? " What happened one by one is being counted. Open this page again in a moment." : ""),
            contents: said.map { NavLink(label: $0.label, href: "#clause-\($0)") },
            clauses: said.map {
                ClauseRecordView(
                    clause: $0, text: text.text(of: $0), standing: standing(of: $0),
                    numbers: numbers.numbers(of: $0))
            })
    }

    /// The same as `duly clause` says.
    private static func standing(of clause: Clause) -> [(what: String, words: String)] {
        func run(_ types: [String], _ tests: [String]) -> [(what: String, words: String)] {
            [("Run by", types.joined(separator: ", ")), ("Shown by", tests.joined(separator: ", "))]
        }
        switch ClauseIndex.entry(clause.id)?.standing {
        case .executed(let types, let tests): return run(types, tests)
        case .partly(let types, let tests, let reason): return run(types, tests) + [("By people", reason)]
        case .prose(let reason): return [("By people", reason)]
        case nil: return []
        }
    }
}
