import Agreements
import BusinessTime
import Desk
import Operations
import Reports

/// A month's statement as a manager sees it: as it was issued, or as it stands now.
struct StatementSight: Sendable {
    let place: StatementPlace
    let file: Office.BookFile
    let excluded: StatementExclusions
    let words: DeskWords
    let now: Instant
    /// The credit that is to be decided.
    var chosen: BandEntry.Key?
    /// Who looks at it.
    var viewer = Actor.desk
    /// Mails with this statement that did not arrive.
    var undelivered: [String] = []

    /// Rows of a page; the files have all.
    static let rowsMax = 100

    private var books: Books { file.books }
    private var issue: Ledger.Issue? { books.ledger.issue(of: place.month) }

    var report: StatementReport {
        var report = StatementReport(agreement: place.name, books: books, month: place.month, now: now)
        (report.exclusions, report.names) = (excluded.notes, excluded.names)
        return report
    }

    /// An issued one is shown as it was, its lines with what the facts say of them today.
    var statement: Statement {
        file.statement(of: place.month)
    }

    func view(csrf: String) -> StatementView {
        let statement = statement
        let cap = "\(statement.monthlyCap)"
        var view = StatementView(
            title: "Credits of \(place.month.inWords): \(place.name)",
            back: NavLink(label: "Credits", href: Page.credits), standing: standing,
            rows: statement.lines.prefix(Self.rowsMax).enumerated().map { row($1, number: $0 + 1) },
            more: max(0, statement.lines.count - Self.rowsMax),
            sums: [
                ("Cap of the month", cap), ("Cap of the year", "\(statement.yearlyCap)"),
                ("Credited earlier in this agreement year", "\(statement.usedBefore)"),
                ("Cut by caps", "\(statement.cut)"),
            ] + pending + takenBack,
            total: "\(statement.totals)",
            downloads: ["pdf", "json", "csv"].map { kind in
                NavLink(
                    label: kind.uppercased(),
                    href: Page.statementFile(place.name, place.month.description, kind))
            }, exclusions: exclusionItems, notes: missing(statement),
            acts: acts(statement, csrf: csrf))
        view.undelivered = undelivered
        return view
    }

    private var standing: String {
        if let issue {
            return "Issued \(words.relative(issue.at)).\(settlement)"
        }
        if books.span.month(of: now) < place.month { return "Nothing is owed: the month has not begun." }
        if now <= books.span.lastInstant(of: place.month) { return "Provisional: the month is not over." }
        return "Not issued yet; due \(place.month.statementDue.inWords)."
    }

    private var settlement: String {
        switch books.settlement(of: place.month, now: now) {
        case .settled(let reference): " Settled: \(reference)."
        case .payOut(let by):
            " The agreement has ended: to be paid out by \(by.inWords)"
                + (books.span.date(of: now) > by ? "; that date is past." : ".")
        case .expired(let last): " Expired: it could be set off until \(last.inWords)."
        case .open, nil: ""
        }
    }

    private var settlements: [SettlementNote] {
        books.ledger.settlements.filter { $0.month == place.month }
    }

    /// Notes that were taken back stay in sight.
    private var takenBack: [(String, String)] {
        settlements.compactMap { note in
            note.reversal.map { ("Taken back: \(note.reference)", "\($0.reason), \(words.relative($0.at))") }
        }
    }

    /// What open disputes about exclusions and scope may add.
    private var pending: [(String, String)] {
        books.pending.filter { $0.month == place.month }.sorted().map { line in
            ("Pending: ticket \(line.entry.key.ticket), if its dispute is upheld", "\(line.gross)")
        }
    }

    private func row(_ line: StatementLine, number: Int) -> CreditRow {
        let key = line.key
        return CreditRow(
            id: "credit-\(number)",
            ticket: NavLink(label: "Ticket \(key.ticket)", href: Page.ticket(key.ticket.rawValue)),
            what: Self.what(line),
            proof: NavLink(label: "Proof", href: Page.proof(key.ticket.rawValue, key.promise.rawValue)),
            entered: words.moment(line.at), worth: line.basis.map(Self.worth) ?? "",
            gross: Self.plain(line.gross), cut: Self.plain(line.cut),
            payable: Self.plain(line.payable), standing: standing(line),
            decide: canDecide(line) ? decideLink(key) : nil)
    }

    private static func what(_ line: StatementLine) -> String {
        let promise = line.key.promise == .acknowledgment ? "Acknowledgment" : "Resolution"
        let cause = line.cause.words.map { ", \($0)" } ?? ""
        guard let entry = line.basis?.entry else { return "\(promise), band \(line.key.band + 1)\(cause)" }
        let late = entry.after.count == 0 ? "at the deadline" : "\(DeskWords.span(entry.after)) late"
        return "\(promise), \(entry.severity.rawValue), \(late)\(cause)"
    }

    private static func worth(_ line: CreditLine) -> String {
        let entry = line.entry
        let before = entry.before.map { ", less \(words($0)) before" } ?? ""
        let part = line.fee.days == line.fee.length ? "" : " (\(line.fee.days) of \(line.fee.length) days)"
        if case .amount = entry.worth { return words(entry.worth) + before }
        return "\(words(entry.worth)) of \(line.fee.full)\(part)\(before)"
    }

    private static func words(_ worth: CreditSchedule.Worth) -> String {
        switch worth {
        case .amount(let money): return "\(money)"
        case .basisPoints(let points):
            // Two places always: they stand below each other.
            let rest = points % 100
            return "\(points / 100).\(rest < 10 ? "0" : "")\(rest) %"
        }
    }

    private static func plain(_ money: Money) -> String {
        String(money.description.prefix { $0 != " " })
    }

    private func standing(_ line: StatementLine) -> String {
        var words: String
        switch line.standing {
        case .proposed: words = "Proposed"
        case .approved: words = "Approved"
        case .refused(let clause, let reason): words = "Refused under \(clause): \(reason)"
        case .unclaimed(let until):
            words =
                books.ledger.claims[line.key] == nil && books.lapsed(line.key, at: now) != nil
                ? "Lapsed on \(until.adding(days: 1)) (clause K): not claimed until \(until)"
                : "Not claimed; it can be until \(until)"
        case .lapsed(let on): words = "Lapsed on \(on) (clause K): nobody claimed it"
        }
        guard issue != nil, let dispute = books.ledger.disputes[line.key] else { return words }
        words += ". Disputed: \(dispute.reason)"
        if let answer = dispute.answer {
            words += ". \(answer.isUpheld ? "Upheld" : "Rejected"): \(answer.reason)"
            words += answer.correction.map { corrected($0, line.gross.currency) } ?? ""
        }
        return words
    }

    private func corrected(_ right: CorrectedCredit, _ currency: Currency) -> String {
        let facts = [
            right.severity.map { "severity \($0.rawValue)" }, right.late.map { "\(DeskWords.span($0)) late" },
        ].compactMap { $0 }.joined(separator: ", ")
        return ". Corrected to \(Money(right.gross, currency))\(facts.isEmpty ? "" : " (\(facts))")"
    }

    private func target(_ noun: String, _ csrf: String, _ key: BandEntry.Key? = nil) -> FormTarget {
        FormTarget(
            action: Page.statementAct(place.name, place.month.description, noun), csrf: csrf,
            hidden: key.map { [HiddenField(name: "key", value: Self.text($0))] } ?? [])
    }

    static func text(_ key: BandEntry.Key) -> String {
        "\(key.ticket)/\(key.promise.rawValue)/\(key.band + 1)"
    }

    private func canDecide(_ line: StatementLine) -> Bool {
        issue == nil && line.line != nil && line.at <= now && books.canDecide(line)
    }

    private func decideLink(_ key: BandEntry.Key) -> NavLink {
        let page = Page.statement(place.name, place.month.description)
        return NavLink(label: "Decide", href: "\(page)?credit=\(Self.text(key))#acts-title")
    }

    /// What can be decided about the chosen credit.
    private func decisions(_ statement: Statement, _ csrf: String) -> [ActForm] {
        guard let line = statement.lines.first(where: { $0.key == chosen }), canDecide(line) else {
            return []
        }
        let clauses = Clause.all.filter { $0.id.first?.isUppercase == true }
            .map { FieldChoice(value: $0.id, label: $0.id) }
        let words = "ticket \(line.key.ticket), \(line.gross)"
        let refuse = ActForm.refuseCredit(target("refusals", csrf, line.key), what: words, clauses: clauses)
        switch line.standing {
        case .approved: return [refuse]
        case .proposed, .refused:
            return [.approveCredit(target("approvals", csrf, line.key), what: words), refuse]
        case .lapsed: return []
        case .unclaimed:
            return [.claimCredit(target("claims", csrf, line.key), what: words)]
        }
    }

    private func acts(_ statement: Statement, csrf: String) -> [ActForm] {
        guard issue != nil else {
            let decisions = decisions(statement, csrf)
            guard now > books.span.lastInstant(of: place.month), books.nextMonth == place.month else {
                return decisions
            }
            return decisions + [
                .issueStatement(
                    target("issue", csrf), month: place.month.inWords, total: "\(statement.totals)")
            ]
        }
        var acts: [ActForm] = []
        switch books.settlement(of: place.month, now: now) {
        case .open: acts.append(.settle(target("settlement", csrf)))
        case .payOut: acts.append(.payOut(target("settlement", csrf)))
        case .settled: acts.append(.reverseSettlement(target("settlement-reversal", csrf)))
        case .expired:
            // Noted in time and taken back: it can be noted right.
            if !settlements.isEmpty { acts.append(.settle(target("settlement", csrf))) }
        case nil: break
        }
        let claimable = statement.lines.filter { books.canClaim($0.key, now: now) }
        if !claimable.isEmpty { acts.append(claim(claimable, csrf)) }
        let open = statement.lines.filter { books.disputeRefusal($0.key, now: now) == nil }
        if !open.isEmpty {
            acts.append(
                .aboutCredit(
                    "dispute", "Log a dispute", target("disputes", csrf),
                    effect:
                        "It is answered within \(Books.answeredWithin) business days.",
                    keys: open.prefix(Self.rowsMax).map(choice)))
        }
        let asked = asked(statement).filter { books.answerRefusal($0.key, by: viewer) == nil }
        if !asked.isEmpty { acts.append(.answerCredit(target("answers", csrf), keys: asked.map(choice))) }
        let lapsed = statement.lines.filter { $0.payable.minorUnits > 0 && books.canTakeBack($0.key) }
        if !lapsed.isEmpty {
            acts.append(
                .aboutCredit(
                    "consent", "Note the consent to take back", target("consents", csrf),
                    effect:
                        "The breach no longer stands, and the customer agrees that the credit is taken back.",
                    keys: lapsed.map(choice)))
        }
        return acts
    }

    private func claim(_ lines: [StatementLine], _ csrf: String) -> ActForm {
        ActForm(
            id: "claim", title: "Note a claim", clause: "K", target: target("claims", csrf),
            effect: "The customer has claimed this credit: it comes on the next statement.",
            fields: [
                FormField(
                    scope: "claim", name: "key", label: "Which credit",
                    kind: .choice(lines.prefix(Self.rowsMax).map(choice)), isRequired: true),
                .password("claim"),
            ], submit: "Claimed")
    }

    private func asked(_ statement: Statement) -> [StatementLine] {
        statement.lines.filter { line in
            books.ledger.disputes[line.key].map { $0.answer == nil } ?? false
        }
    }

    /// Why a form that one would look for is not there.
    private func missing(_ statement: Statement) -> [String] {
        guard issue != nil else { return [] }
        var notes: [String] = []
        let refusals = statement.lines.compactMap { books.disputeRefusal($0.key, now: now) }
        if !statement.lines.isEmpty, refusals.count == statement.lines.count,
            let final = refusals.first(where: { $0.code == "final" })
        {
            notes.append("Disputes: \(final.message) \(final.remedy)")
        }
        let own = asked(statement).filter { books.answerRefusal($0.key, by: viewer)?.code == "own-decision" }
        if !own.isEmpty {
            let tickets = Set(own.map(\.key.ticket)).sorted().map { "ticket \($0)" }
            notes.append(
                "Answering the dispute of \(tickets.joined(separator: ", ")): you decided this credit, so "
                    + "another manager answers.")
        }
        return notes
    }

    private func choice(_ line: StatementLine) -> FieldChoice {
        FieldChoice(value: Self.text(line.key), label: "Ticket \(line.key.ticket): \(Self.what(line))")
    }
}
