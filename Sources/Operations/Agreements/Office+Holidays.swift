import Agreements
public import BusinessTime
public import Desk
import Feeds
import Storage

// Holidays: named by a person, a file or a feed, reviewed by a manager, confirmed by the other party.
extension Office {
    /// Years that a file or feed is read for: this one and those after it.
    static let holidayYears = 3

    /// Dates that somebody typed; gives the proposal's number.
    public func proposeHolidays(
        _ name: String, _ holidays: [Holiday], from source: String, by actor: Actor
    ) async throws -> Int {
        try await propose(name, from: source, by: actor) { _ in holidays }
    }

    /// An iCalendar file; gives the proposal's number.
    public func proposeHolidays(
        _ name: String, file bytes: [UInt8], called file: String, by actor: Actor
    ) async throws -> Int {
        try await propose(name, from: file, by: actor) { today in try Self.holidays(bytes, today) }
    }

    private func propose(
        _ name: String, from source: String, by actor: Actor,
        _ read: @escaping @Sendable (LocalDate) throws -> [Holiday]
    ) async throws -> Int {
        let now = clock()
        return try await database.write { writer in
            let file = try self.writing(name, writer)
            let holidays = try read(try self.today(file, now: now, writer))
            let proposal = HolidayProposal(feed: source, holidays: holidays)
            let after = try self.record(
                AgreementCommand(.proposeHolidays(proposal), by: actor), on: file, now: now, writer)
            guard after.facts.count > file.facts.count else { throw Refusal.nothingNew }
            return after.agreement?.holidayProposals.count ?? 0
        }
    }

    /// The accepted dates are proposed to the other party; with none the proposal is put away.
    public func acceptHolidays(
        _ name: String, _ acceptance: HolidayAcceptance, by actor: Actor
    ) async throws {
        try await onAgreement(name) { file, now, writer in
            try self.record(
                AgreementCommand(.acceptHolidays(acceptance), by: actor), on: file, now: now, writer)
        }
    }

    /// The all-day events of an iCalendar file, in the years from a date on.
    static func holidays(_ bytes: [UInt8], _ today: LocalDate) throws -> [Holiday] {
        do {
            return try HolidayFeed.read(bytes, years: years(today)).map {
                Holiday(date: $0.date, name: $0.name)
            }
        } catch {
            throw Refusal.badFeed("\(error)")
        }
    }

    static func years(_ today: LocalDate) -> ClosedRange<Int> {
        let first = min(max(today.year, 2000), 2099)
        return first...min(first + holidayYears - 1, 2099)
    }

    func today(_ file: AgreementFile, now: Instant, _ reader: Reader) throws -> LocalDate {
        guard let held = try holding(file.name, at: now, reader),
            let terms = try shelf.terms(held, in: reader)
        else { throw Refusal.nothingToAdjust }
        return terms.calendar.rules.local(now).date
    }
}

extension Refusal {
    static let nothingNew = Refusal(
        "nothing-new", clause: .availability, field: "holidays",
        "All of these dates are past, or holidays already.", remedy: "Nothing need be done.")

    static func badFeed(_ problem: String) -> Refusal {
        Refusal(
            "bad-feed", clause: .availability, field: "file", "The calendar was not taken: \(problem)",
            remedy: "Export it again as iCalendar (.ics), or type the dates.")
    }
}
