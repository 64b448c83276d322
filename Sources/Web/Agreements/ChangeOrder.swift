import Agreements
import BusinessTime
import Desk
import Operations

// What the forms of changes say.
extension Office.AdjustmentOrder {
    /// Names only what differs from the hours that are held today.
    init(_ form: Fields, against held: CalendarDefinition, today: LocalDate) throws(Desk.Refusal) {
        guard let from = LocalDate(form["from"]) else { throw .badDay("from") }
        var weekly = OpeningHours()
        for day in Weekday.allCases { weekly[day] = try Self.spans(form[day.rawValue], day.rawValue) }
        let before = Self.special(held, from: today)
        let special = form.has("special") ? try Self.special(form["special"]) : before
        for date in Set(special.keys).union(before.keys) where special[date] != before[date] && date < from {
            throw .beforeItsStart(date)
        }
        // A day that is closed may be named or not.
        let isSame = Weekday.allCases.allSatisfy { weekly[$0] == held.weekly(on: today)[$0] }
        self.init(
            side: Side(rawValue: form["side"]) ?? .provider,
            change: CalendarAmendment(
                from: from, weekly: isSame ? nil : weekly,
                special: special == before ? nil : special), isForRunning: form["running"] == "yes",
            reason: form["reason"])
    }

    /// Dates ahead that have other hours.
    static func special(_ held: CalendarDefinition, from today: LocalDate) -> [LocalDate: [OpeningSpan]] {
        held.special(on: today).filter { $0.key >= today }
    }

    /// As the form takes them: a line a date.
    static func lines(_ special: [LocalDate: [OpeningSpan]]) -> String {
        special.sorted { $0.key < $1.key }.map { "\($0.key): \(ChangeWords.spans($0.value))" }
            .joined(separator: "\n")
    }

    /// "2026-12-24: 09:00-12:00", "2026-12-31: closed".
    private static func special(_ text: String) throws(Desk.Refusal) -> [LocalDate: [OpeningSpan]] {
        var dates: [LocalDate: [OpeningSpan]] = [:]
        for line in text.split(separator: "\n") {
            let plain = line.filter { !$0.isWhitespace }
            if plain.isEmpty { continue }
            let rest = plain.dropFirst(10)
            guard let date = LocalDate(String(plain.prefix(10))), rest.count > 1 else { throw .badSpecial }
            if dates[date] != nil { throw .sameDate(date) }
            let hours = rest.hasPrefix(":") ? rest.dropFirst() : rest
            dates[date] = try spans(String(hours), "special")
        }
        return dates
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

    static let badSpecial = Desk.Refusal(
        "bad-special", clause: .supportHours, field: "special", "A line of these dates can't be read.",
        remedy: "Write a line for each, like 2026-12-24: 09:00-12:00, or 2026-12-31: closed.")

    static func sameDate(_ date: LocalDate) -> Desk.Refusal {
        Desk.Refusal(
            "same-date", clause: .supportHours, field: "special", "\(date) stands there twice.",
            remedy: "Write all hours of a date in one line: 09:00-12:00, 13:00-15:00.")
    }

    static func beforeItsStart(_ date: LocalDate) -> Desk.Refusal {
        Desk.Refusal(
            "before-its-start", clause: .supportHours, field: "special",
            "\(date) lies before the day from which this change counts.",
            remedy: "Let the change begin on that date or earlier, or leave the date as it is.")
    }

    static func badSpans(_ field: String) -> Desk.Refusal {
        Desk.Refusal(
            "bad-spans", clause: .supportHours, field: field, "These hours can't be read.",
            remedy: "Write them like 09:00-12:00, 13:00-18:00, or closed.")
    }
}
