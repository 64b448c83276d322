public import BusinessTime
import Desk
import Documents
import Mail
public import Reports
import Storage

// A report goes out once for each period: that it was sent stands in the transaction that queues the mails.
extension Office {
    /// Sends the report that is due first; gives how many were due. A desk that was stopped makes up for each
    /// period it missed, one after the other.
    public func mailDueReport() async throws -> Int {
        let now = clock()
        guard let schedule = try await database.read({ try $0.dueSchedule(at: now) }) else { return 0 }
        guard let printed = try await print(schedule, dueAt: schedule.due, now: now) else {
            try await stop(schedule)
            return 1
        }
        try await database.write { [wakeUp] writer in
            // Changed, paused or sent meanwhile: the next look finds it as it is then.
            guard var current = try writer.schedule(schedule.id), current == schedule else { return }
            current.due = try Self.due(printed.rhythm, after: schedule.due, in: printed.zone)
            try writer.update(current)
            let letters = try self.letters(printed, of: schedule, writer)
            let isNew = try writer.noteSending(
                ofSchedule: schedule.id, period: printed.period, copies: letters.count, at: now)
            if isNew { _ = try self.mail(letters, now: now, writer) }
            writer.afterCommit(wakeUp)
        }
        return 1
    }

    /// At once, of the last whole period; the schedule goes on as it was. Gives how many got it.
    public func mailReportNow(_ id: Int64, by asker: Access.Asker) async throws -> Int {
        try Access.require(.reportSchedule, by: asker)
        let now = clock()
        guard let schedule = try await database.read({ try $0.schedule(id) }) else {
            throw Access.Denial.hidden
        }
        guard let printed = try await print(schedule, dueAt: now, now: now) else { throw Refusal.goneReport }
        return try await database.write { [wakeUp] writer in
            let letters = try self.letters(printed, of: schedule, writer)
            _ = try writer.noteSending(
                ofSchedule: id, period: "\(printed.period) by hand \(now.seconds)", copies: letters.count,
                at: now)
            _ = try self.mail(letters, now: now, writer)
            writer.afterCommit(wakeUp)
            return letters.count
        }
    }

    private struct Printed: Sendable {
        let report: Report
        let rhythm: ReportRhythm
        let zone: ZoneRules
        let period: String
        let pdf: [UInt8]
        /// The number and how it compares, a line each.
        let words: [String]
        let query: String
    }

    /// nil for a report that is in the catalogue no more, or a zone that this machine does not know.
    private func print(_ schedule: StoredSchedule, dueAt due: Instant, now: Instant) async throws -> Printed?
    {
        guard let report = Report.named(schedule.report), let rhythm = schedule.rhythm,
            let zone = schedule.rules(shelf)
        else { return nil }
        // Nobody waits for it: the books are read first.
        if report.currency != nil { try await keepReckonings() }
        let period = rhythm.period(dueAt: due, in: zone)
        let query = ReportQuery(
            report, period, split: ReportQuery.Split(schedule.split, of: report), only: schedule.only,
            rules: zone, now: now)
        let (answer, desk) = try await database.read { reader in
            let names = try ReportNames(of: reader, self)
            return (
                try ReportAnswer(query, names, self, in: reader), try reader.setting("desk-name") ?? "Support"
            )
        }
        let kept = answer.kept
        let document = answer.document(desk: desk, zone: schedule.zone, at: now, kept: kept)
        return Printed(
            report: report, rhythm: rhythm, zone: zone, period: "\(period.first) to \(period.last)",
            pdf: document.rendered(),
            words: (kept.map { ["Only \($0)."] } ?? []) + ["\(answer.main.title): \(answer.headline)"]
                + answer.verdicts { "\($0)" },
            query: "split=\(schedule.split)&period=dates&from=\(period.first)&to=\(period.last)")
    }

    private func letters(
        _ printed: Printed, of schedule: StoredSchedule, _ reader: Reader
    ) throws -> [Letter] {
        let split = ReportQuery.Split(schedule.split, of: printed.report)
        let desk = try reader.setting("desk-name") ?? "Support"
        return try reader.recipients(ofSchedule: schedule.id).compactMap { id in
            guard let person = try reader.person(id), person.disabledAt == nil,
                // Moved to another customer, or without the right by now.
                ScheduleOrder.refusal(person, printed.report, split, schedule.only) == nil,
                try reader.left(MailList.report(schedule.id).word, person: id) == nil
            else { return nil }
            return try letter(to: person, printed, of: schedule, desk: desk, reader)
        }
    }

    private func letter(
        to person: StoredPerson, _ printed: Printed, of schedule: StoredSchedule, desk: String,
        _ reader: Reader
    ) throws -> Letter {
        let leaving = try leavingLink(.report(schedule.id), of: person.id, reader)
        let isManager = person.role == Role.manager.rawValue
        let link =
            isManager ? "\nAt the desk: \(address(.report(printed.report.name, query: printed.query)))\n" : ""
        let text = """
            Dear \(person.name),

            the report "\(printed.report.title)" of \(printed.period) is attached.

            \(printed.words.joined(separator: "\n"))
            \(link)
            You get it \(printed.rhythm.words), \(schedule.zone). You want it no more? Open
            \(leaving)

            \(desk)

            """
        var letter = Letter(
            name: person.name, address: person.address, subject: "\(printed.report.title), \(printed.period)",
            text: text)
        letter.leaving = leaving
        letter.attachments = [
            Attachment(
                filename: "\(printed.report.name)-\(printed.period.replacing(" to ", with: "-")).pdf",
                contentType: "application/pdf", content: printed.pdf)
        ]
        return letter
    }

    /// It can't be printed: it waits for somebody to mend it, and the page says so.
    private func stop(_ schedule: StoredSchedule) async throws {
        try await database.write { writer in
            guard var current = try writer.schedule(schedule.id), current == schedule else { return }
            current.isPaused = true
            try writer.update(current)
        }
    }
}

extension Refusal {
    static let goneReport = Refusal(
        "gone-report", "This report or its time zone is known no more.",
        remedy: "Change the schedule, or remove it.")
}

extension ReportRhythm {
    /// For example "every month on the 1st at 07:00".
    public var words: String {
        let time = "\(hour < 10 ? "0" : "")\(hour):00"
        return switch every {
        case .month: "every month on the 1st at \(time)"
        case .week(let day): "every \(day.name) at \(time)"
        }
    }
}

extension Weekday {
    /// "Monday".
    public var name: String {
        switch self {
        case .mon: "Monday"
        case .tue: "Tuesday"
        case .wed: "Wednesday"
        case .thu: "Thursday"
        case .fri: "Friday"
        case .sat: "Saturday"
        case .sun: "Sunday"
        }
    }
}

extension ReportAnswer {
    /// For example "customer Acme, severity High"; nil where all is counted.
    public var kept: String? {
        if query.only.isEmpty { return nil }
        return query.only.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.words.lowercased()) \(names.words($0.value, of: $0.key))" }
            .joined(separator: ", ")
    }
}
