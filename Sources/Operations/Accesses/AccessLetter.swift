import BusinessTime
public import Desk

/// What the customer is told of an access that they gave.
struct AccessLetter {
    /// Uses that the letter about the end lists; the page behind the link has all.
    static let usesMax = 20

    let asked: Office.AskedAccess
    let recordedBy: String
    let secretsGo: String

    func text(_ kind: AccessNotice, link: String) -> String {
        switch kind {
        case .given: given(link)
        case .expiring: expiring(link)
        case .ended: ended(link)
        }
    }

    /// What the ticket keeps of the letter: the link opens to whoever holds it, and the words of the access
    /// stand beside its fact alone.
    func inTicket(_ kind: AccessNotice) -> String {
        switch kind {
        case .given:
            "We mailed \(asked.contact) what we wrote down of access \(kind.grant), with a link to end it."
        case .expiring: "We reminded \(asked.contact) that access \(kind.grant) ends soon."
        case .ended: "We told \(asked.contact) that access \(kind.grant) has ended, and what it was used for."
        }
    }

    private var what: AccessGrant { asked.access.what }

    private func time(_ instant: Instant) -> String {
        asked.terms.map { LocalWords(terms: $0).time(instant) } ?? "\(instant)"
    }

    private func given(_ link: String) -> String {
        """
        You gave us access for ticket \(asked.ticket) (G). We wrote down:

          System: \(what.system)
          What for: \(what.purpose)
          Who may use it: \(asked.users)
          From: \(time(what.span.from))
          Until: \(time(what.span.to))
          Said by \(asked.contact) \(what.said.spoken), \(time(asked.access.given.happened)); written down \
        by \(recordedBy)

        Each use is written down with who, when and what for. Look at it, and end the access at once \
        whenever you like, here:
        \(link)

        Please never send us a password or a key by mail. \(secretsGo)
        """
    }

    private func expiring(_ link: String) -> String {
        """
        The access to \(what.system) that you gave us for ticket \(asked.ticket) ends at \
        \(time(what.span.to)) (G). You need do nothing. If it is needed longer, we ask you first.

        What it was used for, and a way to end it at once:
        \(link)
        """
    }

    private func ended(_ link: String) -> String {
        """
        The access to \(what.system) that you gave us for ticket \(asked.ticket) has ended (G): \(cause)
        Nobody at the desk may use it any more.

        \(uses(link))

        Please close it on your side too: lock the account, or change what opened it.
        """
    }

    private var cause: String {
        guard let ending = asked.access.ending else { return "its time is over." }
        let reason = ending.reason.map { ", \($0)" } ?? ""
        return switch ending.how {
        case .expired: "its time is over."
        case .customer: "you ended it\(reason)."
        case .desk: "we ended it\(reason)."
        case .closed: "the ticket is closed."
        }
    }

    private func uses(_ link: String) -> String {
        if asked.uses.isEmpty { return "It was never used." }
        let lines = asked.uses.prefix(Self.usesMax).map { "  \(time($0.at)), \($0.by): \($0.purpose)" }
        let rest = asked.uses.count - lines.count
        let more = rest > 0 ? "\n  and \(rest) more: \(link)" : ""
        return "It was used \(asked.uses.count == 1 ? "once" : "\(asked.uses.count) times"):\n"
            + lines.joined(separator: "\n") + more
    }
}

extension Way {
    /// Goes after "said".
    public var spoken: String {
        switch self {
        case .mail: "by mail"
        case .phone: "on the telephone"
        case .chat: "in a chat"
        case .portal: "in the portal"
        case .page: "on a page of the desk"
        case .api: "through a program"
        case .rule: "by a rule"
        case .commandLine: "on the command line"
        }
    }
}
