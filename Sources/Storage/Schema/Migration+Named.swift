extension Migration {
    /// People by the words of their names: the search finds what they asked for.
    static let named = Migration(number: 43, name: "named", sql: SQLiteSearch.people)
}
