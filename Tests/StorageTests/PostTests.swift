import BusinessTime
import Foundation
import Testing

@testable import Storage

@Suite("Mail in and out, and what lies beside the facts")
struct PostTests {
    private func message(_ text: String, ticket: Int64, visibility: StoredMessage.Audience = .public)
        -> StoredMessage
    {
        var message = StoredMessage(direction: .incoming, sent: at(0), received: at(0))
        message.ticket = ticket
        message.subject = "Printer"
        message.text = text
        message.visibility = visibility
        message.messageID = "\(text.utf8.count).\(ticket)@acme.example"
        return message
    }

    @Test("blobs at and over the bound of the database come back whole; equal bytes are one blob")
    func blobs() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        for size in [0, 1, Blob.inlineMax, Blob.inlineMax + 1, 3 * Blob.inlineMax] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let blob = try database.blobs.take(bytes)
            #expect(blob.digest == hexadecimal(sha256(bytes)))
            #expect((blob.bytes == nil) == (size > Blob.inlineMax))
            for _ in 1...2 { try database.writeBlocking { try $0.keep(blob) } }
            let found = try #require(try database.readBlocking { try $0.blob(blob.digest) })
            #expect(try database.blobs.bytes(of: found) == bytes)
        }
    }

    @Test("an intake that is given up leaves no file")
    func abandoned() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        do {
            let intake = database.blobs.intake()
            try intake.append([UInt8](repeating: 1, count: Blob.inlineMax + 1))
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path("desk/blobs/unfinished"))
        #expect(left.isEmpty)
    }

    @Test("a mail of a source is taken in once; the same mail by another way is known by its identity")
    func inbox() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let bytes = try database.blobs.take(Array("From: carla@acme.example\r\n\r\nHello".utf8))
        let entry = InboxEntry(
            blob: bytes, source: "imap:box:1:7", envelopeFrom: "carla@acme.example",
            envelopeTo: ["help@harbor.example", "desk@harbor.example"],
            receivedMilliseconds: 1_790_000_000_999)
        let first = try #require(try database.writeBlocking { try $0.add(entry, bytes: bytes) })
        #expect(try database.writeBlocking { try $0.add(entry, bytes: bytes) } == nil)
        #expect(first.received == at(0))
        #expect(try database.readBlocking { try $0.inbox(.new) } == [first])
        let identity = Writer.identity(
            messageID: "1@acme", contentDigest: "ab", receiver: "Help@harbor.example")
        let again = InboxEntry(
            blob: bytes, envelopeFrom: "", envelopeTo: ["help@harbor.example"], receivedMilliseconds: 0)
        try database.writeBlocking { writer in
            let second = try #require(try writer.add(again, bytes: bytes))
            #expect(try writer.claim(identity: identity, forInboxEntry: first.id) == first.id)
            #expect(try writer.claim(identity: identity, forInboxEntry: second.id) == first.id)
            try writer.mark(inboxEntry: first.id, .done)
            try writer.mark(inboxEntry: second.id, .quarantined, why: "received before")
        }
        #expect(try database.readBlocking { try $0.inbox(.new) }.isEmpty)
        #expect(try database.readBlocking { try $0.inbox(.quarantined).map(\.why) } == ["received before"])
    }

    @Test("what is due to be sent is taken once; after a stop it is uncertain and waits")
    func outbox() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let bytes = try database.blobs.take(Array("Subject: Re\r\n\r\n".utf8))
        let entry = OutboxEntry(
            message: nil, ticket: 1, messageID: "a@harbor.example", bytes: bytes, envelopeFrom: "",
            envelopeTo: "carla@acme.example", created: at(0))
        let added = try database.writeBlocking { try $0.add(entry, bytes: bytes) }
        #expect(throws: StoreProblem.self) { try database.writeBlocking { try $0.add(entry, bytes: bytes) } }
        #expect(try database.readBlocking { try $0.dueOutbox(at: at(-1)) }.isEmpty)
        #expect(try database.readBlocking { try $0.dueOutbox(at: at(0)) }.map(\.id) == [added.id])
        #expect(
            try database.readBlocking { try $0.dueOutbox(at: at(0), sparing: ["acme.example"]) }.isEmpty)
        #expect(try database.writeBlocking { try $0.takeOutboxEntry(added.id) }?.attempts == 1)
        #expect(try database.writeBlocking { try $0.takeOutboxEntry(added.id) } == nil)
        #expect(try database.readBlocking { try $0.dueOutbox(at: at(0)) }.isEmpty)
        #expect(try database.writeBlocking { try $0.recoverOutbox(nextAttempt: at(600), at: at(9)) } == 1)
        #expect(try database.readBlocking { try $0.earliestAttempt() } == at(600))
        #expect(try database.writeBlocking { try $0.takeOutboxEntry(added.id) }?.doubts == 1)
        try database.writeBlocking { _ = try $0.recoverOutbox(nextAttempt: at(1200), at: at(609)) }
        // Twice in doubt: shown, and for a person to say.
        #expect(try database.readBlocking { try $0.earliestAttempt() } == nil)
        #expect(try database.readBlocking { try $0.dueOutbox(at: at(9999)) }.isEmpty)
        #expect(try database.writeBlocking { try $0.retry(outboxEntry: added.id, at: at(9999)) })
        #expect(try database.writeBlocking { try $0.cancel(outboxEntry: added.id, at: at(9999)) })
        #expect(try database.readBlocking { try $0.dueOutbox(at: at(9999)) }.isEmpty)
        #expect(try database.writeBlocking { try $0.retry(outboxEntry: added.id, at: at(9999)) })
        #expect(try database.writeBlocking { try $0.takeOutboxEntry(added.id) } != nil)
        #expect(try !database.writeBlocking { try $0.cancel(outboxEntry: added.id, at: at(9999)) })
        try database.writeBlocking { writer in
            try writer.settle(
                outboxEntry: added.id,
                .init(.accepted, answer: "250 ok", nextAttempt: at(600), at: at(9999)))
        }
        #expect(try !database.writeBlocking { try $0.retry(outboxEntry: added.id, at: at(9999)) })
        #expect(try database.readBlocking { try $0.outboxEntry(added.id)?.answer } == "250 ok")
        #expect(try database.readBlocking { try $0.earliestAttempt() } == nil)
    }

    @Test("an erased message keeps its place; its words and salt are gone, also from the search")
    func erasing() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.writeBlocking { try $0.put(TicketRow(id: 1, received: at(0))) }
        let added = try database.writeBlocking { try $0.add(message("toner leaks", ticket: 1)) }
        #expect(try database.readBlocking { try $0.message(added.id)?.digest } == added.digest)
        let words = try #require(SearchWords("toner"))
        #expect(
            try database.readBlocking { try $0.search(words, in: .all, includingInternal: false).count } == 1)
        try database.writeBlocking { try $0.eraseMessage(added.id, at: at(9)) }
        let erased = try #require(try database.readBlocking { try $0.message(added.id) })
        #expect(erased.text.isEmpty && erased.salt.isEmpty && erased.digest != added.digest)
        #expect(try database.readBlocking { try $0.search(words, in: .all, includingInternal: true) }.isEmpty)
        try database.writeBlocking { try $0.rebuildSearch() }
        #expect(try database.readBlocking { try $0.search(words, in: .all, includingInternal: true) }.isEmpty)
    }

    @Test("search keeps to what the asker may see, and to public words unless told otherwise")
    func searchVisibility() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.writeBlocking { writer in
            for id in Int64(1)...2 {
                var row = TicketRow(id: id, received: at(0))
                row.organisation = id
                row.requester = id
                row.group = id
                try writer.put(row)
                _ = try writer.add(message("The Drücker jams again", ticket: id))
                _ = try writer.add(message("they drucker wrong", ticket: id, visibility: .internal))
            }
        }
        func found(_ visibility: Visibility, _ isInternal: Bool) throws -> [Int64] {
            let words = try #require(SearchWords("druck"))
            return try database.readBlocking {
                try $0.search(words, in: visibility, includingInternal: isInternal).map(\.ticket)
            }
        }
        #expect(try found(.all, true) == [2, 2, 1, 1])
        #expect(try found(.contact(9, organisation: 1, seesAll: true), false) == [1])
        #expect(try found(.contact(2, organisation: 2, seesAll: false), false) == [2])
        #expect(try found(.contact(2, organisation: 1, seesAll: false), false).isEmpty)
        #expect(try found(.none, true).isEmpty)
        #expect(try found(.groups([2]), true) == [2, 2])
        #expect(try found(.groups([]), true).isEmpty)
    }

    @Test("mails that the desk sent by itself are not searched; those that robots sent to it are")
    func searchWithoutAutomatic() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let words = try #require(SearchWords("toner"))
        try database.writeBlocking { writer in
            try writer.put(TicketRow(id: 1, received: at(0)))
            for direction in [StoredMessage.Direction.outgoing, .incoming] {
                var sent = message("toner leaks", ticket: 1)
                sent.direction = direction
                sent.isAutomatic = true
                _ = try writer.add(sent)
            }
        }
        func found() throws -> Int {
            try database.readBlocking { try $0.search(words, in: .all, includingInternal: true).count }
        }
        #expect(try found() == 1)
        #expect(try database.writeBlocking { try $0.isSearchSound() })
        try database.writeBlocking { try $0.rebuildSearch() }
        #expect(try found() == 1)
        try database.writeBlocking { writer in
            for id in Int64(1)...2 { try writer.eraseMessage(id, at: at(9)) }
        }
        #expect(try found() == 0)
        #expect(try database.writeBlocking { try $0.isSearchSound() })
    }

    @Test(
        "nothing typed is ever syntax of the search",
        arguments: [
            "\"", "a\"b", "NEAR(a b", "a AND", "OR", "a*", "-x", "subject:x", "^a", "{a b}:c", "a + b", "(((",
            "'; DROP",
            "\u{0}a", "a \"b c", "🙂 a", "col : \"x\"*", "NOT a", "a\\", "%",
            String(repeating: "a ", count: 5000),
        ])
    func injection(typed: String) throws {
        guard let words = SearchWords(typed) else { return }
        let scratch = try Scratch()
        let database = try scratch.open()
        _ = try database.readBlocking { try $0.search(words, in: .all, includingInternal: true) }
    }

    @Test("threads are found by the Message-IDs a mail names")
    func threading() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let added = try database.writeBlocking { try $0.add(message("hello", ticket: 4)) }
        let ids = ["none@x", try #require(added.messageID)]
        #expect(try database.readBlocking { try $0.messages(withMessageIDs: ids).map(\.ticket) } == [4])
        #expect(try database.readBlocking { try $0.messages(withMessageIDs: []) }.isEmpty)
    }
}
