import Agreements
public import BusinessTime
public import Desk
public import Storage

// What a customer's signatories decide in the portal: notice of termination (clause I), and what the provider
// proposed (clauses A.3, I).
extension Office {
    /// The agreement of this name that the asker's organisation has, by its version that is in force or was
    /// last; denied where there is none, or where the asker may not.
    public func held(
        _ name: String, for capability: Capability, by asker: Access.Asker, in reader: Reader
    ) throws -> HeldAgreement {
        let own = try agreements(of: asker, in: reader).filter { $0.version.agreement == name }
        guard let found = standing(own) else { throw Access.Denial.hidden }
        try Access.require(capability, by: asker, on: .agreement(found.place))
        return found
    }

    /// Those of an organisation's agreements for which the asker may do something now: who signed an earlier
    /// version and is named in none that stands may no more.
    public func agreements(
        for capability: Capability, by asker: Access.Asker, in reader: Reader
    ) throws -> [HeldAgreement] {
        Dictionary(grouping: try agreements(of: asker, in: reader)) { $0.version.agreement }
            .values.compactMap(standing)
            .filter { Access.allows(capability, by: asker, on: .agreement($0.place)) }
            .sorted { $0.version.agreement < $1.version.agreement }
    }

    /// Of the versions of one agreement the one that is in force, or was last.
    private func standing(_ versions: [HeldAgreement]) -> HeldAgreement? {
        let now = clock()
        return versions.last { $0.from <= now && $0.until.map { now < $0 } ?? true } ?? versions.last
    }

    /// A signatory gives notice for the customer; received at this moment.
    ///
    /// - Parameter shown: the last day that the signatory saw.
    public func giveNoticeAsContact(
        _ name: String, shown: LocalDate, by asker: Access.Asker
    ) async throws {
        let now = clock()
        try await database.write { writer in
            _ = try self.held(name, for: .noticeGiveAsCustomer, by: asker, in: writer)
            var order = NoticeOrder(from: .customer, way: .page, received: .now, reference: "")
            order.shown = shown
            try self.giveNotice(name, order, by: asker.actor, now: now, writer)
        }
    }

    /// The notice that was given and still stands.
    public func standingNotice(_ name: String, in reader: Reader) throws -> GivenNotice? {
        try agreementFile(name, in: reader)?.agreement?.notice
    }

    /// What the provider proposed and the customer has still to answer.
    public func openChanges(_ name: String, in reader: Reader) throws -> [Change] {
        guard let agreement = try agreementFile(name, in: reader)?.agreement else { return [] }
        let all =
            agreement.adjustments.map { Change(.adjustment, $0.number) }
            + agreement.mends.map { Change(.mend, $0.number) }
        return all.filter { agreement.open($0)?.side == .provider }
    }

    /// A proposal as its signatory sees it; hidden where it waits for nobody.
    public func changeAsked(
        _ change: Change, of name: String, by asker: Access.Asker, in reader: Reader
    ) throws -> ChangeDesk {
        _ = try held(name, for: .confirmAdjustment, by: asker, in: reader)
        guard let file = try agreementFile(name, in: reader), let agreement = file.agreement,
            let open = agreement.open(change), open.side == .provider,
            let terms = try shelf.terms(
                AgreementVersion(agreement: name, number: open.version), receivedAt: clock(), in: reader)
        else { throw Access.Denial.hidden }
        return ChangeDesk(
            name: name, change: change, agreement: agreement, terms: terms,
            asked: try reader.person(asker.person.rawValue)?.name ?? "", expires: .latest,
            impact: try impact(of: change, on: file, now: clock(), reader))
    }

    /// The signatory agrees for the customer.
    public func acceptAsContact(
        _ change: Change, of name: String, hasConsented: Bool, by asker: Access.Asker
    ) async throws {
        guard hasConsented else { throw Refusal.noConsent }
        try await answerAsContact(change, of: name, by: asker) {
            $0.acceptance(by: .customer, said: nil)
        }
    }

    public func refuseAsContact(
        _ change: Change, of name: String, reason: String, by asker: Access.Asker
    ) async throws {
        try await answerAsContact(change, of: name, by: asker) { $0.refusal(reason) }
    }

    private func answerAsContact(
        _ change: Change, of name: String, by asker: Access.Asker,
        _ what: @escaping @Sendable (Change) -> AgreementCommand.What
    ) async throws {
        try await onAgreement(name) { file, now, writer in
            _ = try self.changeAsked(change, of: name, by: asker, in: writer)
            try self.record(AgreementCommand(what(change), by: asker.actor), on: file, now: now, writer)
        }
    }
}
