/// One step of the schema. Once released, its text never changes.
struct Migration: Sendable {
    let number: Int64
    let name: String
    let sql: String
}

/// The ordered steps of the schema, each done once and noted in a table.
struct Migrations: Sendable {
    let steps: [Migration]

    static let all = Migrations(steps: [
        .first, .participants, .searched, .signing, .breaches, .templates, .evidence, .separate, .privacy,
        .changes, .appended, .noticeMail, .accesses, .reckoned, .gate,
        .mailboxes, .sending, .letters, .relay, .unplaced, .groups, .signingIn, .figures,
        .workspace,
        .numbers, .webhooks,
        .calls, .chat,
        .ratings, .articles, .assigning, .beside, .blindCopies, .left, .apart,
        .packed, .returned, .zone, .bell, .done, .tidings, .contacts, .named,
    ])

    var newest: Int64 { steps.last?.number ?? 0 }

    func bring(_ store: SQLiteStore, isReadOnly: Bool) throws {
        if isReadOnly { return try check(store) }
        try store.withWriter { connection in
            try connection.script(
                "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)")
            let found = try Self.number(on: connection)
            if found > newest { throw StoreProblem.newerSchema(found: found, known: newest) }
            for step in steps where step.number > found { try perform(step, on: connection) }
        }
    }

    /// All of a step or nothing: SQLite's tables are made within the transaction too.
    private func perform(_ step: Migration, on connection: SQLiteConnection) throws {
        try connection.script("BEGIN IMMEDIATE")
        do {
            try connection.script(SQLiteSchema.translated(step.sql))
            _ = try connection.run(
                "INSERT INTO migration (number, name) VALUES ($1, $2)", [step.number, step.name])
            try connection.script("COMMIT")
        } catch {
            if connection.isInTransaction { try connection.script("ROLLBACK") }
            throw error
        }
    }

    private func check(_ store: SQLiteStore) throws {
        let found = try store.read { try Self.number(on: $0) }
        if found > newest { throw StoreProblem.newerSchema(found: found, known: newest) }
        if found < newest { throw StoreProblem.olderSchema(found: found, known: newest) }
    }

    private static func number(on connection: SQLiteConnection) throws -> Int64 {
        var row = try connection.rows("SELECT coalesce(max(number), 0) FROM migration", [])[0]
        return try row.integer()
    }
}
