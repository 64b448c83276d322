public import Agreements
public import BusinessTime
public import Desk
public import Storage

// What both parties have agreed to change in a version without a new one: adjustments, holidays, mends.
extension AgreementShelf {
    /// What makes the terms of one receipt differ from the signed ones.
    struct Changed: Hashable {
        let version: AgreementVersion
        let mends: [Mend]
        let calendar: [CalendarAmendment]

        init(_ version: AgreementVersion, _ agreement: Agreement, receivedAt: Instant) {
            self.version = version
            mends = agreement.mends(of: version.number)
            calendar = agreement.changes(of: version.number, receivedAt: receivedAt)
        }

        var isEmpty: Bool { mends.isEmpty && calendar.isEmpty }
    }

    private static let markName = "agreed-changes"

    /// Another whenever something is agreed that changes a version in force: what was worked out at one mark
    /// holds as long as a reader finds the same mark. nil before the first.
    func mark(in reader: Reader) throws -> String? { try reader.setting(Self.markName) }

    /// Each mark names the changes before it, and their order.
    static func setMark(after head: StreamHead, _ writer: Writer) throws {
        let before = try writer.setting(markName) ?? ""
        let hash = head.hash.map { String($0, radix: 16) }.joined(separator: ".")
        try writer.set(Secret.stored(before + hash), for: markName)
    }

    /// What counts for an inquiry that was received at an instant.
    public func terms(
        _ version: AgreementVersion, receivedAt: Instant, in reader: Reader
    ) throws -> PinnedTerms? {
        guard let signed = try terms(version, in: reader) else { return nil }
        guard let agreement = try agreement(version.agreement, in: reader) else { return signed }
        return try terms(signed, receivedAt: receivedAt, under: agreement)
    }

    /// The same by an agreement that need not be written down yet.
    func terms(
        _ signed: PinnedTerms, receivedAt: Instant, under agreement: Agreement
    ) throws -> PinnedTerms {
        let changed = Changed(signed.version, agreement, receivedAt: receivedAt)
        if changed.isEmpty { return signed }
        if let known = known(changed) { return known }
        let terms = try signed.mended(by: changed.mends).adjusted(by: changed.calendar)
        keep(terms, for: changed)
        return terms
    }

    /// nil for one without facts.
    public func agreement(_ name: String, in reader: Reader) throws -> Agreement? {
        let mark = try mark(in: reader)
        if let known = known(name, at: mark) { return known.agreement }
        let agreement = try reader.agreementName(name).flatMap { name in
            let facts = try reader.facts(of: .agreement(name.id)).map {
                try AgreementFactForm.decode($0.fact)
            }
            return Agreement(id: Agreement.ID(name.id), facts: facts)
        }
        keep(agreement, name, at: mark)
        return agreement
    }
}
