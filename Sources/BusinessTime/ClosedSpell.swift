/// From an instant at which nothing counts to the next opening, with all reasons on the way.
public struct ClosedSpell: Hashable, Sendable {
    /// The next opening; nil when there is none within ten years.
    public let until: Instant?
    /// In the order in which they hold, each once: never counted or paused. The first holds at the instant
    /// itself; an evening before a holiday has both.
    public let reasons: [TimeAccount.Reason]
}

extension WorkingCalendar {
    /// A spell is looked at for its reasons no further than this.
    private static let lookedAt: Int64 = 62 * 86_400

    /// Why the desk is closed at an instant, and until when; nil while it is open.
    public func closedSpell(at instant: Instant) -> ClosedSpell? {
        guard !isOpen(at: instant) else { return nil }
        let until = nextOpening(atOrAfter: instant)
        let end = min(until ?? .latest, instant.advanced(by: Self.lookedAt))
        var seen: Set<TimeAccount.Reason> = []
        let reasons = account(from: instant, to: end, excluding: .none).lines.map(\.reason)
        return ClosedSpell(until: until, reasons: reasons.filter { seen.insert($0).inserted })
    }
}
