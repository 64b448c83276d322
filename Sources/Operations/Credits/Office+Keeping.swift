import Agreements
import BusinessTime
import Desk
import Storage

// What the desk does about credits by itself (clause K).
extension Office {
    /// Statements that the desk issues at one look; the next look goes on.
    private static let issuedAtOnce = 24

    /// Issues the statements that no manager issued by the 10th, and warns before a payout is late.
    public func keepBooks() async throws {
        for name in try await bookNames() {
            for _ in 0..<Self.issuedAtOnce {
                guard let next = try await bookDuty(name) else { break }
                try await decideCredits(name, next)
            }
        }
    }

    private func bookDuty(_ name: String) async throws -> LedgerCommand? {
        let now = clock()
        return try await database.read { reader -> LedgerCommand? in
            guard let books = try self.books(name, in: reader, now: now)?.books else { return nil }
            if let due = books.due(at: now) { return due }
            return books.payoutsToWarnOf(at: now).first.map { LedgerCommand(.warnOfPayout($0), by: .desk) }
        }
    }

    /// The managers: a payout after the end is due soon.
    func warn(of month: CalendarMonth, _ file: BookFile, _ now: Instant, _ writer: Writer) throws {
        guard let payout = file.books.payouts(at: now).first(where: { $0.month == month }) else { return }
        let managers = try writer.agents().filter {
            $0.role == Role.manager.rawValue && $0.disabledAt == nil
        }
        let text = """
            The agreement "\(file.name)" has ended. Its credits of \(month), \(payout.amount), are to be \
            paid out by \(payout.by) (K)\(payout.isLate ? ": that date is past" : "").

            Note the payment on the month's statement, under Credits.

            """
        try mail(
            managers.map {
                Letter(
                    name: $0.name, address: $0.address,
                    subject: "Pay out \(payout.amount) for \(file.name) by \(payout.by)", text: text)
            }, now: now, writer)
    }
}
