import Agreements
import BusinessTime
import Desk
import Operations

/// An offer and the notice of an agreement, as a manager sees them.
struct OfferWords: Sendable {
    let name: String
    let agreement: Agreement
    let words: DeskWords
    let person: SignedIn
    /// Of the person who looks.
    let address: String

    private func target(_ action: String, _ hidden: [HiddenField] = []) -> FormTarget {
        FormTarget(action: action, csrf: person.csrf, hidden: hidden)
    }

    var offer: OfferView? {
        guard let offering = agreement.offering else { return nil }
        let offer = offering.offer
        let isKept = offering.isOpen || offering.end == .signed
        return OfferView(
            heading: "Signatures of version \(offer.version)", isOpen: offering.isOpen,
            standing: standing(offering),
            document: isKept
                ? NavLink(label: "Read the document", href: Page.agreementVersion(name, offer.version)) : nil,
            changes: isKept && offer.version > 1
                ? NavLink(label: "See what changes", href: Page.agreementChanges(name, offer.version)) : nil,
            digest: offer.digest,
            signatories: offer.signatories.enumerated().map { place, signatory in
                row(place, signatory, offering)
            })
    }

    /// What happened at an instant, in the reader's zone; days are the agreement's.
    private var own: DeskWords { person.words(at: words.now).beside(words) }

    private func row(_ place: Int, _ signatory: Offer.Signatory, _ offering: Offering) -> SignatoryRow {
        let canAskAgain = offering.awaited.contains(place) && signatory.side == .customer
        return SignatoryRow(
            name: signatory.name, title: signatory.title, party: signatory.side.rawValue.capitalisedFirst,
            address: signatory.address,
            standing: standing(place, offering),
            again: canAskAgain
                ? target(Page.offerInvitations(name), [HiddenField(name: "signatory", value: String(place))])
                : nil)
    }

    private func standing(_ place: Int, _ offering: Offering) -> String {
        if let signed = offering.signatures[place] { return "Signed \(own.whole(signed.at))" }
        if !offering.isOpen { return "Did not sign" }
        guard offering.awaited.contains(place) else { return "After the customer" }
        if let opened = offering.opened[place] { return "Opened \(own.relative(opened))" }
        return offering.offer.signatories[place].side == .provider ? "To countersign" : "Invited"
    }

    private func standing(_ offering: Offering) -> String {
        switch offering.end {
        case nil: return "Open until \(own.whole(offering.offer.expires))."
        case .signed:
            let from = agreement.versions.last?.from
            return "Signed by all\(from.map { "; in force from \(words.whole($0))" } ?? "")."
        case .declined(let place, let reason):
            return "\(offering.offer.signatories[place].name) declined: \(reason)"
        case .withdrawn(let reason): return "Withdrawn: \(reason)"
        case .expired: return "Expired without all signatures."
        }
    }

    /// What can be done about the offer.
    var offerActs: [ActForm] {
        guard let offering = agreement.offering, offering.isOpen else { return [] }
        var acts: [ActForm] = []
        let mine = offering.awaited.first { place in
            let signatory = offering.offer.signatories[place]
            return signatory.side == .provider && signatory.address == address.lowercased()
        }
        if let mine {
            let digest = HiddenField(name: "digest", value: offering.offer.digest)
            acts.append(
                .sign(
                    target(Page.countersignature(name), [digest]), consent: Office.consent,
                    name: offering.offer.signatories[mine].name, withCode: false))
        }
        return acts + [.withdrawOffer(target(Page.offerWithdrawal(name)))]
    }

    var notice: String? {
        agreement.notice.map { notice in
            let how = notice.way == .page ? "on this page" : "by \(notice.way.rawValue), \(notice.reference)"
            return """
                The \(notice.from.rawValue) gave notice of termination, received \
                \(own.whole(notice.received)), \(how). \
                The last day is \(notice.lastDay.inWords), until 24:00 in the agreement's zone.
                """
        }
    }

    func noticeActs(_ outlook: Office.NoticeOutlook?) -> [ActForm] {
        if let notice = agreement.notice {
            guard words.now < notice.ends else { return [] }
            let agreed = agreement.withdrawalAgreed.first.map { "The \($0.rawValue) has agreed." } ?? ""
            return [.withdrawNotice(target(Page.noticeWithdrawal(name)), agreed: agreed)]
        }
        return outlook.map { [Self.notice(target(Page.noticePreview(name)), $0, words)] } ?? []
    }

    static func notice(_ target: FormTarget, _ outlook: Office.NoticeOutlook, _ words: DeskWords) -> ActForm {
        .writeNotice(
            target, today: words.rules.local(words.now).date.description,
            outlook: """
                Received today, the last day would be \(outlook.lastDay.inWords): \
                \(outlook.days) calendar days, until 24:00 in the agreement's zone.
                """)
    }
}
