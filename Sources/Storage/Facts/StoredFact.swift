public import BusinessTime

/// A fact as bytes: the layer above encodes and decodes its meaning.
public struct StoredFact: Hashable, Sendable {
    public let kind: String
    /// The version of its encoded form.
    public let version: Int
    public let happened: Instant
    public let recorded: Instant
    public let actor: String
    public let body: [UInt8]
    /// Free words that the body names by their digests; kept beside it when it is appended.
    public let words: [StoredWords]

    public init(
        kind: String, version: Int, happened: Instant, recorded: Instant, actor: String, body: [UInt8],
        words: [StoredWords] = []
    ) {
        self.kind = kind
        self.version = version
        self.happened = happened
        self.recorded = recorded
        self.actor = actor
        self.body = body
        self.words = words
    }
}

/// A fact in its place: its number in the stream, its number in the whole store, its link in the chain.
public struct LoggedFact: Hashable, Sendable {
    public let stream: FactStream
    /// From 1, without gaps.
    public let number: Int64
    /// Rises with every append to any stream.
    public let sequence: Int64
    public let fact: StoredFact
    /// SHA-256 over the hash before it and this entry; see `AuditChain`.
    public let hash: [UInt8]

    static let columns = """
        stream_kind, stream_id, number, sequence, kind, version, happened, recorded, actor, body, hash
        """

    static let ofStream = """
        SELECT \(columns) FROM fact WHERE stream_kind = $1 AND stream_id = $2 ORDER BY number
        """
    static let adding = "INSERT INTO fact (\(columns)) VALUES (\(placeholders(11, from: 1)))"

    init(_ row: inout Row) throws {
        stream = FactStream(kind: try row.text(), id: try row.integer())
        number = try row.integer()
        sequence = try row.integer()
        fact = StoredFact(
            kind: try row.text(), version: Int(try row.integer()), happened: try row.instant(),
            recorded: try row.instant(), actor: try row.text(), body: try row.bytes())
        hash = try row.bytes()
    }

    init(stream: FactStream, number: Int64, sequence: Int64, fact: StoredFact, after previous: [UInt8]) {
        self.stream = stream
        self.number = number
        self.sequence = sequence
        self.fact = fact
        hash = AuditChain.hash(
            of: fact, at: AuditChain.Place(stream: stream, number: number, sequence: sequence),
            after: previous)
    }
}
