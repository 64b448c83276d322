import Agreements
import BusinessTime
import Desk
import Operations

/// An access that the customer gave for a ticket, as a program reads it.
struct APIAccess: Encodable {
    struct Use: Encodable {
        let at: String
        let by: Int64?
        let purpose: String
    }

    let grant: Int
    let system: String
    let purpose: String
    let people: [Int64]
    let group: String?
    let tier: Int?
    let from: String
    let until: String
    /// `not-yet`, `in-force` or `over`.
    let standing: String
    let contact: Int64
    let said: String
    let ended: String?
    let ending: String?
    let reason: String?
    let uses: [Use]

    init(_ access: GivenAccess, at now: Instant) {
        let what = access.what
        grant = what.number
        (system, purpose) = (what.system, what.purpose)
        people = what.users.people.map(\.rawValue)
        (group, tier) = (what.users.group, what.users.tier?.rawValue)
        (from, until) = ("\(what.span.from)", "\(what.span.to)")
        standing =
            switch access.standing(at: now) {
            case .notYet: "not-yet"
            case .inForce: "in-force"
            case .over: "over"
            }
        (contact, said) = (what.contact.rawValue, what.said.rawValue)
        ended = access.ending.map { "\($0.at)" }
        (ending, reason) = (access.ending?.how.rawValue, access.ending?.reason)
        uses = access.uses.map { Use(at: "\($0.at)", by: $0.by.person?.rawValue, purpose: $0.purpose) }
    }
}
