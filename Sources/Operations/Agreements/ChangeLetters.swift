import Agreements
import BusinessTime
import Desk
import Storage

/// What the parties are told of a change that is proposed or answered.
struct ChangeLetters {
    let letters: AgreementLetters
    let agreement: Agreement
    /// Of the version it changes; nil where it is in force no more.
    let terms: PinnedTerms?

    private var name: String { letters.file.name.name }

    private func subject(_ change: Office.Change) -> String {
        switch change.kind {
        case .adjustment: "support hours of \(name)"
        case .mend: "a clerical error in \(name)"
        }
    }

    /// What is proposed, in plain lines.
    private func lines(_ change: Office.Change) -> String {
        switch change.kind {
        case .adjustment:
            ChangeWords.lines(agreement.adjustments[change.number - 1].adjustment).joined(separator: "\n")
        case .mend: ChangeWords.lines(agreement.mends[change.number - 1].mend).joined(separator: "\n")
        }
    }

    func asking(
        _ signatory: Offer.Signatory, _ change: Office.Change, link: String, until: String
    ) -> [Letter] {
        letters.letters(
            [signatory], "To confirm: \(subject(change))",
            """
            the provider proposes a change of the agreement "\(name)":

            \(lines(change))

            Nothing changes unless you confirm it. Look at it and answer here:
            \(link)

            The link is yours alone and opens this one proposal until \(until).
            """
        ).map(\.confidential)
    }

    /// The customer proposed it; a manager of the provider answers.
    func toProvider(_ change: Office.Change, at address: String) -> [Letter] {
        letters.letters(
            letters.noticed.filter { $0.side == .provider }, "To answer: \(subject(change))",
            """
            the customer proposes a change of the agreement "\(name)":

            \(lines(change))

            Confirm or refuse it here:
            \(address)
            """)
    }

    func accepted(_ change: Office.Change) -> [Letter] {
        letters.letters(
            letters.noticed, "Agreed: \(subject(change))",
            """
            both parties have agreed to this change of the agreement "\(name)":

            \(lines(change))

            \(effect(change))
            """)
    }

    private func effect(_ change: Office.Change) -> String {
        switch change.kind {
        case .mend: return "The signed document stays as it is; from now on it is read as mended."
        case .adjustment:
            guard let terms,
                case .confirmed(let from, let running) = agreement.adjustments[change.number - 1].end
            else { return "" }
            let earlier =
                running.map { "For those received before, it counts from \($0) on." }
                ?? "Those received before keep the hours they had."
            return
                "It counts for inquiries received from \(LocalWords(terms: terms).time(from)) on. \(earlier)"
        }
    }

    func refused(_ change: Office.Change, _ reason: String) -> [Letter] {
        letters.letters(
            letters.noticed, "Not agreed: \(subject(change))",
            """
            this proposal for the agreement "\(name)" was refused or taken back, and nothing changes:

            \(lines(change))

            The reason: \(reason)
            """)
    }
}
