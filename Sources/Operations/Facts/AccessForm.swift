import Agreements
import BusinessTime
import Desk

// How the facts of an access are written down, keys in the order of their bytes.
extension FormWriter {
    mutating func access(_ fact: AccessFact) {
        switch fact {
        case .given(let grant): object("_0") { $0.grant(grant) }
        case .used(let number, let purpose):
            self.number("grant", Int64(number))
            words("purpose", purpose)
        case .reminded(let number): self.number("grant", Int64(number))
        case .ended(let number, let how, let reason):
            text("ending", how.rawValue)
            self.number("grant", Int64(number))
            words("reason", reason)
        }
    }

    private mutating func grant(_ grant: AccessGrant) {
        number("contact", grant.contact.rawValue)
        number("from", grant.span.from.seconds)
        number("number", Int64(grant.number))
        words("purpose", grant.purpose)
        text("said", grant.said.rawValue)
        words("system", grant.system)
        number("until", grant.span.to.seconds)
        object("users") { w in
            w.text("group", grant.users.group)
            w.list("people", grant.users.people) { $0.item($1.rawValue) }
            w.number("tier", grant.users.tier.map { Int64($0.rawValue) })
        }
    }
}

extension FormReader {
    mutating func access(_ kind: Fact.Kind) throws -> AccessFact {
        switch kind {
        case .accessGiven: return .given(try object("_0") { try $0.grant() })
        case .accessUsed:
            let number = try count("grant")
            return .used(grant: number, purpose: try words("purpose"))
        case .accessReminded: return .reminded(grant: try count("grant"))
        default:
            let how: AccessEnding = try word("ending")
            let number = try count("grant")
            return .ended(grant: number, how, reason: try wordsIfAny("reason"))
        }
    }

    private mutating func grant() throws -> AccessGrant {
        let contact: Person.ID = try id("contact")
        let (from, number) = (try instant("from"), try count("number"))
        let (purpose, said) = (try words("purpose"), try word("said") as Way)
        let (system, until) = (try words("system"), try instant("until"))
        guard from <= until else { throw unreadable("an access that ends no earlier than it begins") }
        let users = try object("users") { r in
            let group = try r.textIfAny("group")
            let people = try r.list("people") { Person.ID(try $0.integer()) }
            let tier = try r.numberIfAny("tier").map { Int($0) }
            let level = tier.flatMap(TierLevel.init)
            guard tier == nil || level != nil else { throw r.unreadable("a tier") }
            return AccessUsers(people: people, group: group, tier: level)
        }
        return AccessGrant(
            number: number, system: system, purpose: purpose, users: users,
            span: Span(from: from, to: until), contact: contact, said: said)
    }
}
