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
    /// The version that the ticket is pinned to; its schedule counts, in its currency.
    public let version: AgreementVersion
    public let currency: Currency
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
    /// The spans that were not counted between the start of the promise and this entry.
    public let pauses: [Pause]

    public init(
        key: Key, pinnedTo terms: PinnedTerms, severity: Severity, deadline: Instant, at: Instant,
        pauses: [Pause] = []
    ) {
        let bands = terms.terms.credits.row(key.promise, severity)?.bands ?? []
        precondition(bands.indices.contains(key.band), "the schedule has no such band")
        self.init(
            key: key, severity: severity, version: terms.version, currency: terms.terms.currency,
            deadline: deadline, after: bands[key.band].from, at: at,
            before: key.band > 0 ? bands[key.band - 1].worth : nil, worth: bands[key.band].worth,
            perTicket: terms.terms.credits.perTicket, pauses: pauses)
    }

    /// As a statement kept it.
    public init(
        key: Key, severity: Severity, version: AgreementVersion, currency: Currency, deadline: Instant,
        after: BusinessSeconds, at: Instant, before: CreditSchedule.Worth?, worth: CreditSchedule.Worth,
        perTicket: CreditSchedule.PerTicket, pauses: [Pause]
    ) {
        self.key = key
        self.severity = severity
        self.version = version
        self.currency = currency
        self.deadline = deadline
        self.after = after
        self.at = at
        self.before = before
        self.worth = worth
        self.perTicket = perTicket
        self.pauses = pauses
    }
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
        guard case .broken(let over, _) = clock.standing(at: now), let deadline = clock.deadline,
            Self.pays(clock.promise, terms.terms),
            let row = terms.terms.credits.row(clock.promise, clock.severity)
        else { return [] }
        return row.bands.enumerated().compactMap { index, band in
            guard band.from <= over, let at = clock.instant(over: band.from) else { return nil }
            return BandEntry(
                key: BandEntry.Key(ticket: id, promise: clock.promise, band: index), pinnedTo: terms,
                severity: clock.severity, deadline: deadline, at: at,
                pauses: clock.pauses.filter { $0.from < at && ($0.to ?? .latest) > clock.start })
        }
    }

    /// When a breach enters its next band, if nothing more happens: at a deadline, or further on. The line
    /// stands from the second after a deadline. nil where nothing more is to come.
    public func nextBandEntry(under terms: PinnedTerms, after now: Instant, clocks: [Clock]? = nil)
        -> Instant?
    {
        bandEntries(under: terms, upTo: .latest, clocks: clocks).lazy.map(\.at).filter { $0 > now }.min()
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
