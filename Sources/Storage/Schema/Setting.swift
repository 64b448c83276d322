extension Reader {
    public func setting(_ name: String) throws -> String? {
        try first("SELECT value FROM setting WHERE name = $1", name) { try $0.text() }
    }
}

extension Writer {
    public func set(_ value: String, for name: String) throws {
        try run(
            """
            INSERT INTO setting (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, name, value)
    }
}
