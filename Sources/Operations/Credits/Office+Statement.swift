import Agreements
public import BusinessTime
public import Desk
import Documents
import Mail
public import Reports
public import Storage

// A statement on paper, and its way to the customer.
extension Office {
    /// A month's statement to print: as it was issued, or as it stands now.
    public func printedStatement(
        _ file: BookFile, of month: CalendarMonth, in reader: Reader, now: Instant
    ) throws -> StatementPDF {
        var report = StatementReport(agreement: file.name, books: file.books, month: month, now: now)
        let excluded = try exclusions(of: file, in: month, reader)
        (report.exclusions, report.names) = (excluded.notes, excluded.names)
        return printed(report, file.books, checkpoint: try reader.lastCheckpoint(), now: now)
    }

    private func printed(
        _ report: StatementReport, _ books: Books, checkpoint: Checkpoint?, now: Instant
    ) -> StatementPDF {
        let month = report.statement.month
        return StatementPDF(
            report, books: books,
            StatementPDF.Surroundings(
                at: books.ledger.issue(of: month)?.at ?? now, checkpoint: checkpoint?.line,
                proof: { [address] in address(.proof($0.ticket, $0.promise)) }))
    }

    /// The customer is told of a statement, with its print (clause K). Printed before the transaction that
    /// issues it, which it would hold up.
    func letters(about facts: [LedgerFact], _ file: BookFile, _ now: Instant) async throws -> [Letter] {
        let issued = facts.compactMap { fact -> IssuedStatement? in
            guard case .issued(let statement) = fact.what else { return nil }
            return statement
        }
        guard !issued.isEmpty else { return [] }
        let (desk, checkpoint, excluded) = try await database.read { reader in
            (
                try reader.setting("desk-name") ?? "Support", try reader.lastCheckpoint(),
                try issued.map { try self.exclusions(of: file, in: $0.month, reader) }
            )
        }
        let books = file.books.after(facts)
        return zip(issued, excluded).map { statement, excluded in
            var letter = Self.letter(statement, excluded, file, desk: desk)
            var report = StatementReport(
                agreement: file.name, books: books, month: statement.month, now: now)
            (report.exclusions, report.names) = (excluded.notes, excluded.names)
            let pdf = printed(report, books, checkpoint: checkpoint, now: now)
            letter.attachments = [
                Attachment(
                    filename: "\(file.name)-\(statement.month).pdf", contentType: "application/pdf",
                    content: pdf.rendered())
            ]
            return letter
        }
    }

    private static func letter(
        _ statement: IssuedStatement, _ excluded: StatementExclusions, _ file: BookFile, desk: String
    ) -> Letter {
        let pinned = file.books.span.periods.last?.terms ?? file.books.span.terms(at: .latest)
        let terms = pinned.terms
        var words = StatementWords(
            statement, name: file.name, disputedWithin: Books.daysToDispute(under: terms.credits))
        words.exclusions = excluded.notes.map { StatementWords.line($0, LocalWords(terms: pinned)) }
        return Letter(
            name: terms.customer.name, address: terms.customer.email,
            subject:
                "Service credits of \(statement.month): \(statement.totals)",
            text: words.text(desk: desk))
    }

    /// With the newest checkpoint below it.
    func sealed(_ letter: Letter, _ reader: Reader) throws -> Letter {
        var letter = letter
        letter.text += try reader.publishedCheckpoint()
        return letter
    }
}

extension Books {
    /// With what was decided now.
    fileprivate func after(_ facts: [LedgerFact]) -> Books {
        var ledger = ledger
        for fact in facts { ledger.take(fact) }
        return Books(
            span: span, ledger: ledger, lines: lines, reversed: reversed, pending: pending, asOf: asOf)
    }
}
