// To whom copies of an answer went (Cc).
extension Reader {
    public func copies(ofMessage message: Int64) throws -> [String] {
        try rows("SELECT address FROM message_copy WHERE message = $1 ORDER BY address", message) {
            try $0.text()
        }
    }
}

extension Writer {
    public func add(copy address: String, ofMessage message: Int64) throws {
        try run(
            """
            INSERT INTO message_copy (message, address) VALUES ($1, $2)
            ON CONFLICT (message, address) DO NOTHING
            """, message, address.lowercased())
    }
}
