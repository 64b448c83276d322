import Hummingbird
import Markup
import Operations
import Storage

/// What a search found, or a narrowed list holds, and how many: beside the heading of the queue.
struct FoundWords: View, Sendable {
    /// For example "All, high severity".
    let what: String
    /// For example "3 tickets".
    let count: String

    /// - Parameters:
    ///   - count: as many as were counted.
    ///   - isMore: whether there may be more: the list goes on, or was not read to its end.
    init(_ asked: QueueQuestion, count: Int, isMore: Bool) {
        what = asked.words.capitalisedFirst
        let isSearch = !asked.search.isEmpty
        let tickets = count == 1 && !isMore ? "1 ticket" : "\(count) tickets"
        // Closed ones are found by words, and rated ones are listed whatever their state.
        let states = isSearch || asked.isRatedLow ? ", open and closed" : ""
        let none = isMore ? "none so far" : "none"
        self.count = (count == 0 ? none : isMore ? "\(count) tickets or more" : tickets) + states
    }

    var body: some Content {
        Element(.p, class: "found", .id("found")) {
            Element(.strong, .dir("auto")) { what }
            ": \(count)"
        }
    }
}

/// What follows what comes in beside the heading of the queue.
struct QueueHeads: View, Sendable {
    var found: FoundWords?
    var summary: QueueSummary
    var isOfAll: Bool

    var body: some Content {
        found
        shown
    }

    private var shown: QueueSummary {
        var shown = summary
        shown.isOfAll = isOfAll
        return shown
    }
}

extension DeskServer {
    /// nil for all that is open, which the summary counts, and for a later page.
    ///
    /// A page that ends says how many there are. Of a list that goes on, all that is open is gone through
    /// where that is little; else only that there is more.
    func foundWords(
        _ asked: QueueQuestion, _ filter: Storage.QueueFilter, _ part: QueueSearch.Part,
        _ summary: QueueSummary, _ reader: Storage.Reader
    ) throws -> FoundWords? {
        guard asked.isFirst, !asked.isWhole else { return nil }
        // A search that was cut found nothing yet: the list says how far it looked.
        if part.isCut, part.rows.isEmpty { return nil }
        let isOpenAlone = asked.search.isEmpty && !asked.isRatedLow
        guard part.next != nil, isOpenAlone, summary.isShort else {
            let isMore = part.next != nil || asked.isRatedLow && part.rows.count == Self.pageSize
            return FoundWords(asked, count: part.rows.count, isMore: isMore)
        }
        let all = try reader.queue(filter, after: asked.beginning, limit: QueueSummary.openMax)
        return FoundWords(asked, count: all.count(where: asked.holds), isMore: false)
    }

    /// The same without the rows, as often as something comes.
    func queueSummary(_ asked: QueueQuestion, _ person: SignedIn) async throws -> QueueHeads {
        let now = office.clock()
        return try await office.database.read { reader in
            let summary = try QueueSummary(person.visibility, now: now, reader)
            let isOfAll = asked.isFirst && !asked.isWhole
            // Words are not searched for anew, nor a large desk gone through: what was found stays found.
            guard isOfAll, asked.search.isEmpty, summary.isShort else {
                return QueueHeads(found: nil, summary: summary, isOfAll: isOfAll)
            }
            let filter = try asked.filter(person, now: now, reader)
            let part = try storedRows(asked, filter, reader)
            return QueueHeads(
                found: try foundWords(asked, filter, part, summary, reader), summary: summary,
                isOfAll: isOfAll)
        }
    }
}
