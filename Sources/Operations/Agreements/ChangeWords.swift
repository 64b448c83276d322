import Agreements
public import BusinessTime
public import Desk

/// A change in plain lines, alike in mails and on pages.
public enum ChangeWords {
    public static func lines(_ adjustment: Adjustment, in language: Language = .english) -> [String] {
        language == .english ? english(adjustment) : german(adjustment)
    }

    private static func german(_ adjustment: Adjustment) -> [String] {
        let change = adjustment.change
        var lines: [String] = []
        if let weekly = change.weekly {
            lines.append("Wöchentliche Zeiten ab \(change.from):")
            lines += Weekday.allCases.map {
                "\(Language.german.weekday($0)): \(spans(weekly[$0], closed: "geschlossen"))"
            }
        }
        if let holidays = change.holidays {
            lines.append("Feiertage ab \(change.from):")
            let counted = holidays.all.filter { $0.date >= change.from }
            lines += counted.isEmpty ? ["keine"] : counted.map { "\($0.date): \($0.name)" }
        }
        if let special = change.special {
            lines.append("Tage mit anderen Zeiten ab \(change.from):")
            lines += special.sorted { $0.key < $1.key }.map {
                "\($0.key): \(spans($0.value, closed: "geschlossen"))"
            }
        }
        lines.append(
            adjustment.isForRunning
                ? "Auch für Anfragen, die dann offen sind." : "Für Anfragen, die von da an eingehen.")
        return lines + ["Grund: \(adjustment.reason)"]
    }

    private static func english(_ adjustment: Adjustment) -> [String] {
        let change = adjustment.change
        var lines: [String] = []
        if let weekly = change.weekly {
            lines.append("Weekly hours from \(change.from) on:")
            lines += Weekday.allCases.map { "\(name($0)): \(spans(weekly[$0]))" }
        }
        if let holidays = change.holidays {
            lines.append("Holidays from \(change.from) on:")
            let counted = holidays.all.filter { $0.date >= change.from }
            lines += counted.isEmpty ? ["none"] : counted.map { "\($0.date): \($0.name)" }
        }
        if let special = change.special {
            lines.append("Dates with other hours from \(change.from) on:")
            lines += special.sorted { $0.key < $1.key }.map { "\($0.key): \(spans($0.value))" }
        }
        lines.append(
            adjustment.isForRunning
                ? "Also for inquiries that are open then." : "For inquiries received from then on.")
        return lines + ["Why: \(adjustment.reason)"]
    }

    /// The place is named as the document names it.
    public static func lines(_ mend: Mend, in language: Language = .english) -> [String] {
        let place = "Version \(mend.version), \(Terms.words(of: mend.path))"
        return switch language {
        case .english:
            [
                place, "It says: \(mend.was)", "It should say: \(mend.reads)", "Why: \(mend.reason)",
            ]
        case .german:
            [
                place, "Dort steht: \(mend.was)", "Dort soll stehen: \(mend.reads)",
                "Grund: \(mend.reason)",
            ]
        }
    }

    /// "09:00-12:00, 13:00-18:00", or "closed"; as the form takes it.
    public static func spans(_ spans: [OpeningSpan], closed: String = "closed") -> String {
        spans.isEmpty ? closed : spans.map { "\($0.opens)-\($0.closes)" }.joined(separator: ", ")
    }

    public static func name(_ day: Weekday) -> String {
        switch day {
        case .mon: "Monday"
        case .tue: "Tuesday"
        case .wed: "Wednesday"
        case .thu: "Thursday"
        case .fri: "Friday"
        case .sat: "Saturday"
        case .sun: "Sunday"
        }
    }
}
