import Agreements
import BusinessTime
import Desk

// The proof of a clock as picture and table, in the zone of the agreement: days and hours are its.
extension ProofView {
    init(_ proof: Proof, clock: Clock, words: DeskWords) {
        let first = words.rules.local(proof.start).date
        let last = words.rules.local(max(proof.end, proof.start)).date
        let count = min(max(last.days(since: first), 0), 120)
        let dates = (0...count).map { first.adding(days: $0) }
        let days = dates.map { Self.day($0, proof, clock, words) }
        func point(_ instant: Instant?, _ text: String) -> ProofPoint? {
            guard let instant else { return nil }
            let local = words.rules.local(instant)
            let day = local.date.days(since: first)
            guard (0...count).contains(day) else { return nil }
            return ProofPoint(
                day: day, minute: local.time.secondOfDay / 60, words: "\(text) \(words.clock(local.time))")
        }
        self.init(
            answer: proof.sentences.first ?? "", days: days, start: point(proof.start, "Start"),
            deadline: point(proof.deadline, "Due"), now: point(words.now, "Now"),
            lines: proof.lines.map { Self.line($0, words) },
            sum: "\(DeskWords.span(proof.sum)) counted of \(proof.length) promised",
            basis: "Times in \(words.zone), the agreement's zone.", notes: proof.notes)
    }

    private static func line(_ line: Proof.Line, _ words: DeskWords) -> ProofLine {
        ProofLine(
            from: words.short(line.span.from), to: words.short(line.span.to), reason: line.words,
            clause: line.clause.id, seconds: Int(line.seconds), isCounted: line.isCounted)
    }

    /// What is counted on one day; nil where nothing is.
    private static func sum(_ counted: [Span], in day: Span) -> String? {
        let seconds = counted.reduce(Int64(0)) { sum, span in
            sum + max(0, min(span.to, day.to).wallSeconds(since: max(span.from, day.from)))
        }
        return seconds == 0 ? nil : DeskWords.span(BusinessSeconds(seconds))
    }

    private static func day(_ date: LocalDate, _ proof: Proof, _ clock: Clock, _ words: DeskWords) -> ProofDay
    {
        func minutes(_ span: Span) -> MinuteSpan? {
            let (from, to) = (words.rules.local(span.from), words.rules.local(span.to))
            guard from.date <= date, to.date >= date else { return nil }
            let start = from.date < date ? 0 : from.time.secondOfDay / 60
            let end = to.date > date ? 1440 : to.time.secondOfDay / 60
            return start < end ? MinuteSpan(from: start, to: end) : nil
        }
        let whole = words.day(date)
        let open = clock.calendar.openings(in: whole).map(\.span)
        let counted = proof.lines.filter(\.isCounted).map(\.span)
        let paused = proof.lines.filter { if case .paused = $0.reason { true } else { false } }.map(\.span)
        return ProofDay(
            label: "\(words.weekday(date)) \(date)", open: open.compactMap(minutes),
            counted: counted.compactMap(minutes), paused: paused.compactMap(minutes),
            note: clock.calendar.definition.holidays(on: date).name(of: date), sum: sum(counted, in: whole))
    }
}
