/// The stream that the facts of an agreement belong to, by the agreement's short name.
public struct AgreementName: Hashable, Sendable {
    public let id: Int64
    public let name: String
    public let organisation: Int64

    /// Of an agreement without a row of its own yet: it has no facts.
    public init(unwritten name: String, of organisation: Int64) {
        id = 0
        self.name = name
        self.organisation = organisation
    }

    init(_ row: inout Row) throws {
        id = try row.integer()
        name = try row.text()
        organisation = try row.integer()
    }
}

extension Reader {
    public func agreementName(_ name: String) throws -> AgreementName? {
        try first(
            "SELECT id, name, organisation FROM agreement_name WHERE name = $1", name, as: AgreementName.init)
    }

    public func agreementName(id: Int64) throws -> AgreementName? {
        try first(
            "SELECT id, name, organisation FROM agreement_name WHERE id = $1", id, as: AgreementName.init)
    }
}

extension Writer {
    /// The name's row, made where there is none.
    public func agreementName(_ name: String, of organisation: Int64) throws -> AgreementName {
        try run(
            "INSERT INTO agreement_name (name, organisation) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            name,
            organisation)
        guard let row = try agreementName(name) else { preconditionFailure("the row was written just now") }
        return row
    }
}
