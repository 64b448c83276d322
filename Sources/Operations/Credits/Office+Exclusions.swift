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
        let notes = try reader.excludedTickets(of: file.name).flatMap { id -> [ExclusionNote] in
            guard let desk = try dossier(Ticket.ID(id), in: reader), let terms = desk.terms else { return [] }
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
}
