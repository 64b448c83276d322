import Agreements
import BusinessTime
import Desk
import Reports
import Storage

// What reports count, kept beside the facts: written with the row of the queue, and made anew with it.
extension Office {
    func figures(of desk: Dossier, _ row: TicketRow, _ found: TicketFigures? = nil) -> StoredFigures {
        let found = found ?? TicketFigures(of: desk.ticket, facts: desk.facts, clocks: desk.clocks)
        var stored = StoredFigures(ticket: row.id, received: row.received)
        stored.organisation = row.organisation ?? 0
        stored.agreement = row.agreement
        stored.severity = row.severity
        stored.tier = row.tier
        stored.agent = row.assignee ?? 0
        stored.category = row.category
        stored.channel = row.channel
        stored.counting = found.counting.rawValue
        stored.acknowledgment = StoredFigures.Promise(found.acknowledgment)
        stored.resolution = StoredFigures.Promise(found.resolution)
        stored.settled = found.settled
        stored.waited = found.waited.count
        stored.excluded = found.excluded.count
        stored.escalations = found.escalations
        stored.rating = found.rating
        stored.grounds = found.grounds.mapValues(\.count).filter { $0.value > 0 }
        return stored
    }

    /// Tickets of a desk from before there were figures, some at a time. True while there are more.
    public func fillFigures(limit: Int = 200) async throws -> Bool {
        try await database.write { [self] writer in
            guard let from = Int64(try writer.setting(Self.figuresFilledTo) ?? "0") else { return false }
            let missing = try writer.ticketsWithoutFigures(after: from, limit: limit)
            for number in missing {
                guard let desk = try dossier(Ticket.ID(number), in: writer),
                    let row = try writer.ticketRow(number)
                else { continue }
                try writer.put(figures(of: desk, row))
            }
            let isDone = missing.count < limit
            try writer.set(isDone ? Self.allFilled : "\(missing[limit - 1])", for: Self.figuresFilledTo)
            return !isDone
        }
    }

    /// Tickets whose figures are counted by their rows before it is worth to pack them.
    public static let unpackedMost = 4096

    /// Packs figures for reports while more than `most` tickets were written since; gives how many blocks
    /// it made.
    @discardableResult
    public func packFigures(over most: Int = Office.unpackedMost) async throws -> Int {
        let blocks = try await database.read { try $0.figureBlocksToPack(over: most) }
        for number in blocks where !Task.isCancelled {
            let block = try await database.read { try $0.figureBlock(number) }
            try await database.write { try $0.put(block) }
        }
        return blocks.count
    }

    /// Lets go of blocks that say other than the rows, or are not there; gives how many.
    func checkFigureBlocks() async throws -> Int {
        var wrong = 0
        for number in try await database.read({ try $0.figureBlocks() }) {
            let isSound = try await database.write { writer in
                let isSound = try writer.isSound(figureBlock: number)
                if !isSound { try writer.remove(figureBlock: number) }
                return isSound
            }
            wrong += isSound ? 0 : 1
        }
        return try await database.write { try $0.markUnpackedFigures() } ? wrong + 1 : wrong
    }

    private static let figuresFilledTo = "figures-filled-to"
    private static let allFilled = "all"
}

extension StoredFigures.Promise {
    init(_ figure: TicketFigures.Figure) {
        self.init()
        due = figure.deadline
        state = figure.decided.rawValue
        done = figure.done
        took = figure.took?.count
        cause = figure.cause?.rawValue ?? ""
    }
}
