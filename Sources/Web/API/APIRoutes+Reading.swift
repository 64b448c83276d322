import Agreements
import BusinessTime
import Desk
import Hummingbird
import Operations
import Storage

// What programs read beside tickets: files, what agreements promise, and who works at the desk.
extension DeskServer {
    func addAPIReading(to router: Router<DeskContext>) {
        router.get("/api/attachments/:id") { request, context in
            try await refusing {
                let caller = try await caller(of: request)
                guard let id = Int64(try context.parameters.require("id")),
                    let file = try await file(id, caller.seat)
                else { throw Access.Denial.hidden }
                return download(file.blob, file.attachment.mediaType, name: file.attachment.name)
            }
        }
        router.get("/api/agreements") { request, _ in
            try await refusing {
                try Access.require(.policyView, by: try await caller(of: request).asker)
                let stored = try await office.database.read { try $0.agreements() }
                return json(
                    AgreementList(
                        agreements: stored.filter { $0.inForceFrom != nil }.map { AgreementLine($0) }))
            }
        }
        router.get("/api/agreements/:name/:version/promises") { request, context in
            try await refusing {
                try Access.require(.policyView, by: try await caller(of: request).asker)
                let name = try context.parameters.require("name")
                let version = AgreementVersion(
                    agreement: name, number: Int(try context.parameters.require("version")) ?? 0)
                return json(
                    try await office.database.read { [office] reader in
                        guard let pinned = try office.shelf.terms(version, in: reader) else {
                            throw Access.Denial.hidden
                        }
                        return APIPromises(pinned)
                    })
            }
        }
        router.get("/api/people") { request, _ in
            try await refusing {
                try Access.require(.listPeople, by: try await caller(of: request).asker)
                let agents = try await office.database.read { try $0.agents() }
                return json(PeopleList(people: agents.map { PersonLine($0) }))
            }
        }
    }

    private struct AgreementList: Encodable { let agreements: [AgreementLine] }
    private struct PeopleList: Encodable { let people: [PersonLine] }
}

/// A version of an agreement that is or was in force.
private struct AgreementLine: Encodable {
    let name: String
    let version: Int
    let customer: Int64?
    let inForceFrom: String?
    let inForceUntil: String?

    init(_ stored: StoredAgreement) {
        (name, version, customer) = (stored.name, stored.version, stored.organisation)
        inForceFrom = stored.inForceFrom.map { "\($0)" }
        inForceUntil = stored.inForceUntil.map { "\($0)" }
    }
}

/// Somebody who works at the desk.
private struct PersonLine: Encodable {
    let id: Int64
    let name: String
    let address: String
    let role: String
    let isDisabled: Bool

    init(_ person: StoredPerson) {
        (id, name, address, role) = (person.id, person.name, person.address, person.role)
        isDisabled = person.disabledAt != nil
    }
}
