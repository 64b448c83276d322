import Agreements
public import BusinessTime

extension Agreement {
    static func checkOffer(
        _ offer: Offer, _ agreement: Agreement?, holding: AgreementVersion?, now: Instant
    ) throws(Refusal) {
        if let open = agreement?.offering, open.isOpen, now < open.offer.expires { throw .offerIsOpen }
        let before = max(holding?.number ?? 0, agreement?.versions.last?.offering.offer.version ?? 0)
        guard offer.version > before else { throw .versionTaken(offer.version) }
        for side in Side.allCases where !offer.signatories.contains(where: { $0.side == side }) {
            throw .nobodySigns(side)
        }
        let days = offer.expires.wallSeconds(since: now) / 86_400
        guard offer.expires > now, days <= Offer.openDaysMax else { throw .badExpiry }
    }

    /// Days before the end of an offer at which those who are awaited are reminded.
    static let reminderDaysLeft = [7, 2]
    /// Days before the last day at which managers are reminded of a notice.
    static let noticeReminderDays: Int64 = 7

    /// What the alarm writes at an instant, each dated when it fell due.
    func dues(at now: Instant) -> [(at: Instant, what: AgreementFact.What)] {
        allDues.filter { $0.at <= now }.sorted { $0.at < $1.at }
    }

    /// The next instant at which the alarm has something to write.
    public func nextDue(after now: Instant) -> Instant? { allDues.map(\.at).min().map { max($0, now) } }

    private var allDues: [(at: Instant, what: AgreementFact.What)] {
        var dues: [(at: Instant, what: AgreementFact.What)] = []
        if let offering, offering.isOpen {
            dues.append((offering.offer.expires, .expired))
            for signatory in offering.awaited {
                for days in Self.reminderDaysLeft where offering.reminders[signatory]?.contains(days) != true
                {
                    let at = offering.offer.expires.advanced(by: -Int64(days) * 86_400)
                    // Who was asked after that is not reminded of it.
                    guard at > offering.offeredAt else { continue }
                    dues.append((at, .reminded(signatory: signatory, daysLeft: days)))
                }
            }
            // An offer that is over reminds nobody.
            let expires = offering.offer.expires
            dues.removeAll { $0.at >= expires && $0.what != .expired }
        }
        if let notice, !isNoticeReminded {
            let at = notice.ends.advanced(by: -Self.noticeReminderDays * 86_400)
            dues.append((max(at, notice.received), .noticeReminded))
        }
        return dues
    }
}
