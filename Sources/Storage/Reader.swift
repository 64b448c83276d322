/// Reads from one consistent moment of the store. Valid only inside the closure it was given to.
public class Reader {
    let connection: any Connection
    /// The groups of this moment, once they were asked for: a batch asks for each of its tickets.
    var groupsOnce: [StoredGroup]?
    /// The settings of this moment, by name, as they were asked for.
    var settingsOnce: [String: String?] = [:]
    /// What of the figures is not packed at this moment, once that was asked.
    var figureMarksOnce: FigureMarks??
    /// Packed figures that were unpacked at this moment.
    var unpackedFiguresOnce: UnpackedFigures?

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func rows<T>(
        _ sql: String, _ values: any Bindable..., as read: (inout Row) throws -> T
    ) throws -> [T] {
        try connection.rows(sql, values).map { row in
            var row = row
            return try read(&row)
        }
    }

    func first<T>(
        _ sql: String, _ values: any Bindable..., as read: (inout Row) throws -> T
    ) throws -> T? {
        guard var row = try connection.rows(sql, values).first else { return nil }
        return try read(&row)
    }

    func integer(_ sql: String, _ values: any Bindable...) throws -> Int64? {
        guard var row = try connection.rows(sql, values).first else { return nil }
        return try row.integerIfAny()
    }
}

/// Writes in one transaction shared with other jobs; each job can be undone alone.
public final class Writer: Reader {
    /// The sequence of the last fact that this job appended; within a transaction nobody else does.
    var appended: Int64?
    /// Whether this job changed who may do what; set by what writes accounts, groups, sessions, tokens
    /// and words that open something.
    var changesAccess = false
    private(set) var commitHooks: [@Sendable () -> Void] = []

    /// Runs once this job is on disk, never when it is undone. For waking what reads the store; quick.
    public func afterCommit(_ hook: @escaping @Sendable () -> Void) {
        commitHooks.append(hook)
    }

    @discardableResult
    func run(_ sql: String, _ values: any Bindable...) throws -> Int {
        try connection.run(sql, values)
    }

    /// For `INSERT ... RETURNING id`.
    func returning(_ sql: String, _ values: any Bindable...) throws -> Int64 {
        guard var row = try connection.rows(sql, values).first else {
            throw StoreProblem.corrupt("an insert gave no row back")
        }
        return try row.integer()
    }

    /// Writes the columns of a row that differ, the first of them being its key: an index is touched only
    /// where its columns change.
    func update(
        _ table: String, _ columns: [String], to new: [SQLValue], from old: [SQLValue]
    ) throws {
        let changed = new.indices.filter { new[$0] != old[$0] }
        if changed.isEmpty { return }
        let changes = changed.enumerated().map { "\(columns[$1]) = $\($0 + 2)" }
        let sql = "UPDATE \(table) SET \(changes.joined(separator: ", ")) WHERE \(columns[0]) = $1"
        _ = try connection.run(sql, [new[0]] + changed.map { new[$0] })
    }
}
