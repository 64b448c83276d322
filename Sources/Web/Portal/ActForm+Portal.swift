import BusinessTime
import Desk
import Operations

extension ActForm {
    /// Sends `text` and `files`.
    static func portalReply(_ target: FormTarget, endsWaiting: Bool, isTaken: Bool) -> ActForm {
        var form = ActForm(
            id: "reply", title: "Write to the desk", target: target,
            effect: endsWaiting
                ? "The clocks go on as soon as it is sent (G)."
                : isTaken
                    ? "Whoever has the ticket is told."
                    : "Everybody at the desk who can take the ticket sees at once that you wrote.",
            fields: [.words("reply", "text", "Your message", rows: 6), .portalFiles("reply")], submit: "Send")
        form.isOpen = true
        return form
    }

    /// Sends `text`.
    static func portalReopen(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "reopen", title: "Reopen it", clause: "A.2", target: target,
            effect: "The clock of the resolution goes on with what was left of it.",
            fields: [.words("reopen", "text", "What is left to do", rows: 4)], submit: "Reopen")
    }

    /// Sends `mark` and `reason`.
    static func portalDispute(_ target: FormTarget, marks: [Mark]) -> ActForm {
        .aboutMark(
            "dispute", "Dispute a mark", target, marks: marks,
            effect:
                "It is answered within \(Ticket.disputeAnsweredWithin.count) business days by somebody who "
                + "neither proposed nor approved it; no answer means that you were right.")
    }

    /// Sends `system`, `purpose`, `users` and `until`.
    static func portalAccess(_ target: FormTarget, to users: [FieldChoice], zone: String) -> ActForm {
        ActForm(
            id: "access", title: "Give access to a system", clause: "G", target: target,
            effect: "It is written down with each use. You see it here and by mail, and end it whenever you "
                + "like. Never write a password or a key here.",
            fields: [
                FormField(
                    scope: "access", name: "system", label: "Which system", kind: .line,
                    hint: "For example: the test shop, read only.", isRequired: true),
                .words("access", "purpose", "What for", rows: 2),
                FormField(
                    scope: "access", name: "users", label: "For whom", kind: .choice(users),
                    isRequired: true),
                FormField(
                    scope: "access", name: "until", label: "Until", kind: .time(zone: zone),
                    hint: "At most \(AccessGrant.daysMax) days later.", isRequired: true),
            ], submit: "Give access")
    }

    /// Sends `score` and `comment`.
    static func portalRating(_ target: FormTarget, _ asked: RatingAsked) -> ActForm {
        var form = ActForm(
            id: "rate", title: asked.score == nil ? "How was it?" : "Change your rating", clause: "F",
            target: target, effect: RatingAsked.effect, fields: asked.fields,
            submit: asked.score == nil ? "Send the rating" : "Change it")
        form.isOpen = asked.score == nil
        return form
    }

    /// Sends `subject`, `text`, `impact`, `asked-N` for each thing the agreement asks for, and `files`.
    ///
    /// - Parameter effect: when it is answered.
    static func portalFiling(
        _ target: FormTarget, category: String?, asked: [String], effect: String
    ) -> ActForm {
        // The words are the answer where the agreement asks what happened: nobody tells it twice.
        let isStory = { (question: String) in question.lowercased() == Questions.whatHappened.lowercased() }
        let story = asked.first(where: isStory)
        let questions = asked.enumerated().filter { !isStory($0.element) }.map { number, question in
            FormField(
                scope: "file", name: "asked-\(number + 1)", label: question, kind: .text(rows: 2),
                hint: "The agreement asks for this (G). Empty, the desk will ask for it, and waits for you.")
        }
        var form = ActForm(
            id: "file", title: category.map { "About: \($0.capitalisedFirst)" } ?? "Your request",
            clause: "G", target: target, effect: effect,
            fields: [
                FormField(scope: "file", name: "subject", label: "Subject", kind: .line, isRequired: true),
                .words(
                    "file", "text", story ?? "What happened, and what did you expect?", rows: 6,
                    hint: story.map { _ in "The agreement asks for this (G)." }),
                FormField(
                    scope: "file", name: "impact", label: "Impact", kind: .text(rows: 2),
                    hint: "Who can't work, and since when. The desk sets the severity by it."),
            ] + questions + [.portalFiles("file")], submit: "Send")
        form.isOpen = true
        return form
    }
}

extension FormField {
    fileprivate static func portalFiles(_ scope: String) -> FormField {
        FormField(
            scope: scope, name: "files", label: "Files", kind: .files, hint: FilesBound.given.words,
            bound: .given)
    }
}

extension Desk.Refusal {
    static func unknownMark(_ form: Fields) -> Desk.Refusal {
        Desk.Refusal(
            "mark-unknown", field: "mark", "There is no mark \"\(form["mark"].prefix(64))\".",
            remedy: "Choose one of the list, for example \"exclusion:1\" or \"out-of-scope\".")
    }
}
