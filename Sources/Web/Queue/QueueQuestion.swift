import BusinessTime
import Desk
import Foundation
import Hummingbird
import Operations
import Storage

/// What a reader asked the queue for; it is the address.
struct QueueQuestion: Sendable {
    var show = "all"
    var search = ""
    var after: QueuePlace?

    init(_ request: Request) {
        show = request.uri.queryParameters["show"].map(String.init) ?? "all"
        search = (request.uri.queryParameters["q"].map(String.init) ?? "").trimmingCharacters(
            in: .whitespaces)
        after = request.uri.queryParameters["after"].map(String.init).flatMap(Self.place)
    }

    /// What has no deadline stands behind all that has one: such a list begins there.
    var beginning: QueuePlace {
        show == "no-promise" ? QueuePlace(nextDue: .max, id: .min) : .beginning
    }

    static func place(_ word: String) -> QueuePlace? {
        let key = word.split(separator: ".", omittingEmptySubsequences: false)
        guard key.count == 2, let due = Int64(key[0]), let id = Int64(key[1]) else { return nil }
        return QueuePlace(nextDue: due, id: id)
    }

    var address: String { "\(Page.queue)?show=\(show)" }
    func address(after place: QueuePlace) -> String { "\(address)&after=\(place.nextDue).\(place.id)" }

    func filter(_ person: SignedIn, now: Instant) -> Storage.QueueFilter {
        var filter = Storage.QueueFilter(person.visibility)
        switch show {
        case "mine": filter.assignee = person.asker.person.rawValue
        case "waiting": filter.state = "waiting"
        case "today": filter.dueBefore = now.advanced(by: 86_400).seconds
        case "no-promise": filter.acknowledgment = "no-promise"
        default: break
        }
        return filter
    }

    /// What the store can't narrow by itself.
    func holds(_ row: TicketRow) -> Bool {
        switch show {
        case "unassigned": row.assignee == nil
        case "unacknowledged": row.awaitsAcknowledgment
        default: true
        }
    }

    /// Whether a row that changed belongs to the list. What was found by words stays found.
    func belongs(_ row: TicketRow, _ filter: Storage.QueueFilter) -> Bool {
        if !search.isEmpty { return true }
        return row.isOpen && holds(row)
            && filter.assignee.map { $0 == row.assignee } ?? true
            && filter.state.map { $0 == row.state } ?? true
            && filter.acknowledgment.map { $0 == row.acknowledgment } ?? true
            && filter.dueBefore.map { $0 > row.nextDue?.seconds ?? .max } ?? true
    }

    var filters: QueueFilterGroup {
        let all = [
            ("all", "All"), ("mine", "Mine"), ("unassigned", "Unassigned"),
            ("unacknowledged", "Unacknowledged"), ("waiting", "Waiting"), ("today", "Breaking within a day"),
            ("no-promise", "No promise"),
        ]
        return QueueFilterGroup(
            label: "Show",
            filters: all.map { name, label in
                QueueFilter(label: label, href: "\(Page.queue)?show=\(name)", isCurrent: name == show)
            })
    }

    var empty: EmptyState {
        if !search.isEmpty {
            return EmptyState(
                what: "Nothing holds these words.", next: "Try fewer or other words.", href: Page.queue,
                link: "Show all")
        }
        return EmptyState(
            what: "No ticket is open here.",
            next: "A mail to the support address opens one; it appears by itself.",
            href: show == "all" ? nil : Page.queue, link: show == "all" ? nil : "Show all")
    }
}

extension TicketRow {
    /// Nobody has answered yet, whether in time or late. A broken clock is open while its deadline is next.
    fileprivate var awaitsAcknowledgment: Bool {
        switch acknowledgment {
        case "running", "paused": true
        case "broken": nextDue != nil && nextDue == acknowledgeBy
        default: false
        }
    }
}
