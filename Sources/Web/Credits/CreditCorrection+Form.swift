import Agreements
import BusinessTime
import Desk

extension CreditCorrection {
    /// nil where the form names nothing.
    init?(_ form: Fields) throws(Desk.Refusal) {
        let words = form["amount"].filter { !$0.isWhitespace }
        let (severity, hours) = (
            Severity(rawValue: form["severity"]), form["hours"].filter { !$0.isWhitespace }
        )
        if !words.isEmpty {
            guard severity == nil, hours.isEmpty else { throw .twoCorrections }
            self = .amount(words)
            return
        }
        if severity == nil, hours.isEmpty { return nil }
        var late: BusinessSeconds?
        if !hours.isEmpty {
            guard let number = Int64(hours), (0...10_000).contains(number) else { throw .badHours }
            late = .hours(number)
        }
        self = .fact(severity: severity, late: late)
    }
}

extension Desk.Refusal {
    fileprivate static let twoCorrections = Desk.Refusal(
        "two-corrections", clause: .credits, field: "amount", "This names both an amount and a fact.",
        remedy: "Name the right amount, or what was wrong; the amount follows from that.")
    fileprivate static let badHours = Desk.Refusal(
        "bad-hours", clause: .credits, field: "hours", "These are no hours.",
        remedy: "Write a whole number of business hours, like 9.")
}
