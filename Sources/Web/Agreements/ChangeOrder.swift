import Agreements
import BusinessTime
import Desk
import Operations

// What the forms of changes say.
extension Office.AdjustmentOrder {
    init(_ form: Fields) throws(Desk.Refusal) {
        guard let from = LocalDate(form["from"]) else { throw .badDay("from") }
        var weekly = OpeningHours()
        for day in Weekday.allCases { weekly[day] = try Self.spans(form[day.rawValue], day.rawValue) }
        self.init(
            side: Side(rawValue: form["side"]) ?? .provider,
            change: CalendarAmendment(from: from, weekly: weekly), isForRunning: form["running"] == "yes",
            reason: form["reason"])
    }

    /// "09:00-12:00, 13:00-18:00"; "closed" or nothing for none.
    private static func spans(_ text: String, _ field: String) throws(Desk.Refusal) -> [OpeningSpan] {
        let words = text.filter { !$0.isWhitespace }.lowercased()
        if words.isEmpty || words == "closed" { return [] }
        var spans: [OpeningSpan] = []
        for part in words.split(separator: ",") {
            let ends = part.split(separator: "-").map { LocalTime(String($0)) }
            guard ends.count == 2, let opens = ends[0], let closes = ends[1] else { throw .badSpans(field) }
            spans.append(OpeningSpan(opens: opens, closes: closes))
        }
        return spans
    }
}

extension SaidElsewhere {
    /// Everything the form knows, even when it says too little: the desk refuses it by its field.
    init(_ form: Fields) throws(Desk.Refusal) {
        guard let on = LocalDate(form["on"]) else { throw .badDay("on") }
        self.init(on: on, reference: form["reference"])
    }
}

extension Office.Change {
    init?(kind: String?, number: String?) {
        guard let kind = kind.flatMap(Kind.init), let number = number.flatMap(Int.init) else { return nil }
        self.init(kind, number)
    }

    var clause: String { kind == .adjustment ? "A.3" : "I" }
}

extension Desk.Refusal {
    static func badDay(_ field: String) -> Desk.Refusal {
        Desk.Refusal(
            "bad-day", field: field, "This is no date.", remedy: "Write it like 2026-12-24.")
    }

    static func badSpans(_ field: String) -> Desk.Refusal {
        Desk.Refusal(
            "bad-spans", clause: .supportHours, field: field, "These hours can't be read.",
            remedy: "Write them like 09:00-12:00, 13:00-18:00, or closed.")
    }
}
