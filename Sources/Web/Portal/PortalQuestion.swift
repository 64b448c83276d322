import Desk
import Hummingbird
import Storage

/// What a contact asked their list for; it is the address.
struct PortalQuestion: Sendable {
    enum Show: String, CaseIterable, Sendable {
        case all, open, waiting, resolved, closed

        var label: String {
            switch self {
            case .all: "All"
            case .open: "Open"
            case .waiting: "Waiting for you"
            case .resolved: "Resolved"
            case .closed: "Closed"
            }
        }

        /// nil for all of them.
        var states: [String]? {
            switch self {
            case .all: nil
            case .open: ["waiting", "open"]
            case .waiting: ["waiting"]
            case .resolved: ["resolved"]
            case .closed: ["closed", "out-of-scope", "not-an-inquiry", "merged"]
            }
        }

        var empty: String {
            switch self {
            case .all: "There is no ticket yet."
            case .open: "No ticket is open."
            case .waiting: "Nothing waits for you."
            case .resolved: "No ticket stands resolved."
            case .closed: "No ticket is closed."
            }
        }
    }

    var show = Show.all
    var search = ""
    var place = ContactPlace.beginning
    /// A search goes on with messages before this one.
    var before = Int64.max

    static let searchMax = SearchWords.charactersMax

    init(_ request: Request) { self.init(Fields(query: request)) }

    /// What can't be read narrows nothing.
    init(_ fields: Fields) {
        show = Show(rawValue: fields["show"]) ?? .all
        let words = fields["q"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        search = String(words.prefix(Self.searchMax))
        let word = fields["before"]
        if search.isEmpty {
            place = Self.place(word) ?? .beginning
        } else {
            before = Int64(word) ?? .max
        }
    }

    /// "w12" among those that wait, "12" behind them.
    private static func place(_ word: String) -> ContactPlace? {
        let isWaiting = word.hasPrefix("w")
        return Int64(word.dropFirst(isWaiting ? 1 : 0)).map {
            ContactPlace(isPastWaiting: !isWaiting, before: $0)
        }
    }

    var isFirst: Bool { place == .beginning && before == .max }
    var isNarrowed: Bool { show != .all || !search.isEmpty }

    /// The number that was typed, if it is one: "12" or "#12".
    var number: Int64? {
        let digits = search.hasPrefix("#") ? search.dropFirst() : Substring(search)
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int64(digits)
    }

    private func address(_ show: Show, _ more: String = "") -> String {
        let parts =
            (show == .all ? [] : ["show=\(show.rawValue)"])
            + (search.isEmpty ? [] : ["q=\(Fields.escaped(search))"]) + (more.isEmpty ? [] : [more])
        return parts.isEmpty ? Page.portal : "\(Page.portal)?\(parts.joined(separator: "&"))"
    }

    var filters: [NavLink] {
        Show.allCases.map { NavLink(label: $0.label, href: address($0), isCurrent: $0 == show) }
    }

    func address(behind row: TicketRow) -> String {
        let place = row.contactPlace
        return address(show, "before=\(place.isPastWaiting ? "" : "w")\(place.before)")
    }

    func address(before message: Int64) -> String { address(show, "before=\(message)") }

    /// The same without the words.
    var unsearched: String {
        var all = self
        all.search = ""
        return all.address(show)
    }
}
