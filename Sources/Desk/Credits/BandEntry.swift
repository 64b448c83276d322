public import Agreements
public import BusinessTime

/// A breach that entered a band of the credit schedule (clause K): from then on it is worth more.
public struct BandEntry: Hashable, Sendable {
    /// What names it: a breach enters each band once.
    public struct Key: Hashable, Comparable, Sendable {
        public let ticket: Ticket.ID
        public let promise: Promise
        /// Of the schedule's row, from 0.
        public let band: Int

        public init(ticket: Ticket.ID, promise: Promise, band: Int) {
            self.ticket = ticket
            self.promise = promise
            self.band = band
        }

        public static func < (a: Key, b: Key) -> Bool {
            (a.ticket, a.promise.rawValue, a.band) < (b.ticket, b.promise.rawValue, b.band)
        }
    }

    public let key: Key
    /// In force at the deadline.
    public let severity: Severity
    /// The version that the ticket is pinned to; its schedule counts.
    public let version: AgreementVersion
    public let deadline: Instant
    /// Past the deadline, less pauses and approved exclusions.
    public let after: BusinessSeconds
    /// The instant of entering.
    public let at: Instant
    /// In all, before and from then on; nil before the first band.
    public let before: CreditSchedule.Worth?
    public let worth: CreditSchedule.Worth
    /// Whether the terms pay each promise or only the higher of the two.
    public let perTicket: CreditSchedule.PerTicket
}

extension Ticket {
    /// The bands that its breaches have entered by an instant, in order.
    public func bandEntries(under terms: PinnedTerms, upTo now: Instant, clocks: [Clock]? = nil)
        -> [BandEntry]
    {
        (clocks ?? self.clocks(under: terms)).flatMap { bands(of: $0, terms, upTo: now) }
            .sorted { ($0.at, $0.key) < ($1.at, $1.key) }
    }

    private func bands(of clock: Clock, _ terms: PinnedTerms, upTo now: Instant) -> [BandEntry] {
        let schedule = terms.terms.credits
        guard case .broken(let over, _) = clock.standing(at: now), let deadline = clock.deadline,
            Self.pays(clock.promise, terms.terms), let row = schedule.row(clock.promise, clock.severity)
        else { return [] }
        return row.bands.enumerated().compactMap { index, band in
            guard band.from <= over, let at = clock.instant(over: band.from) else { return nil }
            return BandEntry(
                key: BandEntry.Key(ticket: id, promise: clock.promise, band: index), severity: clock.severity,
                version: terms.version, deadline: deadline, after: band.from, at: at,
                before: index > 0 ? row.bands[index - 1].worth : nil, worth: band.worth,
                perTicket: schedule.perTicket)
        }
    }

    /// A target is missed without credits.
    static func pays(_ promise: Promise, _ terms: Terms) -> Bool {
        promise == .acknowledgment || terms.resolve.binding == .commitment
    }
}

extension Clock {
    /// When a breach has lasted so long; nil where that is never reached.
    func instant(over period: BusinessSeconds) -> Instant? {
        guard let deadline, period.count > 0 else { return deadline }
        return calendar.deadline(after: period, from: deadline, excluding: paused)
    }
}
