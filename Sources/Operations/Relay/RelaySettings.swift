/// The server that takes the desk's mail for the world, and how it is entered. Its secrets lie sealed
/// beside it.
public struct RelaySettings: Codable, Hashable, Sendable {
    public enum SignIn: String, Codable, CaseIterable, Hashable, Sendable {
        /// The server knows this machine.
        case none
        /// With a password, by the strongest way that the server offers.
        case password
        case plain, login
        /// With tokens of OAuth2.
        case xoauth2

        public var wantsUser: Bool { self != .none }
    }

    public var host: String
    public var port: Int
    public var encryption = MailboxSettings.Encryption.starttls
    /// A file with certificates to trust beside the system's.
    public var authorities: String?
    public var signIn = SignIn.password
    public var user: String?
    /// For `xoauth2` alone.
    public var tokens: MailboxSettings.TokenServer?
    /// The name in EHLO; nil takes the machine's.
    public var helo: String?
    /// From whom mail is; nil takes the support address.
    public var from: String?

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// For people, such as `mail.harbor.example:587, as support@harbor.example`.
    public var words: String { "\(host):\(port)" + (user.map { ", as \($0)" } ?? "") }

    /// The usual port.
    public static func port(for encryption: MailboxSettings.Encryption) -> Int {
        switch encryption {
        case .tls: 465
        case .starttls: 587
        case .loopback: 25
        }
    }

    /// Whether a secret that was given for the other goes to the same server, for the same user.
    func hasSameSecret(as other: RelaySettings) -> Bool {
        host == other.host && user == other.user && tokens?.address == other.tokens?.address
            && (signIn == .xoauth2) == (other.signIn == .xoauth2)
            && (encryption == .loopback) == (other.encryption == .loopback)
    }
}
