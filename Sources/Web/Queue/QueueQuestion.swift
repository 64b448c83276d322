import Agreements
import BusinessTime
import Desk
import Hummingbird
import Operations
import Storage

/// What a reader asked the queue for; it is the address.
struct QueueQuestion: Sendable {
    var show = "all"
    var search = ""
    var tier: TierLevel?
    var severity: Severity?
    /// By name, as it was typed.
    var customer = ""
    var after: QueuePlace?
    /// A search goes on with messages before this one,
    var before: Int64?
    /// or with tickets before this one, of those who have the name.
    var older: Int64?

    init(_ request: Request) { self.init(query: request.uri.query ?? "") }

    /// What stands behind the address; what can't be read narrows nothing.
    init(query: String) {
        let fields = Fields(query: query)
        show = fields.has("show") ? fields["show"] : "all"
        search = fields["q"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        tier = Int(fields["tier"]).flatMap(TierLevel.init(rawValue:))
        severity = Severity(rawValue: fields["severity"])
        customer = fields["customer"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        after = Self.place(fields["after"])
        before = search.isEmpty ? nil : Int64(fields["before"])
        older = search.isEmpty ? nil : Int64(fields["older"])
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

    /// The same question in one form, without the place: views are kept and compared by it.
    var query: String {
        let parts = [
            ("show", show), ("tier", tier.map { String($0.rawValue) } ?? ""),
            ("severity", severity?.rawValue ?? ""), ("customer", customer), ("q", search),
        ]
        return parts.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Fields.escaped($0.1))" }.joined(separator: "&")
    }

    /// What a form of the page sends along, but for the fields it has itself.
    func hidden(but own: Set<String>) -> [HiddenField] {
        Fields.pairs(query).filter { !own.contains($0.0) }.map { HiddenField(name: $0.0, value: $0.1) }
    }

    var address: String { "\(Page.queue)?\(query)" }
    func address(after place: QueuePlace) -> String { "\(address)&after=\(place.nextDue).\(place.id)" }

    func address(before message: Int64) -> String { "\(address)&before=\(message)" }
    func address(older ticket: Int64) -> String { "\(address)&older=\(ticket)" }

    /// Nothing narrows it.
    var isWhole: Bool { show == "all" && search.isEmpty && !isNarrowed && isFirst }

    var isFirst: Bool { after == nil && before == nil && older == nil }

    /// Of the ticket, where a number is all that was typed: `9` or `#9`.
    var number: Int64? { Int64(search.drop { $0 == "#" || $0 == " " }) }

    func filter(_ person: SignedIn, now: Instant, _ reader: Storage.Reader) throws -> Storage.QueueFilter {
        var filter = Storage.QueueFilter(person.visibility)
        switch show {
        case "mine": filter.assignee = person.asker.person.rawValue
        case "waiting": filter.state = "waiting"
        case "replied": filter.isUnanswered = true
        case "today": filter.dueBefore = now.advanced(by: 86_400).seconds
        case "no-promise": filter.acknowledgment = "no-promise"
        default: break
        }
        filter.tier = tier?.rawValue
        filter.severity = severity.flatMap { Severity.allCases.firstIndex(of: $0) }
        if !customer.isEmpty { filter.organisation = try Self.organisation(customer, reader) }
        return filter
    }

    /// Nobody's where no customer has this name: the list is empty then.
    private static func organisation(_ name: String, _ reader: Storage.Reader) throws -> Int64 {
        let wanted = name.lowercased()
        return try reader.organisations().first { $0.name.lowercased() == wanted }?.id ?? -1
    }

    /// What the store can't narrow by itself.
    func holds(_ row: TicketRow) -> Bool {
        switch show {
        case "unassigned": row.assignee == nil
        case "unacknowledged": row.awaitsAcknowledgment
        default: true
        }
    }

    /// Whatever their state: those that customers found bad lately.
    var isRatedLow: Bool { show == "rated-low" }

    /// Whether a row that changed belongs to the list. What was found by words stays found.
    func belongs(_ row: TicketRow, _ filter: Storage.QueueFilter) -> Bool {
        guard narrows(row, filter) else { return false }
        if !search.isEmpty || isRatedLow { return true }
        return row.isOpen && holds(row)
            && filter.assignee.map { $0 == row.assignee } ?? true
            && filter.state.map { $0 == row.state } ?? true
            && filter.acknowledgment.map { $0 == row.acknowledgment } ?? true
            && (!filter.isUnanswered || row.customerWrote != nil)
            && filter.dueBefore.map { $0 > row.nextDue?.seconds ?? .max } ?? true
    }

    /// By tier, severity and customer, which narrow a search as well.
    func narrows(_ row: TicketRow, _ filter: Storage.QueueFilter) -> Bool {
        filter.tier.map { $0 == row.tier } ?? true
            && filter.severity.map { $0 == row.severity } ?? true
            && filter.organisation.map { $0 == row.organisation } ?? true
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
