public import BusinessTime

/// A file that shows what an exclusion rests on. Its bytes lie beside the facts, named by their digest.
public struct Evidence: Hashable, Sendable {
    /// Files of one exclusion or event.
    public static let countMax = 20

    public var name: String
    /// SHA-256 of the bytes, in hexadecimal.
    public var digest: String
    public var size: Int64
    public var mediaType: String
    /// Who gave it, and when.
    public var by: Person.ID
    public var at: Instant

    public init(
        name: String, digest: String, size: Int64, mediaType: String, by person: Person.ID, at: Instant
    ) {
        self.name = name
        self.digest = digest
        self.size = size
        self.mediaType = mediaType
        by = person
        self.at = at
    }
}
