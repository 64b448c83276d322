// The words about an access that a contact gave (clause G).
extension StandardWords {
    static func englishAccess(_ kind: LetterKind) -> String {
        switch kind {
        case .accessGiven:
            """
            You gave us access for ticket {ticket} (G). We wrote down:

            System :: {system}
            What for :: {purpose}
            Who may use it :: {users}
            From :: {from}
            Until :: {to}
            Said by :: {said}
            Written down by :: {recorder}

            Each use is written down with who, when and what for. Look at it, and end the access at once \
            whenever you like, here:
            {link}

            Please never send us a password or a key by mail. {secrets}
            """
        case .accessExpiring:
            """
            The access to {system} that you gave us for ticket {ticket} ends at {to} (G). You need do \
            nothing. If it is needed longer, we ask you first.

            What it was used for, and a way to end it at once:
            {link}
            """
        default:
            """
            The access to {system} that you gave us for ticket {ticket} has ended (G): {cause}
            Nobody at the desk may use it any more.

            {uses}

            Please close it on your side too: lock the account, or change what opened it.
            """
        }
    }

    static func germanAccess(_ kind: LetterKind) -> String {
        switch kind {
        case .accessGiven:
            """
            Sie haben uns für Ticket {ticket} Zugang gegeben (G). Wir haben notiert:

            System :: {system}
            Wofür :: {purpose}
            Wer ihn nutzen darf :: {users}
            Von :: {from}
            Bis :: {to}
            Gesagt von :: {said}
            Notiert von :: {recorder}

            Jede Nutzung wird notiert: wer, wann und wofür. Hier sehen Sie das, und hier beenden Sie den \
            Zugang sofort, wann immer Sie wollen:
            {link}

            Bitte senden Sie uns nie ein Passwort oder einen Schlüssel per Mail. {secrets}
            """
        case .accessExpiring:
            """
            Der Zugang zu {system}, den Sie uns für Ticket {ticket} gegeben haben, endet (G): {to}. Sie \
            müssen nichts tun. Brauchen wir ihn länger, fragen wir Sie vorher.

            Wofür er genutzt wurde, und wie Sie ihn sofort beenden:
            {link}
            """
        default:
            """
            Der Zugang zu {system}, den Sie uns für Ticket {ticket} gegeben haben, ist beendet (G): {cause}
            Niemand bei uns darf ihn mehr nutzen.

            {uses}

            Bitte schließen Sie ihn auch bei sich: Sperren Sie das Konto, oder ändern Sie, was ihn öffnete.
            """
        }
    }
}
