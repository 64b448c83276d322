import Testing

@testable import Channels

@Suite("Submission with a real TLS handshake", .serialized)
struct SubmissionTLSTests {
    /// Sends one mail with a password to a sink that has `certificate`, trusting `authority`.
    private func send(
        _ kind: TLSSink.Kind, _ certificate: TLSCertificate, trusting authority: TLSCertificate?
    ) async throws -> (outcome: SubmissionOutcome, said: [String], port: Int) {
        let sink = try TLSSink(kind, certificate)
        let scheme = kind == .implicit ? "smtps" : "smtp"
        let ca = authority.map { "?ca=\($0.file)" } ?? ""
        let server = try SubmissionServer("\(scheme)://ana:secret@127.0.0.1:\(sink.port)\(ca)")
        let submission = Submission(server: server, connections: 1)
        let outcome = await submission.send(
            envelopeFrom: "desk@harbor.example", to: "carla@acme.example",
            bytes: Array("Subject: x\n\nx".utf8))
        await submission.stop()
        return (outcome, try sink.stop(), sink.port)
    }

    @Test("the mail goes out over TLS, and nothing but EHLO and STARTTLS before it")
    func trusted() async throws {
        let certificate = try TLSCertificate(names: "IP:127.0.0.1")
        for kind in [TLSSink.Kind.starttls, .implicit] {
            let (outcome, said, _) = try await send(kind, certificate, trusting: certificate)
            #expect(outcome == .accepted("2.0.0 queued"))
            #expect(said.contains { $0.hasPrefix("TLS TLSv1.") })
            #expect(said.filter { $0 == "MAIL" }.count == 1)
            #expect(said.contains("COMMAND AUTH secure"))
            let clear = said.filter { $0.hasSuffix(" clear") }
            #expect(clear == (kind == .implicit ? [] : ["COMMAND EHLO clear", "COMMAND STARTTLS clear"]))
        }
    }

    @Test("a certificate of an authority that is not trusted gets neither password nor mail, and waits")
    func unknownAuthority() async throws {
        let certificate = try TLSCertificate(names: "IP:127.0.0.1")
        let other = try TLSCertificate(names: "IP:127.0.0.1")
        for (kind, authority) in [(TLSSink.Kind.starttls, other), (.implicit, other), (.implicit, nil)] {
            let (outcome, said, port) = try await send(kind, certificate, trusting: authority)
            let text =
                "the certificate of 127.0.0.1:\(port) is not trusted; name the file of its authority"
            #expect(outcome == .deferred(code: nil, text: text))
            #expect(!said.contains { $0.contains("AUTH") || $0 == "MAIL" })
        }
    }

    @Test("a certificate made for another name is refused though its authority is trusted")
    func otherName() async throws {
        let certificate = try TLSCertificate(names: "DNS:elsewhere.example")
        for kind in [TLSSink.Kind.starttls, .implicit] {
            let (outcome, said, port) = try await send(kind, certificate, trusting: certificate)
            let text = """
                the certificate of 127.0.0.1:\(port) was made for another name; write the host as the \
                certificate names it
                """
            #expect(outcome == .deferred(code: nil, text: text))
            #expect(!said.contains { $0.contains("AUTH") || $0 == "MAIL" })
        }
    }

    @Test("a file of authorities that isn't there is said as such")
    func noAuthorities() async throws {
        let certificate = try TLSCertificate(names: "IP:127.0.0.1")
        let sink = try TLSSink(.implicit, certificate)
        let server = try SubmissionServer("smtps://127.0.0.1:\(sink.port)?ca=/nowhere/ca.pem")
        let submission = Submission(server: server, connections: 1)
        let outcome = await submission.send(envelopeFrom: nil, to: "carla@acme.example", bytes: [])
        await submission.stop()
        _ = try sink.stop()
        guard case .deferred(nil, let text) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(text.contains("/nowhere/ca.pem"))
    }
}
