import Agreements
import BusinessTime
import Desk

// A clock of the desk as the bar of a page.
extension ClockBar {
    /// - Parameters:
    ///   - customer: whom a pause may wait for, as the reader calls them.
    ///   - isBrief: in a row, which says beside the clocks whom it waits for, and has no room for more.
    init(
        _ clock: Clock, terms: PinnedTerms, words: DeskWords, customer: String, isBrief: Bool = false
    ) {
        let now = words.now
        let standing = clock.standing(at: now)
        let warning = terms.terms.escalation.warnings.first ?? 75
        self.init(
            promise: clock.promise == .acknowledgment ? .acknowledgment : .resolution,
            state: Self.state(standing, clock, warning: warning, now: now),
            share: Double(min(clock.shareUsed(at: clock.doneAt ?? now), 2000)) / 1000,
            warnsAt: Double(warning) / 100,
            words: Self.text(standing, clock, words, customer: customer, isBrief: isBrief),
            hover: clock.deadline.map { "Due \(words.whole($0))" },
            countdown: Self.countdown(standing, clock, now: now))
        // A queue of fifty rows would outgrow its page: there the tooltip alone has both zones.
        agreed = isBrief ? nil : clock.deadline.flatMap { words.agreed($0) }
        guard let countdown, !countdown.countsNow, let closed = ClosedWords(clock.calendar, words) else {
            return
        }
        // In a row what is broken needs no reason to stand still.
        if isBrief, state == .broken { return }
        self.closed = isBrief ? "desk closed" : closed.short
        hover = [hover, closed.whole].compactMap(\.self).joined(separator: ". ")
    }

    static func none(_ promise: Agreements.Promise) -> ClockBar {
        ClockBar(
            promise: promise == .acknowledgment ? .acknowledgment : .resolution, state: .notStarted, share: 0,
            words: "No promise")
    }

    private static func state(
        _ standing: Standing, _ clock: Clock, warning: Int, now: Instant
    ) -> State {
        switch standing {
        case .notStarted: .notStarted
        case .running: clock.shareUsed(at: now) >= warning * 10 ? .warning : .running
        case .paused: .paused
        case .kept: .kept
        case .broken: .broken
        case .ended: .ended
        }
    }

    private static func text(
        _ standing: Standing, _ clock: Clock, _ words: DeskWords, customer: String, isBrief: Bool
    ) -> String {
        let act = clock.promise == .acknowledgment ? "Acknowledge" : "Resolve"
        let due = clock.deadline.map(words.relative) ?? "no time yet"
        switch standing {
        case .notStarted: return "\(act) by \(due) at the latest"
        // What is left is told by the countdown beside it.
        case .running: return "\(act) by \(due)"
        case .paused(let pause, let left):
            if isBrief, case .waitingForCustomer = pause.ground {
                return "Stands still, \(DeskWords.span(left)) left"
            }
            let since = words.relative(pause.from)
            let what = Self.text(pause.ground, customer)
            return "\(what) since \(since); the clock stands still, \(DeskWords.span(left)) left"
        case .kept(let at): return "Kept, done \(words.relative(at))"
        case .broken(let over, let doneAt?):
            return "Broken at \(due), done \(words.relative(doneAt)), \(DeskWords.span(over)) over"
        // How far it is over is told by the countdown.
        case .broken: return "Broken at \(due)"
        case .ended(let ending): return "Ended: \(ending.words)"
        }
    }

    /// In a row there is no room for what was asked: the proof and the timeline say it.
    private static func text(_ ground: Pause.Ground, _ customer: String) -> String {
        switch ground {
        case .waitingForCustomer: "Waiting for \(customer)"
        case .excluded(_, let ground): "Not counted (\(ground))"
        case .resolved: "Resolved"
        }
    }

    private static func countdown(_ standing: Standing, _ clock: Clock, now: Instant) -> Countdown? {
        guard let due = clock.deadline else { return nil }
        let left: Int64
        switch standing {
        case .running(let rest): left = rest.count
        case .broken(let over, nil): left = -over.count
        default: return nil
        }
        let open = clock.calendar.isOpen(at: now)
        let span = DeskWords.span(BusinessSeconds(abs(left)))
        return Countdown(
            left: Int(left), asOf: Int(now.seconds), due: Int(due.seconds), countsNow: open,
            changesAt: change(clock.calendar, open: open, now: now),
            words: left < 0 ? "\(span) over" : "\(span) left")
    }

    /// When counting starts or stops next.
    private static func change(_ calendar: WorkingCalendar, open: Bool, now: Instant) -> Int? {
        if !open { return calendar.nextOpening(atOrAfter: now).map { Int($0.seconds) } }
        let week = Span(from: now, to: now.advanced(by: 7 * 86_400))
        guard let closing = calendar.openings(in: week).first?.span.to, closing > now else { return nil }
        return Int(closing.seconds)
    }
}

extension SeverityMark.Level {
    init(_ severity: Severity) {
        switch severity {
        case .low: self = .low
        case .normal: self = .normal
        case .high: self = .high
        case .critical: self = .critical
        }
    }
}

extension ChannelMark {
    init(_ way: String) {
        switch Way(rawValue: way) {
        case .mail: self = .mail
        case .chat: self = .chat
        case .phone: self = .call
        case .api, .commandLine: self = .program
        default: self = .portal
        }
    }
}
