import Markup

/// The part of a timeline that one page shows, so that no page grows with its ticket: as many of the newest
/// entries as there is room for, or of those before one. The rest is behind links, and so is a text too
/// long for its entry.
struct TimelineWindow {
    /// Bytes of a page that its entries may take.
    static let bytesMax = 40_000
    /// Bytes of a text before it is cut, as it is written down, not as it is escaped.
    static let textMax = 5_000
    static let entriesMax = 100

    let entries: [TimelineEntry]
    /// How many entries lie before those that are shown, and after them.
    let earlier: Int
    let later: Int

    /// - Parameters:
    ///   - before: the entry before which the window ends; nil, or one that is not there, for the newest.
    ///   - whole: where the whole text of a message is read.
    init(_ all: [TimelineEntry], before: String?, whole: (Int64) -> String) {
        let end = before.flatMap { id in all.firstIndex { $0.id == id } } ?? all.count
        var shown: [TimelineEntry] = []
        var bytes = 0
        for entry in all[..<end].reversed() {
            let entry = entry.folded(whole)
            bytes += entry.rendered().count
            // One stands there however large it is.
            if bytes > Self.bytesMax, !shown.isEmpty { break }
            shown.append(entry)
            if shown.count == Self.entriesMax { break }
        }
        entries = shown.reversed()
        earlier = end - shown.count
        later = all.count - end
    }

    /// - Parameter address: of the ticket's page.
    func view(at address: String) -> TimelineView {
        var view = TimelineView(entries: entries)
        if earlier > 0, let first = entries.first {
            view.earlier = NavLink(
                label: earlier == 1 ? "1 earlier entry" : "\(earlier) earlier entries",
                href: "\(address)?before=\(first.id)")
        }
        if later > 0 {
            view.newest = NavLink(
                label: (later == 1 ? "1 later entry" : "\(later) later entries") + ": go to the newest",
                href: address)
        }
        return view
    }
}

extension TimelineEntry {
    /// With its text cut where it is too long, and a link to all of it.
    func folded(_ whole: (Int64) -> String) -> TimelineEntry {
        guard let message, text.utf8.count > TimelineWindow.textMax else { return self }
        var entry = self
        entry.text = TextPart.parts(of: text, bytesMax: TimelineWindow.textMax)[0] + "…"
        entry.rest = NavLink(
            label: "The whole text, \(TicketSight.size(Int64(text.utf8.count)))", href: whole(message))
        return entry
    }
}
