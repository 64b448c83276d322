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
        let (organisation, checkpoint, excluded) = try await database.read { reader in
            (
                try reader.agreements().first { $0.name == file.name }?.organisation,
                try reader.lastCheckpoint(),
                try issued.map { try self.exclusions(of: file, in: $0.month, reader) }
            )
        }
        let books = file.books.after(facts)
        var letters: [Letter] = []
        for (statement, excluded) in zip(issued, excluded) {
            var letter = try await database.read {
                try self.letter(statement, excluded.notes, file, toCustomer: organisation, $0)
            }
            letter.about = .statement(agreement: file.name, month: statement.month.description)
            var report = StatementReport(
                agreement: file.name, books: books, month: statement.month, now: now)
            (report.exclusions, report.names) = (excluded.notes, excluded.names)
            let pdf = printed(report, books, checkpoint: checkpoint, now: now)
            letter.attachments = [
                Attachment(
                    filename: "\(file.name)-\(statement.month).pdf", contentType: "application/pdf",
                    content: pdf.rendered())
            ]
            letters.append(letter)
        }
        return letters
    }

    private func letter(
        _ statement: IssuedStatement, _ excluded: [ExclusionNote], _ file: BookFile,
        toCustomer id: Int64?, _ reader: Reader
    ) throws -> Letter {
        let pinned = file.books.span.periods.last?.terms ?? file.books.span.terms(at: .latest)
        var facts = try facts(toCustomer: id, pinned, reader)
        StatementWords(statement: statement, name: file.name, terms: pinned, exclusions: excluded)
            .take(&facts)
        return try letter(.statement, facts, toCustomer: id, pinned.terms, reader)
    }

    /// With the newest checkpoint below it.
    func sealed(_ letter: Letter, _ reader: Reader) throws -> Letter {
        var letter = letter
        let seal = MailBody(plain: letter.language.published(try reader.lastCheckpoint())).blocks
        // The signature stands last.
        let end = letter.body?.blocks.last.flatMap { if case .signature = $0 { $0 } else { nil } }
        if let blocks = letter.body?.blocks {
            letter.body?.blocks = (end == nil ? blocks : blocks.dropLast()) + seal + (end.map { [$0] } ?? [])
        }
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
