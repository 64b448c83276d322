// Whether a desk has what it needs: each is one look at the beginning of a table.
extension Reader {
    public func hasSignedAgreement() throws -> Bool {
        try integer("SELECT 1 FROM agreement WHERE in_force_from IS NOT NULL LIMIT 1") != nil
    }

    /// A mailbox is read, or a mail server has handed a mail over.
    public func takesMail() throws -> Bool {
        try integer("SELECT 1 WHERE EXISTS (SELECT 1 FROM mailbox) OR EXISTS (SELECT 1 FROM inbox)") != nil
    }
}
