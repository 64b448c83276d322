import Agreements
import BusinessTime
import Desk
import Operations
import Storage

/// The facts of an agreement in plain words. Every fact is drawn: a new one is asked for by the compiler.
struct AgreementFactWords: Sendable {
    let name: String
    let words: DeskWords
    /// In the reader's zone, for when something happened; nil where it is not shown to one reader.
    var own: DeskWords?
    /// Of the people who act in the facts.
    let people: [Int64: String]

    init(_ file: Office.AgreementFile, _ words: DeskWords, _ reader: Storage.Reader) throws {
        name = file.name.name
        self.words = words
        people = try reader.names(of: Array(Set(file.facts.compactMap { $0.by.person?.rawValue })))
    }

    func who(_ actor: Actor) -> String {
        switch actor {
        case .agent(let person), .contact(let person): people[person.rawValue] ?? "Somebody"
        case .program(let name): name
        case .desk: "Duly"
        }
    }

    /// A signature puts a version in force; it is Duly that says so, not who signed.
    private func author(of fact: AgreementFact) -> String {
        who(fact.what.kind == .inForce ? .desk : fact.by)
    }

    /// The newest first.
    func entries(_ file: Office.AgreementFile) -> [ChangeEntry] {
        var counts: (changes: [Office.Change.Kind: Int], holidays: Int) = ([:], 0)
        let drawn = file.facts.map { fact -> ChangeEntry in
            switch fact.what {
            case .adjustmentProposed: counts.changes[.adjustment, default: 0] += 1
            case .mendProposed: counts.changes[.mend, default: 0] += 1
            case .holidaysProposed: counts.holidays += 1
            default: break
            }
            return ChangeEntry(
                at: (own ?? words).moment(fact.happened), who: author(of: fact), what: sentence(fact, file),
                clause: fact.what.clause.id, more: link(fact.what, counts))
        }
        return drawn.reversed()
    }

    private func link(
        _ what: AgreementFact.What, _ counts: (changes: [Office.Change.Kind: Int], holidays: Int)
    ) -> NavLink? {
        switch what {
        case .adjustmentProposed:
            NavLink(
                label: "What it says",
                href: Page.proposal(name, .adjustment, counts.changes[.adjustment] ?? 1))
        case .holidaysProposed:
            NavLink(label: "Review them", href: Page.holidays(name, counts.holidays))
        case .mendProposed:
            NavLink(label: "What it says", href: Page.proposal(name, .mend, counts.changes[.mend] ?? 1))
        case .noticeMailed(let mail): NavLink(label: "The mail", href: Page.noticeMail(mail.inbox))
        case .noticeGiven(let notice):
            notice.mail.map { NavLink(label: "The mail", href: Page.noticeMail($0)) }
                ?? notice.scan.map {
                    NavLink(label: "The letter", href: Page.noticeLetter(name, $0.digest))
                }
        default: nil
        }
    }

    private func sentence(_ fact: AgreementFact, _ file: Office.AgreementFile) -> String {
        switch fact.what {
        case .drafted(let text): "began the draft of version \(text.version)."
        case .revised(let text): "revised the draft of version \(text.version)."
        case .besideAccepted(let others):
            "confirmed that it may hold beside \(others.map(\.description).joined(separator: ", "))."
        case .offered(let offer): "sent version \(offer.version) for signature."
        case .invited(let invitation): "mailed \(signatory(invitation.signatory, file)) a link to sign."
        case .opened(let place): "showed the document to \(signatory(place, file)) for the first time."
        case .codeSent(let place, _): "mailed \(signatory(place, file)) a code."
        case .signed(let signature): "signed as \(signature.name)."
        case .declined(_, let reason): "declined to sign: \(reason)"
        case .withdrawn(let reason): "withdrew the offer: \(reason)"
        case .reminded(let place, let days):
            "reminded \(signatory(place, file)): \(days) days were left to sign."
        case .expired: "noted that the offer expired without all signatures."
        case .inForce(let version, let from):
            "noted that all have signed: version \(version) holds from \(words.whole(from))."
        case .began(let version): "noted that version \(version) began."
        case .superseded(let version): "noted that a later version took the place of version \(version)."
        case .noticeMailed(let mail):
            "received a mail at the notice address, "
                + (mail.isAutomatic ? "written by a program." : "for a manager to read.")
        case .noticeMailPutAside: "found that a mail to the notice address gives no notice."
        case .noticeGiven(let notice):
            "noted the \(notice.from.rawValue)'s notice of termination; the last day is "
                + "\(notice.lastDay.inWords)."
        case .noticeReminded: "reminded the provider that the agreement ends soon."
        case .noticeWithdrawalAgreed(let side):
            "noted that the \(side.rawValue) agrees to withdraw the notice."
        case .terminated: "noted that the agreement has ended."
        case .adjustmentProposed, .adjustmentConfirmed, .adjustmentRefused, .holidaysProposed,
            .holidaysAccepted, .mendProposed, .mended, .mendRefused:
            changing(fact.what)
        }
    }

    private func changing(_ what: AgreementFact.What) -> String {
        switch what {
        case .adjustmentProposed(let adjustment):
            "proposed other hours or holidays for the \(adjustment.side.rawValue), from "
                + "\(adjustment.change.from) on: \(adjustment.reason)"
        case .adjustmentConfirmed(let number, let from, _, let said):
            "confirmed change \(number) of hours; it counts from \(words.whole(from))" + logged(said)
        case .adjustmentRefused(let number, let reason): "refused change \(number) of hours: \(reason)"
        case .holidaysProposed(let proposal):
            "found \(proposal.holidays.count) new dates in \(proposal.feed)."
        case .holidaysAccepted(let number, let dates):
            "chose \(dates.count) dates of proposal \(number) of holidays."
        case .mendProposed(let mend):
            "proposed to mend \(Terms.words(of: mend.path)) of version \(mend.version): \(mend.reason)"
        case .mended(let number, let said): "agreed to mend clerical error \(number)" + logged(said)
        case .mendRefused(let number, let reason): "refused to mend clerical error \(number): \(reason)"
        default: ""
        }
    }

    private func logged(_ said: SaidElsewhere?) -> String {
        said.map { ", as the customer said on \($0.on): \($0.reference)" } ?? "."
    }

    private func signatory(_ place: Int, _ file: Office.AgreementFile) -> String {
        let people = file.agreement?.offering?.offer.signatories ?? []
        return people.indices.contains(place) ? people[place].name : "a signatory"
    }

    /// What counts beside the signed text of a version: since when, and by whose word. For an inquiry that
    /// was received at an instant, or for all that are.
    func agreed(_ agreement: Agreement, version: Int, receivedAt: Instant? = nil) -> [String] {
        let hours = agreement.adjustments.compactMap { file -> String? in
            guard file.adjustment.version == version, let answer = file.answer,
                case .confirmed(let from, let running) = file.end
            else { return nil }
            if let receivedAt, receivedAt < from, running == nil { return nil }
            let change = file.adjustment.change
            let what =
                change.weekly != nil ? "Hours" : change.holidays != nil ? "Holidays" : "Single dates"
            let also = running.map { ", and from \($0) on for those received before" } ?? ""
            return "\(what) adjusted for inquiries received from \(words.whole(from)) on\(also) (A.3): "
                + "confirmed \(words.whole(answer.happened)) by \(who(answer.by))"
                + logged(said(answer.what))
        }
        let mends = agreement.mends.compactMap { file -> String? in
            guard file.isAgreed, file.mend.version == version, let answer = file.answer else { return nil }
            return "Clerical error mended (I): \(Terms.words(of: file.mend.path)) reads "
                + "\"\(file.mend.reads)\", not "
                + "\"\(file.mend.was)\"; agreed \(words.whole(answer.happened)) by \(who(answer.by))"
                + logged(said(answer.what))
        }
        return hours + mends
    }

    private func said(_ what: AgreementFact.What) -> SaidElsewhere? {
        switch what {
        case .adjustmentConfirmed(_, _, _, let said), .mended(_, let said): said
        default: nil
        }
    }
}
