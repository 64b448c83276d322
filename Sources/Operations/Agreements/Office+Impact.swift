import Agreements
public import BusinessTime
public import Desk
public import Storage

// What a change would touch, worked out before anybody confirms it.
extension Office {
    /// Of hours that somebody thinks of proposing; what would be refused is in it.
    public func impact(_ name: String, _ order: AdjustmentOrder) async throws -> (Impact, Adjustment) {
        let now = clock()
        return try await database.read { reader in
            let file = try self.reading(name, reader)
            let adjustment = try self.adjustment(order, of: file, now: now, reader)
            let command = AgreementCommand(.proposeAdjustment(adjustment), by: .desk)
            _ = try decide(
                command, agreement: file.agreement,
                under: try self.context(of: command, on: file, offering: nil, now: now, reader), now: now)
            return (try self.impact(of: adjustment, on: file, now: now, reader), adjustment)
        }
    }

    /// Of a change that waits for its answer; nil for one that is answered.
    public func impact(
        of change: Change, on file: AgreementFile, now: Instant, _ reader: Reader
    ) throws -> Impact? {
        guard let agreement = file.agreement, agreement.open(change) != nil else { return nil }
        switch change.kind {
        case .adjustment:
            return try impact(
                of: agreement.adjustments[change.number - 1].adjustment, on: file, now: now, reader)
        case .mend: return try impact(of: agreement.mends[change.number - 1].mend, on: file, now: now, reader)
        }
    }

    private func impact(
        of adjustment: Adjustment, on file: AgreementFile, now: Instant, _ reader: Reader
    ) throws -> Impact {
        let version = AgreementVersion(agreement: file.name.name, number: adjustment.version)
        guard let signed = try shelf.terms(version, in: reader) else { throw Refusal.nothingToAdjust }
        return Impact.adjustment(
            adjustment, running: try running(adjustment, on: file, now: now, reader), now: now,
            in: signed.calendar.rules)
    }

    /// Of a draft that would be sent for signature; nil for a first version, which changes nothing.
    public func amendmentImpact(
        _ name: String, _ yaml: String, template: String, _ reader: Reader
    ) throws -> Impact? {
        let now = clock()
        let file = try reading(name, reader)
        guard let held = try holding(file.name, at: now, reader),
            let before = try signedAgreement(held, in: reader),
            let signed = try? AgreementDraft.signed(
                yaml, zones: zone, template: try self.template(named: template, in: reader),
                amending: (number: held.number, agreement: before)),
            let rules = shelf.rules(of: signed.terms.hours.calendar.zone)
        else { return nil }
        let offer = Offer(signed, version: held.number + 1, rules: rules, expires: now)
        return Impact.amendment(
            AgreementComparison(before, signed), effective: max(offer.effective, now),
            running: try open(held, in: reader), in: rules)
    }

    /// Of notice that would be given today.
    public func noticeImpact(_ name: String, _ outlook: NoticeOutlook) async throws -> Impact? {
        let now = clock()
        return try await database.read { reader in
            let file = try self.reading(name, reader)
            guard let held = try self.holding(file.name, at: now, reader) else { return nil }
            let notice = GivenNotice(
                from: .provider, way: .page, received: now, lastDay: outlook.lastDay, ends: outlook.ends,
                reference: "")
            return Impact.notice(notice, running: try self.open(held, in: reader))
        }
    }

    /// The agreement's file without writing its row.
    public func reading(_ name: String, _ reader: Reader) throws -> AgreementFile {
        if let file = try agreementFile(name, in: reader) { return file }
        let known = try reader.agreements().last { $0.name == name }?.organisation
        guard let organisation = try known ?? reader.draft(of: name)?.organisation else {
            throw Refusal.nothingToAdjust
        }
        return AgreementFile(
            name: AgreementName(unwritten: name, of: organisation), agreement: nil, facts: [], head: nil)
    }
}
