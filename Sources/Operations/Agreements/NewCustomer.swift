public import Desk
import Mail
import Storage

/// A customer that the desk does not know yet, as somebody writes it down.
public struct NewCustomer: Hashable, Sendable {
    public static let nameMax = 200
    public static let domainCountMax = 20

    public let name: String
    /// Mail domains whose senders belong to it.
    public let domains: [String]

    /// - Parameter domains: between commas, blanks or lines; an `@` before one does no harm.
    public init(name: String, domains: String) throws(Refusal) {
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...Self.nameMax).contains(name.count) else { throw .badCustomerName }
        var found: [String] = []
        for word in domains.split(whereSeparator: { $0.isWhitespace || ",;".contains($0) }) {
            let bare = word.drop { $0 == "@" }
            guard bare.contains("."), let address = MailAddress("x@\(bare)") else {
                throw .noMailDomain(String(word))
            }
            if !found.contains(address.domain) { found.append(address.domain) }
        }
        guard found.count <= Self.domainCountMax else { throw .tooManyDomains }
        self.name = name
        self.domains = found
    }

    /// One name and one domain belong to one customer. Who wrote from one before is theirs from now on.
    func add(_ writer: Writer) throws -> StoredOrganisation {
        let all = try writer.organisations()
        let asked = name.trimmedLowercase
        if let known = all.first(where: { $0.name.trimmedLowercase == asked }) {
            throw Refusal.customerKnown(known.name)
        }
        for domain in domains {
            if let other = all.first(where: { $0.domains.contains(domain) }) {
                throw Refusal.domainTaken(domain, by: other.name)
            }
        }
        let support = MailAddress(try writer.setting("support-address") ?? "")
        if let own = domains.first(where: { $0 == support?.domain }) { throw Refusal.ownDomain(own) }
        let customer = try writer.add(StoredOrganisation(name: name, domains: domains))
        for domain in domains {
            for var person in try writer.strangers(ofDomain: domain) {
                person.organisation = customer.id
                try writer.update(person)
            }
        }
        return customer
    }
}

extension Refusal {
    static let badCustomerName = Refusal(
        "customer-missing", field: "customer",
        "A customer's name has 1 to \(NewCustomer.nameMax) characters.",
        remedy: "Choose a customer of the list, or write the name of a new one.")

    static let tooManyDomains = Refusal(
        "too-many-domains", field: "domains", "More than \(NewCustomer.domainCountMax) domains.",
        remedy: "Write down those that mail comes from.")

    static func noMailDomain(_ word: String) -> Refusal {
        Refusal(
            "bad-domain", field: "domains", "\"\(word.prefix(254))\" is no mail domain.",
            remedy: "Write what stands behind the @ of their addresses, for example bakery.example.")
    }

    static func customerKnown(_ name: String) -> Refusal {
        Refusal(
            "customer-known", field: "customer", "\(name) is a customer already.",
            remedy: "Choose it in the list above, or write another name.")
    }

    static func ownDomain(_ domain: String) -> Refusal {
        Refusal(
            "own-domain", field: "domains", "\(domain) is the domain of the desk's own address.",
            remedy: "Leave it out: no customer writes from there.")
    }

    static func domainTaken(_ domain: String, by name: String) -> Refusal {
        Refusal(
            "domain-taken", field: "domains", "Mail from \(domain) belongs to \(name).",
            remedy: "Leave that domain out, or choose \(name) in the list above.")
    }
}
