import Agreements
public import BusinessTime
public import Desk
public import Storage

extension Office {
    /// The books of an agreement and where its ledger stands.
    public struct BookFile: Sendable {
        public let name: String
        public let books: Books
        let stream: FactStream
        let head: StreamHead?
    }

    /// nil for an agreement of which no version was ever in force. Reads every ticket with a breach.
    public func books(_ name: String, in reader: Reader, now: Instant) throws -> BookFile? {
        let versions = try reader.agreements().filter { $0.name == name }
        let periods = try versions.compactMap { stored -> AgreementSpan.Period? in
            let version = AgreementVersion(agreement: name, number: stored.version)
            // A version that ended before it began was never in force.
            guard let from = stored.inForceFrom, stored.inForceUntil.map({ from < $0 }) ?? true,
                let terms = try shelf.terms(version, in: reader)
            else { return nil }
            return AgreementSpan.Period(terms: terms, from: from, until: stored.inForceUntil)
        }
        guard let span = AgreementSpan(periods) else { return nil }
        // A name without a row has no facts either.
        let stream = FactStream.ledger(try reader.agreementName(name)?.id ?? 0)
        let facts = try reader.facts(of: stream).map { try LedgerFactForm.decode($0.fact) }
        let books = Books(
            span: span, ledger: Ledger(facts), tickets: try credits(name, span, in: reader, now: now))
        return BookFile(name: name, books: books, stream: stream, head: try reader.head(of: stream))
    }

    private func credits(
        _ name: String, _ span: AgreementSpan, in reader: Reader, now: Instant
    ) throws -> [TicketCredits] {
        var tickets: [TicketCredits] = []
        var last: Int64 = 0
        while true {
            let page = try reader.brokenTickets(of: name, after: last)
            for id in page {
                guard let desk = try dossier(Ticket.ID(id), in: reader), let terms = desk.terms,
                    let credits = TicketCredits(
                        of: desk.ticket.id, facts: desk.facts, under: terms, in: span, upTo: now)
                else { continue }
                tickets.append(credits)
            }
            guard let end = page.last else { return tickets }
            last = end
        }
    }

    /// Decides on the books as a reader found them and appends, unless the ledger has moved on since.
    public func decideCredits(_ name: String, _ command: LedgerCommand) async throws {
        let now = clock()
        guard let file = try await database.read({ try self.books(name, in: $0, now: now) }) else {
            throw Refusal.noBooks
        }
        let facts = try file.books.decide(command, now: now)
        try await database.write { writer in
            let organisation = try writer.agreements().first { $0.name == name }?.organisation ?? 0
            let stream = FactStream.ledger(try writer.agreementName(name, of: organisation).id)
            guard try writer.head(of: stream) == file.head else { throw Refusal.booksMoved }
            try writer.append(try facts.map(LedgerFactForm.encode), to: stream, following: file.head)
            for fact in facts {
                if case .issued(let statement) = fact.what {
                    let excluded = try self.exclusions(of: file, in: statement.month, writer)
                    try self.tell(statement, excluded, of: name, now, writer)
                }
                if case .payoutWarned(let month) = fact.what {
                    try self.warn(of: month, file, now, writer)
                }
            }
            writer.afterCommit(self.wakeUp)
        }
    }

    /// The customer's notice address is told of a statement (clause K).
    private func tell(
        _ statement: IssuedStatement, _ excluded: StatementExclusions, of name: String, _ now: Instant,
        _ writer: Writer
    ) throws {
        guard let held = try writer.agreements().last(where: { $0.name == name && $0.inForceFrom != nil }),
            let terms = try shelf.terms(AgreementVersion(agreement: name, number: held.version), in: writer)
        else { return }
        let customer = terms.terms.customer
        let total = Money(statement.total, statement.currency)
        let desk = try writer.setting("desk-name") ?? "Support"
        var words = StatementWords(
            statement, name: name, disputedWithin: Books.daysToDispute(under: terms.terms.credits))
        words.exclusions = excluded.notes.map { StatementWords.line($0, LocalWords(terms: terms)) }
        let letter = Letter(
            name: customer.name, address: customer.email,
            subject: "Service credits of \(statement.month): \(total)",
            text: words.text(desk: desk)
                + (try writer.publishedCheckpoint()))
        try mail([letter], now: now, writer)
    }
}

extension Refusal {
    static let noBooks = Refusal(
        "no-books", clause: .credits, "This agreement was never in force.",
        remedy: "Check its name in the list.")
    static let booksMoved = Refusal(
        "books-moved", clause: .credits, "Somebody decided on these credits at the same time.",
        remedy: "Look at the statement again and decide then.")
}
