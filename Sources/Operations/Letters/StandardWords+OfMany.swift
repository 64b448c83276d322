// The words about many tickets at once: an event (clause H) and a month's statement (clause K).
extension StandardWords {
    static func englishOfMany(_ kind: LetterKind) -> String {
        switch kind {
        case .event:
            """
            Under clause H of our agreement a span of time is not counted on the tickets below.

            From :: {from}
            To :: {to}
            What happened :: {event}: {reason}
            The ground :: {ground}
            What shows it; we send you the files on request :: {evidence}

            {tickets}

            You can dispute this for each ticket within {dispute_days}: answer its last mail, or name its \
            number in an answer to this one. We answer within {dispute_answer_days}; no answer means that \
            you were right.

            --
            {desk}
            """
        case .eventTakenBack:
            """
            We told you that under clause H of our agreement a span of time was not counted.

            From :: {from}
            To :: {to}
            What happened :: {event}: {reason}

            We have taken that back: {reversal}

            The time counts on the tickets below, as if this had never been. What is owed by it comes on \
            your next statement.

            {tickets}

            --
            {desk}
            """
        default: englishStatement
        }
    }

    private static let englishStatement = """
        Service credits under clause K of the agreement "{agreement}" for {month}:

        {credits}

        Total: {total}, net of tax. The statement is attached as PDF, each line with the address of its \
        proof.

        {excluded}

        You may dispute a line within {dispute_days} by answering this mail; the answer comes within \
        {dispute_answer_days} from somebody else than who decided it. Lines that are not disputed stay \
        payable.

        --
        {desk}
        """

    static func germanOfMany(_ kind: LetterKind) -> String {
        switch kind {
        case .event:
            """
            Nach Klausel H unseres Vertrags wird bei den unten genannten Tickets eine Zeitspanne nicht \
            gezählt.

            Von :: {from}
            Bis :: {to}
            Was geschah :: {event}: {reason}
            Anlass :: {ground}
            Was es belegt; wir senden Ihnen die Dateien gern :: {evidence}

            {tickets}

            Sie können dem bei jedem Ticket binnen {dispute_days} widersprechen: Antworten Sie auf seine \
            letzte Mail, oder nennen Sie seine Nummer in einer Antwort auf diese. Wir antworten binnen \
            {dispute_answer_days}; keine Antwort bedeutet, dass Sie recht hatten.

            --
            {desk}
            """
        case .eventTakenBack:
            """
            Wir haben Ihnen gesagt, dass nach Klausel H unseres Vertrags eine Zeitspanne nicht gezählt wurde.

            Von :: {from}
            Bis :: {to}
            Was geschah :: {event}: {reason}

            Das haben wir zurückgenommen: {reversal}

            Die Zeit zählt bei den unten genannten Tickets, als wäre das nie gewesen. Was daraus geschuldet \
            ist, steht auf Ihrer nächsten Abrechnung.

            {tickets}

            --
            {desk}
            """
        default: germanStatement
        }
    }

    private static let germanStatement = """
        Gutschriften nach Klausel K des Vertrags "{agreement}" für {month}:

        {credits}

        Summe: {total}, ohne Steuern. Die Abrechnung liegt als PDF bei, jede Zeile mit der Adresse ihres \
        Nachweises.

        {excluded}

        Sie können einer Zeile binnen {dispute_days} widersprechen, indem Sie auf diese Mail antworten; \
        binnen {dispute_answer_days} antwortet jemand anderes als wer darüber entschieden hat. Zeilen \
        ohne Widerspruch bleiben zahlbar.

        --
        {desk}
        """
}
