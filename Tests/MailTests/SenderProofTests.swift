import Testing

@testable import Mail

@Suite("Who vouches for a sender")
struct SenderProofTests {
    @Test(
        "what a server says is read as RFC 8601 has it, and a comment says nothing",
        arguments: [
            ("mx.a.example; dkim=pass header.d=b.example", "mx.a.example", ["dkim=pass"]),
            (
                "MX.A.example 1; spf=PASS smtp.mailfrom=c@B.example; dkim = fail", "mx.a.example",
                ["spf=pass", "dkim=fail"]
            ),
            ("mx.a.example; none", "mx.a.example", []),
            ("mx.a.example (x; dkim=pass header.d=b.example); spf=none", "mx.a.example", ["spf=none"]),
            ("mx.a.example; dkim=fail (\\); dkim=pass) header.d=b.example", "mx.a.example", ["dkim=fail"]),
            ("mx.a.example; spf=fail reason=\"a; dkim=pass\"", "mx.a.example", ["spf=fail"]),
            ("mx.a.example; dkim/1=pass header.d=b.example", "mx.a.example", ["dkim=pass"]),
            ("mx.a.example;;; =; dkim", "mx.a.example", []),
        ])
    func reading(value: String, server: String, findings: [String]) {
        let results = AuthenticationResults(value)
        #expect(results?.server == server)
        #expect(results?.findings.map { "\($0.method)=\($0.result)" } == findings)
    }

    @Test("a field without a server says nothing", arguments: ["", "  ", "(mx.a.example)", ";dkim=pass"])
    func nobody(value: String) {
        #expect(AuthenticationResults(value) == nil)
    }

    @Test(
        "domains of one owner are aligned",
        arguments: [
            ("acme.example", "acme.example", true), ("acme.example", "mail.acme.example", true),
            ("a.acme.example", "b.acme.example", true), ("acme.example", "acme.example.evil", false),
            ("acme.example", "evilacme.example", false), ("acme.co.uk", "evil.co.uk", false),
            ("mail.acme.co.uk", "acme.co.uk", true), ("co.uk", "acme.co.uk", false),
            ("co.uk", "co.uk", false),
            ("ACME.example", "acme.EXAMPLE", true), ("example", "example", false),
            ("[192.0.2.1]", "[192.0.2.1]", false), ("abc.de", "abc.de", true), ("www.abc.de", "abc.de", true),
            ("one.github.io", "two.github.io", false), ("a.one.github.io", "one.github.io", true),
            ("acme.com.au", "evil.com.au", false), ("acme.kawasaki.jp", "a.acme.kawasaki.jp", false),
            ("city.kawasaki.jp", "a.city.kawasaki.jp", true), ("acme.example.", "acme.example", true),
        ])
    func alignment(one: String, other: String, isAligned: Bool) {
        #expect(DomainAlignment.isAligned(one, other) == isAligned)
        #expect(DomainAlignment.isAligned(other, one) == isAligned)
    }

    @Test(
        "a pass of the From's own domain verifies; another's, a failure and silence do not",
        arguments: [
            ("dkim=pass header.d=acme.example", SenderProof.Kind.dkim),
            ("dkim=pass header.i=@mail.acme.example", .dkim), ("spf=pass smtp.mailfrom=b@acme.example", .spf),
            ("dmarc=pass header.from=acme.example", .dmarc),
            ("dmarc=pass header.from=mail.acme.example", .unaligned),
            ("spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=acme.example", .dkim),
            ("dkim=pass header.d=evil.example", .unaligned), ("spf=fail smtp.mailfrom=acme.example", .failed),
            ("dkim=pass", .failed), ("arc=pass header.d=acme.example", .failed), ("", .unchecked),
        ])
    func proof(findings: String, kind: SenderProof.Kind) {
        let message = Message.parse(Array("From: carla@acme.example\r\n\r\nx".utf8))
        let proof = SenderProof(message, findings: AuthenticationResults.findings(findings))
        #expect(proof.kind == kind)
        #expect(proof.isVerified == [.dkim, .spf, .dmarc].contains(kind))
    }

    @Test("two authors, two From lines or none: nobody is verified")
    func unclear() {
        let passing = AuthenticationResults.findings("dkim=pass header.d=acme.example")
        for head in [
            "From: carla@acme.example, dirk@acme.example", "From: carla@acme.example\r\nFrom: x@evil.example",
            "Subject: nobody",
        ] {
            let message = Message.parse(Array("\(head)\r\n\r\nx".utf8))
            #expect(SenderProof(message, findings: passing).kind == .unclear, "\(head)")
        }
    }

    @Test("only the named servers are believed, all their fields together")
    func believed() {
        let message = Message.parse(
            Array(
                """
                Authentication-Results: mx.ours.example; spf=pass smtp.mailfrom=acme.example\r
                Authentication-Results: mx.other.example; dkim=pass header.d=acme.example\r
                From: carla@acme.example\r\n\r\nx
                """.utf8))
        #expect(BelievedResults.findings(message, servers: ["mx.ours.example"])?.map(\.method) == ["spf"])
        #expect(BelievedResults.findings(message, servers: []) == nil)
    }
}

@Suite("What an agent forwards")
struct ForwardedMailTests {
    private func message(_ body: String) -> Message {
        Message.parse(Array("From: ana@harbor.example\nSubject: Fwd: x\n\n\(body)".utf8))
    }

    @Test(
        "the original sender is read in the words of each mail program",
        arguments: [
            "--- Forwarded message ---\nFrom: Carla <carla@acme.example>\nSubject: The export\n\nIt stops.",
            "--- Nachricht ---\nVon: Carla <carla@acme.example>\nBetreff: The export\n\nIt stops.",
            "Début du message :\n\n> De: Carla <carla@acme.example>\n> Objet: The export\n\nIt stops.",
            "*From:* Carla <carla@acme.example>\n*Subject:* The export\n\nIt stops.",
            "发件人：Carla <carla@acme.example>\n主题：The export\n\nIt stops.",
            "Från: carla@acme.example\nÄmne: The export\n\nIt stops.",
        ])
    func sender(body: String) {
        let forwarded = ForwardedMail(message("#forward\n\n\(body)"))
        #expect(forwarded?.sender.address == MailAddress("carla@acme.example"))
        #expect(forwarded?.subject == "The export")
        #expect(forwarded?.text.hasSuffix("It stops.") == true)
    }

    @Test("what names no address has no original sender")
    func nobody() {
        for body in ["#forward", "From: Carla\n\nx", "She wrote from: home", ""] {
            #expect(ForwardedMail(message(body)) == nil, "\(body)")
        }
    }

    @Test("the sign is the whole first line, or the address")
    func asked() {
        for (body, to, isAsked) in [
            ("\n #FORWARD \nx", "support@h.example", true), ("please #forward", "support@h.example", false),
            ("x\n#forward", "support@h.example", false), ("x", "support+forward@h.example", true),
            ("x", "support+forwarded@h.example", false),
        ] {
            let recipients = [MailAddress(to)].compactMap { $0 }
            #expect(ForwardedMail.isAsked(message(body), recipients: recipients) == isAsked, "\(body) \(to)")
        }
    }
}
