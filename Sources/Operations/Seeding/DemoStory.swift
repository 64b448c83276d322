import Agreements
public import BusinessTime
import Desk
public import Storage

/// Some weeks in the life of the demo desk, up to now: agreements in each state, a month of tickets with its
/// statement, and what is open today. Everything is done by the office as people would have done it.
public struct DemoStory: Sendable {
    /// What happens, and when.
    struct Step: Sendable {
        let at: Instant
        let act: @Sendable (DemoStage) async throws -> Void

        init(_ at: Instant, _ act: @escaping @Sendable (DemoStage) async throws -> Void) {
            self.at = at
            self.act = act
        }
    }

    let rules: ZoneRules
    let now: Instant
    /// The month before this one: its statement is issued.
    let month: CalendarMonth

    init(_ stage: DemoStage, until now: Instant) throws {
        guard let zone = TimeZoneName("Europe/Berlin"), let rules = stage.office.shelf.rules(of: zone) else {
            preconditionFailure("the demo agreement's zone is known")
        }
        (self.rules, self.now) = (rules, now)
        let today = rules.local(now).date
        month = CalendarMonth(of: CalendarMonth(of: today).first.adding(days: -1))
    }

    /// Tells it on a desk that was just filled and has no ticket.
    public static func tell(_ database: Database, until now: Instant) async throws {
        let stage = try await DemoStage(database, now: now)
        let story = try DemoStory(stage, until: now)
        let steps =
            (try await story.acme(stage) + story.agreements + story.tickets + story.today + story.books)
            .filter { $0.at <= now }
        for step in steps.sorted(by: { $0.at < $1.at }) { try await stage.perform(step) }
        try await stage.perform(Step(now) { try await story.issue($0) })
    }

    /// On the 10th the desk issues by itself what no manager has.
    private var books: [Step] {
        guard let due = rules.instant(of: month.statementDue, .midnight) else { return [] }
        return [Step(due) { try await $0.office.keepBooks() }]
    }

    /// A moment on the n-th weekday of the month before, or of the days up to today.
    func moment(_ weekday: Int, _ clock: String) -> Instant {
        var date = month.first
        var left = weekday
        while left > 0 || isWeekend(date) {
            if !isWeekend(date) { left -= 1 }
            date = date.adding(days: 1)
        }
        guard let time = LocalTime(clock) else { preconditionFailure("\(clock) is a time") }
        return rules.instant(of: date, time) ?? now
    }

    private func isWeekend(_ date: LocalDate) -> Bool { date.weekday == .sat || date.weekday == .sun }

    /// Mara issues it before the 10th.
    private func issue(_ stage: DemoStage) async throws {
        if let due = rules.instant(of: month.statementDue, .midnight), due <= now { return }
        try await stage.office.decideCredits("acme", LedgerCommand(.issue(month), by: stage.mara.actor))
    }
}
