extension StandardWords {
    private static let germanEnd = "\n\n--\n{agent}\n{desk}"

    static func german(_ kind: LetterKind) -> String {
        switch kind {
        case .receipt, .receiptWithoutPromise, .answer: germanFirst(kind)
        case .informationRequest, .reminder, .lastReminder, .closing, .closingOutOfScope:
            germanWaiting(kind)
        case .extending:
            """
            {words}

            Zu lösen bis :: {resolve_by}

            Wir haben die Frist von Ticket {ticket} verlängert, wie es der Vertrag erlaubt (A.2). Gezählt \
            wird in unseren Servicezeiten (A.3): {hours}.
            """ + germanEnd
        case .outOfScope:
            """
            {words}

            Das liegt außerhalb unseres Vertrags (C.2): Von nun an laufen seine Fristen für dieses Ticket \
            nicht.
            {offer}

            Sie können binnen {dispute_days} widersprechen: Antworten Sie auf diese Mail. Wir antworten \
            binnen {dispute_answer_days}; keine Antwort bedeutet, dass Sie recht hatten.
            """ + germanEnd
        case .breach: germanBreach
        case .accessGiven, .accessExpiring, .accessEnded: germanAccess(kind)
        case .event, .eventTakenBack, .statement: germanOfMany(kind)
        case .severityLowered, .exclusion, .disputeUpheld, .disputeRefused, .markTakenBack,
            .noFurtherRequest, .objectionUpheld, .objectionRefused:
            germanMark(kind)
        case .survey:
            """
            Ticket {ticket} ist gelöst: {subject}

            Wie waren wir? Ein Klick öffnet eine Seite mit Ihrer Wahl; es zählt erst, was Sie dort absenden.

            {scores}

            Dort können Sie auch sagen, warum, und Ihre Antwort eine Woche lang ändern. Ist noch etwas zu \
            tun, antworten Sie auf diese Mail.
            """
        }
    }

    private static let germanBreach = """
        Bei Ticket {ticket} haben wir ein Versprechen nicht gehalten: {subject}

        Versprochen war :: {promise}
        Fällig war es bis :: {due}

        Das tut uns leid. Um wie viel wir es verfehlen, steht erst fest, wenn es getan ist; gezählt \
        wird in unseren Servicezeiten (A.3): {hours}.

        {next}

        {credit}

        Ist etwas für Sie dringender geworden, antworten Sie auf diese Mail.
        """

    private static func germanFirst(_ kind: LetterKind) -> String {
        switch kind {
        case .receipt:
            """
            Ihre Nachricht ist angekommen. Sie ist Ticket {ticket}: {subject}

            Eine Person antwortet bis :: {answer_by}
            Zu lösen bis :: {resolve_by}

            Der Vertrag verspricht bei Dringlichkeit {severity} eine Antwort binnen {answer_within} (A.1) \
            und eine Lösung binnen {resolve_within} (A.2). Gezählt wird in unseren Servicezeiten \
            (A.3): {hours}.

            Antworten Sie auf diese Mail, um das Ticket zu ergänzen.
            """
        case .receiptWithoutPromise:
            """
            Ihre Nachricht ist angekommen. Sie ist Ticket {ticket}: {subject}

            Für sie gilt kein Servicevertrag.

            Antworten Sie auf diese Mail, um das Ticket zu ergänzen.
            """
        default: "{words}" + germanEnd
        }
    }

    private static func germanWaiting(_ kind: LetterKind) -> String {
        switch kind {
        case .informationRequest:
            """
            {words}

            Solange wir auf Ihre Antwort warten, stehen die Fristen des Vertrags still (G).
            """ + germanEnd
        case .reminder:
            """
            Bei Ticket {ticket} warten wir auf Sie. Solange wir warten, stehen seine Fristen still (G).

            Wir baten um:
            - {missing}

            Ohne Antwort erinnern wir Sie noch einmal.
            """
        case .lastReminder:
            """
            Bei Ticket {ticket} warten wir noch immer auf Sie. Solange wir warten, stehen seine Fristen \
            still (G).

            Wir baten um:
            - {missing}

            Ohne Antwort schließen wir das Ticket.
            """
        case .closing:
            """
            Wir haben Ticket {ticket} geschlossen: Unsere Bitte und zwei Erinnerungen blieben ohne \
            Antwort (G).

            Antworten Sie auf diese Mail, und es ist wieder offen, solange das Fenster des Vertrags \
            offen ist.
            """
        default: "Wir haben Ticket {ticket} geschlossen: Es liegt außerhalb des Vertrags (C.2)."
        }
    }

    private static func germanMark(_ kind: LetterKind) -> String {
        let disputable = "\n\nSie können binnen {dispute_days} widersprechen: Antworten Sie auf diese Mail."
        return switch kind {
        case .severityLowered:
            """
            Wir haben die Dringlichkeit von Ticket {ticket} auf {severity} gesenkt.
            Der Grund: {reason}
            """ + disputable
        case .exclusion:
            """
            Bei Ticket {ticket} wird eine Zeitspanne nicht gezählt (H).

            Von :: {from}
            Bis :: {to}
            Anlass :: {ground}
            Grund :: {reason}
            """ + disputable
        case .disputeUpheld:
            """
            Sie haben bei Ticket {ticket} widersprochen: {mark}. Sie hatten recht: Es gilt als nie \
            geschehen.
            """
        case .disputeRefused:
            "Sie haben bei Ticket {ticket} widersprochen: {mark}. Auch beim zweiten Blick bleibt es dabei."
        case .markTakenBack:
            "Bei Ticket {ticket} haben wir etwas zurückgenommen: {mark}. Es gilt als nie geschehen."
        case .objectionUpheld:
            """
            Sie waren mit der Lösung von Ticket {ticket} nicht einverstanden. Sie hatten recht: Wir machen \
            weiter.
            """
        case .objectionRefused:
            """
            Sie waren mit der Lösung von Ticket {ticket} nicht einverstanden. Auch beim zweiten Blick \
            bleibt es dabei.
            """
        default:
            """
            Ihre letzte Nachricht zu Ticket {ticket} haben wir als Dank verstanden, mit dem nichts mehr zu \
            tun ist.

            Ist noch etwas zu tun, antworten Sie auf diese Mail.
            """
        }
    }
}
