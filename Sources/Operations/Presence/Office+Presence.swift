import Agreements
public import BusinessTime
public import Desk
public import Storage

// Who is on: for assignment, for chat, and for the calendar that shows gaps before customers find them.
extension Office {
    /// Calendar days of one absence at most.
    static let absenceDaysMax = 366

    /// When a person works within a span. Of whom nobody has said hours, those of the desk's first agreement
    /// count, and without an agreement every hour.
    public func hours(of person: Int64, in span: Span, _ reader: Reader) throws -> SpanSet {
        guard let calendar = try calendar(of: person, around: span.from, reader) else {
            return try absent(person, in: span, reader) ? .none : SpanSet([span])
        }
        return SpanSet(calendar.openings(in: span).map(\.span))
    }

    /// Whether a person is on at an instant.
    public func isOn(_ person: Person.ID, at now: Instant, in reader: Reader) throws -> Bool {
        guard let stored = try reader.person(person.rawValue), stored.kind == .agent, stored.disabledAt == nil
        else { return false }
        let moment = Span(from: now, to: now.advanced(by: 1))
        return try !hours(of: person.rawValue, in: moment, reader).isEmpty
    }

    /// Those of the desk who are on at an instant, in order of their numbers; of a group, or of all.
    public func whoIsOn(at now: Instant, group: Int64? = nil, in reader: Reader) throws -> [Person.ID] {
        let members = try group.map { Set(try reader.members(of: $0)) }
        return try reader.agents().filter { agent in
            guard agent.disabledAt == nil, Role(rawValue: agent.role)?.isStaff == true else { return false }
            guard members?.contains(agent.id) ?? true else { return false }
            return try isOn(Person.ID(agent.id), at: now, in: reader)
        }.map { Person.ID($0.id) }
    }

    private func calendar(
        of person: Int64, around now: Instant, _ reader: Reader
    ) throws -> WorkingCalendar? {
        let week = try reader.week(of: person).flatMap { WorkingWeek($0) } ?? standardWeek(reader)
        guard let week, let rules = shelf.rules(of: week.zone) else { return nil }
        let absences = try reader.absences(of: person, from: Self.date(before: now))
        return week.calendar(rules, absences: absences, around: now)
    }

    /// The desk's first agreement, without its holidays: those who work on one say so by an absence.
    public func standardWeek(_ reader: Reader) throws -> WorkingWeek? {
        guard let stored = try reader.firstAgreement() else { return nil }
        let version = AgreementVersion(agreement: stored.name, number: stored.version)
        guard let calendar = try shelf.terms(version, in: reader)?.calendar else { return nil }
        return WorkingWeek(zone: calendar.definition.zone, hours: calendar.definition.weekly)
    }

    private func absent(_ person: Int64, in span: Span, _ reader: Reader) throws -> Bool {
        let today = String("\(span.from)".prefix(10))
        return try reader.absences(of: person, from: today).contains { $0.first <= today }
    }

    /// Two days before, so that no zone's day is missed.
    private static func date(before now: Instant) -> String {
        String("\(now.advanced(by: -2 * 86_400))".prefix(10))
    }

    /// - Parameter week: nil forgets what was said.
    public func setWeek(_ week: WorkingWeek?, of person: Person.ID, by asker: Access.Asker) async throws {
        try await changePresence(of: person, by: asker) { writer in
            guard let week else { return try writer.removeWeek(of: person.rawValue) }
            try writer.put(
                StoredWeek(person: person.rawValue, zone: "\(week.zone)", hours: week.stored))
        }
    }

    public func addAbsence(
        from first: LocalDate, to last: LocalDate, of person: Person.ID, by asker: Access.Asker
    ) async throws {
        guard first <= last, last.days(since: first) < Self.absenceDaysMax else {
            throw Refusal(
                "bad-absence", field: "last", "These days are no absence.",
                remedy: "Give two dates, the earlier first, at most a year apart.")
        }
        try await changePresence(of: person, by: asker) { writer in
            try writer.add(
                StoredAbsence(person: person.rawValue, first: "\(first)", last: "\(last)"))
        }
    }

    public func removeAbsence(_ id: Int64, of person: Person.ID, by asker: Access.Asker) async throws {
        try await changePresence(of: person, by: asker) { writer in
            guard try writer.removeAbsence(id, of: person.rawValue) else { throw Access.Denial.hidden }
        }
    }

    /// One's own, or another's by who runs the desk.
    private func changePresence(
        of person: Person.ID, by asker: Access.Asker, _ change: @escaping @Sendable (Writer) throws -> Void
    ) async throws {
        try Access.require(person == asker.person ? .ticketView : .manageHours, by: asker)
        try await database.write { writer in
            guard let stored = try writer.person(person.rawValue), stored.kind == .agent else {
                throw Access.Denial.hidden
            }
            try change(writer)
        }
    }
}
