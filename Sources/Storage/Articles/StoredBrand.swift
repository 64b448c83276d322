public import BusinessTime

/// How the desk shows itself to customers.
public struct StoredBrand: Hashable, Sendable {
    /// Empty for the desk's own.
    public var name = ""
    /// `#1a56b0`, for light pages and for dark ones; empty for the desk's own, and for one made from it.
    public var colour = ""
    public var dark = ""
    /// The digest of a picture that is kept, and what it is.
    public var logo: String?
    public var logoType = ""
    public var changedBy: Int64
    public var changed: Instant

    public init(changedBy: Int64, changed: Instant) {
        (self.changedBy, self.changed) = (changedBy, changed)
    }

    static let columns = "name, colour, dark, logo, logo_type, changed_by, changed_at"

    init(_ row: inout Row) throws {
        name = try row.text()
        colour = try row.text()
        dark = try row.text()
        logo = try row.textIfAny()
        logoType = try row.text()
        changedBy = try row.integer()
        changed = try row.instant()
    }
}

extension Reader {
    /// nil where nobody ever set one.
    public func brand() throws -> StoredBrand? {
        try first("SELECT \(StoredBrand.columns) FROM brand WHERE id = 1", as: StoredBrand.init)
    }
}

extension Writer {
    /// Takes the place of the one before; a logo that is shown no more is let go.
    public func put(_ brand: StoredBrand, logo: Blob?) throws {
        let before = try self.brand()?.logo
        if let logo { try keep(logo) }
        try run(
            """
            INSERT INTO brand (id, \(StoredBrand.columns)) VALUES (1, $1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour,
                dark = excluded.dark, logo = excluded.logo, logo_type = excluded.logo_type,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """, brand.name, brand.colour, brand.dark, brand.logo, brand.logoType, brand.changedBy,
            brand.changed)
        if let before, before != brand.logo { try release(before, at: brand.changed) }
    }
}
