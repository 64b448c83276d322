import Agreements
import BusinessTime
import Desk
import Operations

// What is asked about an access: given, used, ended.
extension TicketOrder {
    static func access(
        _ act: TicketAct, _ fields: Fields, _ sight: TicketSight
    ) throws(Desk.Refusal) -> TicketOrder {
        switch act {
        case .accesses: return .giveAccess(try wish(fields, sight))
        case .accessUses:
            let number = try number(fields, "grant")
            return .useAccess(number, purpose: fields["purpose"], at: try instant(fields, "at", sight))
        default: return .endAccess(try number(fields, "grant"), reason: fields["reason"])
        }
    }

    private static func wish(_ fields: Fields, _ sight: TicketSight) throws(Desk.Refusal) -> AccessWish {
        guard let until = try instant(fields, "until", sight) else {
            throw Desk.Refusal(
                "until-missing", clause: .customerDuties, field: "until",
                "An access ends at a time that is known.",
                remedy: "Say until when: at most \(AccessGrant.daysMax) days.")
        }
        let word = fields["said"].isEmpty ? "mail" : fields["said"]
        guard let said = Way(rawValue: word), said.isOfCustomers else {
            throw unknown("said", fields, Way.allCases.filter(\.isOfCustomers).map(\.rawValue))
        }
        var wish = AccessWish(
            system: fields["system"], purpose: fields["purpose"], users: try users(fields), until: until,
            contact: fields["contact"], said: said)
        wish.from = try instant(fields, "from", sight)
        wish.given = try instant(fields, "given", sight)
        return wish
    }

    /// Ticked one by one in a form; numbers in a list from a program.
    private static func users(_ fields: Fields) throws(Desk.Refusal) -> AccessUsers {
        let ticked = fields.all.filter { $0.key.hasPrefix("user:") && $0.value == "yes" }.keys
            .map { String($0.dropFirst("user:".count)) }
        var people: [Person.ID] = []
        for word in fields["people"].split(whereSeparator: \.isNewline).map(String.init) + ticked {
            guard let number = Int64(word) else { throw unknown("people", fields, ["the numbers of people"]) }
            people.append(Person.ID(number))
        }
        var users = AccessUsers(people: Array(Set(people)).sorted())
        if !fields["group"].isEmpty { users.group = fields["group"] }
        if !fields["tier"].isEmpty {
            guard let tier = TierLevel(rawValue: try number(fields, "tier")) else {
                throw unknown("tier", fields, TierLevel.allCases.map { String($0.rawValue) })
            }
            users.tier = tier
        }
        return users
    }

    private static func instant(
        _ fields: Fields, _ name: String, _ sight: TicketSight
    ) throws(Desk.Refusal) -> Instant? {
        fields[name].isEmpty ? nil : try sight.words.instant(of: name, in: fields, clause: .customerDuties)
    }
}

extension Way {
    /// By which customers speak to the desk.
    var isOfCustomers: Bool {
        switch self {
        case .mail, .portal, .chat, .phone: true
        case .page, .api, .rule, .commandLine: false
        }
    }
}
