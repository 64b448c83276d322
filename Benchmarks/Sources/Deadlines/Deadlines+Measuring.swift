import BusinessTime

extension Deadlines {
    static func nanoseconds(since begin: ContinuousClock.Instant) -> Double {
        let time = (ContinuousClock.now - begin).components
        return Double(time.seconds) * 1e9 + Double(time.attoseconds) / 1e9
    }

    static func tell(_ name: String, _ value: Double) {
        print("\(name) \((value * 100).rounded() / 100)")
    }

    static func calls() throws {
        let (calendar, starts) = (try calendar(), randomStarts())
        for (name, seconds) in periods {
            let begin = ContinuousClock.now
            let sum = sum(calendar, seconds, starts)
            tell(name, nanoseconds(since: begin) / Double(starts.count))
            print("sum-\(name) \(sum)")
        }
    }

    /// A plain loop over the public call, so that the sum stays in a register as it does in C.
    @inline(never)
    static func sum(_ calendar: WorkingCalendar, _ seconds: BusinessSeconds, _ starts: [Int64]) -> Int64 {
        var sum: Int64 = 0
        for start in starts {
            guard let due = calendar.deadline(after: seconds, from: Instant(seconds: start)) else { continue }
            sum &+= due.seconds
        }
        return sum
    }

    /// Each start hangs on the answer before, so no two calls overlap in the processor.
    static func single() throws {
        let (calendar, starts) = (try calendar(), randomStarts())
        var last: Int64 = 0
        let begin = ContinuousClock.now
        for start in starts {
            let asked = Instant(seconds: start &+ (last & 1))
            last = calendar.deadline(after: .hours(27), from: asked)?.seconds ?? 0
        }
        tell("single", nanoseconds(since: begin) / Double(starts.count))
        print("last \(last)")
    }

    static func compile() throws {
        let (definition, rules) = (try definition(), try rules())
        for (name, years) in [("compile-100", 2000...2099), ("compile-5", 2024...2028)] {
            var times: [Double] = []
            for _ in 0..<21 {
                let begin = ContinuousClock.now
                _ = try WorkingCalendar(definition, rules: rules, years: years)
                times.append(nanoseconds(since: begin) / 1e6)
            }
            tell(name, times.sorted()[10])
        }
    }

    static func lines() throws {
        let rules = try rules()
        var session = ClockSession { _ in rules }
        _ = session.answer(
            line:
                #"{"kind":"calendar","id":"c1","zone":"Europe/Berlin","weekly":{"mon":[["09:00","18:00"]]}}"#)
        let asked = randomStarts().prefix(300_000).enumerated().map { i, start in
            Array(
                #"{"kind":"case","id":\#(i),"op":"add_seconds","cal":"c1","start":\#(start),"seconds":7200}"#
                    .utf8)
        }
        var characters = 0
        let begin = ContinuousClock.now
        for line in asked { characters += session.answer(line: line)?.utf8.count ?? 0 }
        tell("lines", Double(asked.count) / (nanoseconds(since: begin) / 1e9))
        print("characters \(characters)")
    }
}
