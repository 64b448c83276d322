extension Migration {
    /// What the search finds; and the few agents among all people are found without looking at all.
    static let searched = Migration(
        number: 3, name: "searched",
        sql: SQLiteSearch.withoutAutomatic + "\n"
            + "CREATE INDEX person_agents ON person (name, id) WHERE kind = 'agent';")
}
