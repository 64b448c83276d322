import BusinessTime

/// When somebody works, in their own zone.
public struct StoredWeek: Hashable, Sendable {
    public let person: Int64
    public let zone: String
    /// A day a line, for example "mon 09:00-12:00 13:00-17:00".
    public let hours: String

    public init(person: Int64, zone: String, hours: String) {
        self.person = person
        self.zone = zone
        self.hours = hours
    }
}

/// Whole days on which somebody does not work, both ends within.
public struct StoredAbsence: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public let person: Int64
    /// As ISO dates.
    public let first: String
    public let last: String

    public init(person: Int64, first: String, last: String) {
        self.person = person
        self.first = first
        self.last = last
    }
}

extension Reader {
    /// nil where nothing was said.
    public func week(of person: Int64) throws -> StoredWeek? {
        try first("SELECT person, zone, hours FROM working_week WHERE person = $1", person) {
            StoredWeek(person: try $0.integer(), zone: try $0.text(), hours: try $0.text())
        }
    }

    /// Those that are not over by a date, the next first.
    public func absences(of person: Int64, from date: String) throws -> [StoredAbsence] {
        try rows(
            """
            SELECT id, person, first, last FROM absence WHERE person = $1 AND last >= $2
            ORDER BY first, id
            """, person, date
        ) { row in
            let id = try row.integer()
            var absence = StoredAbsence(
                person: try row.integer(), first: try row.text(), last: try row.text())
            absence.id = id
            return absence
        }
    }
}

extension Writer {
    public func put(_ week: StoredWeek) throws {
        try run(
            """
            INSERT INTO working_week (person, zone, hours) VALUES ($1, $2, $3)
            ON CONFLICT (person) DO UPDATE SET zone = excluded.zone, hours = excluded.hours
            """, week.person, week.zone, week.hours)
    }

    public func removeWeek(of person: Int64) throws {
        try run("DELETE FROM working_week WHERE person = $1", person)
    }

    public func add(_ absence: StoredAbsence) throws {
        try run(
            "INSERT INTO absence (person, first, last) VALUES ($1, $2, $3)", absence.person, absence.first,
            absence.last)
    }

    public func removeAbsence(_ id: Int64, of person: Int64) throws -> Bool {
        try run("DELETE FROM absence WHERE id = $1 AND person = $2", id, person) > 0
    }
}
