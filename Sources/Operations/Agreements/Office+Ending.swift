import Agreements
public import BusinessTime
public import Desk
public import Storage

extension Office {
    /// Notice of termination as it would be given: the last day, computed in the agreement's zone.
    public struct NoticeOutlook: Sendable {
        public let lastDay: LocalDate
        public let ends: Instant
        public let days: Int
    }

    /// A notice as somebody of the desk writes it down; it is by `side` whoever that is.
    public struct NoticeOrder: Sendable {
        /// When it was received.
        public enum Receipt: Hashable, Sendable {
            case now
            /// A letter, on a local date.
            case on(LocalDate)
            /// A mail.
            case at(Instant)
        }

        public let side: Side
        public let way: GivenNotice.Way
        public let received: Receipt
        /// Where the writing lies.
        public let reference: String
        /// The last day that was shown before; nil where nobody looked at it.
        public var shown: LocalDate?
        /// The mail to the notice address, by its number in the inbox.
        public var mail: Int64?
        /// The letter as it was scanned.
        public var scan: ScannedLetter?

        public init(from side: Side, way: GivenNotice.Way, received: Receipt, reference: String) {
            (self.side, self.way, self.received, self.reference) = (side, way, received, reference)
        }
    }

    public func noticeOutlook(_ name: String, received: NoticeOrder.Receipt) async throws -> NoticeOutlook {
        let now = clock()
        return try await database.read { reader in
            let terms = try self.termsInForce(name, now: now, reader)
            return try Self.outlook(terms, received, now: now).outlook
        }
    }

    /// Gives or logs notice.
    public func giveNotice(_ name: String, _ order: NoticeOrder, by actor: Actor) async throws {
        let now = clock()
        try await database.write { writer in
            try self.giveNotice(name, order, by: actor, now: now, writer)
        }
    }

    func giveNotice(
        _ name: String, _ order: NoticeOrder, by actor: Actor, now: Instant, _ writer: Writer
    ) throws {
        let terms = try termsInForce(name, now: now, writer)
        let (outlook, at) = try Self.outlook(terms, order.received, now: now)
        if let shown = order.shown, shown != outlook.lastDay {
            throw Refusal.wrongLastDay(outlook.lastDay)
        }
        let organisation = try writer.agreements().first { $0.name == name }?.organisation ?? 0
        let file = try agreementFile(try writer.agreementName(name, of: organisation), in: writer)
        var notice = GivenNotice(
            from: order.side, way: order.way, received: at, lastDay: outlook.lastDay, ends: outlook.ends,
            reference: order.reference)
        notice.mail = order.mail
        if let scan = order.scan, let person = actor.person {
            // Kept with the fact or not at all: what is refused takes the file with it.
            notice.scan = try keep(
                [scan.file], by: person, in: .agreement(file.name.id), now: now, writer
            ).first
        }
        try record(AgreementCommand(.giveNotice(notice), by: actor), on: file, now: now, writer)
    }

    public func agreeToWithdrawNotice(_ name: String, side: Side, by actor: Actor) async throws {
        try await onOffer(name) { file, now, writer in
            try self.record(
                AgreementCommand(.agreeToWithdrawNotice(side), by: actor), on: file, now: now, writer)
        }
    }

    /// The scan of a letter by which notice of this agreement was given, by its digest.
    public func noticeScan(_ name: String, _ digest: String, in reader: Reader) throws -> (Blob, Evidence)? {
        let scans = try agreementFile(name, in: reader)?.facts.compactMap { fact -> Evidence? in
            if case .noticeGiven(let notice) = fact.what { notice.scan } else { nil }
        }
        guard let scan = scans?.first(where: { $0.digest == digest }), let blob = try reader.blob(digest)
        else { return nil }
        return (blob, scan)
    }

    private func termsInForce(_ name: String, now: Instant, _ reader: Reader) throws -> PinnedTerms {
        let held = try reader.agreements().last { stored in
            stored.name == name && (stored.inForceFrom ?? .latest) <= now
                && now < (stored.inForceUntil ?? .latest)
        }
        guard let held,
            let terms = try shelf.terms(AgreementVersion(agreement: name, number: held.version), in: reader)
        else { throw Refusal.nothingInForce }
        return terms
    }

    /// A date given by hand counts from its first instant at which it can have been received: it is over.
    private static func outlook(
        _ terms: PinnedTerms, _ received: NoticeOrder.Receipt, now: Instant
    ) throws -> (outlook: NoticeOutlook, received: Instant) {
        let rules = terms.calendar.rules
        let days = terms.terms.ending.noticeDays
        let at: Instant? =
            switch received {
            case .now: now
            case .on(let date): rules.instant(of: date, .midnight)
            case .at(let instant): instant
            }
        guard let at, at <= now else { throw Refusal.receivedAhead }
        let notice = TerminationNotice(receivedAt: at, days: days, rules: rules)
        guard let ends = notice.ends(rules) else { throw Refusal.nothingInForce }
        return (NoticeOutlook(lastDay: notice.lastDay, ends: ends, days: days), at)
    }
}
