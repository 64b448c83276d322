public import BusinessTime
public import Desk
import Synchronization

/// Who looks at which ticket and who writes on it: in this process alone, for half a minute, and kept
/// nowhere.
public final class Presence: Sendable {
    public enum State: String, Hashable, Sendable { case looking, writing, gone }

    public struct Look: Hashable, Sendable {
        public let name: String
        public let isWriting: Bool
        let at: Instant
    }

    /// Wall seconds after which somebody who says nothing more is gone.
    public static let lasts: Int64 = 20

    /// Tickets of which it changed.
    public let changes = Changes()
    private let looks = Mutex<[Ticket.ID: [Person.ID: Look]]>([:])

    public init() {}

    /// Somebody says what they do on a ticket. Others are told only of what is new.
    public func note(
        _ state: State, by person: Person.ID, named name: String, on ticket: Ticket.ID, at now: Instant
    ) {
        let isNew = looks.withLock { looks in
            Self.forget(&looks, at: now)
            let before = looks[ticket]?[person]
            if state == .gone {
                looks[ticket]?[person] = nil
            } else {
                looks[ticket, default: [:]][person] = Look(name: name, isWriting: state == .writing, at: now)
            }
            if looks[ticket]?.isEmpty == true { looks[ticket] = nil }
            return before?.isWriting != looks[ticket]?[person]?.isWriting
        }
        if isNew { changes.publish(ticket, isForCustomers: false) }
    }

    /// Who else is there, writers first.
    public func others(than person: Person.ID, on ticket: Ticket.ID, at now: Instant) -> [Look] {
        looks.withLock { looks in
            Self.forget(&looks, at: now)
            let found = (looks[ticket] ?? [:]).filter { $0.key != person }.map(\.value)
            return found.sorted { ($0.isWriting ? 0 : 1, $0.name) < ($1.isWriting ? 0 : 1, $1.name) }
        }
    }

    private static func forget(_ looks: inout [Ticket.ID: [Person.ID: Look]], at now: Instant) {
        for (ticket, people) in looks {
            let left = people.filter { now.wallSeconds(since: $0.value.at) < lasts }
            if left.count < people.count { looks[ticket] = left.isEmpty ? nil : left }
        }
    }
}
