import Agreements
public import BusinessTime
public import Desk

/// A change in plain lines, alike in mails and on pages.
public enum ChangeWords {
    public static func lines(_ adjustment: Adjustment) -> [String] {
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

    public static func lines(_ mend: Mend) -> [String] {
        [
            "Version \(mend.version), \(Terms.words(of: mend.path))", "It says: \(mend.was)",
            "It should say: \(mend.reads)", "Why: \(mend.reason)",
        ]
    }

    /// "09:00-12:00, 13:00-18:00", or "closed"; as the form takes it.
    public static func spans(_ spans: [OpeningSpan]) -> String {
        spans.isEmpty ? "closed" : spans.map { "\($0.opens)-\($0.closes)" }.joined(separator: ", ")
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
