/// The members of one line, with readers that refuse by the name of the field.
struct ClockLine {
    private let members: [JSONValue.Member]

    init(_ members: [JSONValue.Member]) {
        self.members = members
    }

    /// Of two members with one key the last counts; null is the same as absent.
    subscript(key: String) -> JSONValue? {
        guard let member = members.last(where: { $0.key == key }), !member.value.isNull else { return nil }
        return member.value
    }

    func string(_ key: String) throws(ClockRefusal) -> String {
        switch self[key] {
        case .string(let text): return text
        case nil: throw ClockRefusal("\(key) is missing")
        default: throw ClockRefusal("\(key) must be a string")
        }
    }

    func integer(_ key: String) throws(ClockRefusal) -> Int64 {
        switch self[key] {
        case .integer(let value): return value
        case nil: throw ClockRefusal("\(key) is missing")
        default: throw ClockRefusal("\(key) must be a whole number of at most 63 bits")
        }
    }

    func natural(_ key: String, from least: Int64 = 0) throws(ClockRefusal) -> Int64 {
        let value = try integer(key)
        guard value >= least else { throw ClockRefusal("\(key) must be at least \(least)") }
        return value
    }

    func instant(_ key: String) throws(ClockRefusal) -> Instant {
        let instant = Instant(seconds: try integer(key))
        guard instant.isInRange else {
            throw ClockRefusal(
                "\(key) is outside the range of Duly, \(Instant.earliest) to \(Instant.latest)")
        }
        return instant
    }
}

extension ClockLine {
    func question(from start: Instant) throws(ClockRefusal) -> ClockQuestion {
        let operation = try string("op")
        switch operation {
        case "add_seconds":
            return .addSeconds(BusinessSeconds(try natural("seconds")), pauses: .none)
        case "add_seconds_paused":
            return .addSeconds(BusinessSeconds(try natural("seconds")), pauses: try pauses())
        case "add_days":
            return .addDays(try dayPeriod(), pauses: .none)
        case "add_days_paused":
            return .addDays(try dayPeriod(), pauses: try pauses())
        case "between":
            return .between(end: try end(after: start), pauses: .none)
        case "elapsed_paused":
            return .between(end: try end(after: start), pauses: try pauses())
        default:
            throw ClockRefusal(
                "op is unknown: use add_seconds, between, add_days, elapsed_paused, add_seconds_paused "
                    + "or add_days_paused")
        }
    }

    private func end(after start: Instant) throws(ClockRefusal) -> Instant {
        let end = try instant("end")
        guard start <= end else { throw ClockRefusal("end is before start") }
        return end
    }

    private func dayPeriod() throws(ClockRefusal) -> DayPeriod {
        var rule = DayRule.sameTime
        if self["rule"] != nil {
            guard let named = DayRule(rawValue: try string("rule")) else {
                let names = DayRule.allCases.map(\.rawValue).joined(separator: ", ")
                throw ClockRefusal("rule is unknown: use one of \(names)")
            }
            rule = named
        }
        // The Nth business day after the start's day: there is no 0th.
        let count = Int(try natural("n", from: rule == .endOfNth ? 1 : 0))
        let day = rule == .nTimesDay ? BusinessSeconds(try natural("day_seconds", from: 1)) : nil
        return DayPeriod(count: count, rule: rule, day: day)
    }

    private func pauses() throws(ClockRefusal) -> SpanSet {
        let refusal = ClockRefusal(
            "pauses must be a list of [from, to] or [from, null], from no later than to")
        guard case .array(let list) = self["pauses"] else { throw refusal }
        var spans: [Span] = []
        for pause in list {
            guard case .array(let ends) = pause, ends.count == 2, case .integer(let from) = ends[0] else {
                throw refusal
            }
            switch ends[1] {
            case .null:
                spans.append(Span(from: Instant(seconds: from), to: Instant(seconds: .max)))
            case .integer(let to) where from <= to:
                spans.append(Span(from: Instant(seconds: from), to: Instant(seconds: to)))
            default:
                throw refusal
            }
        }
        return SpanSet(spans)
    }
}
