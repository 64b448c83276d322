import Agreements
import BusinessTime
public import Desk
public import Storage

/// What a statement says beside its credits: the exclusions that moved a promise of its month, and the names
/// of those who gave, approved and answered.
public struct StatementExclusions: Hashable, Sendable {
    public let notes: [ExclusionNote]
    /// By the numbers of people.
    public let names: [Int64: String]
}

extension Office {
    public func exclusions(
        of file: BookFile, in month: CalendarMonth, _ reader: Reader
    ) throws -> StatementExclusions {
        let span = file.books.span
        let issued = file.books.ledger.issue(of: month)?.at
        let then = try issued.flatMap { try agreement(file.name, asOf: $0, reader) }
        let notes = try reader.excludedTickets(of: file.name).flatMap { id -> [ExclusionNote] in
            guard let desk = try dossier(Ticket.ID(id), in: reader), var terms = desk.terms else { return [] }
            if issued != nil { terms = try self.terms(terms, of: desk.ticket, under: then, reader) }
            return desk.ticket.exclusionNotes(under: terms) { span.month(of: $0) == month }
        }
        let people = notes.flatMap { note in
            [
                note.excluded.proposedBy.person, note.excluded.approvedBy?.person,
                note.excluded.dispute?.by.person,
            ]
            .compactMap { $0 } + note.excluded.what.evidence.map(\.by)
        }
        return StatementExclusions(
            notes: notes, names: try reader.names(of: Array(Set(people.map(\.rawValue)))))
    }
    /// What the parties had agreed by an instant: an issued statement lists its exclusions as they were
    /// counted then, whatever is mended since.
    private func agreement(_ name: String, asOf instant: Instant, _ reader: Reader) throws -> Agreement? {
        guard let row = try reader.agreementName(name) else { return nil }
        let facts = try reader.facts(of: .agreement(row.id)).map { try AgreementFactForm.decode($0.fact) }
        return Agreement(id: Agreement.ID(row.id), facts: facts.filter { $0.recorded <= instant })
    }

    private func terms(
        _ terms: PinnedTerms, of ticket: Ticket, under agreement: Agreement?, _ reader: Reader
    ) throws -> PinnedTerms {
        guard let signed = try shelf.terms(terms.version, in: reader) else { return terms }
        guard let agreement else { return signed }
        return try shelf.terms(signed, receivedAt: ticket.receivedAt, under: agreement)
    }
}
