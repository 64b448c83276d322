import Agreements
import BusinessTime
import Desk
import Operations

// What is not counted, and how far a dispute of it is, in words for the customer.
extension PortalSight {
    /// Spans that are not counted and other marks of which the customer was told.
    var marks: [MarkItem] {
        ticket.marksInForce.map { mark in
            MarkItem(
                title: mark.named.capitalisedFirst, clause: mark.clause ?? "",
                standing: "In force" + dispute(of: mark), detail: reason(of: mark))
        }
    }

    /// How far a dispute of it is, or until when there can be one.
    private func dispute(of mark: Mark) -> String {
        if ticket.pendingDisputes.contains(mark) { return ". You disputed it; the desk has to answer" }
        guard ticket.undisputedMarks.contains(mark) else { return ". Your dispute was rejected" }
        guard let until = ticket.disputable(mark, under: terms), until >= words.now else { return "" }
        return ". You can dispute it until \(words.short(until))"
    }

    private func reason(of mark: Mark) -> String {
        switch mark {
        case .exclusion(let number):
            guard let what = ticket.exclusions.first(where: { $0.what.number == number })?.what else {
                return ""
            }
            return "\(words.short(what.span.from)) to \(words.short(what.span.to)): \(what.ground), "
                + what.reason
        case .outOfScope: return ticket.outOfScopeMark?.reason ?? ""
        case .notInquiry: return ticket.notInquiryMark?.reason ?? ""
        case .severityReduction: return "The desk lowered the severity to \(ticket.severity.rawValue)"
        }
    }
}
