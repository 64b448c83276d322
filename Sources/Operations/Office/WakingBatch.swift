import BusinessTime
import Desk
import Storage

/// What is due, written in one transaction: mostly as readers have decided it.
struct WakingBatch {
    /// By ticket.
    typealias Decisions = [Int64: Decision]

    static let command = Command(.wake, by: .desk, way: .rule)

    private let office: Office
    private let decisions: Decisions
    private(set) var sitting: Office.Sitting
    /// Of the agreements, when the batch began.
    private let mark: String?
    /// Whether one of them was woken in it.
    private var hasAgreementWoken = false

    init(_ office: Office, _ decisions: Decisions, now: Instant, _ writer: Writer) throws {
        self.office = office
        self.decisions = decisions
        sitting = Office.Sitting(writer: writer, now: now, wakes: false)
        mark = try office.shelf.mark(in: writer)
    }

    /// One of what was due when the batch began.
    mutating func wake(_ due: Due) throws {
        let (writer, now) = (sitting.writer, sitting.now)
        switch due.stream.kind {
        case "ticket": try wakeTicket(due)
        case "agreement":
            hasAgreementWoken = true
            try office.wakeAgreement(due.stream.id, now: now, writer)
        default: try writer.setDue(of: due.stream, at: nil)
        }
    }

    private mutating func wakeTicket(_ due: Due) throws {
        let (writer, now, id) = (sitting.writer, sitting.now, Ticket.ID(due.stream.id))
        let decision: Decision
        if let ready = ready(due) {
            decision = ready
        } else if let desk = try office.dossier(id, in: writer) {
            decision = try office.decision(Self.command, on: desk, id: id, now: now, writer)
        } else {
            return try writer.setDue(of: due.stream, at: nil)
        }
        let after = try office.carryOut(decision, of: Self.command, in: &sitting)
        // Nothing written: the due instant was stale. It is set anew, later than now, or not at all.
        if after.facts.count == decision.before?.facts.count {
            let next = nextInstant(after.ticket, after.terms, after: now, clocks: after.clocks).map {
                max($0, now.advanced(by: 1))
            }
            try writer.setDue(of: due.stream, at: next)
        }
    }

    /// What a reader has decided, unless somebody has written on the ticket since, in this batch or before
    /// it, or agreed to other hours.
    private func ready(_ due: Due) -> Decision? {
        guard !hasAgreementWoken, !sitting.changed.contains(Ticket.ID(due.stream.id)),
            let decision = decisions[due.stream.id], decision.before?.head == due.head,
            decision.mark == mark
        else { return nil }
        return decision
    }
}
