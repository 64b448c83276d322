import BusinessTime
import Desk

/// Instants in words of the agreement's zone.
struct LocalWords {
    let terms: PinnedTerms

    /// For example `2026-11-24 9:50 (Europe/Berlin)`.
    func time(_ instant: Instant) -> String {
        let local = terms.calendar.rules.local(instant)
        let minutes = local.time.secondOfDay / 60
        let padded = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
        return "\(local.date) \(minutes / 60):\(padded) (\(terms.calendar.definition.zone))"
    }
}
