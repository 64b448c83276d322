import Storage

extension TicketSight {
    /// Open tickets of the customer that stand beside this one, and as many resolved ones.
    static let besideMax = 5

    var besideView: BesideView {
        BesideView(
            customer: customer, rows: beside.prefix(Self.besideMax).map(besideRow),
            all: beside.count > Self.besideMax && row.organisation != nil
                ? "\(Page.queue)?show=all&customer=\(Fields.escaped(customer))" : nil,
            settled: settled.map(settledRow), every: row.organisation.map(Page.customerTickets),
            terms: atHand)
    }

    private func settledRow(_ other: TicketRow) -> BesideRow {
        BesideRow(
            href: Page.ticket(other.id), label: "#\(other.id) \(other.shownSubject)",
            standing: Self.settled(other, words))
    }

    /// In the order of when they were resolved, which each says.
    private static func settled(_ other: TicketRow, _ words: DeskWords) -> String {
        let at = other.doneAt.map(words.relative) ?? "some time ago"
        return other.state == "closed" ? "Closed, done \(at)" : "\(other.state.capitalisedFirst) \(at)"
    }

    private func besideRow(_ other: TicketRow) -> BesideRow {
        let due = other.nextDue.map { "due \(words.relative($0))" } ?? "no deadline"
        return BesideRow(
            href: Page.ticket(other.id), label: "#\(other.id) \(other.shownSubject)",
            standing: "\(other.state), \(due)")
    }
}
