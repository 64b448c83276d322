import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mail
import NIOCore
import Operations
import Storage
import Testing

@Suite("Signing an agreement")
struct SigningTests {
    /// The text of the newest mail to an address.
    static func letter(to address: String, _ trial: WebTrial) async throws -> (
        subject: String, text: String
    ) {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            let entry = try #require(try reader.outbox().first { $0.envelopeTo == address })
            let blob = try #require(try reader.blob(entry.blob))
            let mail = Mail.Message.parse(try blobs.bytes(of: blob))
            return (mail.subject, mail.readableText)
        }
    }

    /// An amendment of Acme's agreement, offered by Mara; gives the word of Carla's link.
    static func offered(_ trial: WebTrial, _ mara: WebTrial.Session) async throws -> String {
        try await trial.office.beginDraft("acme", for: 2, by: mara.person)
        let yaml = DemoAgreement.yaml.replacing("monthly_fee: 1200.00 EUR", with: "monthly_fee: 1500.00 EUR")
        try await trial.office.saveDraft("acme", over: 1, yaml: yaml, by: mara.person)
        try await trial.office.offer("acme", days: 14, by: .agent(mara.person))
        let text = try await letter(to: "carla@acme.example", trial).text
        return String(try #require(text.firstMatch(of: /\/sign\/([0-9a-f]{40})/)?.1))
    }

    static func digest(_ trial: WebTrial) async throws -> String {
        try await trial.database.read { reader in
            try #require(
                try trial.office.agreementFile("acme", in: reader)?.agreement?.offering?.offer.digest)
        }
    }

    private static let local: HTTPFields = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]

    @Test("Mara offers, Carla reads, asks for a code and signs, Mara countersigns: version 2 is in force")
    func whole() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await Self.offered(trial, mara)
        let digest = try await Self.digest(trial)
        let before = try await trial.carlaAsks("Before the signature")
        try await trial.run { client in
            let page = try await client.execute(uri: "/sign/\(word)", method: .get)
            #expect(page.text.contains("1500.00 EUR"))
            #expect(page.text.contains("A code of six digits is mailed to carla@acme.example"))
            #expect(!page.text.contains("name=\"code\""))
            let asked = try await client.execute(
                uri: "/sign/\(word)/code", method: .post, headers: Self.local)
            #expect(asked.text.contains("The code is on its way"))
            let mail = try await Self.letter(to: "carla@acme.example", trial)
            let code = try #require(mail.text.firstMatch(of: /code is (\d{6})\./)?.1)
            let signed = try await client.execute(
                uri: "/sign/\(word)/signature", method: .post, headers: Self.local,
                body: ByteBuffer(string: "name=Carla+Reyes&code=\(code)&consent=yes&digest=\(digest)"))
            #expect(signed.status == .ok, "\(signed.text)")
            #expect(signed.text.contains("You signed on"))
            #expect(try await Self.letter(to: "mara@harbor.example", trial).subject == "To countersign: acme")
            trial.clock.advance(by: 60)
            let countersigned = try await client.execute(
                uri: "/agreements/acme/offer/signature", method: .post, headers: mara.sending,
                body: mara.confirmed("name=Mara+Voss&consent=yes&digest=\(digest)"))
            #expect(countersigned.headers[.location] == "/agreements/acme")
            let shown = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(shown.text.contains("Version 2 in force since"))
            #expect(shown.text.contains("Signed by all"))
            let dead = try await client.execute(uri: "/sign/\(word)", method: .get)
            #expect(dead.status == .notFound)
            let pages = try await client.execute(
                uri: "/agreements/acme/1/pdf", method: .get, headers: mara.headers)
            let certified = try await client.execute(
                uri: "/agreements/acme/2/pdf", method: .get, headers: mara.headers)
            #expect(pages.headers[.contentType] == "application/pdf")
            #expect(certified.body.readableBytesView.starts(with: Array("%PDF-".utf8)))
            #expect(
                certified.body.readableBytes > pages.body.readableBytes + 1000, "the certificate is there")
        }
        trial.clock.advance(by: 60)
        let after = try await trial.carlaAsks("After the signature")
        #expect(
            try await trial.ticket(before).pinning == .version(AgreementVersion(agreement: "acme", number: 1))
        )
        #expect(
            try await trial.ticket(after).pinning == .version(AgreementVersion(agreement: "acme", number: 2)))
        try await Self.checkSigned(in: trial, mara)
    }

    /// Carla is told, and what she signed is in the export of her data, as she typed it.
    private static func checkSigned(in trial: WebTrial, _ mara: WebTrial.Session) async throws {
        #expect(try await letter(to: "carla@acme.example", trial).subject.hasPrefix("Signed by all"))
        let carla = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id }
        let asker = Access.Asker(person: mara.person, role: .manager, groups: [], means: .session)
        let record = try await trial.office.export(Person.ID(try #require(carla)), by: asker).record
        #expect(record.consents.map { "\($0.agreement) \($0.version)" } == ["acme 2"])
        #expect(record.consents[0].name == "Carla Reyes" && record.consents[0].text.count > 20)
        #expect(record.consents[0].network != nil, "as the evidence has it")
    }

    @Test("what is signed was shown: evidence of hash, name, consent, network, browser, mails, in the chain")
    func evidence() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await Self.offered(trial, mara)
        let digest = try await Self.digest(trial)
        try await trial.office.sendCode(word)
        let code = try #require(
            try await Self.letter(to: "carla@acme.example", trial).text.firstMatch(of: /code is (\d{6})\./)?.1
        )
        try await trial.office.sign(
            word,
            Office.SigningOrder(
                name: "Carla Reyes", code: String(code), hasConsented: true, digest: digest,
                network: "192.0.2.7",
                userAgent: "Browser 1"))
        let (file, bytes) = try await trial.database.read { reader in
            let file = try #require(try trial.office.agreementFile("acme", in: reader))
            let stored = try #require(try reader.agreement(named: "acme", version: 2))
            let document = try #require(stored.document)
            let blob = try #require(try reader.blob(document))
            return (file, try trial.database.blobs.bytes(of: blob))
        }
        let kept = try #require(file.agreement?.offering?.signatures[0])
        #expect(kept.signature.digest == digest)
        #expect(kept.signature.network == "192.0.2.7")
        #expect(kept.signature.consent == Office.consent)
        #expect(kept.signature.code?.hasSuffix("@harbor.example") == true)
        #expect(file.facts.map(\.what.kind) == [.offered, .invited, .opened, .codeSent, .signed])
        let terms = try Terms(yaml: DemoAgreement.yaml.replacing("1200.00 EUR", with: "1500.00 EUR"))
        #expect(String(decoding: bytes, as: UTF8.self).contains(terms.yaml))
    }

    @Test("a wrong code is refused and counted; after five the code is spent; another works")
    func codes() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await Self.offered(trial, mara)
        let digest = try await Self.digest(trial)
        func sign(_ code: String) async -> String? {
            let order = Office.SigningOrder(
                name: "Carla Reyes", code: code, hasConsented: true, digest: digest, network: "",
                userAgent: "")
            do {
                try await trial.office.sign(word, order)
                return nil
            } catch { return (error as? Desk.Refusal)?.code }
        }
        func newest() async throws -> String {
            try await trial.office.sendCode(word)
            let text = try await Self.letter(to: "carla@acme.example", trial).text
            return String(try #require(text.firstMatch(of: /code is (\d{6})\./)?.1))
        }
        #expect(await sign("123456") == "no-code")
        let first = try await newest()
        let wrong = first == "000000" ? "000001" : "000000"
        for _ in 1...5 { #expect(await sign(wrong) == "wrong-code") }
        #expect(await sign(first) == "spent-code")
        let second = try await newest()
        trial.clock.advance(by: 15 * 60)
        #expect(await sign(second) == "no-code")
        let third = try await newest()
        #expect(await sign(" \(third.prefix(3)) \(third.suffix(3))") == nil)
    }

    @Test("declined with a reason, the link is dead, the draft is back, and both parties know why")
    func declined() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await Self.offered(trial, mara)
        try await trial.run { client in
            let mute = try await client.execute(
                uri: "/sign/\(word)/refusal", method: .post, headers: Self.local,
                body: ByteBuffer(string: "reason="))
            #expect(mute.status == .unprocessableContent)
            let done = try await client.execute(
                uri: "/sign/\(word)/refusal", method: .post, headers: Self.local,
                body: ByteBuffer(string: "reason=The+fee+is+too+high"))
            #expect(done.text.contains("It is done"))
            let again = try await client.execute(uri: "/sign/\(word)", method: .get)
            #expect(again.status == .notFound)
        }
        #expect(try await trial.office.draft("acme")?.yaml.contains("1500.00 EUR") == true)
        for address in ["carla@acme.example", "mara@harbor.example"] {
            #expect(try await Self.letter(to: address, trial).text.contains("The fee is too high"))
        }
        try await trial.office.offer("acme", days: 3, by: .agent(mara.person))
    }

    @Test("the alarm reminds with a new link, and expires the offer; the draft is back")
    func expired() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let word = try await Self.offered(trial, mara)
        #expect(try await trial.office.reindex().agreementsChanged == 0)
        try await trial.database.write { try $0.setDue(of: .agreement(1), at: nil) }
        #expect(try await trial.office.reindex().agreementsChanged == 1)
        trial.clock.advance(by: 8 * 86_400)
        try await Alarm(office: trial.office).ring()
        #expect(try await Self.letter(to: "carla@acme.example", trial).subject == "Still to sign: acme")
        #expect(try await trial.office.signing(word) == nil)
        trial.clock.advance(by: 8 * 86_400)
        try await Alarm(office: trial.office).ring()
        #expect(
            try await Self.letter(to: "carla@acme.example", trial).text.contains(
                "The time to sign it is over"))
        #expect(try await trial.office.draft("acme") != nil)
        #expect(try await trial.database.read { try $0.due(of: .agreement(1)) } == nil)
    }

    @Test("a draft with blanks is not offered; only a manager whom the agreement names countersigns")
    func refused() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.office.beginDraft("acme", for: 2, by: mara.person)
        let yaml = DemoAgreement.yaml.replacing("mara@harbor.example", with: "boss@harbor.example")
        try await trial.office.saveDraft(
            "acme", over: 1, yaml: yaml.replacing("Leeds", with: "[place]"), by: mara.person)
        try await trial.run { client in
            let blank = try await client.execute(
                uri: "/agreements/acme/offer", method: .post, headers: mara.sending,
                body: mara.form("days=14"))
            #expect(blank.status == .unprocessableContent)
            #expect(blank.text.contains("One thing is left to mend"))
            try await trial.office.saveDraft("acme", over: 2, yaml: yaml, by: mara.person)
            for days in ["0", "91", "x"] {
                let bad = try await client.execute(
                    uri: "/agreements/acme/offer", method: .post, headers: mara.sending,
                    body: mara.form("days=\(days)"))
                #expect(bad.status == .unprocessableContent, "\(days)")
            }
            let offered = try await client.execute(
                uri: "/agreements/acme/offer", method: .post, headers: mara.sending,
                body: mara.form("days=14"))
            #expect(offered.status == .seeOther)
            let other = try await client.execute(
                uri: "/agreements/acme/offer/signature", method: .post, headers: mara.sending,
                body: mara.confirmed("name=Mara+Voss&consent=yes&digest=x"))
            #expect(other.text.contains("Only those named in the agreement sign it"))
            let ana = try await trial.session(of: "ana@harbor.example")
            for path in ["offer", "offer/withdrawal", "offer/signature", "notice"] {
                let denied = try await client.execute(
                    uri: "/agreements/acme/\(path)", method: .post, headers: ana.sending,
                    body: ana.form("x=1"))
                #expect(denied.status == .forbidden, "\(path)")
            }
        }
    }
}
