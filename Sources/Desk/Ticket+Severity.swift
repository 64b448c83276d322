import Agreements
import BusinessTime

extension Ticket {
    func setSeverity(_ severity: Severity, _ reason: String?, _ act: Act) throws(Refusal) -> [Fact] {
        try requireActive("change its severity")
        if act.isCustomer {
            throw Refusal(
                "desk-only", clause: .severity, field: "by", "The desk sets the severity.",
                remedy: "State the impact in a message; the desk decides.")
        }
        if severity == self.severity {
            throw Refusal(
                "same-severity", clause: .severity, field: "severity", "The severity is \(severity) already.",
                remedy: "Choose another severity.")
        }
        if let terms = act.terms?.terms, !terms.severities.contains(where: { $0.severity == severity }) {
            let known = terms.severities.map(\.severity.rawValue).joined(separator: ", ")
            throw Refusal(
                "unknown-severity", clause: .severity, field: "severity",
                "The agreement does not define the severity \(severity).", remedy: "Choose one of \(known).")
        }
        if severity < self.severity { try act.require(reason: reason ?? "", .severity) }
        return [act.fact(.severitySet(severity, reason: reason))]
    }

    mutating func severitySet(_ severity: Severity, _ reason: String?, _ at: Occurrence) {
        severityChanges.append(
            SeverityChange(from: self.severity, to: severity, by: at.by, reason: reason, moment: at.moment))
        self.severity = severity
    }

    /// The reduction a dispute is about: the last that still counts.
    var lastReduction: Int? { severityChanges.lastIndex { $0.isReduction && !$0.isReversed } }

    /// As if the last reduction never were.
    mutating func undoReduction() {
        guard let index = lastReduction else { return }
        severityChanges[index].isReversed = true
        severity = severityChanges.last { !$0.isReversed }?.to ?? receipt.severity
    }
}
