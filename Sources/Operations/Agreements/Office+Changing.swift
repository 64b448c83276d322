public import Agreements
public import BusinessTime
public import Desk
public import Storage

// Changes of a version in force that need no new one: hours and holidays inside the bounds (clause A.3), and
// clerical errors (clause I). One party proposes, the other answers.
extension Office {
    /// What waits for the other party's answer.
    public struct Change: Hashable, Sendable {
        public enum Kind: String, CaseIterable, Hashable, Sendable { case adjustment, mend }

        public let kind: Kind
        /// From 1, among those of its kind.
        public let number: Int

        public init(_ kind: Kind, _ number: Int) {
            self.kind = kind
            self.number = number
        }
    }

    /// Hours as somebody wants them, for the version that is in force.
    public struct AdjustmentOrder: Sendable {
        public var side: Side
        public var change: CalendarAmendment
        public var isForRunning: Bool
        public var reason: String

        public init(side: Side, change: CalendarAmendment, isForRunning: Bool, reason: String) {
            self.side = side
            self.change = change
            self.isForRunning = isForRunning
            self.reason = reason
        }
    }

    public func proposeAdjustment(_ name: String, _ order: AdjustmentOrder, by actor: Actor) async throws {
        try await onAgreement(name) { file, now, writer in
            let adjustment = try self.adjustment(order, of: file, now: now, writer)
            try self.record(
                AgreementCommand(.proposeAdjustment(adjustment), by: actor), on: file, now: now, writer)
        }
    }

    func adjustment(
        _ order: AdjustmentOrder, of file: AgreementFile, now: Instant, _ reader: Reader
    ) throws -> Adjustment {
        guard let held = try holding(file.name, at: now, reader) else { throw Refusal.nothingToAdjust }
        return Adjustment(
            version: held.number, side: order.side, change: order.change, isForRunning: order.isForRunning,
            reason: order.reason)
    }

    /// What stands at one place of the version in force, and what it should say.
    public struct MendOrder: Sendable {
        public var side: Side
        public var path: String
        public var reads: String
        public var reason: String

        public init(side: Side, path: String, reads: String, reason: String) {
            self.side = side
            self.path = path
            self.reads = reads
            self.reason = reason
        }
    }

    public func proposeMend(_ name: String, _ order: MendOrder, by actor: Actor) async throws {
        try await onAgreement(name) { file, now, writer in
            let mend = try self.mend(order, of: file, now: now, writer)
            try self.record(AgreementCommand(.proposeMend(mend), by: actor), on: file, now: now, writer)
        }
    }

    /// The other party says yes; `said` where an agent notes what the customer said elsewhere.
    public func accept(
        _ change: Change, of name: String, side: Side, said: SaidElsewhere?, by actor: Actor
    ) async throws {
        try await onAgreement(name) { file, now, writer in
            try self.record(
                AgreementCommand(change.acceptance(by: side, said: said), by: actor), on: file, now: now,
                writer)
        }
    }

    /// The other party says no, or who proposed it takes it back.
    public func refuse(_ change: Change, of name: String, reason: String, by actor: Actor) async throws {
        try await onAgreement(name) { file, now, writer in
            try self.record(
                AgreementCommand(change.refusal(reason), by: actor), on: file, now: now, writer)
        }
    }

    /// Mails the customer's signatories new links; earlier ones open nothing any more.
    public func askAgain(_ change: Change, of name: String) async throws {
        try await onAgreement(name) { file, now, writer in
            guard let open = file.agreement?.open(change), open.side == .provider else {
                throw Refusal.adjustmentIsOver
            }
            try self.ask(change, file, now: now, writer)
        }
    }

    /// A manager confirms that this agreement may hold beside the others of its customer.
    public func acceptBeside(_ name: String, by actor: Actor) async throws {
        try await onAgreement(name) { file, now, writer in
            let others = try self.besideDraft(name, file, now: now, writer)
            try self.record(AgreementCommand(.acceptBeside(others), by: actor), on: file, now: now, writer)
        }
    }

    /// The agreements that a manager has still to accept beside this one's draft.
    public func besideDraft(
        _ name: String, _ file: AgreementFile, now: Instant, _ reader: Reader
    ) throws -> [AgreementVersion] {
        guard let draft = try reader.draft(of: name), let terms = try? Terms(yaml: draft.yaml) else {
            return []
        }
        return try beside(file.name, terms.scope, at: now, reader).filter {
            file.agreement?.acceptedBeside.contains($0) != true
        }
    }

    /// The agreement of this name, with its first row where it has none yet.
    func onAgreement(
        _ name: String, _ body: @escaping @Sendable (AgreementFile, Instant, Writer) throws -> Void
    ) async throws {
        let now = clock()
        try await database.write { writer in try body(try self.writing(name, writer), now, writer) }
    }

    func writing(_ name: String, _ writer: Writer) throws -> AgreementFile {
        let known = try writer.agreements().last { $0.name == name }?.organisation
        guard let organisation = try known ?? writer.draft(of: name)?.organisation else {
            throw Refusal.nothingToAdjust
        }
        return try agreementFile(try writer.agreementName(name, of: organisation), in: writer)
    }
}

extension Office.Change {
    func acceptance(by side: Side, said: SaidElsewhere?) -> AgreementCommand.What {
        switch kind {
        case .adjustment: .confirmAdjustment(number: number, side: side, said: said)
        case .mend: .consentToMend(number: number, side: side, said: said)
        }
    }

    func refusal(_ reason: String) -> AgreementCommand.What {
        switch kind {
        case .adjustment: .refuseAdjustment(number: number, reason: reason)
        case .mend: .refuseMend(number: number, reason: reason)
        }
    }
}

extension Agreement {
    /// Whose proposal it is and of which version, while it waits; nil when it is answered or never was.
    public func open(_ change: Office.Change) -> (side: Side, version: Int)? {
        switch change.kind {
        case .adjustment:
            adjustments.first { $0.number == change.number && $0.answer == nil }
                .map { ($0.adjustment.side, $0.adjustment.version) }
        case .mend:
            mends.first { $0.number == change.number && $0.answer == nil }
                .map { ($0.mend.side, $0.mend.version) }
        }
    }
}
