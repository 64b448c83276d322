/// The words that hold until an organisation has its own.
enum StandardWords {
    static func text(_ kind: LetterKind, _ language: Language) -> String {
        let words =
            switch language {
            case .english: english(kind)
            case .german: german(kind)
            }
        return kind.leadsToPortal ? words + "\n\n" + portal(kind, language) : words
    }

    /// The last line of what the desk writes by itself.
    private static func portal(_ kind: LetterKind, _ language: Language) -> String {
        let hasDeadlines = ![.receiptWithoutPromise, .closing, .closingOutOfScope].contains(kind)
        return switch language {
        case .english: "See it\(hasDeadlines ? " and its deadlines" : ""): {portal}"
        case .german: "Das Ticket\(hasDeadlines ? " und seine Fristen" : ""): {portal}"
        }
    }
}

extension StandardWords {
    private static let englishEnd = "\n\n--\n{agent}\n{desk}"

    private static func english(_ kind: LetterKind) -> String {
        switch kind {
        case .receipt, .receiptWithoutPromise, .answer: englishFirst(kind)
        case .informationRequest, .reminder, .lastReminder, .closing, .closingOutOfScope:
            englishWaiting(kind)
        case .extending:
            """
            {words}

            To be resolved by :: {resolve_by}

            We moved the deadline of ticket {ticket}, as the agreement allows (A.2). The time is counted in \
            our support hours (A.3): {hours}.
            """ + englishEnd
        case .outOfScope:
            """
            {words}

            This is outside our agreement (C.2): from now on its times do not run for this ticket.
            {offer}

            You can dispute this within {dispute_days}: answer this mail. We answer within \
            {dispute_answer_days}; no answer means that you were right.
            """ + englishEnd
        case .breach: englishBreach
        case .accessGiven, .accessExpiring, .accessEnded: englishAccess(kind)
        case .event, .eventTakenBack, .statement: englishOfMany(kind)
        case .severityLowered, .exclusion, .disputeUpheld, .disputeRefused, .markTakenBack,
            .noFurtherRequest, .objectionUpheld, .objectionRefused:
            englishMark(kind)
        case .survey:
            """
            Ticket {ticket} is resolved: {subject}

            How did we do? One click opens a page with your choice; nothing counts before you send it there.

            {scores}

            You can say why on that page, and change your answer for a week. If something is left to do, \
            answer this mail.
            """
        }
    }

    private static let englishBreach = """
        We did not keep a promise on ticket {ticket}: {subject}

        What we promised :: {promise}
        It was due by :: {due}

        We are sorry. By how much we miss it is known only when it is done; the time is counted in our \
        support hours (A.3): {hours}.

        {next}

        {credit}

        If something has become more urgent for you, answer this mail.
        """

    private static func englishFirst(_ kind: LetterKind) -> String {
        switch kind {
        case .receipt:
            """
            We have your message. It is ticket {ticket}: {subject}

            A person answers by :: {answer_by}
            To be resolved by :: {resolve_by}

            The agreement promises an answer within {answer_within} (A.1) and a resolution within \
            {resolve_within} (A.2) for severity {severity}. Both are counted in our support hours (A.3): \
            {hours}.

            Answer this mail to add to the ticket.
            """
        case .receiptWithoutPromise:
            """
            We have your message. It is ticket {ticket}: {subject}

            No service level agreement applies to it.

            Answer this mail to add to the ticket.
            """
        default: "{words}" + englishEnd
        }
    }

    private static func englishWaiting(_ kind: LetterKind) -> String {
        switch kind {
        case .informationRequest:
            """
            {words}

            While we wait for your answer, the times of the agreement stand still (G).
            """ + englishEnd
        case .reminder:
            """
            We are waiting for you on ticket {ticket}. While we wait, its times stand still (G).

            We asked for:
            - {missing}

            Without an answer we remind you once more.
            """
        case .lastReminder:
            """
            We are still waiting for you on ticket {ticket}. While we wait, its times stand still (G).

            We asked for:
            - {missing}

            Without an answer we close the ticket.
            """
        case .closing:
            """
            We closed ticket {ticket}: our request and two reminders had no answer (G).

            Answer this mail and it is opened again, as long as the agreement's window is open.
            """
        default: "We closed ticket {ticket}: it is outside the agreement's scope (C.2)."
        }
    }

    private static func englishMark(_ kind: LetterKind) -> String {
        let disputable = "\n\nYou can dispute this within {dispute_days}: answer this mail."
        return switch kind {
        case .severityLowered:
            """
            We lowered the severity of ticket {ticket} to {severity}.
            The reason: {reason}
            """ + disputable
        case .exclusion:
            """
            On ticket {ticket} a span of time is not counted (H).

            From :: {from}
            To :: {to}
            The ground :: {ground}
            The reason :: {reason}
            """ + disputable
        case .disputeUpheld:
            "You disputed {mark} on ticket {ticket}. You were right: it is as if it never were."
        case .disputeRefused:
            "You disputed {mark} on ticket {ticket}. After a second look it stands."
        case .markTakenBack:
            "We took back {mark} on ticket {ticket}: it is as if it never were."
        case .objectionUpheld:
            "You objected to the resolution of ticket {ticket}. You were right: we go on with it."
        case .objectionRefused:
            "You objected to the resolution of ticket {ticket}. After a second look it stands."
        default:
            """
            We understood your last message on ticket {ticket} as thanks, with nothing left to do.

            If there is more to do, answer this mail.
            """
        }
    }
}
