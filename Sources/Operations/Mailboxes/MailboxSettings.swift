/// How a mailbox is reached and what is done with its mail. Its secrets lie sealed beside it.
public struct MailboxSettings: Codable, Hashable, Sendable {
    public enum Encryption: String, Codable, CaseIterable, Hashable, Sendable {
        /// TLS from the first byte, port 993.
        case tls
        /// STARTTLS before anything is said, port 143.
        case starttls
        /// None, to a server on this machine alone.
        case loopback = "none-on-loopback"
    }

    public enum AfterStoring: String, Codable, CaseIterable, Hashable, Sendable {
        /// Marked as seen, and left where it is.
        case flag
        /// Into another folder.
        case move
        case delete
    }

    /// Where access tokens come from (OAuth2).
    public struct TokenServer: Codable, Hashable, Sendable {
        public var address: String
        public var client: String
        public var scope: String?

        public init(address: String, client: String, scope: String? = nil) {
            self.address = address
            self.client = client
            self.scope = scope
        }
    }

    public var host: String
    public var port: Int
    public var encryption = Encryption.tls
    /// A file with certificates to trust beside the system's.
    public var authorities: String?
    public var user: String
    /// nil signs in with a password.
    public var tokens: TokenServer?
    public var folder = "INBOX"
    public var after = AfterStoring.flag
    public var moveTo: String?
    /// For whom mail is that names no address of the desk; nil takes the support address.
    public var address: String?
    /// What lies in the folder when it is added is taken too.
    public var takesExisting = false
    /// Seconds between two looks where the server has no IDLE.
    public var pollSeconds = 30

    public init(host: String, port: Int, user: String) {
        self.host = host
        self.port = port
        self.user = user
    }

    /// Whether a secret that was given for the other goes to the same server, for the same user.
    func hasSameSecret(as other: MailboxSettings) -> Bool {
        host == other.host && user == other.user && tokens?.address == other.tokens?.address
            && (encryption == .loopback) == (other.encryption == .loopback)
    }

    /// Whether the numbers of messages in the other mean the same messages here.
    func isSameFolder(as other: MailboxSettings) -> Bool {
        host == other.host && port == other.port && user == other.user && folder == other.folder
    }

    /// Whether a host is this machine, by its name.
    public static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isFour = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil } && parts[0] == "127"
        return isFour || host.lowercased() == "localhost" || host == "::1" || host == "[::1]"
    }
}
