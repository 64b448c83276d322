import Agreements
import BusinessTime

extension Clock {
    /// The promise, what moved it, what is to be known beside it, and where it stands, each in a plain
    /// sentence that names its clause.
    func sentences(at now: Instant, terms: PinnedTerms, notes: [String]) -> [String] {
        [sentence(of: promised(under: terms), by: terms.version)] + steps.map(words) + pauses.map(words)
            + notes + [standingWords(at: now)]
    }

    private var action: String {
        switch promise {
        case .acknowledgment: "acknowledge"
        case .resolution: "resolve"
        }
    }

    /// How much is promised as the agreement says it: "2 h", or "3 business days (27 h)".
    public func length(under terms: PinnedTerms) -> String {
        guard let days = days(under: terms) else { return budget.words }
        return "\(days) business day\(days == 1 ? "" : "s") (\(budget.words))"
    }

    /// For example "2 h of business time".
    public func promised(under terms: PinnedTerms) -> String {
        length(under: terms) + (days(under: terms) == nil ? " of business time" : "")
    }

    /// nil where hours are promised, or something has changed how much it is since.
    private func days(under terms: PinnedTerms) -> Int? {
        guard promise == .resolution, case .days(let days) = terms.terms.resolve.within(severity),
            let end = calendar.deadline(days, from: start),
            calendar.elapsed(from: start, to: end) == budget
        else { return nil }
        return days.count
    }

    private func sentence(of promised: String, by version: AgreementVersion) -> String {
        let start = words(self.start)
        guard let deadline else {
            return "To \(action) within \(promised) from \(start) "
                + "(\(promise.clause), \(version)); while the clock stands still there is no deadline."
        }
        return "\(promised) from \(start) end on \(words(deadline)): \(action) by then "
            + "(\(promise.clause), \(version))."
    }

    private func words(_ step: Step) -> String {
        let change = "from \(step.before.words) to \(step.after.words)"
        let at = words(step.at)
        switch step.cause {
        case .severity(let old, let new):
            return "On \(at) the severity went from \(old) to \(new): the time went \(change) (severity)."
        case .extended(let number, let ground):
            return "On \(at) the customer was told of extension \(number), \(ground): "
                + "the time went \(change) (A.2)."
        case .voided(let number):
            return "On \(at) the notice of extension \(number) came back: the time went \(change) (A.2)."
        case .reopened:
            return "On \(at) it was reopened with too little left: the time went \(change) (A.2)."
        }
    }

    private func words(_ pause: Pause) -> String {
        let from = words(pause.from)
        guard let to = pause.to else {
            return "Since \(from) the clock stands still, \(pause.ground.words) (\(pause.clause))."
        }
        return "From \(from) to \(words(to)) the clock stood still, \(pause.ground.words) (\(pause.clause))."
    }

    private func standingWords(at now: Instant) -> String {
        switch standing(at: now) {
        case .notStarted: "The clock starts on \(words(start)) at the latest."
        case .running(let left): "The clock runs: \(left.words) are left."
        case .paused(_, let left): "The clock stands still: \(left.words) are left when it goes on."
        case .kept(let at): "Done on \(words(at)): kept."
        case .broken(let over, let doneAt?): "Done on \(words(doneAt)), \(over.words) too late: broken."
        case .broken(let over, nil): "Not done: broken, and \(over.words) over."
        case .ended(let ending): "Ended: \(ending.words). Neither kept nor broken."
        }
    }

    /// In the agreement's zone, for example "Tue 2026-11-24 09:50"; seconds only where there are some.
    func words(_ instant: Instant) -> String { calendar.words(instant) }
}

extension WorkingCalendar {
    func words(_ instant: Instant) -> String {
        let local = rules.local(instant)
        let second = local.time.secondOfDay
        let clock = "\(padded(second / 3600)):\(padded(second / 60 % 60))"
        let day = local.date.weekday.rawValue
        let name = day.prefix(1).uppercased() + day.dropFirst()
        return "\(name) \(local.date) \(clock)" + (second % 60 == 0 ? "" : ":\(padded(second % 60))")
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Standing.Ending {
    /// For people, for example "no answer".
    public var words: String {
        switch self {
        case .noAnswer: "no answer"
        case .outOfScope: "out of scope"
        case .notInquiry: "not an inquiry"
        case .noPromise: "no promise"
        case .merged: "merged"
        }
    }
}
