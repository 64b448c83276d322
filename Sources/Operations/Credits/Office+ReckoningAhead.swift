public import BusinessTime
import Desk
public import Storage

// Nobody waits while the credits of very many broken tickets are reckoned: that is done beforehand.
extension Office {
    /// Broken tickets that are reckoned while somebody waits.
    public static let reckonedAtOnce = 2_000

    /// The books of an agreement as a page finds them.
    public enum BooksAtHand: Sendable {
        case books(BookFile)
        /// So many tickets have to be read that nobody should wait for it; `reckonAhead` reads them.
        case reckoning
        /// No version was ever in force.
        case none
    }

    public func booksAtHand(
        _ name: String, in reader: Reader, now: Instant, atMost limit: Int = reckonedAtOnce
    ) throws -> BooksAtHand {
        guard let mark = try mark(of: name, in: reader, now: now) else { return .none }
        if !reckoned.isAtHand(name, mark) {
            let broken = try reader.brokenTickets(of: name, after: 0, limit: limit + 1)
            if broken.count > limit { return .reckoning }
        }
        return try books(name, in: reader, now: now).map { .books($0) } ?? .none
    }

    /// Reckons what is not at hand, beside everything else; once at a time.
    public func reckonAhead() {
        guard reckoned.beginsAhead() else { return }
        Task.detached { [self] in
            defer { reckoned.endsAhead() }
            _ = try? await keepReckonings()
        }
    }
}
