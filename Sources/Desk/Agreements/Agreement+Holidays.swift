import Agreements
public import BusinessTime

// Holidays from a feed: proposed by the program, reviewed by a person, confirmed by the other party.
extension Agreement {
    static let holidaysMax = 500

    static func proposing(
        _ proposal: HolidayProposal, _ agreement: Agreement?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> [AgreementFact.What] {
        guard let pinned = context.terms else { throw .nothingToAdjust }
        let today = pinned.calendar.rules.local(now).date
        let known = holidays(agreement, pinned, now: now)
        let new = proposal.holidays.filter { $0.date >= today && !known.contains($0.date) }
        guard new.count <= holidaysMax else { throw .tooManyHolidays }
        if new.isEmpty { return [] }
        return [.holidaysProposed(HolidayProposal(feed: proposal.feed, holidays: Holidays(new).all))]
    }

    /// The accepted dates with those agreed already are one adjustment, which the other party confirms.
    func accepting(
        _ acceptance: HolidayAcceptance, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> [AgreementFact.What] {
        guard holidayProposals.indices.contains(acceptance.proposal - 1) else { throw .noHolidays }
        guard let pinned = context.terms else { throw .nothingToAdjust }
        let proposal = holidayProposals[acceptance.proposal - 1]
        if proposal.isReviewed { throw .holidaysReviewed }
        let chosen = Set(acceptance.dates)
        let accepted = proposal.proposal.holidays.filter { chosen.contains($0.date) }
        guard accepted.count == chosen.count else { throw .notOfTheFeed }
        let reviewed = AgreementFact.What.holidaysAccepted(
            proposal: acceptance.proposal, dates: accepted.map(\.date))
        if accepted.isEmpty { return [reviewed] }
        let today = pinned.calendar.rules.local(now).date
        let all = Holidays(Self.holidays(self, pinned, now: now).all + accepted)
        let adjustment = Adjustment(
            version: pinned.version.number, side: acceptance.side,
            change: CalendarAmendment(from: today, holidays: all), isForRunning: false,
            reason: "Holidays of \(proposal.proposal.feed)")
        return [reviewed, try Self.proposing(adjustment, context, now: now)]
    }

    /// Those that count now, with what is adjusted.
    private static func holidays(_ agreement: Agreement?, _ pinned: PinnedTerms, now: Instant) -> Holidays {
        let changes = agreement?.changes(of: pinned.version.number, receivedAt: now) ?? []
        return pinned.terms.hours.adjusted(by: changes).holidays(on: pinned.calendar.rules.local(now).date)
    }
}

/// Which dates of a proposal somebody accepts, none included.
public struct HolidayAcceptance: Hashable, Sendable {
    /// From 1, in the order of the proposals.
    public let proposal: Int
    public let dates: [LocalDate]
    public let side: Side

    public init(proposal: Int, dates: [LocalDate], side: Side) {
        self.proposal = proposal
        self.dates = dates
        self.side = side
    }
}
