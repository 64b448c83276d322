import Agreements
import BusinessTime
public import Desk
public import Storage

// A customer's rating, by the page behind the mailed word or in the portal. Looking rates nothing: mail is
// read by machines, and the number in a link only says what the page begins with.
extension Office {
    /// Characters of the words to a rating.
    public static let ratingCommentMax = 2000

    /// What the mailed word opens.
    public struct AskedRating: Sendable {
        public let ticket: Ticket.ID
        public let subject: String
        /// What was said before of this resolution, with its words.
        public let given: Rating?
        public let comment: String
        /// Why it can't be rated now.
        public let refusal: Refusal?
    }

    /// What somebody says of a resolution, as it was typed.
    public struct RatingWish: Sendable {
        public var score: String
        public var comment: String

        public init(score: String, comment: String) {
            self.score = score
            self.comment = comment
        }
    }

    /// Of the one who asked: it opens nothing once the ticket is another's.
    func ratingWord(_ ticket: Ticket, _ resolution: Int, _ reader: Reader) throws -> String {
        let key = bytes(hexadecimal: try reader.setting("reply-key") ?? "")
        precondition(key.count >= 16, "the reply key is made when the desk is")
        let mac = Secret.mac(
            Array("rating \(ticket.id) \(resolution) \(ticket.requester)".utf8), key: key)
        return String(hexadecimal(mac).prefix(40))
    }

    /// nil for a word that opens nothing.
    public func ratingAsked(
        _ ticket: Ticket.ID, _ resolution: Int, word: String
    ) async throws -> AskedRating? {
        let now = clock()
        return try await database.read { reader in
            guard let desk = try self.rated(ticket, resolution, word, reader) else { return nil }
            let given = desk.ticket.ratings.last { $0.resolution == resolution }
            return AskedRating(
                ticket: ticket, subject: try reader.ticketRow(ticket.rawValue)?.subject ?? "",
                given: given,
                comment: try Self.words(of: given, reader),
                refusal: Self.refusal(desk, resolution, at: now))
        }
    }

    /// Rates behind the mailed word, in the name of who asked.
    public func rateAsked(
        _ ticket: Ticket.ID, _ resolution: Int, word: String, _ wish: RatingWish
    ) async throws {
        let now = clock()
        try await database.write { writer in
            guard let desk = try self.rated(ticket, resolution, word, writer) else {
                throw Refusal.deadRatingLink
            }
            if let refusal = Self.refusal(desk, resolution, at: now) { throw refusal }
            let by = Actor.contact(desk.ticket.requester)
            let turn = RatingTurn(by: by, way: .page, now: now)
            try self.rate(wish, on: desk, turn, writer)
        }
    }

    /// A contact rates in the portal.
    public func rateAsContact(_ wish: RatingWish, _ turn: Turn, _ writer: Writer) throws {
        let desk = try allowed(.rate, turn, writer)
        try rate(wish, on: desk, RatingTurn(by: turn.asker.actor, way: turn.way, now: turn.now), writer)
    }

    /// The words to a rating; empty where there are none, or no more.
    public static func words(of rating: Rating?, _ reader: Reader) throws -> String {
        guard let id = rating?.comment?.id else { return "" }
        return try reader.message(id.rawValue)?.text ?? ""
    }

    private struct RatingTurn {
        let by: Actor
        let way: Way
        let now: Instant
    }

    private func rated(
        _ ticket: Ticket.ID, _ resolution: Int, _ word: String, _ reader: Reader
    ) throws -> Dossier? {
        guard let desk = try dossier(ticket, in: reader),
            let person = try reader.person(desk.ticket.requester.rawValue), person.disabledAt == nil,
            !person.isErased
        else { return nil }
        let own = try ratingWord(desk.ticket, resolution, reader)
        return sameBytes(Array(word.utf8), Array(own.utf8)) ? desk : nil
    }

    /// A word is about one resolution: after a later one it rates nothing more.
    private static func refusal(_ desk: Dossier, _ resolution: Int, at now: Instant) -> Refusal? {
        if let refusal = desk.ticket.ratingRefusal(at: now, under: desk.terms) { return refusal }
        return desk.ticket.resolutions.count == resolution ? nil : .laterResolution
    }

    private func rate(
        _ wish: RatingWish, on desk: Dossier, _ turn: RatingTurn, _ writer: Writer
    ) throws {
        guard let score = Int(wish.score.filter { !$0.isWhitespace }) else { throw Refusal.scoreOutside }
        if let refusal = desk.ticket.ratingRefusal(at: turn.now, under: desk.terms) { throw refusal }
        guard Ticket.scores.contains(score) else { throw Refusal.scoreOutside }
        let words = wish.comment.filter { $0 != "\0" }
        guard words.count <= Self.ratingCommentMax else { throw Refusal.commentTooLong }
        let comment = try reference(words, on: desk, turn, writer)
        let command = Command(.rate(score: score, comment: comment), by: turn.by, way: turn.way)
        try append(command, to: desk, id: desk.ticket.id, now: turn.now, writer)
    }

    /// The same words as before are the same message.
    private func reference(
        _ words: String, on desk: Dossier, _ turn: RatingTurn, _ writer: Writer
    ) throws -> Desk.Message.Reference? {
        if words.allSatisfy(\.isWhitespace) { return nil }
        let before = desk.ticket.standingRating
        if let known = before?.comment, try Self.words(of: before, writer) == words { return known }
        var message = StoredMessage(direction: .incoming, sent: turn.now, received: turn.now)
        message.ticket = desk.ticket.id.rawValue
        message.author = turn.by.person?.rawValue
        message.subject = try writer.ticketRow(desk.ticket.id.rawValue)?.subject ?? ""
        message.text = words
        let stored = try writer.add(message)
        return Desk.Message.Reference(id: Desk.Message.ID(stored.id), digest: stored.digest)
    }
}

extension Refusal {
    public static let deadRatingLink = Refusal(
        "dead-link", clause: .metrics, "This link opens nothing.",
        remedy: "Take the address from the mail as it stands there, or rate the ticket in the portal.")

    static let laterResolution = Refusal(
        "later-resolution", clause: .metrics, "This mail was about an earlier resolution.",
        remedy: "Use the newest mail about the ticket, or rate it in the portal.")

    static let commentTooLong = Refusal(
        "comment-too-long", clause: .metrics, field: "comment",
        "The words are longer than \(Office.ratingCommentMax) characters.",
        remedy: "Say it in fewer, or answer on the ticket.")
}
