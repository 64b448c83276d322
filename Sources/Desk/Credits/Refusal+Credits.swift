import Agreements
import BusinessTime

extension Refusal {
    private static func credits(
        _ code: String, field: String? = nil, _ message: String, remedy: String
    ) -> Refusal { Refusal(code, clause: .credits, field: field, message, remedy: remedy) }

    static let noLine = credits(
        "no-line", "There is no such credit.", remedy: "Open the month's statement again.")
    static let issuedAlready = credits(
        "issued", "Its statement is issued and never changes.",
        remedy: "The customer may dispute the line; a correction comes on the next statement.")
    static let creditApproved = credits(
        "approved", "It is approved already.", remedy: "Nothing need be done.")
    static let refusedWithoutClause = credits(
        "no-clause", field: "clause", "A credit is refused by a clause of the agreement.",
        remedy: "Name it, for example H.")
    static let notClaimed = credits(
        "not-claimed", "Credits of this agreement come by themselves.", remedy: "Nothing need be claimed.")
    static let claimedAlready = credits("claimed", "It is claimed already.", remedy: "Nothing need be done.")
    static let notIssued = credits(
        "not-issued", "It is on no issued statement.", remedy: "Wait until the month's statement is issued.")
    static let stillOwed = credits(
        "still-owed", "The breach stands, so the credit does.",
        remedy: "Only a credit whose breach no longer stands is taken back.")
    static let consentedAlready = credits(
        "consented", "The customer has consented to it.", remedy: "It is taken back on the next statement.")
    static let settledAlready = credits(
        "settled", "This month is settled already.", remedy: "Look at the reference on its statement.")
    static let notSettled = credits(
        "not-settled", "Nothing is noted for this month.", remedy: "Note the invoice or the payment first.")
    static let disputedAlready = credits(
        "disputed", "It was disputed already.", remedy: "Wait for the answer, or read it.")
    static let notDisputed = credits(
        "not-disputed", "Nobody disputes it.", remedy: "Nothing need be answered.")
    static let answeredAlready = credits("answered", "The dispute is answered.", remedy: "Read the answer.")
    static let decidedByYou = credits(
        "own-decision", "Whoever decided a credit doesn't answer its dispute.",
        remedy: "Ask another manager to answer.")

    static let noCorrection = credits(
        "no-correction", field: "amount",
        "An upheld dispute of a credit that was paid says what it should have been.",
        remedy: "Name the right amount, or the severity or delay that was wrong.")
    static let badAmount = credits(
        "bad-amount", field: "amount", "This amount can't be read.",
        remedy: "Write digits with as many decimals as the currency has, like 90.00 for euros.")
    static let rejectedYetCorrected = credits(
        "rejected-corrected", field: "upheld", "A rejected dispute corrects nothing.",
        remedy: "Uphold it, or leave amount, severity and delay empty.")
    static let noBasis = credits(
        "no-basis", "What this credit was reckoned from is not kept.",
        remedy: "Correct the fact on its ticket: the difference comes on the next statement.")
    static let noSuchBand = credits(
        "no-band", field: "severity", "The schedule pays nothing for this promise at that severity.",
        remedy: "Name another severity, or the amount.")

    static func beyondRule(_ most: Money) -> Refusal {
        credits(
            "beyond-rule", field: "amount", "The schedule of clause K gives this line \(most) at most.",
            remedy: "Name no more; what goes beyond is granted outside the agreement.")
    }

    static func notMore(_ before: Money) -> Refusal {
        credits(
            "not-more", field: "amount",
            "This comes to no more than \(before): a dispute of the customer never lowers a credit.",
            remedy: "Name the right amount, or reject the dispute.")
    }

    static func claimedLate(_ until: LocalDate) -> Refusal {
        credits(
            "claimed-late", "It could be claimed until \(until) and has lapsed.",
            remedy: "Nothing is owed any more; a manager may grant it outside the agreement.")
    }

    static func monthRuns(_ month: CalendarMonth) -> Refusal {
        credits(
            "month-runs", field: "month", "\(month) is not over.",
            remedy: "Issue its statement from the first of the next month on.")
    }

    static func otherMonth(_ next: CalendarMonth?) -> Refusal {
        credits(
            "other-month", field: "month", "Statements are issued in order.",
            remedy: next.map { "The next is that of \($0)." } ?? "No month has a credit.")
    }

    static func expired(_ last: LocalDate) -> Refusal {
        credits(
            "expired", "It could be set off until \(last).",
            remedy: "Nothing is owed any more; a manager may grant it outside the agreement.")
    }

    static func final(_ last: LocalDate) -> Refusal {
        credits(
            "final", "It could be disputed until \(last).",
            remedy: "It is final, save fraud or an error of arithmetic.")
    }
}
