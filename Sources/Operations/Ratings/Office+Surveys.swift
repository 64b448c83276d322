import Agreements
import BusinessTime
import Desk
import Mail
import Storage

// Surveys: after the agreed time, the customer is asked by mail how a resolution was (clause F). One a
// resolution; like receipts they are under the rules against loops.
extension Office {
    /// Tickets a transaction. Few: whoever writes meanwhile waits for them.
    private static let surveysAtOnce = 10
    /// Wall seconds after which a survey that could not go out stays away.
    static let surveyLateAfter: Int64 = 7 * 86_400

    /// What waits for a ticket: a function of its facts and terms, and of what was settled before.
    func waitingSurvey(of desk: Dossier, _ reader: Reader) throws -> StoredSurvey? {
        let (ticket, number) = (desk.ticket, desk.ticket.resolutions.count)
        guard let due = ticket.surveyDue(under: desk.terms) else { return nil }
        let known = try reader.surveys(ofTicket: ticket.id.rawValue)
        if known.contains(where: { $0.resolution == number && $0.state != .waiting }) { return nil }
        return StoredSurvey(ticket: ticket.id.rawValue, resolution: number, due: due)
    }

    func ratingRows(of ticket: Ticket) -> [StoredRating] {
        ticket.ratings.map { one in
            StoredRating(
                ticket: ticket.id.rawValue, resolution: one.resolution, score: one.score,
                comment: one.comment?.id.rawValue, at: one.last)
        }
    }

    /// Asks the next of those who are to be asked by now; gives how many were looked at. What is long overdue
    /// is settled without a look at its ticket.
    @discardableResult
    public func sendSurveys() async throws -> Int {
        let now = clock()
        guard try await database.read({ try !$0.surveys(dueBy: now, limit: 1).isEmpty }) else { return 0 }
        return try await database.write { writer in
            try writer.settleSurveys(dueBefore: now.advanced(by: -Self.surveyLateAfter), at: now)
            let due = try writer.surveys(dueBy: now, limit: Self.surveysAtOnce)
            for survey in due { try writer.settle(survey, self.ask(survey, now: now, writer), at: now) }
            return due.count
        }
    }

    private func ask(
        _ survey: StoredSurvey, now: Instant, _ writer: Writer
    ) throws -> StoredSurvey.State {
        let id = Ticket.ID(survey.ticket)
        guard let desk = try dossier(id, in: writer),
            let person = try writer.person(desk.ticket.requester.rawValue), person.kind == .contact,
            !person.isErased,
            try writer.message(desk.ticket.receipt.message.id.rawValue)?.isAutomatic != true
        else { return .nobody }
        if desk.ticket.standingRating != nil { return .answered }
        guard try isOn(.survey, in: writer) else { return .off }
        guard try mayAsk(person, now: now, writer) else { return .held }
        try send(survey, to: person, on: desk, now: now, writer)
        return .sent
    }

    private func mayAsk(_ person: StoredPerson, now: Instant, _ reader: Reader) throws -> Bool {
        guard let address = MailAddress(person.address) else { return false }
        let recent = LoopGuard.Recent(
            automaticMailsInLastHour: try reader.automaticMailCount(
                to: person.address, since: now.advanced(by: -3600)))
        return LoopGuard.refusal(to: address, recent: recent, ownAddresses: [try Post.support(reader)]) == nil
    }

    private func send(
        _ survey: StoredSurvey, to person: StoredPerson, on desk: Dossier, now: Instant, _ writer: Writer
    ) throws {
        let id = desk.ticket.id
        let word = try ratingWord(desk.ticket, survey.resolution, writer)
        let page = address(.rating(id, survey.resolution, word: word))
        var facts = try facts(for: person, on: desk, writer)
        facts.set(
            .scores,
            .blocks(
                Ticket.scores.reversed().map { score in
                    .link(
                        label: "\(score), \(facts.language.score(score))", address: "\(page)?score=\(score)")
                }))
        var posting = Posting(try body(.survey, facts, for: person, writer), to: person)
        // Whoever has the link rates: the ticket keeps only that it went out.
        posting.text = "We asked \(person.name) how this resolution was (F)."
        posting.isConfidential = true
        // To no robot's delight: from <>, and marked as an answer by itself.
        posting.origin = .answer
        try sendAutomatic(posting, on: desk.ticket, now: now, writer)
        try writer.noteAutomaticMail(to: person.address, at: now)
    }
}

extension Language {
    /// 1 is worst, 5 is best.
    public func score(_ score: Int) -> String {
        let words =
            self == .english
            ? ["very poor", "poor", "acceptable", "good", "very good"]
            : ["sehr schlecht", "schlecht", "in Ordnung", "gut", "sehr gut"]
        return words.indices.contains(score - 1) ? words[score - 1] : "\(score)"
    }
}
