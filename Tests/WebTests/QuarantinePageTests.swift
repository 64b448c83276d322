import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite("The pages of mails that were kept back")
struct QuarantinePageTests {
    /// A mail in quarantine, of nobody where no people are given; gives its number.
    static func keep(
        _ trial: WebTrial, _ text: String = "Subject: <b>Who</b> wrote?\r\n\r\nIt stops.",
        of people: [String] = []
    ) async throws -> Int64 {
        let (office, now) = (trial.office, trial.clock.now)
        return try await trial.database.write { writer in
            let blob = try office.database.blobs.take(Array(text.utf8))
            let entry = try writer.add(
                InboxEntry(
                    blob: blob, envelopeFrom: "", envelopeTo: ["support@harbor.example"],
                    receivedMilliseconds: now.seconds * 1000), bytes: blob)
            guard let entry else { return 0 }
            try writer.note(unplacedMail: entry.id, of: people)
            try office.keepInQuarantine(entry, .noSender, why: "The mail names no sender.", now: now, writer)
            return entry.id
        }
    }

    @Test("the list, the mail and its count are for second line and managers, and for nobody else")
    func access() async throws {
        let trial = try await WebTrial()
        let inbox = try await Self.keep(trial)
        for (address, status) in [
            ("ben@harbor.example", HTTPResponse.Status.ok), ("mara@harbor.example", .ok),
            ("ana@harbor.example", .forbidden), ("ivo@harbor.example", .forbidden),
        ] {
            let session = try await trial.session(of: address)
            try await trial.run { client in
                for path in ["/quarantine", "/quarantine/\(inbox)", "/quarantine/\(inbox)/mail"] {
                    try await client.execute(uri: path, method: .get, headers: session.headers) {
                        #expect($0.status == status, "\(address) \(path)")
                    }
                }
                try await client.execute(uri: "/queue", method: .get, headers: session.headers) {
                    #expect($0.text.contains("Quarantine (1)") == (status == .ok))
                }
                if status == .ok { return }
                try await client.execute(
                    uri: "/quarantine/\(inbox)/release", method: .post, headers: session.sending,
                    body: session.form("sender=carla@acme.example")
                ) { #expect($0.status == .forbidden) }
            }
        }
    }

    @Test("a stranger's words are shown as words; the raw mail is only ever saved")
    func shown() async throws {
        let trial = try await WebTrial()
        let inbox = try await Self.keep(trial)
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            try await client.execute(uri: "/quarantine/\(inbox)", method: .get, headers: ben.headers) {
                #expect($0.text.contains("&lt;b&gt;Who&lt;/b&gt; wrote?"))
                #expect(!$0.text.contains("<b>Who"))
                #expect($0.text.contains("The mail names no sender."))
                #expect($0.text.contains("the null sender of programs"))
            }
            try await client.execute(uri: "/quarantine/\(inbox)/mail", method: .get, headers: ben.headers) {
                #expect($0.headers[.contentDisposition]?.hasPrefix("attachment") == true)
                #expect($0.text.hasPrefix("Subject: <b>Who"))
            }
            try await client.execute(uri: "/quarantine/999", method: .get, headers: ben.headers) {
                #expect($0.status == .notFound)
            }
        }
    }

    @Test("it is released only with a sender, and then no longer counted; refusals show what to do")
    func released() async throws {
        let trial = try await WebTrial()
        let inbox = try await Self.keep(trial)
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            for (noun, fields, words) in [
                ("release", "sender=", "Give the mail address of who wrote it"),
                ("release", "sender=carla", "is no mail address"),
                ("attachment", "ticket=x", "no ticket number"),
                ("attachment", "ticket=99", "There is no such ticket"),
                ("discarding", "reason=+", "A reason is needed"),
            ] {
                try await client.execute(
                    uri: "/quarantine/\(inbox)/\(noun)", method: .post, headers: ben.sending,
                    body: ben.form(fields)
                ) {
                    #expect($0.status == .unprocessableContent, "\(noun) \(fields)")
                    #expect($0.text.contains(words), "\(noun) \(fields)")
                }
            }
            try await client.execute(
                uri: "/quarantine/\(inbox)/release", method: .post, headers: ben.sending,
                body: ben.form("sender=carla@acme.example")
            ) { #expect($0.headers[.location] == "/quarantine/\(inbox)") }
            try await client.execute(uri: "/quarantine/\(inbox)", method: .get, headers: ben.headers) {
                #expect($0.text.contains("Released by Ben Okafor"))
                #expect(!$0.text.contains("act-release"))
            }
            try await client.execute(uri: "/queue", method: .get, headers: ben.headers) {
                #expect(!$0.text.contains("Quarantine (1)"))
            }
        }
        #expect(try await trial.database.read { try $0.inboxEntry(inbox)?.state } == .new)
    }

    @Test("what is discarded stays in its own list with its reason, and can be let go from there")
    func discarded() async throws {
        let trial = try await WebTrial()
        let inbox = try await Self.keep(trial, "From: x@y.example\r\nSubject: Junk\r\n\r\nBuy.")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            try await client.execute(
                uri: "/quarantine/\(inbox)/discarding", method: .post, headers: mara.sending,
                body: mara.form("reason=An+advertisement")
            ) { #expect($0.status == .seeOther) }
            try await client.execute(uri: "/quarantine?show=discarded", method: .get, headers: mara.headers) {
                #expect($0.text.contains("Discarded by Mara Voss"))
                #expect($0.text.contains("An advertisement"))
            }
            try await client.execute(uri: "/quarantine/\(inbox)", method: .get, headers: mara.headers) {
                #expect($0.text.contains("act-release") && !$0.text.contains("act-discard\""))
            }
        }
    }

    @Test("a ticket shows whether its sender is verified, and warns of other customers before the reply")
    func origin() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        let message = try #require(try await trial.messages(of: ticket).first)
        try await trial.database.write { writer in
            try writer.add(
                MessageOrigin(
                    message: message.id, proof: "unaligned", detail: "evil.example",
                    replyTo: "c@other.example",
                    others: ["eve@beta.example"]))
        }
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            try await client.execute(uri: "/tickets/\(ticket)", method: .get, headers: ana.headers) {
                #expect(
                    $0.text.contains(
                        "Sender not verified: what vouches for it is evil.example, not acme.example"))
                #expect($0.text.contains("answers at c@other.example"))
                #expect($0.text.contains("Another customer is on these mails (eve@beta.example)"))
            }
        }
    }
}
