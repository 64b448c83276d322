import BusinessTime
public import Desk
import Storage

extension Office {
    /// What a rebuilding found.
    public struct Reindexing: Sendable {
        public var tickets = 0
        /// Tickets whose row or due instant was not what the facts say, and rows of no ticket.
        public var changed: [Ticket.ID] = []
        /// Agreements whose due instant, or whose versions' status and time in force, were not what the facts
        /// say.
        public var agreementsChanged = 0
        /// Agreements and declared events whose evidence was not that of their facts.
        public var evidenceChanged = 0
        /// Rows that hung on a ticket, an agreement or an event that has no facts.
        public var strayRows = 0
        /// Tickets whose credits were written down otherwise than the facts say.
        public var creditsChanged = 0
        /// Blocks of figures that did not say what the rows say.
        public var figureBlocksChanged = 0
        /// The words that searching finds were not those of the messages.
        public var searchChanged = false
    }

    /// Makes all that is derived anew from facts and messages, and compares it: a page of tickets a
    /// transaction. `progress` is told how many tickets are done.
    public func reindex(progress: @Sendable (Int) -> Void = { _ in }) async throws -> Reindexing {
        var outcome = Reindexing()
        var last = Int64.min
        while true {
            let after = last
            let page = try await database.write { try self.reindexPage(after: after, $0) }
            outcome.changed += page.changed
            outcome.tickets += page.tickets
            progress(outcome.tickets)
            guard let end = page.last else { break }
            last = end
        }
        outcome.figureBlocksChanged = try await checkFigureBlocks()
        try await packFigures()
        let rest = try await database.write { writer in
            let agreements = try self.reindexAgreements(writer)
            let events = try self.reindexEventEvidence(writer)
            return (agreements, events, try writer.removeStrayRows())
        }
        outcome.agreementsChanged = rest.0.changed
        outcome.evidenceChanged = rest.0.evidence + rest.1
        outcome.strayRows = rest.2
        outcome.creditsChanged = try await reindexReckonings()
        outcome.searchChanged = try await database.write { writer in
            let isSound = try writer.isSearchSound()
            try writer.rebuildSearch()
            return try !writer.rebuildArticleSearch() || !isSound
        }
        return outcome
    }

    private struct RebuiltPage: Sendable {
        var tickets = 0
        var changed: [Ticket.ID] = []
        /// nil after the last ticket.
        var last: Int64?
    }

    private func reindexPage(after: Int64, _ writer: Writer) throws -> RebuiltPage {
        let streams = try writer.streams(of: "ticket", after: after, limit: 200).map(\.id)
        let end = streams.count < 200 ? Int64.max : streams[199]
        var page = RebuiltPage(tickets: streams.count, last: streams.count < 200 ? nil : end)
        let orphans = try writer.removeTicketRows(after: after, upTo: end, except: streams)
        page.changed = orphans.map { Ticket.ID($0) }
        for number in streams where try rebuild(Ticket.ID(number), writer) {
            page.changed.append(Ticket.ID(number))
        }
        return page
    }

    /// Whether something of it was not as it must be.
    private func rebuild(_ id: Ticket.ID, _ writer: Writer) throws -> Bool {
        guard let dossier = try dossier(id, in: writer) else { return false }
        let stream = FactStream.ticket(id.rawValue)
        let known = try writer.ticketRow(id.rawValue)
        let knownDue = try writer.due(of: stream)
        // Only whether it was read is kept of the old row: nothing else of it may live on.
        var row = try row(of: dossier, known: nil, writer)
        if let known { row.isUnread = known.isUnread }
        let due = due(of: dossier)
        let accesses = (
            known: try writer.accesses(ofTicket: id.rawValue), anew: accessRows(of: dossier.ticket)
        )
        if accesses.known != accesses.anew { try writer.put(accesses.anew, ofTicket: id.rawValue) }
        let tidings = (
            known: try writer.tidings(ofTicket: id.rawValue),
            anew: tidingRows(of: dossier, group: row.group).sorted { $0.kind < $1.kind }
        )
        try writer.put(tidings: tidings.anew, ofTicket: id.rawValue)
        let views = try keptViews(of: dossier.ticket, writer)
        let hadViews = try writer.put(keptViews: views, of: row)
        try writer.put(row)
        let knownFigures = try writer.figures(ofTicket: id.rawValue)
        let figures = figures(of: dossier, row)
        try writer.put(figures)
        try writer.setDue(of: stream, at: due)
        let hadSeparate = try writer.put(
            separateAgreements: Set(dossier.ticket.separateAgreements), ofTicket: id.rawValue)
        let hadEvidence = try writer.put(evidence: Self.evidence(in: dossier.facts), of: stream)
        let hadRatings = try rebuildRatings(of: dossier, writer)
        return [hadRatings, hadViews, hadSeparate, hadEvidence].contains(true) || row != known
            || tidings.known != tidings.anew
            || knownDue != due || accesses.known != accesses.anew || figures != knownFigures
    }

    /// Ratings, and the survey that waits. Whether one of them was not as it must be.
    private func rebuildRatings(of desk: Dossier, _ writer: Writer) throws -> Bool {
        let id = desk.ticket.id.rawValue
        // A desk from before there were surveys asks nobody about what was resolved long ago.
        let end = clock().advanced(by: -Self.surveyLateAfter)
        let known = (
            ratings: try writer.ratings(ofTicket: id),
            waiting: try writer.surveys(ofTicket: id).filter { $0.state == .waiting && $0.due >= end }
        )
        let waiting = try waitingSurvey(of: desk, writer).flatMap { $0.due < end ? nil : $0 }
        let anew = (ratings: ratingRows(of: desk.ticket), waiting: waiting)
        try writer.put(ratings: anew.ratings, ofTicket: id)
        try writer.put(waiting: anew.waiting, ofTicket: id)
        return known.ratings != anew.ratings || known.waiting != [anew.waiting].compactMap(\.self)
    }

    /// After the desk got a group: tickets that named it all along are its own from now on.
    func reindexTicketsOfUnknownGroups() async throws {
        var last = Int64.min
        while true {
            let after = last
            let page = try await database.write { writer in
                let ids = try writer.ticketsOfUnknownGroups(after: after, limit: 200)
                for id in ids { _ = try self.rebuild(Ticket.ID(id), writer) }
                return ids
            }
            guard let end = page.last else { return }
            last = end
        }
    }
}
