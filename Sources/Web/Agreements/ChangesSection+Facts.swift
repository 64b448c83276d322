import Agreements
import BusinessTime
import Desk
import Operations
import Storage

// What was changed in an agreement without a new version, read from its facts.
extension DeskServer {
    func changes(
        _ name: String, _ person: SignedIn, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> ChangesSection {
        let file = try office.reading(name, reader)
        var drawn = try AgreementFactWords(file, words, reader)
        let own = person.words(at: words.now).beside(words)
        drawn.own = own
        let held = try reader.agreements().last { stored in
            stored.name == name && (stored.inForceFrom ?? .latest) <= words.now
                && words.now < (stored.inForceUntil ?? .latest)
        }
        let agreement = file.agreement
        let kinds = Office.Change.Kind.allCases.map { kind in
            (kind, (kind == .adjustment ? agreement?.adjustments.count : agreement?.mends.count) ?? 0)
        }
        let waiting = kinds.flatMap { kind, count in
            (0..<count).compactMap { index in
                ProposalWords(file, Office.Change(kind, index + 1), drawn, impact: nil)?.waiting
            }
        }
        let decides = (try? Access.require(.noticeGive, by: person.asker)) != nil
        let notices = (decides ? agreement?.noticeMails ?? [] : []).map { mail in
            NavLink(
                label: "A mail to the notice address, received \(own.relative(mail.received)): say what it "
                    + "is", href: Page.noticeMail(mail.inbox))
        }
        let may = held != nil && (try? Access.require(.agreementAdjust, by: person.asker)) != nil
        return ChangesSection(
            agreed: agreement.flatMap { agreement in
                held.map { drawn.agreed(agreement, version: $0.version) }
            } ?? [],
            waiting: notices + HolidayReview.waiting(agreement, name) + waiting,
            begin: may
                ? [
                    NavLink(label: "Propose other hours", href: Page.hours(name)),
                    NavLink(label: "Holidays", href: Page.holidays(name)),
                    NavLink(label: "Mend a clerical error", href: Page.errors(name)),
                ] : [],
            feed: try may ? feed(name, person, words, reader) : nil, entries: drawn.entries(file))
    }

    private func feed(
        _ name: String, _ person: SignedIn, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> (target: FormTarget, standing: String)? {
        try office.holidayFeed(name, in: reader).map {
            (
                FormTarget(action: Page.feedReading(name), csrf: person.csrf),
                ActForm.standing($0, words)
            )
        }
    }

    /// What counts beside the signed text of a version, in sentences.
    func agreed(
        _ version: AgreementVersion, receivedAt: Instant?, _ reader: Storage.Reader
    ) throws -> [String] {
        guard let file = try office.agreementFile(version.agreement, in: reader),
            let agreement = file.agreement, let pinned = try office.shelf.terms(version, in: reader)
        else { return [] }
        let words = try AgreementFactWords(file, DeskWords(pinned, now: office.clock()), reader)
        return words.agreed(agreement, version: version.number, receivedAt: receivedAt)
    }
}
