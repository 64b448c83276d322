import Agreements
import BusinessTime
import Desk

// An offer that is over, and the end of an agreement (clause I).
extension AgreementWords {
    func declined(by signatory: String, _ reason: String) -> LetterText {
        over(
            language == .english
                ? "\(signatory) declined to sign it: \(reason)"
                : "\(signatory) hat die Unterschrift abgelehnt: \(reason)")
    }

    func withdrawn(_ reason: String) -> LetterText {
        over(
            language == .english
                ? "The provider withdrew the offer: \(reason)"
                : "Der Anbieter hat das Angebot zurückgezogen: \(reason)")
    }

    var expired: LetterText {
        over(
            language == .english
                ? "The time to sign it is over." : "Die Zeit zum Unterschreiben ist abgelaufen.")
    }

    private func over(_ how: String) -> LetterText {
        switch language {
        case .english:
            LetterText(
                "No longer to sign: \(name)",
                "the agreement \"\(name)\" can't be signed any more. \(how)")
        case .german:
            LetterText(
                "Nicht mehr zu unterschreiben: \(name)",
                "der Vertrag \"\(name)\" kann nicht mehr unterschrieben werden. \(how)")
        }
    }

    func noticeGiven(_ notice: GivenNotice) -> LetterText {
        switch language {
        case .english:
            LetterText(
                "Notice of termination: \(name)",
                """
                the \(notice.from.rawValue) has given notice of termination (clause I). The last day of the \
                agreement "\(name)" is \(notice.lastDay), until 24:00 in the agreement's zone.

                Inquiries received until then keep their promises, deadlines, disputes and credits. \
                Inquiries received later have no promise.
                """)
        case .german:
            LetterText(
                "Kündigung: \(name)",
                """
                der \(notice.from == .provider ? "Anbieter" : "Kunde") hat gekündigt (Klausel I). Der letzte \
                Tag des Vertrags "\(name)" ist der \(language.date(notice.lastDay)), bis 24:00 Uhr in der \
                Zone des Vertrags.

                Anfragen, die bis dahin eingehen, behalten ihre Versprechen, Fristen, Widersprüche und \
                Gutschriften. Für spätere Anfragen gibt es kein Versprechen.
                """)
        }
    }

    func noticeReminded(_ notice: GivenNotice) -> LetterText {
        switch language {
        case .english:
            LetterText(
                "The agreement ends soon: \(name)",
                "the last day of the agreement \"\(name)\" is \(notice.lastDay) (clause I).")
        case .german:
            LetterText(
                "Der Vertrag endet bald: \(name)",
                "der letzte Tag des Vertrags \"\(name)\" ist der \(language.date(notice.lastDay)) "
                    + "(Klausel I)."
            )
        }
    }

    var noticeWithdrawn: LetterText {
        switch language {
        case .english:
            LetterText(
                "Notice withdrawn: \(name)",
                "both parties have agreed that the notice of termination is withdrawn. The agreement goes on."
            )
        case .german:
            LetterText(
                "Kündigung zurückgenommen: \(name)",
                "beide Seiten haben vereinbart, die Kündigung zurückzunehmen. Der Vertrag läuft weiter.")
        }
    }
}
