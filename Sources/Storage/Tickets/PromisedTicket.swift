/// A ticket on which a promise may still run, and the version that promises.
public struct PromisedTicket: Hashable, Sendable {
    public let id: Int64
    public let agreement: String
    public let version: Int

    private static let from = """
        FROM ticket WHERE agreement <> '' AND state IN ('open', 'waiting', 'merged')
        """

    static let page = "SELECT id, agreement, agreement_version \(from) AND id > $1 ORDER BY id LIMIT $2"

    static let count = "SELECT count(*) \(from)"
}

extension Reader {
    /// In order of their numbers: a page.
    public func promisedTickets(after id: Int64, limit: Int) throws -> [PromisedTicket] {
        try rows(PromisedTicket.page, id, limit) { row in
            PromisedTicket(
                id: try row.integer(), agreement: try row.text(), version: Int(try row.integer()))
        }
    }

    public func promisedTicketCount() throws -> Int { Int(try integer(PromisedTicket.count) ?? 0) }

    /// Name and number of all versions that are signed or ever were in force.
    public func signedVersions() throws -> [(name: String, version: Int)] {
        try rows(
            "SELECT name, version FROM agreement WHERE in_force_from IS NOT NULL ORDER BY name, version"
        ) { (try $0.text(), Int(try $0.integer())) }
    }
}
