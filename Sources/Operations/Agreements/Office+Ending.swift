import Agreements
public import BusinessTime
public import Desk
import Storage

extension Office {
    /// Notice of termination as it would be given: the last day, computed in the agreement's zone.
    public struct NoticeOutlook: Sendable {
        public let lastDay: LocalDate
        public let ends: Instant
        public let days: Int
    }

    /// - Parameter received: the local date on which a letter or mail was received; nil is now.
    public func noticeOutlook(_ name: String, received: LocalDate?) async throws -> NoticeOutlook {
        let now = clock()
        return try await database.read { reader in
            let terms = try self.termsInForce(name, now: now, reader)
            return try Self.outlook(terms, received: received, now: now).outlook
        }
    }

    /// Gives or logs notice. It is by `side` whoever of the desk writes it down.
    public func giveNotice(
        _ name: String, from side: Side, way: GivenNotice.Way, received: LocalDate?, reference: String,
        by actor: Actor
    ) async throws {
        let now = clock()
        try await database.write { writer in
            let terms = try self.termsInForce(name, now: now, writer)
            let (outlook, at) = try Self.outlook(terms, received: received, now: now)
            let organisation = try writer.agreements().first { $0.name == name }?.organisation ?? 0
            let file = try self.agreementFile(try writer.agreementName(name, of: organisation), in: writer)
            let notice = GivenNotice(
                from: side, way: way, received: at, lastDay: outlook.lastDay, ends: outlook.ends,
                reference: reference)
            try self.record(AgreementCommand(.giveNotice(notice), by: actor), on: file, now: now, writer)
        }
    }

    public func agreeToWithdrawNotice(_ name: String, side: Side, by actor: Actor) async throws {
        try await onOffer(name) { file, now, writer in
            try self.record(
                AgreementCommand(.agreeToWithdrawNotice(side), by: actor), on: file, now: now, writer)
        }
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
        _ terms: PinnedTerms, received: LocalDate?, now: Instant
    ) throws -> (outlook: NoticeOutlook, received: Instant) {
        let rules = terms.calendar.rules
        let days = terms.terms.ending.noticeDays
        let at = try received.map { date in
            guard let instant = rules.instant(of: date, .midnight), instant <= now else {
                throw Refusal.receivedAhead
            }
            return instant
        }
        let notice = TerminationNotice(receivedAt: at ?? now, days: days, rules: rules)
        guard let ends = notice.ends(rules) else { throw Refusal.nothingInForce }
        return (NoticeOutlook(lastDay: notice.lastDay, ends: ends, days: days), at ?? now)
    }
}
