import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Who did what when, and whether anybody changed it.
extension DeskServer {
    private static let factsPerPage = 100

    func addAuditPages(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.audit)) { request, _ in
            try await permitted(.auditView, request) { person in
                try await auditPage(person, AuditAsked(request))
            }
        }
        router.post(RouterPath(Page.auditVerification)) { request, _ in
            try await permitted(.auditVerify, request) { person in
                guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
                try await office.verifyChain(by: person.asker)
                return redirect(to: Page.audit)
            }
        }
    }

    private func auditPage(_ person: SignedIn, _ asked: AuditAsked) async throws -> Response {
        let now = office.clock()
        let words = person.words(at: now)
        let question = try await office.database.read { try asked.question(words, $0) }
        var view = AuditView(
            fields: asked.fields,
            verification: verificationWords(words), isRunning: isVerifying,
            verify: FormTarget(action: Page.auditVerification, csrf: person.csrf))
        guard let question else {
            view.refusal = Refusal(AuditAsked.bad)
            let shown = view
            return page(
                Layout(head("Audit", person, current: Page.audit)) { shown }, status: .unprocessableContent)
        }
        let facts = try await office.auditedFacts(
            question, before: asked.before ?? .max, limit: Self.factsPerPage + 1, by: person.asker)
        view.rows = try await office.database.read { reader in
            try facts.prefix(Self.factsPerPage).map { try AuditView.Row($0, words, reader) }
        }
        if facts.count > Self.factsPerPage {
            view.next = asked.address(before: facts[Self.factsPerPage - 1].sequence)
        }
        let filled = view
        return page(Layout(head("Audit", person, current: Page.audit)) { filled })
    }

    private var isVerifying: Bool {
        if case .running = office.verification.state { return true }
        return false
    }

    private func verificationWords(_ words: DeskWords) -> String {
        switch office.verification.state {
        case .never: return "The chain was not verified since the desk was started."
        case .running(let done, let count, let since):
            let percent = count == 0 ? 100 : done * 100 / count
            return "Being verified since \(words.relative(since)): \(done) of \(count) facts, \(percent) %. "
                + "Open this page again to see how far it is."
        case .done(let report, let at):
            let what =
                report.isSound
                ? "nothing was changed"
                : "\(report.findingCount) places are not as they were written: "
                    + report.findings.prefix(5).map { "\($0)" }.joined(separator: "; ")
            return
                "Verified \(words.relative(at)): \(report.facts) facts in \(report.streams) streams, \(what)."
        case .failed(let why, let at): return "Verifying failed \(words.relative(at)): \(why)"
        }
    }
}

/// What somebody looks for in the audit; it is the address.
struct AuditAsked: Sendable {
    var ticket: String
    var person: String
    var from: String
    var to: String
    var before: Int64?

    static let bad = Desk.Refusal(
        "bad-audit", "There is no such ticket number, person or date.",
        remedy: "Write a number, an address that the desk knows, and dates like 2026-12-25.")

    init(_ request: Request) {
        let asked = request.uri.queryParameters
        func word(_ name: String) -> String {
            (asked.get(name) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        (ticket, person, from, to) = (word("ticket"), word("person"), word("from"), word("to"))
        before = asked.get("before", as: Int64.self)
    }

    /// nil where a field holds nothing that there is.
    func question(_ words: DeskWords, _ reader: Storage.Reader) throws -> FactQuestion? {
        var question = FactQuestion()
        if !ticket.isEmpty {
            guard let id = Int64(ticket.trimmingPrefix("#")) else { return nil }
            question.stream = .ticket(id)
        }
        if !person.isEmpty {
            guard let found = try reader.person(address: person) else { return nil }
            question.actor = "\(found.kind == .agent ? "agent" : "contact") \(found.id)"
        }
        if !from.isEmpty {
            guard let date = LocalDate(from) else { return nil }
            question.from = words.day(date).from
        }
        if !to.isEmpty {
            guard let date = LocalDate(to) else { return nil }
            question.until = words.day(date).to
        }
        return question
    }

    var fields: [FormField] {
        [
            FormField(scope: "audit", name: "ticket", label: "Ticket", kind: .line, value: ticket),
            FormField(
                scope: "audit", name: "person", label: "Done by (address)", kind: .line, value: person),
            FormField(scope: "audit", name: "from", label: "From", kind: .date, value: from),
            FormField(scope: "audit", name: "to", label: "To", kind: .date, value: to),
        ]
    }

    func address(before sequence: Int64) -> String {
        let parts = [("ticket", ticket), ("person", person), ("from", from), ("to", to)]
            .filter { !$0.1.isEmpty }
            .map { "\($0.0)=\(Fields.escaped($0.1))" }
        return "\(Page.audit)?" + (parts + ["before=\(sequence)"]).joined(separator: "&")
    }
}

extension AuditView.Row {
    init(_ fact: LoggedFact, _ words: DeskWords, _ reader: Storage.Reader) throws {
        let parts = fact.fact.actor.split(separator: " ")
        let id = parts.count == 2 ? Int64(parts[1]) : nil
        let name = try id.flatMap { try reader.person($0)?.name }
        let isTicket = fact.stream.kind == "ticket"
        let refused = try RefusedWriteForm.decode(fact.fact)
        self.init(
            at: words.moment(fact.fact.recorded),
            happened: fact.fact.happened == fact.fact.recorded
                ? nil : "happened \(words.relative(fact.fact.happened))",
            what: refused.map(\.refused.words) ?? Self.plain(fact.fact.kind),
            place: NavLink(
                label: "\(fact.stream.kind) \(fact.stream.id), \(fact.number)",
                href: isTicket ? Page.ticket(fact.stream.id) : ""),
            by: name ?? fact.fact.actor, hash: hexadecimalPrefix(fact.hash))
    }
}

extension AuditView.Row {
    /// A kind in words: "in force" for `inForce`.
    private static func plain(_ kind: String) -> String {
        kind.reduce(into: "") { words, letter in
            if letter == "-" {
                words += " "
            } else {
                words += letter.isUppercase ? " \(letter.lowercased())" : "\(letter)"
            }
        }
    }
}

private func hexadecimalPrefix(_ bytes: [UInt8]) -> String {
    bytes.prefix(6).map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }.joined()
}
