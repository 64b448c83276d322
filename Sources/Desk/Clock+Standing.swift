public import BusinessTime

extension Clock {
    /// How the promise stands at an instant, with all that is known now.
    public func standing(at now: Instant) -> Standing {
        if let ended, ended.ending == .notInquiry { return .ended(.notInquiry) }
        if let doneAt, doneAt <= now, doneAt <= (ended?.at ?? doneAt) {
            if isKept(doneAt: doneAt) { return .kept(at: doneAt) }
            return .broken(over: overrun(to: doneAt), doneAt: doneAt)
        }
        if let ended, ended.at <= now {
            if isBroken(at: ended.at) { return .broken(over: overrun(to: ended.at), doneAt: nil) }
            return .ended(ended.ending)
        }
        if isBroken(at: now) { return .broken(over: overrun(to: now), doneAt: nil) }
        if now < start { return .notStarted }
        if let pause = pause(at: now) { return .paused(pause, left: left(at: now)) }
        return .running(left: left(at: now))
    }

    /// The pause in which an instant lies.
    public func pause(at now: Instant) -> Pause? {
        pauses.last { $0.from <= now && now < ($0.to ?? .latest) }
    }

    /// Business time past the deadline, less pauses: the duration of the breach.
    public func overrun(to instant: Instant) -> BusinessSeconds {
        guard let deadline, deadline < instant else { return 0 }
        return calendar.elapsed(from: deadline, to: instant, excluding: paused)
    }
}
