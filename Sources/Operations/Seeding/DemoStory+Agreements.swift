import Agreements
import BusinessTime
import Desk
import Storage

// Customers whose agreements are in other states than Acme's.
extension DemoStory {
    var agreements: [Step] { drafted + offered + signedByCustomer + underNotice + terminated }

    private func days(_ count: Int64) -> Instant { now.advanced(by: -count * 86_400) }

    private var drafted: [Step] {
        [
            Step(days(3)) { stage in
                let id = try await stage.add("Borealis", "bo@borealis.example", "Bo Lind")
                try await stage.office.beginDraft("borealis", for: id, by: stage.mara.person)
            }
        ]
    }

    private var offered: [Step] {
        [
            Step(days(2)) { stage in
                let id = try await stage.add("Cobalt", "cora@cobalt.example", "Cora Bell")
                try await stage.offer("cobalt", Self.yaml("Cobalt", "cora", "Cora Bell"), to: id)
            }
        ]
    }

    /// Waits for Mara's countersignature.
    private var signedByCustomer: [Step] {
        [
            Step(days(6)) { stage in
                let id = try await stage.add("Delphi", "dion@delphi.example", "Dion Pappas")
                try await stage.offer("delphi", Self.yaml("Delphi", "dion", "Dion Pappas"), to: id)
                try await stage.sign("delphi", as: "Dion Pappas")
            }
        ]
    }

    /// Its second version is in force, and notice is given.
    private var underNotice: [Step] {
        let name = "elmwood"
        let yaml = Self.yaml("Elmwood", "ella", "Ella Marsh")
        let dearer = yaml.replacing("monthly_fee: 1200.00 EUR", with: "monthly_fee: 1450.00 EUR")
        let add = { @Sendable (stage: DemoStage) in
            try await stage.add("Elmwood", "ella@elmwood.example", "Ella Marsh")
        }
        let later =
            isAgreedHere
            ? agreed(name, dearer, by: "Ella Marsh", days(91)) { try await $0.customer("Elmwood") } : []
        let notice = Step(days(12)) {
            try await $0.giveNotice(name, reference: "Letter of 2 pages, file E-17")
        }
        return held(name, yaml, by: "Ella Marsh", before(weeks: 2), add) + later + [notice]
    }

    private var terminated: [Step] {
        let yaml = Self.yaml("Fenwick", "fay", "Fay Noor")
        let add = { @Sendable (stage: DemoStage) in
            try await stage.add("Fenwick", "fay@fenwick.example", "Fay Noor")
        }
        let notice = Step(days(50)) {
            try await $0.giveNotice("fenwick", reference: "Letter of 1 page, file F-3")
        }
        return held("fenwick", yaml, by: "Fay Noor", before(weeks: 1), add) + [notice]
    }

    /// Signed before its start; on paper where the desk was not there yet.
    private func held(
        _ name: String, _ yaml: String, by signatory: String, _ at: Instant,
        _ add: @escaping @Sendable (DemoStage) async throws -> Int64
    ) -> [Step] {
        if isAgreedHere { return agreed(name, yaml, by: signatory, at, of: add) }
        return [
            Step(days(60)) { try await $0.hold(name, 1, yaml, of: try await add($0), from: .earliest) }
        ]
    }

    private static func yaml(_ customer: String, _ mailbox: String, _ name: String) -> String {
        DemoAgreement.yaml
            .replacing("carla@acme.example", with: "\(mailbox)@\(customer.lowercased()).example")
            .replacing("acme.example", with: "\(customer.lowercased()).example")
            .replacing("Acme Ltd", with: "\(customer) Ltd").replacing("Carla Reyes", with: name)
    }
}

extension DemoStage {
    /// A customer with a contact; gives the customer's number.
    func add(_ customer: String, _ address: String, _ name: String) async throws -> Int64 {
        try await office.database.write { writer in
            let domain = "\(customer.lowercased()).example"
            let added = try writer.add(StoredOrganisation(name: customer, domains: [domain]))
            _ = try writer.add(
                StoredPerson(
                    name: name, address: address, kind: .contact, organisation: added.id,
                    role: Role.contact.rawValue))
            return added.id
        }
    }

    func offer(_ name: String, _ yaml: String, to organisation: Int64) async throws {
        try await office.beginDraft(name, for: organisation, by: mara.person)
        guard let draft = try await office.draft(name) else { throw Refusal.noDraft }
        try await office.saveDraft(name, over: draft.revision, yaml: yaml, by: mara.person)
        try await office.offer(name, days: 14, by: mara.actor)
    }

    /// The customer's signatory opens the link that was just mailed, asks for a code and signs.
    func sign(_ name: String, as signatory: String) async throws {
        var link: (word: String, desk: Office.SigningDesk)?
        for word in drawn(20).map({ hexadecimal($0) }) where link == nil {
            link = try await office.signing(word).map { (word, $0) }
        }
        guard let (word, desk) = link else { throw Refusal.deadLink }
        try await office.sendCode(word)
        let number = (drawn(8).first ?? []).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
        try await office.sign(
            word,
            Office.SigningOrder(
                name: signatory, code: String(String(1_000_000 + number).dropFirst()), hasConsented: true,
                digest: desk.offering.offer.digest, network: "192.0.2.17", userAgent: "Firefox"))
    }

    /// A version that was signed on paper before the desk was there.
    func hold(
        _ name: String, _ version: Int, _ yaml: String, of organisation: Int64, from: Instant
    ) async throws {
        try await office.database.write { writer in
            var agreement = StoredAgreement(
                name: name, version: version, organisation: organisation, text: Array(yaml.utf8),
                status: "in-force")
            agreement.inForceFrom = from
            _ = try writer.add(agreement)
        }
    }

    func giveNotice(_ name: String, reference: String) async throws {
        try await office.giveNotice(
            name,
            Office.NoticeOrder(from: .customer, way: .letter, received: .now, reference: reference),
            by: mara.actor)
    }
}
