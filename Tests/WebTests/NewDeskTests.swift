import BusinessTime
import Desk
import Foundation
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite("A desk from an empty folder")
struct NewDeskTests {
    private static let password = "three blue boats at dawn"

    /// Ivo alone, as `duly admin create` makes him.
    private static func made() async throws -> (Database, Office, DeskServer) {
        let database = try Database(folder: WebTrial.emptyFolder())
        let clock = HandClock(WebTrial.start)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { clock.now })
        _ = try await office.createFirstAdmin(
            name: "Ivo Brandt", address: "ivo@harbor.example", password: password, provider: "Harbor Software"
        )
        try await database.write { try $0.set("support@harbor.example", for: "support-address") }
        return (database, office, DeskServer(office: office, port: 8080, report: { _ in }))
    }

    @Test("Ivo's steps stand in an order that works: he is led to invite a manager first")
    func firstSteps() async throws {
        let (database, _, server) = try await Self.made()
        try await Application(router: server.router()).test(.router) { client in
            let ivo = Browser(client)
            _ = try await ivo.signIn("ivo@harbor.example", password: Self.password)
            let queue = try await ivo.get("/queue").text
            let places = ["/sending", "/people", "/people#act-invite", "/mailboxes"].map {
                queue.range(of: "<a href=\"\($0)\"", options: .backwards)?.lowerBound
            }
            let found = places.compactMap(\.self)
            #expect(found.count == places.count && found == found.sorted())
            #expect(queue.contains("A manager first: they write and sign agreements."))
            #expect(queue.contains("A manager writes it, and there is none yet: invite one first."))
            let list = try await ivo.get("/agreements").text
            #expect(list.contains("There is no agreement yet."))
            #expect(!list.contains("Begin one for a customer."))
            #expect(list.contains("<a href=\"/people#act-invite\">Invite a manager</a>"))
        }
        try database.close()
    }

    /// With a manager, and with a stranger who has written.
    private static func peopled(_ database: Database) async throws {
        try await database.write { writer in
            // She wrote to the desk before anybody knew of which customer she is.
            _ = try writer.add(
                StoredPerson(
                    name: "Emi Ito", address: "emi@ito.example", kind: .contact,
                    role: Role.contact.rawValue))
            guard let ivo = try writer.person(address: "ivo@harbor.example") else { return }
            _ = try writer.add(
                StoredPerson(
                    name: "Mara Voss", address: "mara@harbor.example", kind: .agent,
                    organisation: ivo.organisation, role: Role.manager.rawValue,
                    passwordHash: ivo.passwordHash, hasAccount: true))
        }
    }

    private typealias Beginning = (
        organisation: String, customer: String, domains: String, name: String, words: String
    )

    private static func refused(_ mara: Browser, _ table: [Beginning]) async throws {
        for row in table {
            let answer = try await mara.post(
                "/agreements",
                [
                    ("organisation", row.organisation), ("customer", row.customer), ("domains", row.domains),
                    ("name", row.name),
                ])
            #expect(answer.status == .unprocessableContent && answer.text.contains(row.words), "\(row)")
        }
    }

    @Test("Mara, a manager, is named by the step; she writes the first customer down with the agreement")
    func firstCustomer() async throws {
        let (database, _, server) = try await Self.made()
        try await Self.peopled(database)
        try await Application(router: server.router()).test(.router) { client in
            let (ivo, mara) = (Browser(client), Browser(client))
            _ = try await ivo.signIn("ivo@harbor.example", password: Self.password)
            #expect(try await ivo.get("/queue").text.contains("A manager writes it: Mara Voss."))
            #expect(try await ivo.get("/agreements").text.contains("A manager writes it: Mara Voss."))
            _ = try await mara.signIn("mara@harbor.example", password: Self.password)
            let list = try await mara.get("/agreements").text
            #expect(list.contains("Begin one for a customer.") && list.contains("name=\"customer\""))
            try await Self.refused(
                mara,
                [
                    ("new", "", "", "bakery", "1 to 200 characters"),
                    ("new", "Bakery", "bakery", "bakery", "is no mail domain"),
                    ("new", "Bakery", "harbor.example", "bakery", "harbor.example is the domain of the desk"),
                ])
            let begun = try await mara.post(
                "/agreements",
                [
                    ("organisation", "new"), ("customer", "Bakery Ito"),
                    ("domains", "@bakery.example, ito.example"), ("name", "bakery"),
                ])
            #expect(begun.headers[.location] == "/agreements/bakery/draft", "\(begun.text)")
            try await Self.refused(
                mara,
                [
                    ("new", "bakery ito", "", "other", "Bakery Ito is a customer already."),
                    ("new", "Ito", "ito.example", "ito", "Mail from ito.example belongs to Bakery Ito."),
                    ("new", "Delphi", "", "bakery", "bakery has a draft already."),
                    ("1", "Delphi", "", "delphi", "A customer of the list and a new one are named."),
                ])
            let after = try await mara.get("/agreements").text
            #expect(after.contains(">Bakery Ito</option>") && after.contains("A new customer, named below"))
            #expect(!after.contains(">Harbor Software</option>"), "no agreement with oneself")
        }
        let known = try await database.read { try $0.organisation(domain: "bakery.example") }
        #expect(known?.name == "Bakery Ito")
        let emi = try await database.read { try $0.person(address: "emi@ito.example") }
        #expect(emi?.organisation == known?.id && known != nil)
        try database.close()
    }
}
