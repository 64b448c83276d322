import Agreements
import Operations
import Storage

// The question as the page shows it: links, fields and words.
extension QueueQuestion {
    private static let shows = [
        ("all", "All"), ("mine", "Mine"), ("unassigned", "Unassigned"), ("replied", "Customer replied"),
        ("unacknowledged", "Unacknowledged"), ("waiting", "Waiting"), ("today", "Breaking within a day"),
        ("no-promise", "No promise"), ("rated-low", "Rated 1 or 2"),
    ]

    /// - Parameter replied: how many tickets have a customer who wrote last.
    func filters(replied: String) -> QueueFilterGroup {
        QueueFilterGroup(
            label: "Show",
            filters: Self.shows.map { name, label in
                var other = self
                (other.show, other.search) = (name, "")
                // What is searched for is looked for in all tickets, whatever the list showed before.
                var filter = QueueFilter(
                    label: label, href: other.address, isCurrent: name == show && search.isEmpty)
                if name == "replied" { filter.liveCount = replied }
                return filter
            })
    }

    /// Views kept under a name; the one that asks the same is current.
    func group(of views: [StoredSavedView]) -> QueueFilterGroup {
        QueueFilterGroup(
            label: "Views",
            filters: views.map {
                QueueFilter(
                    label: $0.name, href: "\(Page.queue)?\($0.query)", isCurrent: $0.query == query)
            })
    }

    /// Sends `tier`, `severity` and `customer`.
    var narrowing: QueueNarrowing {
        QueueNarrowing(
            fields: [
                FormField(
                    scope: "narrow", name: "tier", label: "Tier",
                    kind: .choice(
                        [FieldChoice(value: "", label: "Every tier")]
                            + TierLevel.allCases.map {
                                FieldChoice(value: String($0.rawValue), label: "Tier \($0.rawValue)")
                            }), value: tier.map { String($0.rawValue) } ?? ""),
                FormField(
                    scope: "narrow", name: "severity", label: "Severity",
                    kind: .choice(
                        [FieldChoice(value: "", label: "Every severity")]
                            + Severity.allCases.reversed().map {
                                FieldChoice(value: $0.rawValue, label: $0.rawValue.capitalisedFirst)
                            }), value: severity?.rawValue ?? ""),
                FormField(
                    scope: "narrow", name: "customer", label: "Customer", kind: .line, value: customer),
            ],
            keeps: hidden(but: ["tier", "severity", "customer"]), isNarrowed: isNarrowed,
            words: isNarrowed ? "Narrowed: \(narrowedWords)" : "Narrow")
    }

    var isNarrowed: Bool { tier != nil || severity != nil || !customer.isEmpty }

    private var narrowedWords: String {
        [
            tier.map { "tier \($0.rawValue)" }, severity.map { "\($0.rawValue) severity" },
            customer.isEmpty ? nil : customer,
        ].compactMap(\.self).joined(separator: ", ")
    }

    /// What the question asks, in a few words.
    var words: String {
        // What is searched for is looked for in all tickets.
        let named = search.isEmpty ? Self.shows.first { $0.0 == show }?.1 ?? "All" : ""
        let parts = [named, narrowedWords, search.isEmpty ? "" : "with the words \"\(search)\""]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    var empty: EmptyState {
        if !search.isEmpty {
            return EmptyState(
                what: "Nothing holds these words.",
                next: "Try fewer or other words, a ticket's number, or the name or address of who asked.",
                href: Self.everything, link: "Show all")
        }
        if isNarrowed {
            return EmptyState(
                what: "No ticket is open here: \(words).", next: "Narrow it less.",
                href: Self.everything, link: "Show all")
        }
        if isRatedLow {
            return EmptyState(
                what: "No customer rated a resolution 1 or 2 in the last 30 days.",
                next: "A low rating appears here, and managers are told by mail.", href: Self.everything,
                link: "Show all")
        }
        let none = Self.none[show] ?? ("No ticket is open.", "A mail to the support address opens one.")
        return EmptyState(
            what: none.what, next: "\(none.next) What is new appears by itself.",
            href: show == "all" ? nil : Self.everything, link: show == "all" ? nil : "Show all")
    }

    /// What an empty view means, and where to look instead.
    private static let none: [String: (what: String, next: String)] = [
        "mine": ("No open ticket is yours.", "Take one from Unassigned."),
        "unassigned": ("Every open ticket has somebody.", "Yours are under Mine."),
        "replied": ("No customer waits for an answer.", "Who writes on a ticket of theirs is listed here."),
        "unacknowledged": ("Every open ticket is acknowledged.", "The rest is under All."),
        "waiting": ("No ticket waits for a customer.", "Request information on a ticket, and it waits here."),
        "today": ("Nothing breaks within a day.", "The rest is under All."),
        "no-promise": ("Every open ticket has a promise.", "Mail from who has no agreement comes here."),
    ]

    /// Where a search has not come to its end.
    var emptySoFar: EmptyState {
        EmptyState(
            what: "Nothing so far: \(words).",
            next: "The newest \(FoundTickets.hitsMax) messages with these words were looked through; older "
                + "ones are behind \"Look further back\".")
    }

    /// Not the bare address, which may begin with a view of the reader's.
    static let everything = "\(Page.queue)?show=all"
}
