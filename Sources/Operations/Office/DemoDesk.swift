public import Agreements
import BusinessTime
import Foundation
public import Storage

/// A desk to try: Harbor Software's, with Acme's signed agreement and its people.
public struct DemoDesk: Sendable {
    /// Who can sign in.
    public struct SignIn: Sendable {
        public let address: String
        public let password: String
    }

    /// Fills an empty store; does nothing to one that has people.
    ///
    /// - Parameter agreement: what Acme has at once, as one signed on paper before the desk was there; nil
    ///   where `DemoStory.agreeWithAcme` has it signed.
    public static func fill(
        _ database: Database, secret: Secret, agreement: String? = DemoAgreement.yaml,
        hash: @Sendable (String, [UInt8]) async throws -> String = { try await Password.hash($0, salt: $1) }
    ) async throws -> [SignIn] {
        guard try await database.read({ try $0.agents().isEmpty }) else { return [] }
        let people: [(String, String, Role, [String])] = [
            ("Ana Lima", "ana@harbor.example", .tier1, ["Front desk"]),
            ("Ben Okafor", "ben@harbor.example", .tier2, ["Front desk", "Senior support"]),
            ("Mara Voss", "mara@harbor.example", .manager, ["Front desk", "Senior support"]),
            ("Ivo Brandt", "ivo@harbor.example", .admin, []),
        ]
        var hashes: [String] = []
        var signIns: [SignIn] = []
        for person in people {
            let password = String(secret.word().prefix(12))
            hashes.append(try await hash(password, secret.bytes(16)))
            signIns.append(SignIn(address: person.1, password: password))
        }
        let carla = SignIn(address: "carla@acme.example", password: String(secret.word().prefix(12)))
        signIns.append(carla)
        let carlaHash = try await hash(carla.password, secret.bytes(16))
        let stored = hashes
        try await database.write { writer in
            let provider = try writer.add(
                StoredOrganisation(name: "Harbor Software", domains: ["harbor.example"]))
            let groups = try ["Front desk", "Senior support", "Specialists", "Managers"].map {
                ($0, try writer.addGroup(named: $0))
            }
            for (index, person) in people.enumerated() {
                let added = try writer.add(
                    StoredPerson(
                        name: person.0, address: person.1, kind: .agent, organisation: provider.id,
                        role: person.2.rawValue, passwordHash: stored[index]))
                for (name, id) in groups where person.3.contains(name) {
                    try writer.add(person: added.id, to: id)
                }
            }
            try addCustomer(agreement, passwordHash: carlaHash, writer)
            try writer.set("support@harbor.example", for: "support-address")
            try writer.set("Harbor Software Support", for: "desk-name")
            try writer.set("Harbor Software GmbH", for: "provider-name")
            try writer.set(hexadecimal(secret.bytes(32)), for: "reply-key")
        }
        return signIns
    }

    private static func addCustomer(
        _ yaml: String?, passwordHash: String, _ writer: Writer
    ) throws {
        let customer = try writer.add(StoredOrganisation(name: "Acme", domains: ["acme.example"]))
        _ = try writer.add(
            StoredPerson(
                name: "Carla Reyes", address: "carla@acme.example", kind: .contact, organisation: customer.id,
                role: Role.contact.rawValue, passwordHash: passwordHash, hasAccount: true))
        guard let yaml else { return }
        var agreement = StoredAgreement(
            name: "acme", version: 1, organisation: customer.id, text: Array(yaml.utf8),
            status: "in-force")
        agreement.inForceFrom = .earliest
        _ = try writer.add(agreement)
    }
}

extension DemoDesk {
    /// Another manager, so that a dispute of what Mara decided has somebody to answer it.
    public static func addDana(
        _ database: Database, secret: Secret,
        hash: @Sendable (String, [UInt8]) async throws -> String = { try await Password.hash($0, salt: $1) }
    ) async throws -> SignIn {
        let address = "dana@harbor.example"
        let password = String(secret.word().prefix(12))
        let hashed = try await hash(password, secret.bytes(16))
        try await database.write { writer in
            let mara = try writer.person(address: "mara@harbor.example")
            let dana = try writer.add(
                StoredPerson(
                    name: "Dana Wolf", address: address, kind: .agent, organisation: mara?.organisation,
                    role: Role.manager.rawValue, passwordHash: hashed))
            for group in try mara.map({ try writer.groups(of: $0.id) }) ?? [] {
                try writer.add(person: dana.id, to: group)
            }
        }
        return SignIn(address: address, password: password)
    }
}
