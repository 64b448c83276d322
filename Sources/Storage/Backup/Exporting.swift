// Pages of what an export goes through, in the order of their numbers.
extension Reader {
    public func people() throws -> [StoredPerson] {
        try rows("SELECT \(StoredPerson.columns) FROM person ORDER BY id", as: StoredPerson.init)
    }

    public func messages(after id: Int64, limit: Int) throws -> [StoredMessage] {
        try rows(
            "SELECT \(StoredMessage.columns) FROM message WHERE id > $1 ORDER BY id LIMIT $2", id, limit,
            as: StoredMessage.init)
    }

    public func attachments(after id: Int64, limit: Int) throws -> [StoredAttachment] {
        try rows(
            "\(StoredAttachment.selection) WHERE attachment.id > $1 ORDER BY attachment.id LIMIT $2", id,
            limit,
            as: StoredAttachment.init)
    }

    /// Facts that somebody looks for, the newest first.
    public func facts(_ question: FactQuestion, before sequence: Int64, limit: Int) throws -> [LoggedFact] {
        var (sql, values): (String, [any Bindable]) = ("", [sequence, limit])
        func keep(_ condition: String, _ value: any Bindable) {
            values.append(value)
            sql += " AND \(condition) $\(values.count)"
        }
        question.stream.map {
            keep("stream_kind =", $0.kind)
            keep("stream_id =", $0.id)
        }
        question.actor.map { keep("actor =", $0) }
        question.from.map { keep("recorded >=", $0) }
        question.until.map { keep("recorded <", $0) }
        return try connection.rows(
            """
            SELECT \(LoggedFact.columns) FROM fact WHERE sequence < $1\(sql)
            ORDER BY sequence DESC LIMIT $2
            """, values
        ).map { row in
            var row = row
            return try LoggedFact(&row)
        }
    }
}
