extension Migration {
    /// What the search finds.
    static let searched = Migration(number: 3, name: "searched", sql: SQLiteSearch.withoutAutomatic)
}
