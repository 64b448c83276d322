public import IMAP
public import Operations

/// Why mail could not be fetched, as its reader can act on it.
public enum MailboxProblem: Error, Hashable, Sendable {
    /// The name of the server can't be found.
    case unknownHost(String)
    case noConnection(String, port: Int, String)
    case untrusted(String, file: String?)
    case otherName(String)
    case noTLS(String)
    case closed(String)
    case late(String)
    case violation(Violation)
    /// Name and password, or the token.
    case refused(String)
    case noPlainPassword
    case folder(String, String)
    case readOnly(String)
    case server(String)
    case tokenServer(String)
    case setting(String)
    /// Somebody has removed the mailbox or changed its settings.
    case removed

    public var isRefusal: Bool { if case .refused = self { true } else { false } }
}

extension MailboxProblem: CustomStringConvertible {
    /// What is wrong.
    public var description: String {
        switch self {
        case .unknownHost(let host): "There is no server named \(host)."
        case .noConnection(let host, let port, let why): "\(host) does not answer at port \(port): \(why)."
        case .untrusted: "The server's certificate is signed by nobody whom this machine trusts."
        case .otherName(let host): "The server's certificate is not for the name \(host)."
        case .noTLS(let why): "TLS does not come about: \(why)."
        case .closed(let when): "The server closed the connection \(when)."
        case .late(let what): "The server did not answer in time \(what)."
        case .violation(let violation): "The server does not keep to IMAP: \(violation)."
        case .refused(let words): "The server refused the user: \(words)"
        case .noPlainPassword: "The server takes no password on this connection."
        case .folder(let name, let words): "The folder \(name) can't be opened: \(words)"
        case .readOnly(let name): "The folder \(name) may only be read, so nothing in it can be marked."
        case .server(let words): "The server said: \(words)"
        case .tokenServer(let words): "The token server gave no token: \(words)"
        case .setting(let words): words
        case .removed: "The mailbox was removed."
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .unknownHost: "Check the server's name, and this machine's DNS."
        case .noConnection: "Check name and port, and whether a firewall lets this machine out to it."
        case .untrusted(_, let file):
            file == nil
                ? "Name a file with the certificate of its authority, if it is one of your own."
                : "Check that the file of authorities holds the one that signed it."
        case .otherName: "Use the name that stands in its certificate."
        case .noTLS: "Check port and encryption: 993 speaks TLS at once, 143 after STARTTLS."
        case .closed, .late: "It is tried again by itself; if it stays so, look at the server's log."
        case .violation: "Check that an IMAP server listens there; otherwise tell its operator."
        case .refused: "Check the user's name and the password or token, and change the mailbox to them."
        case .noPlainPassword: "Use TLS or STARTTLS, or OAuth2 where passwords are off."
        case .folder: "Check the folder's name; duly mailbox test lists those that there are."
        case .readOnly: "Give the user the right to change the folder."
        case .server: "It is tried again by itself; if it stays so, look at the server's log."
        case .tokenServer: "It is tried again by itself; check the token server's address."
        case .setting: "Change the mailbox's settings."
        case .removed: "Nothing is to be done."
        }
    }

    public var failure: MailboxFailure { MailboxFailure(isRefusal: isRefusal, words: "\(self) \(remedy)") }
}
