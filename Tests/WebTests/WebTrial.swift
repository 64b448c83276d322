import Agreements
import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mail
import NIOCore
import Operations
import Storage
import Testing
import Web

/// A clock that a test moves by hand.
final class HandClock: @unchecked Sendable {
    private let lock = NSLock()
    private var instant: Instant

    init(_ instant: Instant) {
        self.instant = instant
    }

    var now: Instant {
        get { lock.withLock { instant } }
        set { lock.withLock { instant = newValue } }
    }

    func advance(by wallSeconds: Int64) { now = now.advanced(by: wallSeconds) }
}

/// Harbor Software's desk in a folder of its own, its pages, and a clock that stands at Monday 16:50 in
/// Berlin until it is moved.
final class WebTrial: Sendable {
    /// Monday 2026-11-23 16:50 in Berlin.
    static let start = Instant(seconds: 1_795_449_000)
    static let password = "correct horse battery"
    private static let known = [
        "ana@harbor.example", "mara@harbor.example", "ivo@harbor.example", "carla@acme.example",
    ]

    let folder: String
    let database: Database
    let office: Office
    let clock = HandClock(WebTrial.start)
    /// What any calendar's address gives.
    let fetched = Fetched()
    /// Says who people are, where a test asks it.
    let outside: OutsideProvider
    let server: DeskServer

    /// Ana, Mara, Ivo and Carla have a password only where a test asks for it, of the least cost: a real hash
    /// takes its time.
    init(
        origin: String? = nil, withPassword: Bool = false, agreement: String = DemoAgreement.yaml,
        _ change: (inout DeskServer, Office) -> Void = { _, _ in }
    ) async throws {
        folder = Self.emptyFolder()
        outside = OutsideProvider()
        let database = try Database(folder: folder)
        self.database = database
        office = Office(database: database, shelf: AgreementShelf(), clock: { [clock] in clock.now })
        var server = DeskServer(office: office, port: 8080, origin: origin, report: { _ in })
        server.fetch = { [fetched] _ in fetched.value }
        server.provider = { [outside] in outside.answer($0) }
        change(&server, office)
        self.server = server
        _ = try await DemoDesk.fill(database, secret: .system, agreement: agreement) { _, _ in "none" }
        // What is posted is done at once; UndoTests has the wait.
        try await office.set(.undoSeconds, to: "0")
        guard withPassword else { return }
        let cost = Password.Cost(rounds: 2, blockSize: 1, parallelism: 1) ?? .standard
        let hash = try await Password.hash(Self.password, salt: Array(1...16), cost: cost)
        try await database.write { writer in
            for address in Self.known {
                guard var person = try writer.person(address: address) else { return }
                person.passwordHash = hash
                try writer.update(person)
            }
        }
    }

    static func emptyFolder() -> String { NSTemporaryDirectory() + "duly-web-" + UUID().uuidString }

    static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

    deinit {
        try? database.close()
        Self.remove(folder)
    }

    /// Runs requests against the router, without a socket; or against a server on a port of its own.
    func run(
        isLive: Bool = false, _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let app = Application(router: server.router())
        try await app.test(isLive ? .live : .router) { client in try await body(client) }
    }

    /// Every address of the running product.
    var routes: [String] {
        server.router().routes.map { "\($0.method) \($0.path)" }.sorted().map {
            $0.replacing("{", with: ":").replacing("}", with: "")
        }
    }

    /// A live session of an agent, as the headers of a browser.
    func session(of address: String) async throws -> Session {
        let word = Secret.system.word()
        let now = clock.now
        try await database.write { writer in
            guard let person = try writer.person(address: address) else { return }
            try writer.add(
                StoredSession(
                    digest: Array(Secret.stored(word).utf8), csrf: "c-\(person.id)", person: person.id,
                    created: now, expires: now.advanced(by: 3600)))
        }
        let id = try await database.read { try $0.person(address: address)?.id ?? 0 }
        return Session(headers: [.cookie: "duly=\(word)"], csrf: "c-\(id)", person: Person.ID(id))
    }

    /// A token, as the headers of a program.
    func token(
        of address: String, scopes: [String] = ["read", "write"], kind: StoredToken.Kind = .person
    ) async throws -> HTTPFields {
        let word = Secret.system.word()
        try await database.write { writer in
            guard let person = try writer.person(address: address) else { return }
            _ = try writer.add(
                StoredToken(
                    digest: Array(Secret.stored(word).utf8), name: "import", person: person.id, kind: kind,
                    scopes: scopes, created: WebTrial.start))
        }
        return [.authorization: "Bearer \(word)"]
    }

    /// What is queued is handed over and accepted, and the alarm writes what is due.
    func settle() async throws {
        try await Delivery(office: office, send: { _ in .accepted("250") }).drain()
        try await Alarm(office: office).ring()
        while try await office.sendSurveys() > 0 {}
    }

    func ticket(_ id: Int64) async throws -> Ticket {
        try #require(try await database.read { try self.office.dossier(Ticket.ID(id), in: $0)?.ticket })
    }

    func carlaAsks(_ subject: String = "The export stops") async throws -> Int64 {
        try await office.receive(
            Inquiry(
                address: "carla@acme.example", name: "Carla Reyes", subject: subject,
                text: "It stops at 40 %.", way: .mail)
        ).rawValue
    }

    /// Closes or opens an account.
    func disable(_ address: String, at instant: Instant?) async throws {
        try await database.write { writer in
            guard var person = try writer.person(address: address) else { return }
            person.disabledAt = instant
            try writer.update(person)
        }
    }

    func messages(of ticket: Int64) async throws -> [StoredMessage] {
        try await database.read { try $0.messages(of: ticket, includingInternal: true) }
    }

    /// What is queued to an address, as it reads.
    func letters(to address: String) async throws -> [String] {
        try await database.read { reader in
            try reader.outbox(limit: 200).filter { $0.envelopeTo == address }.compactMap { entry in
                try reader.blob(entry.blob).map {
                    let message = Mail.Message.parse(try self.database.blobs.bytes(of: $0))
                    return "\(message.subject)\n\(message.readableText)"
                }
            }
        }
    }

    /// Set by a test before a calendar is read.
    final class Fetched: @unchecked Sendable {
        private let lock = NSLock()
        private var result: Result<[UInt8], Office.FeedFailure> = .success([])

        var value: Result<[UInt8], Office.FeedFailure> { lock.withLock { result } }

        func set(_ result: Result<[UInt8], Office.FeedFailure>) { lock.withLock { self.result = result } }
    }

    struct Session: Sendable {
        var headers: HTTPFields
        let csrf: String
        let person: Person.ID

        /// The headers of a form sent by the desk's own page.
        var sending: HTTPFields {
            var fields = headers
            fields[HTTPField.Name("Sec-Fetch-Site")!] = "same-origin"
            return fields
        }

        /// With the password given again.
        func confirmed(_ fields: String) -> ByteBuffer {
            form("\(fields)&password=correct+horse+battery")
        }

        func form(_ fields: String) -> ByteBuffer { ByteBuffer(string: "csrf=\(csrf)&\(fields)") }
    }
}
