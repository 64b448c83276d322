import Agreements
import BusinessTime
import Desk

/// Why a clock that nobody paused stands still: the desk is closed, until when and by what.
struct ClosedWords: Sendable {
    /// For example "closed until Mon 09:00".
    let short: String
    /// For example "The desk is closed until Tue 09:00: outside its hours, then Whit Monday (D)."
    let whole: String

    /// nil while the desk is open.
    init?(_ calendar: WorkingCalendar, _ words: DeskWords) {
        guard let spell = calendar.closedSpell(at: words.now) else { return nil }
        short = spell.until.map { "closed until \(words.relative($0))" } ?? "closed"
        var reasons: [String] = []
        for reason in spell.reasons {
            let told = Self.text(reason)
            // The night behind a holiday says nothing more.
            if reason == .closed, !reasons.isEmpty { continue }
            if !reasons.contains(told) { reasons.append(told) }
        }
        whole =
            "The desk is \(short): \(reasons.joined(separator: ", then ")) (\(Clause.supportHours.id))."
    }

    private static func text(_ reason: TimeAccount.Reason) -> String {
        switch reason {
        case .holiday(let holiday): holiday.name
        case .specialClosing: "closed on this date"
        case .closed, .counted, .paused: "outside its hours"
        }
    }
}
