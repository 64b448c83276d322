import Agreements
import BusinessTime
import Desk

/// What a customer is told of an event, once for all of its tickets (clause H).
struct EventWords {
    /// Tickets named in one letter; the rest is counted.
    static let ticketsMax = 200

    let exclusion: EventExclusion
    let terms: PinnedTerms
    /// Why the desk took it back; nil where it excludes.
    var takenBackFor: String?

    var subject: String {
        (takenBackFor == nil ? "Time that is not counted: " : "Time that counts after all: ")
            + exclusion.reason.prefix(80)
    }

    func text(
        _ touched: [(before: Office.Dossier, after: Office.Dossier)], desk: String,
        address: (Ticket.ID) -> String
    ) -> String {
        let words = LocalWords(terms: terms)
        let files = exclusion.evidence.map { "  - \($0.name)\n" }.joined()
        let lines = touched.prefix(Self.ticketsMax).map { line($0.before, $0.after, words, address) }
        let list =
            lines.joined(separator: "\n")
            + (touched.count > Self.ticketsMax
                ? "\n\nAnd \(touched.count - Self.ticketsMax) more: ask us for the list.\n" : "")
        if let takenBackFor { return takenBack(takenBackFor, list, words, desk: desk) }
        return """
            Under clause H of our agreement the time from \(words.time(exclusion.span.from))
            to \(words.time(exclusion.span.to)) is not counted on the tickets below.

            What happened (\(exclusion.event.title)): \(exclusion.reason)
            The ground: \(exclusion.ground).
            \(files.isEmpty ? "" : "\nWhat shows it; we send you the files on request:\n\(files)")
            \(list)

            You can dispute this for each ticket within \(Ticket.disputedWithin.count) business days: answer \
            its last mail, or name its number in an answer to this one. We answer within \
            \(Ticket.disputeAnsweredWithin.count) business days; no answer means that you were right.

            \(desk)

            """
    }

    private func takenBack(
        _ reason: String, _ list: String, _ words: LocalWords, desk: String
    ) -> String {
        """
        We told you that under clause H of our agreement the time from \(words.time(exclusion.span.from))
        to \(words.time(exclusion.span.to)) was not counted (\(exclusion.event.title): \(exclusion.reason)).

        We have taken that back: \(reason)

        The time counts on the tickets below, as if this had never been. What is owed by it comes on your
        next statement.

        \(list)

        \(desk)

        """
    }

    private func line(
        _ before: Office.Dossier, _ after: Office.Dossier, _ words: LocalWords,
        _ address: (Ticket.ID) -> String
    ) -> String {
        let moved = Promise.allCases.compactMap { promise -> String? in
            let (old, new) = (before.clock(promise)?.deadline, after.clock(promise)?.deadline)
            guard let old, let new, old != new else { return nil }
            return
                "    \(promise.rawValue) (\(promise.clause)): due \(words.time(new)), not \(words.time(old))"
        }
        return (["  Ticket \(after.ticket.id), \(address(after.ticket.id))"] + moved).joined(separator: "\n")
    }
}
