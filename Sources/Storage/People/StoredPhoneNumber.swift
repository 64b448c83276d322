// Telephone numbers of contacts, as `+` and digits. A switchboard's number may be of several.
extension Reader {
    public func phoneNumbers(of person: Int64) throws -> [String] {
        try rows("SELECT number FROM phone_number WHERE person = $1 ORDER BY number", person) {
            try $0.text()
        }
    }

    /// Whose number it is, by name.
    public func contacts(phoneNumber number: String) throws -> [StoredPerson] {
        try rows(
            """
            SELECT \(StoredPerson.columns) FROM person
            WHERE id IN (SELECT person FROM phone_number WHERE number = $1) ORDER BY name, id
            """, number, as: StoredPerson.init)
    }

    /// Contacts whose name or address holds these words, by name; erased ones are gone.
    public func contacts(named words: String, limit: Int) throws -> [StoredPerson] {
        let escaped = words.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
            .replacing("_", with: "\\_")
        return try rows(
            """
            SELECT \(StoredPerson.columns) FROM person
            WHERE kind = 'contact' AND address NOT LIKE '%@erased.invalid'
                AND (lower(name) LIKE $1 ESCAPE '\\' OR address LIKE $1 ESCAPE '\\')
            ORDER BY name, id LIMIT $2
            """, "%\(escaped)%", limit, as: StoredPerson.init)
    }

    /// Whether somebody is there at all for the asker: who has asked, and only on tickets that are hidden
    /// from the asker, is hidden too.
    public func isShown(contact person: Int64, to visibility: Visibility) throws -> Bool {
        let visible = visibility.condition(from: 2)
        let sql = """
            SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ticket WHERE requester = $1)
                OR EXISTS (SELECT 1 FROM ticket WHERE requester = $1 AND \(visible.sql))
            """
        return try !connection.rows(sql, [person as any Bindable] + visible.values).isEmpty
    }
}

extension Writer {
    public func add(phoneNumber number: String, of person: Int64) throws {
        try run(
            """
            INSERT INTO phone_number (person, number) VALUES ($1, $2)
            ON CONFLICT (person, number) DO NOTHING
            """, person, number)
    }

    public func remove(phoneNumber number: String, of person: Int64) throws {
        try run("DELETE FROM phone_number WHERE person = $1 AND number = $2", person, number)
    }

    /// The person's numbers, and who called in the log: that there was a call stays.
    func forgetCalls(of person: Int64) throws {
        try run(
            """
            UPDATE phone_call SET number = '', caller = '', subject = '', summary = '', state = 'discarded',
                reason = ''
            WHERE contact IS NULL AND number IN (SELECT number FROM phone_number WHERE person = $1)
                AND number NOT IN (SELECT number FROM phone_number WHERE person <> $1)
            """, person)
        try run("UPDATE phone_call SET number = '', caller = '' WHERE contact = $1", person)
        try run("DELETE FROM phone_number WHERE person = $1", person)
    }
}
