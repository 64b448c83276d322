import BusinessTime
import Desk
public import Reports
public import Storage

// Reports that are mailed by themselves: who arranges them, and when they go out.
extension Office {
    @discardableResult
    public func addSchedule(_ order: ScheduleOrder, by asker: Access.Asker) async throws -> Int64 {
        try Access.require(.reportSchedule, by: asker)
        let now = clock()
        return try await database.write { [wakeUp] writer in
            let people = try order.people(writer)
            var schedule = StoredSchedule(
                report: "", split: "", due: now, created: now, creator: asker.person.rawValue)
            order.fill(&schedule)
            schedule.due = try Self.due(order.rhythm, after: now, in: order.zone)
            let id = try writer.add(schedule)
            try writer.set(recipients: people, ofSchedule: id)
            writer.afterCommit(wakeUp)
            return id
        }
    }

    /// What is due meanwhile is sent by what it was before; from now on by the new.
    public func changeSchedule(_ id: Int64, _ order: ScheduleOrder, by asker: Access.Asker) async throws {
        let now = clock()
        try await withSchedule(id, by: asker) { schedule, writer in
            let people = try order.people(writer)
            order.fill(&schedule)
            schedule.due = try Self.due(order.rhythm, after: now, in: order.zone)
            try writer.set(recipients: people, ofSchedule: id)
        }
    }

    /// While it is paused nothing is sent, and nothing is made up for afterwards.
    public func pauseSchedule(_ id: Int64, _ isPaused: Bool, by asker: Access.Asker) async throws {
        let now = clock()
        try await withSchedule(id, by: asker) { [shelf] schedule, _ in
            schedule.isPaused = isPaused
            guard !isPaused, let rhythm = schedule.rhythm, let zone = schedule.rules(shelf) else { return }
            schedule.due = try Self.due(rhythm, after: now, in: zone)
        }
    }

    public func removeSchedule(_ id: Int64, by asker: Access.Asker) async throws {
        try Access.require(.reportSchedule, by: asker)
        try await database.write { writer in
            guard try writer.schedule(id) != nil else { throw Access.Denial.hidden }
            try writer.removeSchedule(id)
        }
    }

    private func withSchedule(
        _ id: Int64, by asker: Access.Asker,
        _ change: @escaping @Sendable (inout StoredSchedule, Writer) throws -> Void
    ) async throws {
        try Access.require(.reportSchedule, by: asker)
        try await database.write { [wakeUp] writer in
            guard var schedule = try writer.schedule(id) else { throw Access.Denial.hidden }
            try change(&schedule, writer)
            try writer.update(schedule)
            writer.afterCommit(wakeUp)
        }
    }

    static func due(_ rhythm: ReportRhythm, after now: Instant, in zone: ZoneRules) throws -> Instant {
        guard let due = rhythm.due(after: now, in: zone) else {
            throw Refusal(
                "no-due", field: "zone", "No such hour comes in this time zone.",
                remedy: "Choose another hour or zone.")
        }
        return due
    }

    /// Wall seconds until the next report is due.
    public func nextReportIn(atMost: Int64) async throws -> Int64 {
        guard let due = try await database.read({ try $0.nextScheduleDue() }) else { return atMost }
        return min(max(due.wallSeconds(since: clock()), 0), atMost)
    }
}

extension StoredSchedule {
    public var rhythm: ReportRhythm? {
        ReportRhythm.Every(every).flatMap { ReportRhythm($0, hour: hour) }
    }

    func rules(_ shelf: AgreementShelf) -> ZoneRules? { TimeZoneName(zone).flatMap(shelf.rules) }

    /// What it is kept to.
    public var only: [FigureQuestion.Split: String] { ScheduleOrder.only(of: self) }
}
