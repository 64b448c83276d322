extension Reader {
    public func setting(_ name: String) throws -> String? {
        if let known = settingsOnce[name] { return known }
        let found = try first("SELECT value FROM setting WHERE name = $1", name) { try $0.text() }
        settingsOnce.updateValue(found, forKey: name)
        return found
    }

    /// The address at which people last opened the desk; nil for one that was never served.
    public func servedAt() throws -> String? { try setting(Self.servedAtName) }

    fileprivate static let servedAtName = "served-at"
}

extension Writer {
    /// Remembers the address at which people open the desk, for what is written while it does not run.
    public func serve(at origin: String) throws {
        if try servedAt() != origin { try set(origin, for: Self.servedAtName) }
    }

    public func set(_ value: String, for name: String) throws {
        settingsOnce.removeValue(forKey: name)
        try run(
            """
            INSERT INTO setting (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, name, value)
    }
}
