public import Agreements
public import BusinessTime

/// Why a deadline is what it is: every second from the start with its reason and clause. The counted lines
/// sum to the answer.
public struct Proof: Sendable {
    /// A stretch of time that counts for one reason, or does not.
    public struct Line: Hashable, Sendable {
        public let span: Span
        public let reason: Reason
        public let clause: Clause
        /// By the world's clock.
        public let seconds: Int64
        public let isCounted: Bool
        /// The business date of open time, the first date of closed time.
        public let date: LocalDate?

        /// For people, for example "waiting for the customer: the log file".
        public var words: String { reason.words }
    }

    public enum Reason: Hashable, Sendable {
        case counted
        case paused(Pause.Ground)
        case closed
        case holiday(String)
        case specialClosing
    }

    public let promise: Promise
    /// How much is promised, for example "2 h" or "3 business days (27 h)".
    public let length: String
    public let start: Instant
    public let deadline: Instant?
    /// Up to where the lines reach: the deadline, or as long as it is out of reach the instant asked about.
    public let end: Instant
    /// Contiguous, from the start to the end.
    public let lines: [Line]
    /// Past the deadline: how long the breach took, or has taken so far. Empty where nothing is broken.
    public let overrun: [Line]
    /// Plain sentences, in order: the promise, what moved it, where it stands.
    public let sentences: [String]
    /// Of the sentences those about late identification and what is handled by hand.
    public let notes: [String]

    /// The answer: business time counted, equal to the time promised wherever there is a deadline.
    public var sum: BusinessSeconds { Proof.sum(lines) }
    /// The duration of the breach.
    public var over: BusinessSeconds { Proof.sum(overrun) }

    private static func sum(_ lines: [Line]) -> BusinessSeconds {
        BusinessSeconds(lines.reduce(0) { $1.isCounted ? $0 + $1.seconds : $0 })
    }
}

/// The proof of one clock at an instant.
public func proof(of clock: Clock, terms: PinnedTerms, at now: Instant) -> Proof {
    let end = clock.deadline ?? max(clock.start, clock.lifeEnd ?? now)
    var overrun: [Proof.Line] = []
    if case .broken(_, let doneAt) = clock.standing(at: now), let deadline = clock.deadline {
        let life = clock.ended.map { min(now, $0.at) } ?? now
        overrun = clock.lines(from: deadline, to: doneAt ?? max(life, deadline))
    }
    let notes = [clock.lateIdentification(at: now)].compactMap(\.self) + terms.byHandSentences
    return Proof(
        promise: clock.promise, length: clock.length(under: terms), start: clock.start,
        deadline: clock.deadline, end: end,
        lines: clock.lines(from: clock.start, to: end), overrun: overrun,
        sentences: clock.sentences(at: now, terms: terms, notes: notes), notes: notes)
}

extension Clock {
    /// Every second of a stretch with its reason; paused time is cut where the pause changes.
    func lines(from start: Instant, to end: Instant) -> [Proof.Line] {
        calendar.account(from: start, to: end, excluding: paused).lines.flatMap { line in
            guard line.reason == .paused else {
                return [Proof.Line(line.span, line.reason.proved, promise.clause, line.date)]
            }
            return pausedLines(line)
        }
    }

    private func pausedLines(_ line: TimeAccount.Line) -> [Proof.Line] {
        let edges = pauses.flatMap { [$0.from, $0.to ?? .latest] }.filter { line.span.contains($0) }
        let cuts = [line.span.from] + Set(edges).subtracting([line.span.from]).sorted() + [line.span.to]
        var lines: [Proof.Line] = []
        for (from, to) in zip(cuts, cuts.dropFirst()) {
            guard let pause = pause(at: from) else { continue }
            let reason = Proof.Reason.paused(pause.ground)
            let isSame = lines.last?.reason == reason
            let start = isSame ? lines.removeLast().span.from : from
            lines.append(Proof.Line(Span(from: start, to: to), reason, pause.clause, line.date))
        }
        return lines
    }
}

extension Proof.Line {
    init(_ span: Span, _ reason: Proof.Reason, _ clause: Clause, _ date: LocalDate?) {
        self.span = span
        self.reason = reason
        // Closed time is the clause of the hours, counted time that of the promise.
        self.clause = reason.isClosed ? .supportHours : clause
        seconds = span.wallSeconds
        isCounted = reason == .counted
        self.date = date
    }
}

extension Proof.Reason {
    var isClosed: Bool {
        switch self {
        case .closed, .holiday, .specialClosing: true
        case .counted, .paused: false
        }
    }

    public var words: String {
        switch self {
        case .counted: "counted"
        case .paused(let ground): ground.words
        case .closed: "closed"
        case .holiday(let name): "holiday: \(name)"
        case .specialClosing: "closed on this date"
        }
    }
}

extension TimeAccount.Reason {
    fileprivate var proved: Proof.Reason {
        switch self {
        case .counted: .counted
        case .paused, .closed: .closed
        case .holiday(let holiday): .holiday(holiday.name)
        case .specialClosing: .specialClosing
        }
    }
}

extension Pause.Ground {
    /// For people, for example "excluded: Third party".
    public var words: String {
        switch self {
        case .waitingForCustomer(let missing): "waiting for the customer: \(missing.joined(separator: ", "))"
        case .excluded(_, let ground): "excluded: \(ground)"
        case .resolved: "resolved"
        }
    }
}
