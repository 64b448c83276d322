import Agreements
import BusinessTime

/// One command being decided: who acts, when, and under which terms.
struct Act {
    let by: Actor
    let way: Way
    /// When it happened; never before the receipt, never after `now`.
    let happened: Instant
    let now: Instant
    let terms: PinnedTerms?
    /// Of the ticket as it is, where they are counted already.
    var clocks: [Clock]?

    func fact(_ what: Fact.What) -> Fact {
        Fact(what, by: by, way: way, happened: happened, recorded: now)
    }

    /// A fact of the desk itself, dated when it fell due.
    func fact(_ what: Fact.What, due: Instant) -> Fact {
        Fact(what, by: .desk, way: .rule, happened: min(due, now), recorded: now)
    }

    var agent: Person.ID? {
        guard case .agent(let person) = by else { return nil }
        return person
    }

    var isCustomer: Bool {
        guard case .contact = by else { return false }
        return true
    }

    /// Only a named person of the desk may do this.
    func requireAgent(_ clause: Clause, _ doing: String) throws(Refusal) {
        if agent != nil { return }
        throw Refusal(
            "named-person", clause: clause, "Only a named person of the desk can \(doing).",
            remedy: "Sign in, or use a token minted for a person's own client.")
    }

    func requireCustomer(_ clause: Clause, _ doing: String) throws(Refusal) {
        if isCustomer { return }
        throw Refusal(
            "customer-only", clause: clause, "Only a contact of the customer can \(doing).",
            remedy: "Log the customer's message, and do it in the customer's name from there.")
    }

    /// A reason in words, as the clause demands.
    func require(reason: String, _ clause: Clause) throws(Refusal) {
        if !reason.isBlank { return }
        throw Refusal(
            "reason-missing", clause: clause, field: "reason", "A reason is needed.",
            remedy: "Say why in a sentence; the customer can read it.")
    }

    /// The terms, for acts that an agreement must allow.
    func requireTerms(_ clause: Clause) throws(Refusal) -> PinnedTerms {
        if let terms { return terms }
        throw Refusal(
            "no-promise", clause: clause, "No agreement applies to this ticket.",
            remedy: "Identify the customer or choose the agreement first.")
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
