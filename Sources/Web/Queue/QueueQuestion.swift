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
        let key = (request.uri.queryParameters["after"].map(String.init) ?? "").split(separator: ".")
        if key.count == 2, let due = Int64(key[0]), let id = Int64(key[1]) {
            after = QueuePlace(nextDue: due, id: id)
        }
    }

    var address: String { "\(Page.queue)?show=\(show)" }
    func address(after place: QueuePlace) -> String { "\(address)&after=\(place.nextDue).\(place.id)" }

    func filter(_ person: SignedIn, now: Instant) -> Storage.QueueFilter {
        var filter = Storage.QueueFilter(person.visibility)
        switch show {
        case "mine": filter.assignee = person.asker.person.rawValue
        case "unacknowledged": filter.acknowledgment = "running"
        case "waiting": filter.state = "waiting"
        case "today": filter.dueBefore = now.advanced(by: 86_400).seconds
        default: break
        }
        return filter
    }

    /// What the store can't narrow by itself.
    func holds(_ row: TicketRow) -> Bool { show != "unassigned" || row.assignee == nil }

    var filters: QueueFilterGroup {
        let all = [
            ("all", "All"), ("mine", "Mine"), ("unassigned", "Unassigned"),
            ("unacknowledged", "Unacknowledged"), ("waiting", "Waiting"), ("today", "Breaking within a day"),
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
