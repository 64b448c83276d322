/// Where mail goes out: an SMTP submission server, or a folder in which each message becomes a file.
public enum SubmissionServer: Sendable, Equatable {
    case smtp(SMTPServer)
    /// For a desk without a mail server: messages are written as `.eml` files and sent by nobody.
    case folder(path: String)
}

extension SubmissionServer {
    /// For people, without the secret, such as `smtp://mail.example:587, as ana`.
    public var words: String {
        switch self {
        case .folder(let path): "folder:\(path)"
        case .smtp(let server):
            "\(server.encryption == .implicit ? "smtps" : "smtp")://\(server.host):\(server.port)"
                + (server.credentials.map { ", as \($0.user)" } ?? "")
        }
    }
}

/// An SMTP submission server (RFC 6409) and how to enter it.
public struct SMTPServer: Sendable, Equatable {
    public enum Encryption: String, Sendable, Equatable {
        /// TLS from the first byte, port 465.
        case implicit
        /// STARTTLS, and nothing is sent if the server doesn't offer it. Port 587.
        case starttls
        /// None; with credentials only to this machine itself.
        case none
    }

    public enum Mechanism: String, Sendable, Equatable {
        case plain, login, xoauth2
    }

    public struct Credentials: Sendable, Equatable {
        public let user: String
        /// The password, or for XOAUTH2 the access token.
        public let secret: String
        /// Nil takes what the server offers, PLAIN before LOGIN.
        public let mechanism: Mechanism?

        public init(user: String, secret: String, mechanism: Mechanism? = nil) {
            self.user = user
            self.secret = secret
            self.mechanism = mechanism
        }
    }

    public var host: String
    public var port: Int
    public var encryption: Encryption
    public var credentials: Credentials?
    /// The name in EHLO; nil takes this machine's.
    public var helo: String?
    /// A file with certificates to trust beside the system's.
    public var authorities: String?
    public var times = SubmissionTimes()

    public init(host: String, port: Int, encryption: Encryption, credentials: Credentials? = nil) {
        self.host = host
        self.port = port
        self.encryption = encryption
        self.credentials = credentials
    }
}

/// How long a submission waits; the defaults are near RFC 5321, 4.5.3.2.
public struct SubmissionTimes: Sendable, Equatable {
    public var connect = Duration.seconds(30)
    /// For each reply, in whole seconds. After the final dot a server may take 10 minutes.
    public var reply = Duration.seconds(600)
    /// For the whole mail.
    public var total = Duration.seconds(1200)

    public init() {}
}

/// What is wrong with the address of a submission server, with the remedy.
public struct SubmissionServerError: Error, Equatable, CustomStringConvertible {
    /// The part of the address: scheme, host, port, user, tls, auth ...
    public let field: String
    public let reason: String

    public var description: String { "mail server: \(field): \(reason)" }
}
