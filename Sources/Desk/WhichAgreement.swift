import Agreements
public import BusinessTime

/// Which agreement applies to an inquiry. Chosen once, at receipt; a customer identified later is asked about
/// with the same receipt.
public struct WhichAgreement: Sendable {
    /// A version with the time in which it holds.
    public struct Candidate: Sendable {
        public let terms: PinnedTerms
        public let customer: Organisation.ID
        public let from: Instant
        /// The first instant at which it no longer holds; nil while nothing ends it.
        public let until: Instant?

        public init(terms: PinnedTerms, customer: Organisation.ID, from: Instant, until: Instant?) {
            self.terms = terms
            self.customer = customer
            self.from = from
            self.until = until
        }

        func holds(at instant: Instant) -> Bool { from <= instant && until.map { instant < $0 } ?? true }
    }

    public let receivedAt: Instant
    /// Of the sender's verified contact; nil for a sender who belongs to no customer that the desk knows.
    public let customer: Organisation.ID?
    /// The addresses that were written to; empty for other ways in.
    public let recipients: Set<String>
    /// The category that the sender chose, or the product's; nil where none is known.
    public let category: String?

    public init(
        receivedAt: Instant, customer: Organisation.ID?, recipients: [String] = [], category: String? = nil
    ) {
        self.receivedAt = receivedAt
        self.customer = customer
        self.recipients = Set(recipients.map { $0.lowercased() })
        self.category = category
    }

    /// The pinning, with every version that remains; among several the earliest acknowledgment deadline
    /// applies until an agent chooses (`PinnedTerms.earliest`).
    public func pinning(among candidates: [Candidate]) -> Pinning {
        guard let customer else {
            return .noPromise(reason: "The sender belongs to no customer that the desk knows.")
        }
        let own = candidates.filter { $0.customer == customer }
        let held = newest(own.filter { $0.holds(at: receivedAt) })
        let remaining = narrowed(narrowed(held, by: addressed), by: categorised)
        return Pinning.choose(among: remaining.map(\.terms.version), otherwise: reason(own))
    }

    /// Of one agreement the newest version counts; different agreements all remain.
    private func newest(_ candidates: [Candidate]) -> [Candidate] {
        Dictionary(grouping: candidates) { $0.terms.version.agreement }.values.compactMap { versions in
            versions.max { ($0.from, $0.terms.version.number) < ($1.from, $1.terms.version.number) }
        }
    }

    /// A sign that fits none decides nothing.
    private func narrowed(_ candidates: [Candidate], by isMeant: (Candidate) -> Bool) -> [Candidate] {
        let meant = candidates.filter(isMeant)
        return meant.isEmpty ? candidates : meant
    }

    private func addressed(_ candidate: Candidate) -> Bool {
        candidate.terms.terms.channels.supportAddresses.contains { recipients.contains($0.lowercased()) }
    }

    private func categorised(_ candidate: Candidate) -> Bool {
        category.map(candidate.terms.terms.scope.categories.contains) ?? false
    }

    private func reason(_ own: [Candidate]) -> String {
        if own.isEmpty { return "This customer has no agreement." }
        if own.contains(where: { $0.from > receivedAt }) {
            return "The customer's agreement was not in force yet at receipt."
        }
        return "The customer's agreement had ended at receipt."
    }
}
