import Agreements
import BusinessTime

// A clerical error is mended beside the signed bytes, with consent, and never against the customer.
extension Agreement {
    public struct MendFile: Hashable, Sendable {
        /// From 1, in the order of the proposals.
        public let number: Int
        public let mend: Mend
        public internal(set) var isAgreed = false
        /// Who consented or refused, and when; nil while it is open.
        public internal(set) var answer: AgreementFact?
    }

    /// What both have agreed to mend in a version, in the order of their consent.
    public func mends(of version: Int) -> [Mend] {
        mends.filter { $0.isAgreed && $0.mend.version == version }.map(\.mend)
    }

    /// Whether a version is counted as it was signed, whenever an inquiry was received.
    public func isUnchanged(_ version: Int) -> Bool {
        mends(of: version).isEmpty && changes(of: version, receivedAt: .latest).isEmpty
    }

    static func proposing(_ mend: Mend, _ context: AgreementContext) throws(Refusal) -> AgreementFact.What {
        guard let pinned = context.terms, pinned.version.number == mend.version else { throw .notSigned }
        guard let reason = Bounded.reason(mend.reason) else { throw .noReason }
        let mended: Terms
        do {
            mended = try pinned.terms.mended(mend.path, from: mend.was, to: mend.reads)
        } catch {
            throw .unmendable(error.description)
        }
        guard Terms.isMendable(mend.path) else { throw .notClerical(mend.path) }
        guard mended.isNeverWorse(than: pinned.terms) else { throw .againstTheCustomer(mend.path) }
        let rules = pinned.calendar.rules
        let problems = mended.check { $0 == rules.name ? rules : nil }
        guard problems.isEmpty else { throw .unmendable(problems.map(\.description).joined(separator: "\n")) }
        return .mendProposed(
            Mend(
                version: mend.version, side: mend.side, path: mend.path, was: mend.was, reads: mend.reads,
                reason: reason))
    }

    func consenting(
        to number: Int, by side: Side, said: SaidElsewhere?
    ) throws(Refusal) -> AgreementFact.What {
        let file = try openMend(number)
        guard file.mend.side != side else { throw .otherPartyConfirms }
        return .mended(number: number, said: said)
    }

    func refusingMend(_ number: Int, _ reason: String) throws(Refusal) -> AgreementFact.What {
        _ = try openMend(number)
        guard let reason = Bounded.reason(reason) else { throw .noReason }
        return .mendRefused(number: number, reason: reason)
    }

    private func openMend(_ number: Int) throws(Refusal) -> MendFile {
        guard mends.indices.contains(number - 1) else { throw .noMend }
        let file = mends[number - 1]
        if file.isAgreed { throw .agreedAlready }
        if file.answer != nil { throw .mendIsOver }
        return file
    }
}
