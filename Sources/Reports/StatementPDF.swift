import Agreements
public import BusinessTime
public import Desk
public import Documents

/// A month's statement to print and to mail: totals, every line with its proof, what was cut, refused or is
/// pending, the terms of a dispute, and the checkpoint of the audit chain.
public struct StatementPDF: Sendable {
    /// What the books don't know.
    public struct Surroundings: Sendable {
        /// The address of a promise's proof, as a reader opens it.
        public let proof: @Sendable (BandEntry.Key) -> String
        /// The newest checkpoint as it is published; nil before the first.
        public let checkpoint: String?
        /// When the statement was issued, or of when it says how things stand.
        public let at: Instant

        public init(
            at instant: Instant, checkpoint: String?, proof: @escaping @Sendable (BandEntry.Key) -> String
        ) {
            at = instant
            self.checkpoint = checkpoint
            self.proof = proof
        }
    }

    let report: StatementReport
    let books: Books
    let around: Surroundings

    public init(_ report: StatementReport, books: Books, _ around: Surroundings) {
        self.report = report
        self.books = books
        self.around = around
    }

    public func rendered() -> [UInt8] { document.rendered() }

    private var month: CalendarMonth { report.statement.month }
    private var terms: PinnedTerms { books.span.terms(at: books.span.lastInstant(of: month)) }

    public var document: PDFDocument {
        let parties = "between \(terms.terms.provider.name) and \(terms.terms.customer.name)"
        var imprint = Imprint(
            title: "Service credits of \(month)", author: terms.terms.provider.name,
            subject: "Statement under clause K of the agreement \(report.agreement) \(parties)",
            created: around.at)
        imprint.edition = "\(report.agreement), \(month)"
        return PDFDocument(
            imprint,
            [
                .title(
                    imprint.title, below: "Under clause K of the agreement \(report.agreement), \(parties)"),
                .facts(facts), .table(table),
            ] + lines + excluded + pending + byHand + closing)
    }

    private var facts: [PDFFact] {
        let statement = report.statement
        let totals = "\(statement.totals)"
        return [
            PDFFact("Standing", standing), PDFFact("Total, net of tax", totals),
            PDFFact("Cap of the month", "\(statement.monthlyCap)"),
            PDFFact("Cap of the agreement year", "\(statement.yearlyCap)"),
            PDFFact("Credited earlier in this agreement year", "\(statement.usedBefore)"),
            PDFFact("Cut by caps", "\(statement.cut)"),
        ]
    }

    private var standing: String {
        guard report.isIssued else {
            return "Provisional, as of \(time(around.at)); issued by \(month.statementDue)"
        }
        let issued = "Issued \(time(around.at))"
        switch report.settlement {
        case nil: return issued
        case .open(let until): return "\(issued); set off against a fee until \(until)"
        case .payOut(let by): return "\(issued); the agreement has ended, to be paid out by \(by)"
        case .settled(let reference): return "\(issued); settled: \(reference)"
        case .expired(let last): return "\(issued); it could be set off until \(last)"
        }
    }

    private var table: PDFTable {
        let rows = report.statement.lines.enumerated().map { place, line in
            PDFTable.Row([
                "\(place + 1)", "Ticket \(line.key.ticket)", Self.what(line),
                Self.plain(line.gross), Self.plain(line.cut), Self.plain(line.payable),
            ])
        }
        let none = [PDFTable.Row(["", "", "No credit is owed for this month."])]
        let total = PDFTable.Row(
            ["", "", "Total, net of tax", "", "", "\(report.statement.totals)"], isTotal: true)
        return PDFTable(
            columns: [
                PDFTable.Column("Line"), PDFTable.Column("Ticket"), PDFTable.Column("Broken promise"),
                PDFTable.Column("Credit", isAmount: true), PDFTable.Column("Cut by cap", isAmount: true),
                PDFTable.Column("Payable", isAmount: true),
            ], rows: (rows.isEmpty ? none : rows) + [total])
    }
}

// What stands below the table.
extension StatementPDF {
    private var lines: [PDFBlock] {
        guard !report.statement.lines.isEmpty else { return [] }
        return [.heading(PDFHeading("Line by line", anchor: "lines"))]
            + report.statement.lines.enumerated().flatMap { place, line -> [PDFBlock] in
                [
                    .paragraph([
                        PDFRun("Line \(place + 1). ", isBold: true), PDFRun(basis(line)),
                        PDFRun(" \(Self.standing(line.standing))\(dispute(line.key))"),
                        PDFRun(" Proof: \(around.proof(line.key))"),
                    ])
                ]
            }
    }

    private var excluded: [PDFBlock] {
        guard !report.exclusions.isEmpty else { return [] }
        return [.heading(PDFHeading("Time that is not counted, clause H", anchor: "excluded"))]
            + report.exclusions.map { note in
                let what = note.excluded.what
                let part = what.event.map { " Part of the event \($0.title)." } ?? ""
                let by = note.excluded.approvedBy?.person.flatMap { report.names[$0.rawValue] } ?? "Duly"
                return .paragraph([
                    PDFRun("Ticket \(note.ticket). ", isBold: true),
                    PDFRun(
                        "\(time(what.span.from)) to \(time(what.span.to)): \(what.ground), \(what.reason)."
                            + "\(part) "
                            + "Approved by \(by); \(StatementReport.standing(note.excluded))."),
                ])
            }
    }

    private func basis(_ line: StatementLine) -> String {
        guard let basis = line.basis else { return "Entered \(time(line.at))." }
        let entry = basis.entry
        let late =
            entry.after.count == 0
            ? "at the deadline" : "\(DurationWords.text(entry.after)) after the deadline"
        let part =
            basis.fee.days == basis.fee.length ? "" : " (\(basis.fee.days) of \(basis.fee.length) days)"
        let before = entry.before.map { ", less \(Self.words($0)) for the band before" } ?? ""
        let worth: String
        switch entry.worth {
        case .amount: worth = Self.words(entry.worth)
        case .basisPoints: worth = "\(Self.words(entry.worth)) of the fee of \(basis.fee.full)\(part)"
        }
        return """
            The deadline was \(time(entry.deadline)). The band was entered \(late), on \(time(entry.at)): \
            \(worth)\(before). Spans not counted: \(entry.pauses.count).
            """
    }

    private func dispute(_ key: BandEntry.Key) -> String {
        guard let dispute = report.disputes[key] else { return "" }
        guard let answer = dispute.answer else { return " Disputed: \(dispute.reason), not answered yet." }
        return " Disputed: \(dispute.reason). \(answer.isUpheld ? "Upheld" : "Rejected"): \(answer.reason)."
    }

    private var pending: [PDFBlock] {
        guard !report.pending.isEmpty else { return [] }
        return [
            .heading(PDFHeading("Pending", anchor: "pending")),
            .text("These credits come on a later statement if an open dispute is upheld:"),
            .list(
                report.pending.map { line in
                    let key = line.entry.key
                    return [
                        PDFRun(
                            "Ticket \(key.ticket), \(key.promise.rawValue): \(line.gross). "
                                + "Proof: \(around.proof(key))")
                    ]
                }),
        ]
    }

    private var byHand: [PDFBlock] {
        guard !report.byHand.isEmpty else { return [] }
        return [
            .heading(PDFHeading("Not counted by the program", anchor: "by-hand")),
            .list(
                report.byHand.map { condition in
                    [PDFRun("Clause \(condition.clause), handled by \(condition.by): \(condition.text)")]
                }),
        ]
    }

    private var closing: [PDFBlock] {
        let last =
            report.isIssued ? ", up to and including \(books.disputable(issuedAt: around.at))" : ""
        let days = Books.daysToDispute(under: terms.terms.credits)
        let terms: [PDFBlock] = [
            .heading(PDFHeading("If you do not agree", anchor: "disputes")),
            .text(
                """
                You may dispute a line within \(days) calendar days of the statement\(last), by answering \
                the mail it came with. The answer comes within \(Books.answeredWithin) business days from \
                somebody else than who decided it. Lines that are not disputed stay payable. What is \
                corrected comes as a new line on a later statement; this one is never changed.
                """),
        ]
        guard let checkpoint = around.checkpoint else { return terms }
        return terms + [
            .heading(PDFHeading("Audit chain", anchor: "checkpoint")),
            .text("The newest checkpoint of the desk's audit chain when this was written:"),
            .remark([PDFRun(checkpoint)]),
            .text(
                "With this line anyone can show later whether the facts behind the statement were changed."),
        ]
    }
}

// In words.
extension StatementPDF {
    private func time(_ instant: Instant) -> String {
        let local = terms.calendar.rules.local(instant)
        let minutes = local.time.secondOfDay / 60
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(local.date) \(two(minutes / 60)):\(two(minutes % 60)) (\(terms.calendar.definition.zone))"
    }

    private static func what(_ line: StatementLine) -> String {
        let promise = line.key.promise == .acknowledgment ? "Acknowledgment" : "Resolution"
        let severity = line.basis.map { ", \($0.entry.severity.rawValue)" } ?? ""
        let cause = line.cause.words.map { ", \($0)" } ?? ""
        return "\(promise)\(severity), band \(line.key.band + 1)\(cause)"
    }

    private static func standing(_ standing: StatementLine.Standing) -> String {
        switch standing {
        case .proposed: "Proposed; without a decision it stands approved."
        case .approved: "Approved."
        case .refused(let clause, let reason): "Refused under clause \(clause): \(reason)."
        case .unclaimed(let until): "Not claimed; it can be until \(until)."
        case .lapsed(let on): "Not claimed in time; lapsed on \(on) (clause K)."
        }
    }

    private static func words(_ worth: CreditSchedule.Worth) -> String {
        switch worth {
        case .amount(let money): return "\(money)"
        case .basisPoints(let points):
            let rest = points % 100
            return rest == 0 ? "\(points / 100) %" : "\(points / 100).\(rest < 10 ? "0" : "")\(rest) %"
        }
    }

    private static func plain(_ money: Money) -> String { money.minorUnits == 0 ? "0" : "\(money)" }
}

/// Business time for people: `1 h 12 min`.
enum DurationWords {
    static func text(_ seconds: BusinessSeconds) -> String {
        let minutes = seconds.count / 60
        if minutes < 1 { return "\(seconds.count) s" }
        if minutes < 60 { return "\(minutes) min" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }
}
