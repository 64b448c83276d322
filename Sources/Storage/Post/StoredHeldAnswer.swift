public import BusinessTime

/// An answer that its writer has sent and can still take back, or has taken back. Nothing of it has happened
/// yet: no fact knows it, and nobody but its writer reads it.
public struct StoredHeldAnswer: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public let ticket: Int64
    public let author: Int64
    /// The name of the program that wrote it with the author's token; empty for the person.
    public var program = ""
    /// By which way it came in, in a word of the layer above.
    public let way: String
    /// What kind of answer it is, in a form of the layer above.
    public var kind: String
    public var text: String
    /// Addresses with blanks between them.
    public var copies = ""
    public var isForOthersToo = false
    /// Whom it was written to, and of which customer: the ticket's when it was sent by its writer.
    public var requester: Int64 = 0
    public var organisation: Int64?
    /// The newest public message of the ticket then; 0 for none. What the customer wrote after it, its
    /// writer did not know.
    public var seen: Int64 = 0
    /// When it was sent by its writer.
    public let created: Instant
    /// When it goes out; nil once it came back.
    public internal(set) var due: Instant?
    /// Why it came back, where its writer did not take it back.
    public var problem = ""

    public init(
        ticket: Int64, author: Int64, way: String, kind: String, text: String, created: Instant, due: Instant
    ) {
        self.ticket = ticket
        self.author = author
        self.way = way
        self.kind = kind
        self.text = text
        self.created = created
        self.due = due
    }

    static let columns = """
        id, ticket, author, program, way, kind, text, copies, is_for_others, requester, organisation, seen,
        created, due, problem
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        ticket = try row.integer()
        author = try row.integer()
        program = try row.text()
        way = try row.text()
        kind = try row.text()
        text = try row.text()
        copies = try row.text()
        isForOthersToo = try row.truth()
        requester = try row.integer()
        organisation = try row.integerIfAny()
        seen = try row.integer()
        created = try row.instant()
        due = try row.instantIfAny()
        problem = try row.text()
    }
}

/// A file that waits with a held answer, by its place among the others.
public struct StoredHeldFile: Hashable, Sendable {
    public let place: Int64
    public let blob: String
    public let name: String
    public let mediaType: String

    public init(place: Int64, blob: Blob, name: String, mediaType: String) {
        (self.place, self.blob, self.name, self.mediaType) = (place, blob.digest, name, mediaType)
    }

    init(_ row: inout Row) throws {
        place = try row.integer()
        blob = try row.text()
        name = try row.text()
        mediaType = try row.text()
    }
}

extension Reader {
    public func heldAnswer(_ id: Int64) throws -> StoredHeldAnswer? {
        try first(
            "SELECT \(StoredHeldAnswer.columns) FROM held_answer WHERE id = $1", id, as: StoredHeldAnswer.init
        )
    }

    /// Those of a ticket, waiting or back, the oldest first.
    public func heldAnswers(ofTicket ticket: Int64) throws -> [StoredHeldAnswer] {
        try rows(
            "SELECT \(StoredHeldAnswer.columns) FROM held_answer WHERE ticket = $1 ORDER BY id", ticket,
            as: StoredHeldAnswer.init)
    }

    /// Those of all tickets, waiting or back, the oldest first.
    public func heldAnswers() throws -> [StoredHeldAnswer] {
        try rows("SELECT \(StoredHeldAnswer.columns) FROM held_answer ORDER BY id", as: StoredHeldAnswer.init)
    }

    /// Numbers of those that are to go out, the longest waiting first.
    public func heldAnswers(dueBy now: Instant, limit: Int = 50) throws -> [Int64] {
        try rows("SELECT id FROM held_answer WHERE due <= $1 ORDER BY due, id LIMIT $2", now, limit) {
            try $0.integer()
        }
    }

    /// When the next one goes out; nil when none waits.
    public func earliestHeldAnswer() throws -> Instant? {
        try integer("SELECT min(due) FROM held_answer WHERE due IS NOT NULL").map(Instant.init(seconds:))
    }

    public func heldFiles(of answer: Int64) throws -> [StoredHeldFile] {
        try rows(
            "SELECT place, blob, name, media_type FROM held_file WHERE answer = $1 ORDER BY place", answer,
            as: StoredHeldFile.init)
    }
}

extension Writer {
    /// The blobs of its files must have been kept in this or an earlier job.
    @discardableResult
    public func add(_ held: StoredHeldAnswer, files: [StoredHeldFile]) throws -> StoredHeldAnswer {
        var added = held
        added.id = try returning(
            """
            INSERT INTO held_answer (ticket, author, program, way, kind, text, copies, is_for_others,
                requester, organisation, seen, created, due, problem)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id
            """, held.ticket, held.author, held.program, held.way, held.kind, held.text, held.copies,
            held.isForOthersToo, held.requester, held.organisation, held.seen, held.created, held.due,
            held.problem)
        for file in files {
            try run(
                "INSERT INTO held_file (answer, place, blob, name, media_type) VALUES ($1, $2, $3, $4, $5)",
                added.id, file.place, file.blob, file.name, file.mediaType)
        }
        return added
    }

    /// It waits no longer and stays for its writer.
    public func takeBack(heldAnswer id: Int64, problem: String = "") throws {
        try run("UPDATE held_answer SET due = NULL, problem = $2 WHERE id = $1", id, problem)
    }

    /// With its files, unless something else names their bytes.
    public func remove(heldAnswer id: Int64, at now: Instant) throws {
        let files = try heldFiles(of: id)
        try run("DELETE FROM held_file WHERE answer = $1", id)
        try run("DELETE FROM held_answer WHERE id = $1", id)
        for file in files { try release(file.blob, at: now) }
    }

    /// Its words and where its copies go, as they read from now on.
    public func rewrite(_ held: StoredHeldAnswer) throws {
        try run(
            "UPDATE held_answer SET kind = $2, text = $3, copies = $4, problem = $5 WHERE id = $1", held.id,
            held.kind, held.text, held.copies, held.problem)
    }

    /// All of a ticket, waiting or back: its words are kept no longer.
    public func removeHeldAnswers(ofTicket ticket: Int64, at now: Instant) throws {
        for held in try heldAnswers(ofTicket: ticket) { try remove(heldAnswer: held.id, at: now) }
    }

    /// What came back and was sent before an instant.
    public func removeHeldAnswers(before instant: Instant, at now: Instant) throws {
        let old = try rows("SELECT id FROM held_answer WHERE due IS NULL AND created < $1", instant) {
            try $0.integer()
        }
        for id in old { try remove(heldAnswer: id, at: now) }
    }
}
