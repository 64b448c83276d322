/// Where a contact's list goes on, however it has changed since: behind a ticket of those that wait for them,
/// or of the rest.
public struct ContactPlace: Hashable, Sendable {
    /// Those that wait stand before it.
    public let isPastWaiting: Bool
    public let before: Int64

    public static let beginning = ContactPlace(isPastWaiting: false, before: .max)

    public init(isPastWaiting: Bool, before: Int64) {
        (self.isPastWaiting, self.before) = (isPastWaiting, before)
    }
}

/// Which of a contact's tickets a list shows.
public struct ContactFilter: Hashable, Sendable {
    public var visibility: Visibility
    /// Only these states; nil for all.
    public var states: [String]?

    public init(_ visibility: Visibility, states: [String]? = nil) {
        (self.visibility, self.states) = (visibility, states)
    }

    static let waiting = "waiting"

    private var showsWaiting: Bool { states?.contains(Self.waiting) ?? true }

    /// Conditions on `ticket` for one list after the other; each is the range of an index.
    fileprivate func ranges(isPastWaiting: Bool) -> [String] {
        if !isPastWaiting { return showsWaiting ? ["state = '\(Self.waiting)'"] : [] }
        // The plus keeps the range that is in the order of the numbers already.
        guard let states else { return ["+state <> '\(Self.waiting)'"] }
        return states.filter { $0 != Self.waiting && $0.allSatisfy { $0.isLetter || $0 == "-" } }.map {
            "state = '\($0)'"
        }
    }
}

/// One column by which tickets are a contact's.
struct ContactOwner: Sendable {
    let column: String
    let value: Int64
    /// Of that column's tickets only these, with a value of its own from `$4` on.
    let more: String
    let bound: [Int64]

    static func owners(_ visibility: Visibility) -> [ContactOwner] {
        guard case .contact(let person, let organisation, let seesAll) = visibility else { return [] }
        func own(_ more: String, _ bound: [Int64] = []) -> ContactOwner {
            ContactOwner(column: "requester", value: person, more: more, bound: bound)
        }
        guard let organisation else { return [own(" AND organisation IS NULL")] }
        if seesAll {
            return [
                ContactOwner(column: "organisation", value: organisation, more: "", bound: []),
                own(" AND organisation IS NULL"),
            ]
        }
        return [own(" AND (organisation IS NULL OR organisation = $4)", [organisation])]
    }

    func sql(_ range: String) -> String {
        """
        SELECT \(TicketRow.columns) FROM ticket
        WHERE \(column) = $1 AND \(range) AND id < $2\(more) ORDER BY id DESC LIMIT $3
        """
    }
}

extension Reader {
    /// A contact's tickets: first what waits for them, then the rest, each the newest first. Of every range
    /// of an index no more than a page is read.
    public func tickets(
        _ filter: ContactFilter, from place: ContactPlace = .beginning, limit: Int = 50
    ) throws -> [TicketRow] {
        if place.isPastWaiting { return try newest(filter, place, limit) }
        let waiting = try newest(filter, place, limit)
        if waiting.count == limit { return waiting }
        let behind = ContactPlace(isPastWaiting: true, before: .max)
        return waiting + (try newest(filter, behind, limit - waiting.count))
    }

    private func newest(
        _ filter: ContactFilter, _ place: ContactPlace, _ limit: Int
    ) throws -> [TicketRow] {
        var found: [TicketRow] = []
        for owner in ContactOwner.owners(filter.visibility) {
            for range in filter.ranges(isPastWaiting: place.isPastWaiting) {
                let bound: [any Bindable] = [owner.value, place.before, limit] + owner.bound
                found += try connection.rows(owner.sql(range), bound).map { row in
                    var row = row
                    return try TicketRow(&row)
                }
            }
        }
        return Array(found.sorted { $0.id > $1.id }.prefix(limit))
    }
}

extension TicketRow {
    /// Where a contact's list goes on after this row.
    public var contactPlace: ContactPlace {
        ContactPlace(isPastWaiting: state != ContactFilter.waiting, before: id)
    }
}
