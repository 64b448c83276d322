public import BusinessTime

extension Reader {
    /// How many automatic mails went to an address since an instant: the backstop against loops.
    public func automaticMailCount(to address: String, since: Instant) throws -> Int {
        let count = try integer(
            "SELECT count(*) FROM automatic_mail WHERE address = $1 AND at >= $2", address.lowercased(), since
        )
        return Int(count ?? 0)
    }
}

extension Writer {
    public func noteAutomaticMail(to address: String, at now: Instant) throws {
        try run("INSERT INTO automatic_mail (address, at) VALUES ($1, $2)", address.lowercased(), now)
    }

    @discardableResult
    public func removeAutomaticMail(before instant: Instant) throws -> Int {
        try run("DELETE FROM automatic_mail WHERE at < $1", instant)
    }
}
