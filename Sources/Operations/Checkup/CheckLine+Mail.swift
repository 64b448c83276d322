import BusinessTime
import Storage

// How mail comes in and goes out.
extension CheckLine {
    /// `tried` is nil where only what is stored was looked at.
    static func mailbox(
        _ mailbox: StoredMailbox, _ tried: TriedMailbox? = nil, now: Instant
    ) -> CheckLine {
        let subject = "Mailbox \(mailbox.name)"
        let last = mailbox.health.succeeded.map { "The last success was at \($0)." } ?? "It was never read."
        if let trouble = tried?.trouble {
            return CheckLine(subject, .failed, "\(trouble.words) \(last)", remedy: trouble.remedy)
        }
        let found = tried.map { "\($0.words) " } ?? ""
        if let problem = mailbox.health.problem {
            return CheckLine(
                subject, mailbox.isLate(at: now) ? .failed : .warning,
                "\(found)The last visit failed: \(problem) \(last)",
                remedy: "Try it on the page Mailboxes, or with duly mailbox test \(mailbox.name).")
        }
        if mailbox.isLate(at: now) {
            return CheckLine(
                subject, .failed, found + last,
                remedy: "See that the desk runs: it looks at least every few minutes.")
        }
        return CheckLine(subject, .ok, found + last)
    }

    static func door(_ door: Listening, greeting: String?) -> CheckLine {
        let subject = "Mail in by \(door.name)"
        guard let greeting else {
            return CheckLine(
                subject, .failed, "Nobody answers at \(door.place).",
                remedy: "See that the desk runs; its log says why a port could not be opened.")
        }
        return greeting.hasPrefix("220")
            ? CheckLine(subject, .ok, "\(door.place) answers.")
            : CheckLine(
                subject, .failed, "\(door.place) answers \"\(greeting.prefix(80))\".",
                remedy: "Another program listens there: choose another port.")
    }

    /// `way` is nil where mail stays in the outbox; `finding` where it was not tried.
    static func wayOut(_ way: String?, _ finding: RelayFinding?, _ health: Office.SendingHealth) -> CheckLine
    {
        let subject = "Mail out"
        guard let way else {
            return CheckLine(
                subject, .warning, "No server is set up: mail stays in the outbox.",
                remedy: "Set one up on the page Sending, or with duly mail sending set.")
        }
        if let failure = finding?.failure {
            return CheckLine(
                subject, .failed, "\(way): \(failure.step): \(failure.words).", remedy: failure.remedy)
        }
        if let problem = health.problem {
            return CheckLine(
                subject, health.needsSomebody ? .failed : .warning,
                "\(way): the last attempt failed: \(problem).",
                remedy: "Try it on the page Sending, or with duly mail sending test.")
        }
        if finding != nil { return CheckLine(subject, .ok, "\(way): it lets the desk in.") }
        let last = health.succeeded.map { "the last mail was taken at \($0)" } ?? "nothing was sent yet"
        return CheckLine(subject, .ok, "\(way): not tried from here; \(last).")
    }
}
