import Agreements
public import BusinessTime

// What the alarm writes, and when.
extension Agreement {
    typealias Due = (at: Instant, what: AgreementFact.What)

    /// Days before the end of an offer at which those who are awaited are reminded.
    static let reminderDaysLeft = [7, 2]
    /// Days before the last day at which managers are reminded of a notice.
    static let noticeReminderDays: Int64 = 7

    /// What the alarm writes at an instant, each dated when it fell due.
    func dues(at now: Instant) -> [Due] {
        allDues.filter { $0.at <= now }.sorted { $0.at < $1.at }
    }

    /// The next instant at which the alarm has something to write.
    public func nextDue(after now: Instant) -> Instant? { allDues.map(\.at).min().map { max($0, now) } }

    private var allDues: [Due] { offerDues + versionDues + noticeDues }

    private var offerDues: [Due] {
        guard let offering, offering.isOpen else { return [] }
        var dues: [Due] = []
        let expires = offering.offer.expires
        for signatory in offering.awaited {
            for days in Self.reminderDaysLeft where offering.reminders[signatory]?.contains(days) != true {
                let at = expires.advanced(by: -Int64(days) * 86_400)
                // Who was asked after that is not reminded of it.
                guard at > offering.offeredAt else { continue }
                dues.append((at, .reminded(signatory: signatory, daysLeft: days)))
            }
        }
        return dues + [(expires, .expired)]
    }

    /// A version without a period never begins.
    private var versionDues: [Due] {
        versions.indices.flatMap { place -> [Due] in
            let version = versions[place]
            var dues: [Due] = []
            let end = end(of: place)
            if !begun.contains(version.number), end.map({ version.from < $0.at }) ?? true {
                dues.append((version.from, .began(version: version.number)))
            }
            if let end, !end.isNotice, !supersededVersions.contains(version.number) {
                dues.append((end.at, .superseded(version: version.number)))
            }
            return dues
        }
    }

    private var noticeDues: [Due] {
        guard let notice else { return [] }
        var dues: [Due] = []
        if !isNoticeReminded {
            let at = notice.ends.advanced(by: -Self.noticeReminderDays * 86_400)
            dues.append((max(at, notice.received), .noticeReminded))
        }
        if !isTerminated { dues.append((notice.ends, .terminated)) }
        return dues
    }
}
