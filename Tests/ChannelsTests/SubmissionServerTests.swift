import Testing

@testable import Channels

@Suite("Address of a submission server")
struct SubmissionServerTests {
    @Test("scheme, port and encryption follow from each other")
    func defaults() throws {
        #expect(
            try SubmissionServer("smtp://mail.example")
                == .smtp(SMTPServer(host: "mail.example", port: 587, encryption: .starttls)))
        #expect(
            try SubmissionServer("smtps://mail.example/")
                == .smtp(SMTPServer(host: "mail.example", port: 465, encryption: .implicit)))
        #expect(
            try SubmissionServer("smtp://[::1]:2525?tls=none")
                == .smtp(SMTPServer(host: "[::1]", port: 2525, encryption: .none)))
        #expect(try SubmissionServer("folder:/var/mail/out") == .folder(path: "/var/mail/out"))
    }

    @Test("user, password and parameters are percent-encoded")
    func credentials() throws {
        var expected = SMTPServer(
            host: "mail.example", port: 587, encryption: .starttls,
            credentials: .init(user: "ana@harbor.example", secret: "p:w/?", mechanism: .login))
        expected.helo = "desk.harbor.example"
        expected.authorities = "/etc/ca.pem"
        #expect(
            try SubmissionServer(
                "smtp://ana%40harbor.example:p:w%2F%3F@mail.example?auth=login&helo=desk.harbor.example&ca=/etc/ca.pem"
            )
                == .smtp(expected))
    }

    @Test(
        "what is wrong is named by its field",
        arguments: [
            ("mail.example", "scheme"), ("http://mail.example", "scheme"), ("smtp:mail.example", "scheme"),
            ("smtp://", "host"), ("smtp://:25", "host"), ("smtp://mail.example:0", "port"),
            ("smtp://mail.example:65536", "port"), ("smtp://mail.example:x", "port"),
            ("smtp://ana@mail.example", "password"), ("smtp://:x@mail.example", "user"),
            ("smtp://a%00:x@mail.example", "user"), ("smtp://a%4:x@mail.example", "user"),
            ("smtp://mail.example?tls=maybe", "tls"), ("smtps://mail.example?tls=none", "tls"),
            ("smtp://ana:x@mail.example?tls=none", "tls"), ("smtp://ana:x@mail.example?auth=ntlm", "auth"),
            ("smtp://mail.example?auth=plain", "auth"), ("smtp://mail.example?colour=red", "colour"),
            ("smtp://mail.example?helo=", "helo"), ("folder:out", "folder"),
        ])
    func errors(text: String, field: String) {
        let error = #expect(throws: SubmissionServerError.self) { try SubmissionServer(text) }
        #expect(error?.field == field)
        #expect(error?.description.contains(field) == true)
    }

    @Test("a password in clear is allowed to this machine only")
    func loopback() throws {
        _ = try SubmissionServer("smtp://ana:x@127.0.0.1?tls=none")
        _ = try SubmissionServer("smtp://ana:x@localhost?tls=none")
    }
}
