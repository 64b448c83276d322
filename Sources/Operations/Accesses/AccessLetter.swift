import BusinessTime
public import Desk
import Mail

/// What the customer is told of an access that they gave.
struct AccessLetter {
    /// Uses that the letter about the end lists; the page behind the link has all.
    static let usesMax = 20

    let asked: Office.AskedAccess
    /// Who may use it, in the reader's language.
    let users: String
    let recordedBy: String
    let link: String

    /// Which mail it is; what it can name is put among the facts.
    func letter(_ kind: AccessNotice, _ facts: inout LetterFacts) -> LetterKind {
        let (what, language) = (asked.access.what, facts.language)
        facts.set(.system, what.system)
        facts.set(.purpose, what.purpose)
        facts.set(.users, users)
        facts.set(.from, facts.moment(what.span.from))
        facts.set(.to, facts.moment(what.span.to))
        let said = facts.moment(asked.access.given.happened)
        facts.set(.said, "\(asked.contact) \(what.said.spoken(language)), \(said)")
        facts.set(.recorder, recordedBy)
        facts.set(.link, link)
        facts.set(.cause, cause(language))
        facts.set(.uses, .blocks(uses(facts)))
        return switch kind {
        case .given: .accessGiven
        case .expiring: .accessExpiring
        case .ended: .accessEnded
        }
    }

    /// What the ticket keeps of the letter: the link opens to whoever holds it, and the words of the access
    /// stand beside its fact alone.
    func inTicket(_ kind: AccessNotice, _ language: Language) -> String {
        let (contact, number) = (asked.contact, kind.grant)
        return switch (kind, language) {
        case (.given, .english):
            "We mailed \(contact) what we wrote down of access \(number), with a link to end it."
        case (.given, .german):
            "Wir haben \(contact) gemailt, was wir von Zugang \(number) notiert haben, mit einem Link, der "
                + "ihn beendet."
        case (.expiring, .english): "We reminded \(contact) that access \(number) ends soon."
        case (.expiring, .german): "Wir haben \(contact) erinnert, dass Zugang \(number) bald endet."
        case (.ended, .english):
            "We told \(contact) that access \(number) has ended, and what it was used for."
        case (.ended, .german):
            "Wir haben \(contact) gesagt, dass Zugang \(number) beendet ist, und wofür er genutzt wurde."
        }
    }

    private func cause(_ language: Language) -> String {
        let reason = asked.access.ending?.reason.map { ", \($0)" } ?? ""
        return switch (asked.access.ending?.how ?? .expired, language) {
        case (.expired, .english): "its time is over."
        case (.expired, .german): "Seine Zeit ist abgelaufen."
        case (.customer, .english): "you ended it\(reason)."
        case (.customer, .german): "Sie haben ihn beendet\(reason)."
        case (.desk, .english): "we ended it\(reason)."
        case (.desk, .german): "Wir haben ihn beendet\(reason)."
        case (.closed, .english): "the ticket is closed."
        case (.closed, .german): "Das Ticket ist geschlossen."
        }
    }

    private func uses(_ facts: LetterFacts) -> [MailBody.Block] {
        let (count, isEnglish) = (asked.uses.count, facts.language == .english)
        if count == 0 {
            return [.paragraph(isEnglish ? "It was never used." : "Er wurde nie genutzt.")]
        }
        let lines = asked.uses.prefix(Self.usesMax).map { "\(facts.moment($0.at)), \($0.by): \($0.purpose)" }
        let said =
            isEnglish
            ? "It was used \(count == 1 ? "once" : "\(count) times"):"
            : "Er wurde \(count == 1 ? "einmal" : "\(count)-mal") genutzt:"
        let rest = count - lines.count
        let more = isEnglish ? "and \(rest) more: \(link)" : "und \(rest) weitere: \(link)"
        return [.paragraph(said), .list(lines + (rest > 0 ? [more] : []))]
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

extension Way {
    fileprivate func spoken(_ language: Language) -> String {
        guard language == .german else { return spoken }
        return switch self {
        case .mail: "per Mail"
        case .phone: "am Telefon"
        case .chat: "in einem Chat"
        case .portal: "im Portal"
        case .page: "auf einer Seite des Supports"
        case .api: "durch ein Programm"
        case .rule: "durch eine Regel"
        case .commandLine: "auf der Kommandozeile"
        }
    }
}
