import Agreements
import BusinessTime
import Desk
import Storage

// What follows from a proposed, confirmed or refused change: mails, links, and the clocks it touches.
extension Office {
    /// Calendar days for which a link to answer a change opens.
    static let changeLinkDays: Int64 = 30

    func followChange(
        _ fact: AgreementFact, _ file: AgreementFile, _ letters: AgreementLetters, now: Instant,
        _ writer: Writer
    ) throws {
        guard let agreement = file.agreement, let change = fact.change(in: agreement) else { return }
        let held = try holding(file.name, at: now, writer)
        let words = ChangeLetters(
            letters: letters, agreement: agreement,
            terms: try held.flatMap { try shelf.terms($0, in: writer) })
        switch fact.what {
        case .adjustmentProposed, .mendProposed:
            if agreement.open(change)?.side == .provider {
                try ask(change, file, now: now, writer)
            } else {
                try mail(
                    words.toProvider(change, at: address(.agreement(file.name.name))), now: now, writer)
            }
        case .adjustmentConfirmed(let number, let from, _, _):
            try close(change, file, writer)
            try mail(words.accepted(change), now: now, writer)
            let version = agreement.adjustments[number - 1].adjustment.version
            try reindex(
                try writer.movableTickets(of: file.name.name, version: version, from: min(from, now)), writer)
        case .mended(let number, _):
            try close(change, file, writer)
            try mail(words.accepted(change), now: now, writer)
            let mend = agreement.mends[number - 1].mend
            if Terms.isPromiseTime(mend.path) {
                try reindex(
                    try writer.movableTickets(of: file.name.name, version: mend.version, from: .earliest),
                    writer)
            }
        case .adjustmentRefused(_, let reason), .mendRefused(_, let reason):
            try close(change, file, writer)
            try mail(words.refused(change, reason), now: now, writer)
        default: break
        }
    }

    /// Rows and due instants of tickets that are counted by other terms from here on.
    private func reindex(_ tickets: [Int64], _ writer: Writer) throws {
        for id in tickets {
            guard let desk = try dossier(Ticket.ID(id), in: writer) else { continue }
            try indexAnew(desk, writer)
            writer.afterCommit { [changes] in changes.publish(Ticket.ID(id), isForCustomers: true) }
        }
    }

    private func close(_ change: Change, _ file: AgreementFile, _ writer: Writer) throws {
        try writer.removeChangeLinks(of: file.name.id, kind: change.kind.rawValue, number: change.number)
    }

    /// Mails each of the customer's signatories a link to answer it.
    func ask(_ change: Change, _ file: AgreementFile, now: Instant, _ writer: Writer) throws {
        guard let agreement = file.agreement, let version = agreement.open(change)?.version,
            let terms = try shelf.terms(
                AgreementVersion(agreement: file.name.name, number: version), receivedAt: now, in: writer)
        else { return }
        try close(change, file, writer)
        var letters = try agreementLetters(file, writer)
        letters.terms = terms.terms
        let words = ChangeLetters(letters: letters, agreement: agreement, terms: terms)
        let expires = now.advanced(by: Self.changeLinkDays * 86_400)
        for asked in Offer.signatories(of: terms.terms) where asked.side == .customer {
            let word = secret.word()
            let letter = try words.asking(
                asked, change, link: address(.change(word: word)),
                until: LocalWords(terms: terms).time(expires))
            var link = StoredChangeLink(
                digest: Secret.stored(word), agreement: file.name.id,
                change: (change.kind.rawValue, change.number), asked: (asked.name, asked.address),
                expires: expires)
            link.message = try mail(letter, now: now, writer).first ?? ""
            try writer.add(link)
        }
    }
}

extension AgreementFact {
    /// The change it is about, where it is about one; a proposal is the newest of its kind.
    func change(in agreement: Agreement) -> Office.Change? {
        switch what {
        case .adjustmentProposed: Office.Change(.adjustment, agreement.adjustments.count)
        case .adjustmentConfirmed(let number, _, _, _), .adjustmentRefused(let number, _):
            Office.Change(.adjustment, number)
        case .mendProposed: Office.Change(.mend, agreement.mends.count)
        case .mended(let number, _), .mendRefused(let number, _): Office.Change(.mend, number)
        default: nil
        }
    }
}
