import Agreements
import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing
import Web

/// The world of the matrix: Acme and Beta, a ticket of the first line and one of the second, and everybody
/// who may ask.
struct AccessWorld: Sendable {
    /// Words that only some may read.
    enum Canary {
        static let note = "canary-internal-note"
        static let noteFile = "canary-note-file"
        static let secondLine = "canary-second-line"
        static let beta = "canary-of-beta"
        static let bcc = "canary-bcc@elsewhere.example"
    }

    let trial: WebTrial
    /// Acme's, of the first line: Clara asked, with a file and a blind copy; a note has a file too.
    let a1: Int64
    /// Acme's, of the second line alone: Cleo asked.
    let a9: Int64
    /// Beta's.
    let b1: Int64
    let publicFile: Int64
    let noteFile: Int64
    /// What Clara asked, which came by a mail that names its blind copy.
    let asked: Int64
    let spareGroup: Int64
    let clara: Int64
    /// Who asked on the second line's ticket alone.
    let cleo: Int64
    let acme: Int64
    private let sessions: [AccessRole: WebTrial.Session]
    private let tokens: [AccessRole: HTTPFields]
    private var stock: AccessStock?

    /// With all that the routes name, and passwords for who is asked again.
    static func stocked() async throws -> AccessWorld {
        var world = try await make()
        world.stock = try await AccessStock.make(world.trial, acme: world.acme)
        return world
    }

    static func make(_ change: (inout DeskServer) -> Void = { _ in }) async throws -> AccessWorld {
        let trial = try await WebTrial(withPassword: true) { server, _ in change(&server) }
        try await trial.addPeople()
        let a1 = try await trial.ask("clara@acme.example", "The export stops")
        let a9 = try await trial.ask("cleo@acme.example", Canary.secondLine)
        let b1 = try await trial.ask("boris@beta.example", Canary.beta)
        let ana = try await trial.asker("ana@harbor.example")
        let note = try await trial.office.answer(.note, text: Canary.note, on: Ticket.ID(a1), by: ana)
        let given = Assignment(person: nil, group: "Senior support")
        try await trial.office.act(.assign(given), on: Ticket.ID(a9), by: ana)
        let noted = try #require(
            note.facts.last.flatMap { fact -> Int64? in
                guard case .noted(let message) = fact.what else { return nil }
                return message.id.rawValue
            })
        let asked = try await trial.ticket(a1).receipt.message.id.rawValue
        let (publicFile, noteFile) = (
            try await trial.attach("zebra.txt", to: asked), try await trial.attach(Canary.noteFile, to: noted)
        )
        let mail = try trial.database.blobs.take(Array("Bcc: \(Canary.bcc)\r\n\r\nIt stops.\r\n".utf8))
        try await trial.database.write { writer in
            let came = InboxEntry(
                blob: mail, envelopeFrom: "clara@acme.example", envelopeTo: ["support@harbor.example"],
                receivedMilliseconds: trial.clock.now.seconds * 1000)
            if let entry = try writer.add(came, bytes: mail) {
                try writer.mark(inboxEntry: entry.id, .done)
                try writer.set(inbox: entry.id, ofMessage: asked)
            }
            var origin = MessageOrigin(
                message: asked, proof: "unchecked", detail: "", replyTo: nil, others: [])
            origin.blindCopies = [Canary.bcc]
            try writer.add(origin)
        }
        trial.clock.advance(by: 9 * 86_400)
        try await trial.settle()
        let mara = try await trial.asker("mara@harbor.example")
        let month = try #require(CalendarMonth("2026-11"))
        try await trial.office.decideCredits("acme", LedgerCommand(.issue(month), by: mara.actor))
        return try await AccessWorld(
            trial: trial, a1: a1, a9: a9, b1: b1, publicFile: publicFile, noteFile: noteFile, asked: asked)
    }

    private init(
        trial: WebTrial, a1: Int64, a9: Int64, b1: Int64, publicFile: Int64, noteFile: Int64, asked: Int64
    ) async throws {
        (self.trial, self.a1, self.a9, self.b1) = (trial, a1, a9, b1)
        (self.publicFile, self.noteFile, self.asked) = (publicFile, noteFile, asked)
        spareGroup = try await trial.database.write { try $0.addGroup(named: "Spare") }
        clara = try await trial.database.read { try $0.person(address: "clara@acme.example")?.id ?? 0 }
        cleo = try await trial.database.read { try $0.person(address: "cleo@acme.example")?.id ?? 0 }
        acme = try await trial.database.read { try $0.organisation(domain: "acme.example")?.id ?? 0 }
        var sessions: [AccessRole: WebTrial.Session] = [:]
        for (role, address) in Self.addresses { sessions[role] = try await trial.session(of: address) }
        self.sessions = sessions
        tokens = [
            .readToken: try await trial.token(of: "ben@harbor.example", scopes: ["read"]),
            .writeToken: try await trial.token(of: "ana@harbor.example", kind: .program),
            .disabled: try await trial.token(of: "dora@harbor.example"),
        ]
        try await trial.disable("dora@harbor.example", at: trial.clock.now)
    }

    private static let addresses: [AccessRole: String] = [
        .contact: "clara@acme.example", .peer: "cora@acme.example", .signatory: "carla@acme.example",
        .stranger: "boris@beta.example", .tier1: "ana@harbor.example", .tier2: "ben@harbor.example",
        .manager: "mara@harbor.example", .admin: "ivo@harbor.example", .sales: "sam@harbor.example",
        .disabled: "dora@harbor.example",
    ]

    /// The path with what is there in this world.
    func address(_ path: String, ticket: Int64? = nil) -> String {
        let id = ticket ?? (path.hasSuffix("#a9") ? a9 : a1)
        let file = path.hasSuffix("#note") ? noteFile : publicFile
        let contact = path.hasSuffix("#a9") ? cleo : clara
        let places: [(String, String)] = [
            ("#a9", ""), ("#note", ""), ("organisations/:id", "organisations/\(acme)"),
            ("tickets/:id", "tickets/\(id)"), ("rows/:id", "rows/\(id)"),
            ("attachments/:id", "attachments/\(file)"), ("messages/:id", "messages/\(asked)"),
            ("groups/:id", "groups/\(spareGroup)"),
            ("people/:id", "people/\(clara)"), (":promise", "acknowledgment"), (":version", "1"),
            (":contact", "\(contact)"), (":call", "999999"), (":month", "2026-11"),
            ("templates/:name", "templates/none"),
            ("mailboxes/:name", "mailboxes/none"), (":name", "acme"), (":id", "999999"), (":inbox", "999999"),
            (":number", "1"), (":proposal", "1"), (":kind", "adjustment"), (":ticket", "1"),
            (":message", "1"),
            (":form", "csv"), (":digest", String(repeating: "0", count: 64)),
            (":word", String(repeating: "a", count: 40)),
        ]
        return ((stock?.places(in: path) ?? []) + places).reduce(path) { $0.replacing($1.0, with: $1.1) }
    }

    /// Of the role's browser.
    func headers(_ role: AccessRole) -> HTTPFields { sessions[role]?.headers ?? [:] }

    /// Sends what a page or program of this role would send, with nothing filled in but `fields`: those of a
    /// form, or of an object for a program.
    func ask(
        _ client: any TestClientProtocol, _ method: String, _ uri: String, _ role: AccessRole,
        _ fields: String = ""
    ) async throws -> TestResponse {
        let isAPI = uri.hasPrefix("/api")
        let session = sessions[role]
        var headers = (isAPI ? tokens[role] : session?.sending ?? tokens[role]) ?? [:]
        var body: ByteBuffer?
        if method != "GET" {
            headers[.fetchSite] = "same-origin"
            headers[.contentType] = isAPI ? "application/json" : "application/x-www-form-urlencoded"
            body =
                isAPI
                ? ByteBuffer(string: fields.isEmpty ? "{}" : fields)
                : ByteBuffer(string: "csrf=\(session?.csrf ?? "")&\(fields)")
        }
        return try await client.execute(
            uri: uri, method: HTTPRequest.Method(method) ?? .get, headers: headers, body: body)
    }
}

extension WebTrial {
    /// People of Acme and Beta, somebody of sales, and Dora, whose account is closed later.
    fileprivate func addPeople() async throws {
        try await database.write { writer in
            let beta = try writer.add(StoredOrganisation(name: "Beta", domains: ["beta.example"]))
            let acme = try writer.organisation(domain: "acme.example")?.id
            for name in ["clara", "cora", "cleo"] {
                var person = StoredPerson(
                    name: name.capitalized, address: "\(name)@acme.example", kind: .contact,
                    organisation: acme, role: "contact")
                (person.seesAgreement, person.seesBooks) = (name == "clara", name == "clara")
                _ = try writer.add(person)
            }
            _ = try writer.add(
                StoredPerson(
                    name: "Boris", address: "boris@beta.example", kind: .contact, organisation: beta.id,
                    role: "contact"))
            for (name, role) in [("sam", "sales"), ("dora", "tier2")] {
                let person = try writer.add(
                    StoredPerson(
                        name: name.capitalized, address: "\(name)@harbor.example", kind: .agent, role: role))
                for group in try writer.groups() where role == "tier2" {
                    try writer.add(person: person.id, to: group.id)
                }
            }
        }
    }

    func ask(_ address: String, _ subject: String) async throws -> Int64 {
        try await office.receive(
            Inquiry(address: address, name: "", subject: subject, text: "It stops at 40 %.", way: .mail)
        ).rawValue
    }

    func asker(_ address: String) async throws -> Access.Asker {
        try #require(
            try await database.read { reader in
                try reader.person(address: address).flatMap { try Access.Asker($0, .session, in: reader) }
            })
    }

    /// A file whose name and words are the same.
    func attach(_ name: String, to message: Int64) async throws -> Int64 {
        let blob = try database.blobs.take(Array(name.utf8))
        return try await database.write { writer in
            try writer.keep(blob)
            let file = StoredAttachment(
                message: message, blob: blob, name: name, mediaType: "text/plain", contentID: nil,
                isInline: false)
            return try writer.add(file).id
        }
    }
}
