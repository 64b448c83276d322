/// A stretch in which the slow clock stands still, in UTC seconds; stretches may overlap.
public struct SlowPause: Sendable {
    public let from: Int
    public let to: Int

    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }
}

extension SlowCalendar {
    /// Open seconds outside the pauses, counted.
    public func elapsed(from start: Int, to end: Int, pauses: [SlowPause] = []) -> Int {
        var count = 0
        var minute = start / 60 * 60
        while minute < end {
            if owner[(minute - from) / 60] != 0 {
                count += running(from: max(start, minute), to: min(end, minute + 60), pauses: pauses)
            }
            minute += 60
        }
        return count
    }

    /// The first instant at which this many open seconds outside the pauses have passed; for none, the first
    /// instant at which the clock runs. nil when the window ends first.
    public func deadline(after seconds: Int, from start: Int, pauses: [SlowPause] = []) -> Int? {
        var left = seconds
        var minute = start / 60 * 60
        while minute < to {
            if owner[(minute - from) / 60] != 0 {
                let begin = max(start, minute)
                let most = running(from: begin, to: minute + 60, pauses: pauses)
                if most > 0, left <= most {
                    return step(left, from: begin, pauses: pauses)
                }
                left -= most
            }
            minute += 60
        }
        return nil
    }

    /// Second by second inside one open minute that has at least this many running seconds, and one.
    private func step(_ seconds: Int, from start: Int, pauses: [SlowPause]) -> Int {
        var (left, second) = (seconds, start)
        if left == 0 {
            while isPaused(second, pauses) { second += 1 }
            return second
        }
        while left > 0 {
            if !isPaused(second, pauses) { left -= 1 }
            second += 1
        }
        return second
    }

    private func running(from start: Int, to end: Int, pauses: [SlowPause]) -> Int {
        if pauses.isEmpty || !pauses.contains(where: { $0.from < end && $0.to > start }) {
            return end - start
        }
        if pauses.contains(where: { $0.from <= start && $0.to >= end }) { return 0 }
        return (start..<end).reduce(0) { isPaused($1, pauses) ? $0 : $0 + 1 }
    }

    private func isPaused(_ second: Int, _ pauses: [SlowPause]) -> Bool {
        pauses.contains { $0.from <= second && second < $0.to }
    }
}
