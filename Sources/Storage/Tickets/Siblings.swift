extension Reader {
    /// The newest tickets of an organisation, or of a requester who belongs to none, as far as the asker
    /// sees them. With words, those whose number is the words or whose subject holds them.
    public func siblings(
        of organisation: Int64?, requester: Int64, for visibility: Visibility, words: String = "",
        limit: Int = 30
    ) throws -> [TicketRow] {
        let visible = visibility.condition(from: 6)
        let escaped = words.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
            .replacing("_", with: "\\_")
        let whose = organisation == nil ? "requester = $1 AND organisation IS NULL" : "organisation = $1"
        let sql = """
            SELECT \(TicketRow.columns) FROM ticket
            WHERE \(whose) AND ($2 = '' OR id = $3 OR lower(subject) LIKE $4 ESCAPE '\\') AND \(visible.sql)
            ORDER BY id DESC LIMIT $5
            """
        let number = Int64(words.filter { $0 != "#" }) ?? -1
        let values: [any Bindable] = [
            organisation ?? requester, words, number, "%\(escaped)%", limit,
        ]
        return try connection.rows(sql, values + visible.values).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }
}
