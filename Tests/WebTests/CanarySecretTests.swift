import Desk
import HTTPTypes
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Canaries: a secret that the desk keeps is read by nobody")
struct CanarySecretTests {
    private static let mailbox = "canary-mailbox-secret"
    private static let relay = "canary-relay-secret"
    private static let provider = "canary-provider-secret"

    /// What is kept sealed or hashed, and the words that were shown once.
    private static func kept(_ world: AccessWorld) async throws -> [String] {
        let (office, trial) = (world.trial.office, world.trial)
        let ivo = try await trial.asker("ivo@harbor.example")
        _ = try await office.addMailbox(
            MailboxOrder(
                name: "none",
                settings: MailboxSettings(host: "imap.harbor.example", port: 993, user: "support"),
                secret: mailbox), by: ivo.person)
        var settings = RelaySettings(host: "mail.harbor.example", port: 587)
        settings.user = "support"
        try await office.setRelay(RelayOrder(settings: settings, secret: relay), by: ivo.person)
        var rules = try await office.signInRules()
        rules.provider = SignInRules.Provider(
            issuer: "https://id.example", client: "duly", domains: [])
        try await office.set(rules, secret: provider, by: ivo)
        let hook = try await office.addWebhook(
            named: "Status", to: "https://status.example/duly", kinds: [], by: ivo)
        let mara = try await trial.asker("mara@harbor.example")
        let screen = try await office.makeOpening(.screen, named: "Hall", by: mara)
        let ben = try await trial.asker("ben@harbor.example")
        let token = try await office.mint("import", .person, scopes: [.read], by: ben).word
        let reply = try await trial.database.read { try $0.setting("reply-key") ?? "" }
        #expect(!reply.isEmpty && !hook.isEmpty)
        return [mailbox, relay, provider, hook, screen, token, reply]
    }

    @Test("at no address, whoever asks")
    func read() async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.make()
        let secrets = try await Self.kept(world)
        let routes = matrix.routes.filter { $0.method == "GET" && !$0.path.hasSuffix("/live") }
        let addresses = Set(routes.map { world.address($0.path) } + ["/webhooks", "/exports/tickets/jsonl"])
        try await world.trial.run(isLive: true) { client in
            for role in AccessRole.allCases {
                for uri in addresses.sorted() {
                    let answer = try await world.ask(client, "GET", uri, role)
                    for secret in secrets where answer.text.contains(secret) {
                        Issue.record("\(role.rawValue) reads \(secret) at \(uri)")
                    }
                }
            }
            let page = try await world.ask(client, "GET", "/mailboxes", .admin)
            #expect(page.text.contains("imap.harbor.example"), "the mailbox is there to be read of")
        }
    }

    @Test("not in what an administrator takes away, nor in a person's own data")
    func exported() async throws {
        let world = try await AccessWorld.make()
        let secrets = try await Self.kept(world)
        var export = WholeExport(world.trial.office)
        var whole: [UInt8] = []
        while let page = try await export.next() { whole += page }
        let text = String(decoding: whole, as: UTF8.self)
        #expect(text.contains("clara@acme.example") && text.contains(AccessWorld.Canary.note))
        for secret in secrets + ["scrypt"] { #expect(!text.contains(secret), "\(secret)") }
    }

    @Test("of a person's own data another's are no part: no note, no other customer, no blind copy")
    func own() async throws {
        let world = try await AccessWorld.make()
        let office = world.trial.office
        for address in ["clara@acme.example", "cora@acme.example", "boris@beta.example"] {
            let asker = try await world.trial.asker(address)
            let record = try await office.export(asker.person, by: asker).record
            let text = "\(record)"
            let others = [
                AccessWorld.Canary.note, AccessWorld.Canary.noteFile, AccessWorld.Canary.secondLine,
                AccessWorld.Canary.bcc,
                address.hasPrefix("boris") ? "The export stops" : AccessWorld.Canary.beta,
            ]
            for canary in others { #expect(!text.contains(canary), "\(address) reads \(canary)") }
        }
    }
}
