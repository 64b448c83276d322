import Agreements
public import BusinessTime
public import Desk
public import Storage

extension Office {
    /// The books of an agreement and where its ledger stands.
    public struct BookFile: Sendable {
        public let name: String
        public let books: Books
        let standing: StandingStatements
        let stream: FactStream
        let head: StreamHead?
    }

    /// nil for an agreement of which no version was ever in force. Reads every ticket with a breach.
    public func books(_ name: String, in reader: Reader, now: Instant) throws -> BookFile? {
        guard let span = try agreementSpan(name, in: reader) else { return nil }
        // A name without a row has no facts either.
        let stream = FactStream.ledger(try reader.agreementName(name)?.id ?? 0)
        let head = try reader.head(of: stream)
        let whole = try books(name, span, head.map { (stream, $0) }, in: reader, now: now)
        return BookFile(
            name: name, books: whole.books, standing: whole.standing, stream: stream, head: head)
    }

    /// The versions of an agreement that were ever in force; nil without one.
    private func agreementSpan(_ name: String, in reader: Reader) throws -> AgreementSpan? {
        let versions = try reader.agreements().filter { $0.name == name }
        let periods = try versions.compactMap { stored -> AgreementSpan.Period? in
            let version = AgreementVersion(agreement: name, number: stored.version)
            // A version that ended before it began was never in force.
            guard let from = stored.inForceFrom, stored.inForceUntil.map({ from < $0 }) ?? true,
                let terms = try shelf.terms(version, receivedAt: from, in: reader)
            else { return nil }
            return AgreementSpan.Period(terms: terms, from: from, until: stored.inForceUntil)
        }
        return AgreementSpan(periods)
    }

    func mark(of name: String, in reader: Reader, now: Instant) throws -> ReckonedCredits.Mark? {
        try agreementSpan(name, in: reader).map {
            ReckonedCredits.Mark($0, agreed: try shelf.mark(in: reader))
        }
    }

    private func books(
        _ name: String, _ span: AgreementSpan, _ ledger: (stream: FactStream, head: StreamHead)?,
        in reader: Reader, now: Instant
    ) throws -> ReckonedCredits.Whole {
        let mark = ReckonedCredits.Mark(span, agreed: try shelf.mark(in: reader))
        let (newest, hash) = (try reader.newestHash(), ledger?.head.hash)
        if let whole = reckoned.books(name, mark, newest: newest, at: now) { return whole }
        let (tickets, areSame) = try credits(name, span, mark, in: reader, now: now)
        if areSame, let whole = reckoned.unchanged(name, ledger: hash, newest: newest, at: now) {
            return whole
        }
        var decided = reckoned.ledger(name, at: hash)
        if decided == nil, let ledger {
            decided = Ledger(try reader.facts(of: ledger.stream).map { try LedgerFactForm.decode($0.fact) })
            decided.map { reckoned.keep($0, of: name, at: hash) }
        }
        let books = Books(span: span, ledger: decided ?? Ledger(), tickets: tickets.map(\.credits), asOf: now)
        let until = min(tickets.map(\.until).min() ?? .latest, books.nextLapse ?? .latest)
        let whole = ReckonedCredits.Whole(
            newest: newest, ledger: hash, from: now, until: until,
            books: books, standing: StandingStatements(books))
        reckoned.keep(whole, of: name)
        return whole
    }

    /// Only what is not remembered, or no longer holds, is folded.
    private func credits(
        _ name: String, _ span: AgreementSpan, _ mark: ReckonedCredits.Mark, in reader: Reader, now: Instant
    ) throws -> (tickets: [ReckonedCredits.Reckoning], areSame: Bool) {
        var known = reckoned.tickets(name, mark)
        let isFirst = known.isEmpty
        if isFirst { known = try writtenReckonings(name, mark, in: reader) }
        var found: [Int64: ReckonedCredits.Reckoning] = [:]
        var tickets: [ReckonedCredits.Reckoning] = []
        var fresh: [Int64] = []
        var last: Int64 = 0
        while true {
            let page = try reader.brokenTickets(of: name, after: last)
            for broken in page where broken.agreement == name {
                let id = broken.id
                var reckoning = known[id].flatMap { $0.holds(broken.head, at: now) ? $0 : nil }
                if reckoning == nil, let desk = try dossier(Ticket.ID(id), in: reader), let terms = desk.terms
                {
                    reckoning = ReckonedCredits.Reckoning(desk, under: terms, in: span, at: now)
                    fresh.append(id)
                }
                guard let reckoning else { continue }
                found[id] = reckoning
                tickets.append(reckoning)
            }
            guard let end = page.last?.id else { break }
            last = end
        }
        let areSame = !isFirst && fresh.isEmpty && found.count == known.count
        if !areSame { reckoned.keep(found, fresh: fresh, of: name, mark) }
        return (tickets, areSame)
    }

    /// Decides on the books as a reader found them and appends, unless the ledger has moved on since.
    public func decideCredits(_ name: String, _ command: LedgerCommand) async throws {
        let now = clock()
        guard let file = try await database.read({ try self.books(name, in: $0, now: now) }) else {
            throw Refusal.noBooks
        }
        let facts = try file.books.decide(command, now: now)
        let letters = try await letters(about: facts, file, now)
        try await database.write { writer in
            let organisation = try writer.agreements().first { $0.name == name }?.organisation ?? 0
            let stream = FactStream.ledger(try writer.agreementName(name, of: organisation).id)
            guard try writer.head(of: stream) == file.head else { throw Refusal.booksMoved }
            try writer.append(try facts.map(LedgerFactForm.encode), to: stream, following: file.head)
            for case .payoutWarned(let month) in facts.map(\.what) {
                try self.warn(of: month, file, now, writer)
            }
            try self.mail(letters.map { try self.sealed($0, writer) }, now: now, writer)
            writer.afterCommit(self.wakeUp)
        }
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
