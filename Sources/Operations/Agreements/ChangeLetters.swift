import Agreements
import BusinessTime
import Desk
import Storage

/// What the parties are told of a change that is proposed or answered, each in their own language.
struct ChangeLetters {
    let letters: AgreementLetters
    let agreement: Agreement
    /// Of the version it changes; nil where it is in force no more.
    let terms: PinnedTerms?

    private var name: String { letters.file.name.name }

    /// What one letter says, in its language, and of what.
    private func tell(
        _ people: [Offer.Signatory], _ change: Office.Change,
        english: (_ what: String, _ lines: String) -> LetterText,
        german: (_ what: String, _ lines: String) -> LetterText
    ) throws -> [Letter] {
        try letters.letters(people) { words in
            let lines = lines(change, words.language)
            return switch (words.language, change.kind) {
            case (.english, .adjustment): english("support hours of \(name)", lines)
            case (.english, .mend): english("a clerical error in \(name)", lines)
            case (.german, .adjustment): german("Servicezeiten von \(name)", lines)
            case (.german, .mend): german("ein Schreibfehler in \(name)", lines)
            }
        }
    }

    /// What is proposed, in plain lines.
    private func lines(_ change: Office.Change, _ language: Language) -> String {
        switch change.kind {
        case .adjustment:
            ChangeWords.lines(agreement.adjustments[change.number - 1].adjustment, in: language)
                .joined(separator: "\n")
        case .mend:
            ChangeWords.lines(agreement.mends[change.number - 1].mend, in: language).joined(separator: "\n")
        }
    }

    func asking(
        _ signatory: Offer.Signatory, _ change: Office.Change, link: String, until: String
    ) throws -> [Letter] {
        try tell([signatory], change) { what, lines in
            LetterText(
                "To confirm: \(what)",
                """
                the provider proposes a change of the agreement "\(name)":

                \(lines)

                Nothing changes unless you confirm it. Look at it and answer here:
                \(link)

                The link is yours alone and opens this one proposal until \(until).
                """)
        } german: { what, lines in
            LetterText(
                "Zu bestätigen: \(what)",
                """
                der Anbieter schlägt eine Änderung des Vertrags "\(name)" vor:

                \(lines)

                Nichts ändert sich, solange Sie nicht bestätigen. Sehen Sie den Vorschlag an, und antworten \
                Sie hier:
                \(link)

                Der Link gilt für Sie allein und öffnet diesen einen Vorschlag bis \(until).
                """)
        }.map(\.confidential)
    }

    /// The customer proposed it; a manager of the provider answers.
    func toProvider(_ change: Office.Change, at address: String) throws -> [Letter] {
        try tell(letters.noticed.filter { $0.side == .provider }, change) { what, lines in
            LetterText(
                "To answer: \(what)",
                """
                the customer proposes a change of the agreement "\(name)":

                \(lines)

                Confirm or refuse it here:
                \(address)
                """)
        } german: { what, lines in
            LetterText(
                "Zu beantworten: \(what)",
                """
                der Kunde schlägt eine Änderung des Vertrags "\(name)" vor:

                \(lines)

                Bestätigen Sie sie hier, oder lehnen Sie sie ab:
                \(address)
                """)
        }
    }

    func accepted(_ change: Office.Change) throws -> [Letter] {
        try tell(letters.noticed, change) { what, lines in
            LetterText(
                "Agreed: \(what)",
                """
                both parties have agreed to this change of the agreement "\(name)":

                \(lines)

                \(effect(change, .english))
                """)
        } german: { what, lines in
            LetterText(
                "Vereinbart: \(what)",
                """
                beide Seiten haben diese Änderung des Vertrags "\(name)" vereinbart:

                \(lines)

                \(effect(change, .german))
                """)
        }
    }

    private func effect(_ change: Office.Change, _ language: Language) -> String {
        let isEnglish = language == .english
        switch change.kind {
        case .mend:
            return isEnglish
                ? "The signed document stays as it is; from now on it is read as mended."
                : "Das unterschriebene Dokument bleibt, wie es ist; von nun an wird es berichtigt gelesen."
        case .adjustment:
            guard let terms,
                case .confirmed(let from, let running) = agreement.adjustments[change.number - 1].end
            else { return "" }
            let begun = LocalWords(terms: terms).time(from)
            if isEnglish {
                let earlier =
                    running.map { "For those received before, it counts from \($0) on." }
                    ?? "Those received before keep the hours they had."
                return "It counts for inquiries received from \(begun) on. \(earlier)"
            }
            let earlier =
                running.map { "Für früher eingegangene gilt sie ab \($0)." }
                ?? "Früher eingegangene behalten ihre Zeiten."
            return "Sie gilt für Anfragen, die ab \(begun) eingehen. \(earlier)"
        }
    }

    func refused(_ change: Office.Change, _ reason: String) throws -> [Letter] {
        try tell(letters.noticed, change) { what, lines in
            LetterText(
                "Not agreed: \(what)",
                """
                this proposal for the agreement "\(name)" was refused or taken back, and nothing changes:

                \(lines)

                The reason: \(reason)
                """)
        } german: { what, lines in
            LetterText(
                "Nicht vereinbart: \(what)",
                """
                dieser Vorschlag zum Vertrag "\(name)" wurde abgelehnt oder zurückgenommen, und nichts \
                ändert sich:

                \(lines)

                Der Grund: \(reason)
                """)
        }
    }
}
