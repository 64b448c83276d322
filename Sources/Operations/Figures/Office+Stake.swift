public import Agreements
public import BusinessTime
import Desk
public import Storage

extension Office {
    /// What credits will grow by until an instant if nobody does anything: of these tickets, by currency.
    ///
    /// - Throws: `StillReckoning` where the books are not at hand.
    public func creditsAtStake(
        _ rows: [TicketRow], until end: Instant, now: Instant, in reader: Reader
    ) throws -> [Money] {
        var sums: [String: Money] = [:]
        for (name, rows) in Dictionary(grouping: rows, by: \.agreement) where !name.isEmpty {
            let books: BookFile
            switch try booksAtHand(name, in: reader, now: now) {
            case .books(let file): books = file
            case .reckoning: throw StillReckoning()
            case .none: continue
            }
            for row in rows {
                guard let desk = try dossier(Ticket.ID(row.id), in: reader), let terms = desk.terms else {
                    continue
                }
                func lines(upTo instant: Instant) -> [CreditLine] {
                    let entries = desk.ticket.bandEntries(under: terms, upTo: instant, clocks: desk.clocks)
                    return books.books.span.lines(entries)
                }
                let there = Set(lines(upTo: now).map(\.entry.key))
                for line in lines(upTo: end) where !there.contains(line.entry.key) {
                    let code = line.gross.currency.code
                    sums[code] = sums[code].map { $0 + line.gross } ?? line.gross
                }
            }
        }
        return sums.sorted { $0.key < $1.key }.map(\.value)
    }
}
