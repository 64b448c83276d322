import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage
import Testing

@Suite("Answers as mails")
struct AnswerMailTests {
    private func mails(_ trial: Trial) async throws -> [(entry: OutboxEntry, mail: Mail.Message)] {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            try reader.outbox().reversed().compactMap { entry in
                try reader.blob(entry.blob).map {
                    (entry, Mail.Message.parse(try blobs.bytes(of: $0)))
                }
            }
        }
    }

    private func answered(
        _ enclosure: Enclosure = .nothing, text: String = "We look at it.\n\nUntil then:\n- wait",
        _ kind: Answer = .reply, set: (Trial) async throws -> Void = { _ in }
    ) async throws -> (trial: Trial, id: Ticket.ID) {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let id = try await trial.carlaAsks()
        try await set(trial)
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(kind, text: text, with: enclosure, on: id, by: ana)
        return (trial, id)
    }

    @Test("Ana's words are both faces, signed, with Carla's own words below")
    func faces() async throws {
        let (trial, id) = try await answered()
        let mail = try #require(try await mails(trial).last).mail
        let text = try #require(mail.text)
        #expect(text.hasPrefix("We look at it.\n\nUntil then:\n- wait\n\n-- \nAna"))
        #expect(
            text.contains("\nOn Monday, 23 November 2026, 16:50, Carla Reyes wrote:\n> It stops at 40 %."))
        #expect(mail.html?.contains("<blockquote") == true)
        #expect(mail.html?.contains("We look at it.") == true)
        #expect(ReplyText.newText(in: text) == "We look at it.\n\nUntil then:\n- wait")
        let stored = try await trial.database.read {
            try $0.messages(of: id.rawValue, includingInternal: false)
        }
        #expect(stored.last?.text == "We look at it.\n\nUntil then:\n- wait")
    }

    @Test("a note of the desk is quoted to nobody")
    func notes() async throws {
        let (trial, _) = try await answered { trial in
            let ben = try await trial.asker("ben@harbor.example")
            try await trial.office.answer(.note, text: "It is their proxy.", on: Ticket.ID(1), by: ben)
        }
        let mail = try #require(try await mails(trial).last).mail
        #expect(!mail.readableText.contains("proxy") && mail.html?.contains("proxy") == false)
    }

    @Test("files travel with the answer; a picture that the words name is shown there")
    func files() async throws {
        let files = [
            GivenFile(name: "error.png", mediaType: "image/png", bytes: Array(1...50)),
            GivenFile(name: "log.txt", mediaType: "text/plain", bytes: Array("x".utf8)),
        ]
        let (trial, id) = try await answered(
            try Enclosure(copies: "", files: files, isForOthersToo: false),
            text: "Press here:\n[error.png]\nThen wait.")
        let mail = try #require(try await mails(trial).last).mail
        #expect(mail.attachments.map(\.filename) == ["error.png", "log.txt"])
        #expect(mail.attachments.map(\.content) == files.map(\.bytes))
        let picture = try #require(mail.attachments.first)
        #expect(picture.isShownInline)
        let contentID = try #require(picture.contentID)
        #expect(mail.html?.contains("src=\"cid:\(contentID)\"") == true)
        #expect(mail.text?.hasPrefix("Press here:\n\n[error.png]\n\nThen wait.") == true)
        let kept = try await trial.database.read { reader in
            let message = try #require(try reader.messages(of: id.rawValue, includingInternal: false).last)
            return try reader.attachments(of: message.id).map(\.name)
        }
        #expect(kept == ["error.png", "log.txt"])
    }

    @Test("15 MB of files are taken, one byte more is refused with the largest named")
    func size() throws {
        let most = GivenFile(
            name: "dump.bin", mediaType: "application/octet-stream",
            bytes: [UInt8](repeating: 1, count: Enclosure.sizeMax))
        let one = GivenFile(name: "a.txt", mediaType: "text/plain", bytes: [1])
        #expect(try Enclosure(copies: "", files: [most], isForOthersToo: false).files == [most])
        let refusal = #expect(throws: Refusal.self) {
            try Enclosure(copies: "", files: [most, one], isForOthersToo: false)
        }
        #expect(refusal?.field == "files" && refusal?.message.contains("dump.bin") == true)
    }

    @Test("a file without a byte is refused by name, not left out without a word")
    func empty() {
        let files = ["log.txt": [UInt8]([1]), "zero.txt": []].sorted { $0.key < $1.key }.map {
            GivenFile(name: $0.key, mediaType: "text/plain", bytes: $0.value)
        }
        let refusal = #expect(throws: Refusal.self) {
            try Enclosure(copies: "", files: files, isForOthersToo: false)
        }
        #expect(refusal?.code == "file-empty" && refusal?.field == "files")
        #expect(refusal?.message == "\"zero.txt\" is empty.")
    }

    @Test("a copy goes to Dora by name, is her leave to answer, and decides on no promise")
    func copies() async throws {
        let (trial, id) = try await answered(
            try Enclosure(copies: "dora@acme.example; DORA@acme.example", files: [], isForOthersToo: false),
            .acknowledge)
        let sent = try await mails(trial).suffix(2)
        #expect(sent.map(\.entry.envelopeTo) == ["carla@acme.example", "dora@acme.example"])
        #expect(Set(sent.map(\.entry.messageID)).count == 1)
        #expect(sent.first?.mail.cc.map(\.address.description) == ["dora@acme.example"])
        #expect(sent.first?.mail.to.map(\.address.description) == ["carla@acme.example"])
        #expect(try await trial.database.read { try $0.isParticipant("dora@acme.example", ofTicket: 1) })
        _ = try await Delivery(office: trial.office) { letter in
            letter.to == "dora@acme.example" ? .accepted("250") : .deferred("450 not yet")
        }.drain()
        #expect(try await trial.ticket(id).ticket.acknowledgedAt == nil, "only Carla's own mail acknowledges")
        try trial.set("2026-11-23 16:55")
        _ = try await Delivery(office: trial.office) { _ in .accepted("250") }.drain()
        #expect(try await trial.ticket(id).ticket.acknowledgedAt != nil)
    }

    @Test("a copy that comes back leaves the promise as it is, and shows")
    func copyFails() async throws {
        let (trial, id) = try await answered(
            try Enclosure(copies: "gone@acme.example", files: [], isForOthersToo: false), .acknowledge)
        _ = try await Delivery(office: trial.office) { letter in
            letter.to == "gone@acme.example" ? .rejected("550 no such user") : .accepted("250")
        }.drain()
        let ticket = try await trial.ticket(id).ticket
        #expect(ticket.acknowledgedAt != nil)
        let row = try await trial.database.read { try $0.ticketRow(id.rawValue) }
        #expect(row?.isUnread == true)
        let stored = try await trial.database.read {
            try $0.messages(of: id.rawValue, includingInternal: false)
        }
        #expect(stored.last?.delivery == .delivered)
    }

    @Test("no copy to what is no address, to the desk, of a note, or unawares to another customer")
    func refusedCopies() async throws {
        #expect(throws: Refusal.self) {
            try Enclosure(copies: "dora at acme", files: [], isForOthersToo: false)
        }
        let trial = try await Trial(at: "2026-11-23 16:50")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        _ = try await trial.database.write {
            try $0.add(StoredOrganisation(name: "Globex", domains: ["globex.example"]))
        }
        func code(_ kind: Answer, _ copies: String, isMeant: Bool = false) async throws -> String? {
            let enclosure = try Enclosure(copies: copies, files: [], isForOthersToo: isMeant)
            do {
                try await trial.office.answer(kind, text: "Hello", with: enclosure, on: id, by: ana)
                return nil
            } catch let refusal as Refusal {
                return refusal.code
            }
        }
        #expect(try await code(.reply, "support@harbor.example") == "copy-to-us")
        #expect(try await code(.note, "dora@acme.example") == "copy-of-note")
        #expect(try await code(.reply, "jo@globex.example") == "copy-to-others")
        #expect(try await mails(trial).isEmpty, "a refused answer leaves nothing")
        #expect(try await code(.reply, "jo@globex.example", isMeant: true) == nil)
    }

    @Test("an extension's mail tells the new deadline and its clause")
    func extending() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.acknowledge, text: "I look.", on: id, by: ana)
        _ = try await Delivery(office: trial.office) { _ in .accepted("250") }.drain()
        let mara = try await trial.asker("mara@harbor.example")
        let grounds = try #require(try await trial.ticket(id).terms?.terms.resolve.extensions.grounds)
        try await trial.office.answer(
            .extend(ground: grounds[0], reason: "It needs a new build.", by: .hours(4)),
            text: "It needs a new build.", on: id, by: mara)
        _ = try await Delivery(office: trial.office) { _ in .accepted("250") }.drain()
        let text = try #require(try await mails(trial).last?.mail.text)
        let deadline = try #require(try await trial.ticket(id).clock(.resolution)?.deadline)
        let desk = try await trial.ticket(id)
        let rules = try #require(desk.terms?.calendar.rules)
        #expect(text.hasPrefix("It needs a new build.\n\nTo be resolved by: "))
        #expect(text.contains(Language.english.moment(deadline, rules)))
        #expect(text.contains("(A.2)"))
    }

    @Test("Carla, who reads German, is answered in German: her own language, else Acme's, else the desk's")
    func german() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        func language() async throws -> Language {
            try await trial.database.read { [office = trial.office] reader in
                let carla = try #require(try reader.person(address: "carla@acme.example"))
                return try office.language(of: carla, in: reader)
            }
        }
        #expect(try await language() == .english)
        try await trial.office.setDeskLanguage(.german)
        #expect(try await language() == .german)
        let acme = try #require(
            try await trial.database.read { try $0.person(address: "carla@acme.example")?.organisation })
        try await trial.office.setLanguage(.english, ofCustomer: acme)
        #expect(try await language() == .english)
        try await trial.office.setLanguage(.german, ofContact: "Carla@acme.example ")
        #expect(try await language() == .german)
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.reply, text: "Wir sehen nach.", on: id, by: ana)
        let mail = try #require(try await mails(trial).last).mail
        #expect(mail.text?.contains("Am Montag, 23. November 2026, 16:50 Uhr schrieb Carla Reyes:") == true)
        #expect(mail.html?.contains("<html lang=\"de\">") == true)
    }
}

@Suite("Receipts")
struct ReceiptTests {
    private func receipt(_ trial: Trial, _ subject: String = "The export stops") async throws -> Mail.Message?
    {
        let id = try await trial.carlaAsks(subject)
        let desk = try await trial.ticket(id)
        let now = trial.office.clock()
        let blobs = trial.database.blobs
        return try await trial.database.write { [office = trial.office] writer -> Mail.Message? in
            let before = try writer.outbox().count
            try office.sendReceipt(of: desk, now: now, writer) { _, _ in nil }
            guard try writer.outbox().count > before, let entry = try writer.outbox().first,
                let blob = try writer.blob(entry.blob)
            else { return nil }
            #expect(entry.envelopeFrom.isEmpty)
            return Mail.Message.parse(try blobs.bytes(of: blob))
        }
    }

    @Test("both deadlines, the promises, the hours and their clauses, in the customer's zone")
    func english() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        try await trial.database.write { writer in
            guard let id = try writer.person(address: "carla@acme.example")?.organisation,
                var acme = try writer.organisation(id)
            else { return }
            acme.zone = "Europe/London"
            try writer.update(acme)
        }
        let mail = try #require(try await receipt(trial))
        let text = try #require(mail.text)
        #expect(text.contains("It is ticket 1: The export stops"))
        #expect(text.contains("A person answers by: Tuesday, 24 November 2026, 08:50 (Europe/London)"))
        #expect(text.contains("To be resolved by: Friday, 27 November 2026"))
        #expect(text.contains("within 2 hours of support time (A.1)"))
        #expect(text.contains("within 3 business days (A.2)"))
        #expect(text.contains("(A.3): Monday to Friday 09:00 to 18:00 (Europe/Berlin), except on holidays."))
        #expect(mail.automation.autoSubmitted == "auto-replied")
        #expect(mail.html?.contains("08:50 (Europe/London)") == true)
    }

    @Test("in German")
    func german() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        try await trial.office.setLanguage(.german, ofContact: "carla@acme.example")
        let text = try #require(try await receipt(trial)?.text)
        #expect(
            text.contains("Eine Person antwortet bis: Dienstag, 24. November 2026, 09:50 Uhr (Europe/Berlin)")
        )
        #expect(text.contains("binnen 2 Stunden Servicezeit (A.1)"))
        #expect(text.contains("Montag bis Freitag 09:00 bis 18:00 (Europe/Berlin), außer an Feiertagen."))
    }

    @Test("without an agreement it says so; switched off, none goes out")
    func others() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50", withAgreement: false)
        #expect(try await receipt(trial)?.text?.contains("No service level agreement applies") == true)
        let mara = try await trial.asker("mara@harbor.example").person
        try await trial.office.turn(.receiptWithoutPromise, on: false, by: mara)
        try trial.set("2026-11-24 16:50")
        #expect(try await receipt(trial) == nil)
    }
}
