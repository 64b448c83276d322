import BusinessTime
import Desk
import Operations
import Storage

/// One proposal with what has become of it, as a manager sees it.
struct ProposalWords: Sendable {
    let name: String
    let change: Office.Change
    let side: Side
    let lines: [String]
    let answer: AgreementFact?
    let impact: Impact?
    let words: AgreementFactWords

    /// nil where there is no such proposal.
    init?(
        _ file: Office.AgreementFile, _ change: Office.Change, _ words: AgreementFactWords, impact: Impact?
    ) {
        guard let agreement = file.agreement else { return nil }
        switch change.kind {
        case .adjustment:
            guard let found = agreement.adjustments.first(where: { $0.number == change.number }) else {
                return nil
            }
            (side, answer) = (found.adjustment.side, found.answer)
            lines = ChangeWords.lines(found.adjustment)
        case .mend:
            guard let found = agreement.mends.first(where: { $0.number == change.number }) else { return nil }
            (side, answer) = (found.mend.side, found.answer)
            lines = ChangeWords.lines(found.mend)
        }
        name = file.name.name
        self.change = change
        self.words = words
        self.impact = impact
    }

    private var title: String {
        switch change.kind {
        case .adjustment: "Change \(change.number) of hours"
        case .mend: "Clerical error \(change.number)"
        }
    }

    /// For example "Change 1 of hours: waits for the customer".
    var waiting: NavLink? {
        guard answer == nil else { return nil }
        return NavLink(
            label: "\(title) waits for the \(side == .provider ? "customer" : "provider")",
            href: Page.proposal(name, change.kind, change.number))
    }

    private var standing: String {
        guard let answer else {
            return side == .provider
                ? "The customer's signatories are asked by mail; nothing changes before their answer."
                : "The customer proposes it; the provider answers."
        }
        let who = "\(words.who(answer.by)), \(words.words.whole(answer.happened))"
        switch answer.what {
        case .adjustmentConfirmed(_, let from, _, _):
            return "Confirmed by \(who). It counts from \(words.words.whole(from))."
        case .mended: return "Agreed by \(who). The version is read as mended."
        case .adjustmentRefused(_, let reason), .mendRefused(_, let reason):
            return "Refused or taken back by \(who): \(reason)"
        default: return ""
        }
    }

    var page: ChangePage {
        ChangePage(
            back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)), title: title,
            summary: standing, lines: lines,
            impact: answer == nil ? impact.map { ImpactView($0) } : nil, acts: [])
    }

    func acts(_ person: SignedIn) -> [ActForm] {
        guard answer == nil else { return [] }
        let target = { (noun: String, hidden: [HiddenField]) in
            FormTarget(
                action: Page.proposal(name, change.kind, change.number) + "/" + noun, csrf: person.csrf,
                hidden: hidden)
        }
        let today = words.words.rules.local(words.words.now).date.description
        let back = ActForm.refuseChange(
            target("refusal", []), title: side == .provider ? "Take it back" : "Refuse it",
            clause: change.clause)
        if side == .customer {
            let agree = ActForm.agreeToChange(
                target("acceptance", [HiddenField(name: "side", value: "provider")]), clause: change.clause)
            return impact?.refusal == nil ? [agree, back] : [back]
        }
        let log = ActForm.logAnswer(
            target("acceptance", [HiddenField(name: "side", value: "customer")]), clause: change.clause,
            today: today)
        return (impact?.refusal == nil ? [log] : []) + [.mailLinksAgain(target("links", [])), back]
    }
}
