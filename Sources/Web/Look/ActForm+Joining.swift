// Tickets that belong together, and who follows them.
extension ActForm {
    /// Sends `ticket` and `reason`.
    static func link(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "link", title: "Link it to another ticket", target: target,
            effect: "Both show the link to the desk. Conversations and clocks stay as they are.",
            fields: [
                FormField(
                    scope: "link", name: "ticket", label: "Ticket number", kind: .line, isRequired: true),
                .words("link", "reason", "Why they belong together", rows: 2),
            ], submit: "Link")
    }

    static func unmerge(_ target: FormTarget, main: Int64) -> ActForm {
        ActForm(
            id: "unmerge", title: "Undo the merge", target: target,
            effect: "It stands for itself again. What only answers in #\(main) fulfilled meanwhile is open "
                + "again; what was sent from here stays.",
            submit: "Undo the merge", isWeighty: true)
    }

    /// Sends `address`.
    static func follow(_ target: FormTarget, company: String) -> ActForm {
        ActForm(
            id: "follow", title: "Add a follower", clause: "B.1", target: target,
            effect:
                "They get every public mail of this ticket in copy from now on. Only people of \(company).",
            fields: [
                FormField(
                    scope: "follow", name: "address", label: "Mail address", kind: .line, isRequired: true)
            ], submit: "Add follower")
    }

    /// Sends nothing: it is the reader who follows.
    static func followYourself(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "follow-yourself", title: "Follow it yourself", target: target,
            effect: "You are told what its holder is told, for as long as you see it.", submit: "Follow")
    }

    /// Sends `address`.
    static func unfollow(_ target: FormTarget, _ followers: [FieldChoice]) -> ActForm {
        ActForm(
            id: "unfollow", title: "Remove a follower", clause: "B.1", target: target,
            effect: "They get no further copy. What they got they keep.",
            fields: [
                FormField(
                    scope: "unfollow", name: "address", label: "Who", kind: .choice(followers),
                    isRequired: true)
            ], submit: "Remove follower")
    }
}
