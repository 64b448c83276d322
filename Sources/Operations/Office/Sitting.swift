import BusinessTime
import Desk
import Storage

extension Office {
    /// A transaction in which several tickets may change, and what its end tells people.
    struct Sitting {
        let writer: Writer
        let now: Instant
        /// Tickets to which something was appended.
        var changed: Set<Ticket.ID> = []
        /// By person.
        private(set) var news: [Int64: News] = [:]
        private var told: Set<Told> = []
        /// Tickets whose pages hear of it, and whether customers' pages do.
        private var shown: [Ticket.ID: Bool] = [:]
        /// Whether its commit wakes what waits for work.
        private var isWaking: Bool
        /// The people of groups, and the managers, once they were asked for.
        var members: [[String]: [Int64]] = [:]
        var managers: [Int64]?
        /// Whether anybody follows any ticket, once that was asked.
        var hasFollowers: Bool?
        /// Whether somebody is on, once that was asked.
        var on: [Person.ID: Bool] = [:]
        /// One letter tells the customer of all, instead of a notice for each ticket.
        var isCustomerToldOnce = false

        private struct Told: Hashable {
            let person: Int64
            let ticket: Ticket.ID
            let kind: Notice.Kind
        }

        /// `wakes` is false where whoever began it wakes others when all is done.
        init(writer: Writer, now: Instant, wakes: Bool = true) {
            self.writer = writer
            self.now = now
            isWaking = !wakes
        }

        /// Nobody is told the same twice. Words are made for what is named alone: of a thousand tickets that
        /// break together most are only counted.
        mutating func tell(
            _ people: [Int64], _ kind: Notice.Kind, of ticket: Ticket.ID, _ words: () -> News.Item
        ) {
            let sense = News.sense(of: kind)
            let new = people.filter { told.insert(Told(person: $0, ticket: ticket, kind: sense)).inserted }
            guard !new.isEmpty else { return }
            let item = new.contains { news[$0]?.isFull != true } ? words() : nil
            for person in new { news[person, default: News()].add(item) }
        }

        /// After the commit, once, however many facts of it a page may show.
        mutating func showOnce(_ ticket: Ticket.ID, isForCustomers: Bool, by changes: Changes) {
            if let known = shown[ticket], known || !isForCustomers { return }
            shown[ticket] = isForCustomers
            writer.afterCommit { changes.publish(ticket, isForCustomers: isForCustomers) }
        }

        /// After the commit, however many tickets change.
        mutating func wakeOnce(_ wakeUp: @escaping @Sendable () -> Void) {
            if !isWaking { writer.afterCommit(wakeUp) }
            isWaking = true
        }
    }
}
