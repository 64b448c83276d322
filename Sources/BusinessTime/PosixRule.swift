/// The rule for years after a TZif file's last transition: a POSIX TZ string such as
/// "CET-1CEST,M3.5.0,M10.5.0/3", with the extensions of RFC 9636 (times from -167 to 167 hours).
struct PosixRule: Hashable, Sendable {
    struct Change: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            /// Jn: 1 to 365, February 29 is never counted.
            case julian(Int)
            /// n: 0 to 365, February 29 is counted.
            case dayOfYear(Int)
            /// Mm.w.d: the wth weekday d of month m; week 5 is the last, weekday 0 is Sunday.
            case weekday(month: Int, week: Int, day: Int)
        }

        let day: Day
        /// Seconds after the day's midnight, in the local time before the change.
        let time: Int

        static let defaultTime = 7200
    }

    /// Seconds east of UTC.
    let standard: Int
    let summer: Summer?

    struct Summer: Hashable, Sendable {
        let offset: Int
        let begins: Change
        let ends: Change
    }

    /// The changes of one year, earlier first.
    func transitions(in year: Int) -> [Transition] {
        guard let summer else { return [] }
        let begins = Int64(summer.begins.label(in: year)) - Int64(standard)
        let ends = Int64(summer.ends.label(in: year)) - Int64(summer.offset)
        let both = [Transition(at: begins, offset: summer.offset), Transition(at: ends, offset: standard)]
        return begins <= ends ? both : both.reversed()
    }
}

extension PosixRule.Change {
    /// The change in this year as local seconds written as if they were UTC.
    func label(in year: Int) -> Int {
        dayNumber(in: year) * 86_400 + time
    }

    private func dayNumber(in year: Int) -> Int {
        let newYear = LocalDate.dayNumber(year: year, month: 1, day: 1)
        switch day {
        case .julian(let number):
            return newYear + number - 1 + (LocalDate.isLeap(year) && number >= 60 ? 1 : 0)
        case .dayOfYear(let number):
            return newYear + number
        case .weekday(let month, let week, let weekday):
            let first = LocalDate.dayNumber(year: year, month: month, day: 1)
            // Day 0 of 1970 was a Thursday, weekday 4.
            let firstWeekday = ((first + 4) % 7 + 7) % 7
            let date = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            return first + (date > LocalDate.daysIn(month: month, of: year) ? date - 7 : date) - 1
        }
    }
}
