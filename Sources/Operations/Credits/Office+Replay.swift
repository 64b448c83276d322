import Agreements
import BusinessTime
public import Desk
import Storage

extension Office {
    /// The past of an agreement under proposed terms, ticket by ticket; `progress` is told how many of the
    /// customer's tickets are done.
    ///
    /// - Throws: `AgreementProblems` where the proposed terms can't be counted by; `CancellationError` when
    ///   nobody waits for it any more.
    public func replay(
        _ name: String, under yaml: String, period: ReplayPeriod, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Replay {
        let now = clock()
        let file = try await database.read { try self.books(name, in: $0, now: now) }
        guard let span = file?.books.span, let first = span.periods.first, let last = span.periods.last else {
            throw Refusal.noBooks
        }
        let problems = AgreementDraft.check(yaml, zones: zone)
        if !problems.isEmpty { throw AgreementProblems(problems) }
        let terms = try Terms(yaml: yaml)
        let proposed = PinnedTerms(
            version: AgreementVersion(agreement: name, number: last.terms.version.number + 1), terms: terms,
            calendar: try terms.calendar(zones: zone))
        guard let stretch = period.span(last.terms.calendar.rules),
            let other = AgreementSpan([
                AgreementSpan.Period(terms: proposed, from: first.from, until: last.until)
            ])
        else { throw Refusal.noBooks }
        var replay = Replay(period: stretch, was: span, wouldBe: other, now: now)
        var done: Int64 = 0
        while true {
            let after = done
            let page = try await database.read { reader in
                try reader.tickets(of: name, after: after).map {
                    ($0, try self.dossier(Ticket.ID($0), in: reader))
                }
            }
            for (_, desk) in page {
                if let desk, let terms = desk.terms { replay.add(desk.ticket, pinnedTo: terms) }
            }
            guard let end = page.last?.0 else { return replay }
            done = end
            try Task.checkCancellation()
            progress(replay.tickets)
        }
    }
}
