public import Agreements
public import BusinessTime
public import Desk
import Foundation
public import Storage

/// The signed versions with their compiled calendars, each compiled once, and what both parties have agreed
/// to change in them since.
public final class AgreementShelf: @unchecked Sendable {
    let zones: ZoneFiles
    private let lock = NSLock()
    private var compiled: [AgreementVersion: PinnedTerms] = [:]
    /// By name, each as it was at a mark.
    private var agreements: [String: (mark: String?, agreement: Agreement?)] = [:]
    private var changed: [Changed: PinnedTerms] = [:]
    private var rules: [TimeZoneName: ZoneRules] = [:]

    public init(zones: ZoneFiles = ZoneFiles()) {
        self.zones = zones
    }

    /// The terms that a ticket's clocks are counted by; nil where no promise applies. Of several candidates
    /// it is the one with the earliest acknowledgment deadline.
    public func terms(of ticket: Ticket, in reader: Reader) throws -> PinnedTerms? {
        switch ticket.pinning {
        case .noPromise: return nil
        case .version(let version):
            return try terms(version, receivedAt: ticket.receivedAt, in: reader)
        case .candidates(let versions):
            let all = try versions.compactMap {
                try terms($0, receivedAt: ticket.receivedAt, in: reader)
            }
            return PinnedTerms.earliest(
                among: all, severity: ticket.receipt.severity, receivedAt: ticket.receivedAt)
        }
    }

    /// The rules of a zone; nil where the system's tz database has none of this name.
    /// Each is read once.
    public func rules(of zone: TimeZoneName) -> ZoneRules? {
        if let known = lock.withLock({ rules[zone] }) { return known }
        guard let read = try? zones.rules(of: zone) else { return nil }
        lock.withLock {
            if rules.count >= Self.zonesMax { rules = [:] }
            rules[zone] = read
        }
        return read
    }

    /// The zones that a person can choose, by name.
    public var zoneNames: [String] { zones.names }

    /// Compiles all there are, so that the first ticket need not wait for it, and what can't be compiled is
    /// told at once.
    public func fill(from reader: Reader) throws {
        for stored in try reader.agreements() {
            _ = try terms(AgreementVersion(agreement: stored.name, number: stored.version), in: reader)
        }
    }

    /// An offer that was never signed gave its number back; the next of this number has other terms.
    func forget(_ version: AgreementVersion) {
        lock.withLock {
            compiled[version] = nil
            changed = changed.filter { $0.key.version != version }
        }
    }

    /// As it was signed.
    public func terms(_ version: AgreementVersion, in reader: Reader) throws -> PinnedTerms? {
        if let known = lock.withLock({ compiled[version] }) { return known }
        guard let stored = try reader.agreement(named: version.agreement, version: version.number) else {
            return nil
        }
        let terms = try Terms(yaml: String(decoding: stored.text, as: UTF8.self))
        let rules = try zones.rules(of: terms.hours.calendar.zone)
        let pinned = PinnedTerms(
            version: version, terms: terms,
            calendar: try WorkingCalendar(terms.hours.calendar, rules: rules))
        lock.withLock { compiled[version] = pinned }
        return pinned
    }

    /// Terms kept for changes; a preview of many proposals may not fill the memory.
    private static let changedMax = 500
    /// Zones kept: people of a desk live in few.
    private static let zonesMax = 100

    func known(_ changed: Changed) -> PinnedTerms? { lock.withLock { self.changed[changed] } }

    func keep(_ terms: PinnedTerms, for changed: Changed) {
        lock.withLock {
            if self.changed.count >= Self.changedMax { self.changed = [:] }
            self.changed[changed] = terms
        }
    }

    func known(_ name: String, at mark: String?) -> (mark: String?, agreement: Agreement?)? {
        lock.withLock { agreements[name].flatMap { $0.mark == mark ? $0 : nil } }
    }

    func keep(_ agreement: Agreement?, _ name: String, at mark: String?) {
        lock.withLock { agreements[name] = (mark, agreement) }
    }
}
