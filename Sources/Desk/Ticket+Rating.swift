import Agreements
public import BusinessTime

/// How the customer found one resolution (clause F).
public struct Rating: Hashable, Sendable {
    public let score: Int
    public let comment: Message.Reference?
    /// Which resolution of the ticket it is about, from 1.
    public let resolution: Int
    /// When it was first answered; a change does not move it.
    public let first: Instant
    public let last: Instant
    /// How often it was answered; a change is an answer.
    public let count: Int
    /// Whether an answer before the newest was low: managers were told then.
    public let wasLow: Bool
}

// Clause F: each resolution is rated once; a reopening asks anew after the next one.
extension Ticket {
    /// 1 is worst, 5 is best.
    public static let scores = 1...5
    /// A manager is told of these.
    public static let lowScores = 1...2
    /// Wall seconds after the first answer in which it can be changed: who answered in anger sleeps over it,
    /// and a month's figures rest before its statement is due on the 10th.
    public static let ratingChangeableFor: Int64 = 7 * 86_400
    /// Answers to one resolution: each is a fact, and some are mails.
    public static let ratingsMax = 10
    /// Wall seconds after a resolution, or after the survey about it, in which it can be rated: later, few
    /// remember what it was like.
    public static let ratedWithin: Int64 = 30 * 86_400

    /// The newest score that was given.
    public var rating: Int? { ratings.last?.score }

    /// Of the resolution in force.
    public var standingRating: Rating? {
        standingResolution == nil ? nil : ratings.last { $0.resolution == resolutions.count }
    }

    /// When the customer is asked how the resolution in force was; nil where no agreement says so.
    public func surveyDue(under terms: PinnedTerms?) -> Instant? {
        guard let terms, merger == nil, notInquiryMark == nil, let resolution = standingResolution else {
            return nil
        }
        return terms.calendar.deadline(
            after: terms.terms.figures.surveyAfter, from: resolvedAt(resolution))
    }

    /// Why it can't be rated at an instant; nil where it can.
    public func ratingRefusal(at instant: Instant, under terms: PinnedTerms?) -> Refusal? {
        if notInquiryMark != nil { return .noInquiry }
        if resolutions.isEmpty { return .notResolvedYet }
        guard let resolution = standingResolution else { return .openAgain }
        if let given = standingRating {
            let isFinal = instant.wallSeconds(since: given.first) > Self.ratingChangeableFor
            return isFinal || given.count >= Self.ratingsMax ? .ratingFinal : nil
        }
        // Where the agreement asks late, the days begin late.
        let begin = max(resolvedAt(resolution), surveyDue(under: terms) ?? .earliest)
        return instant.wallSeconds(since: begin) > Self.ratedWithin ? .ratingOver : nil
    }

    func rate(_ score: Int, _ comment: Message.Reference?, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireCustomer(.metrics, "rate")
        guard Ticket.scores.contains(score) else { throw .scoreOutside }
        if let refusal = ratingRefusal(at: act.happened, under: act.terms) { throw refusal }
        if let given = standingRating, given.score == score, given.comment == comment { return [] }
        return [act.fact(.rated(score: score, comment: comment))]
    }

    mutating func rated(_ score: Int, _ comment: Message.Reference?, _ at: Occurrence) {
        let (number, now) = (resolutions.count, at.moment.happened)
        let before = ratings.last?.resolution == number ? ratings.removeLast() : nil
        ratings.append(
            Rating(
                score: score, comment: comment, resolution: number, first: before?.first ?? now, last: now,
                count: (before?.count ?? 0) + 1,
                wasLow: before.map { $0.wasLow || Self.lowScores.contains($0.score) } ?? false))
        if let comment { ratingComments.insert(comment.id) }
    }
}

extension Refusal {
    public static let scoreOutside = Refusal(
        "score-outside", clause: .metrics, field: "score", "A rating is 1 to 5.",
        remedy: "Choose a whole number from 1 (worst) to 5 (best).")

    static let notResolvedYet = Refusal(
        "not-resolved", clause: .metrics, "Only a ticket that was resolved is rated.",
        remedy: "Wait for the resolution.")

    static let noInquiry = Refusal(
        "not-inquiry", clause: .metrics, "The desk found that this is no inquiry.",
        remedy: "Dispute that first, if it is one.")

    static let openAgain = Refusal(
        "reopened", clause: .metrics, "The ticket is open again.",
        remedy: "Rate it after the next resolution: you are asked anew.")

    static let ratingFinal = Refusal(
        "rating-final", clause: .metrics,
        """
        Your rating stands: it could be changed for \(Ticket.ratingChangeableFor / 86_400) days, \
        \(Ticket.ratingsMax - 1) times.
        """,
        remedy: "Write to the desk, or reopen the ticket if something is left to do.")

    static let ratingOver = Refusal(
        "rating-over", clause: .metrics,
        "The resolution could be rated for \(Ticket.ratedWithin / 86_400) days.",
        remedy: "Write to the desk what you think of it.")
}

extension Fact.What {
    /// The message with the words to a rating.
    public var comment: Message.ID? {
        if case .rated(_, let comment) = self { comment?.id } else { nil }
    }
}
