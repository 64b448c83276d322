/// Where the server listens, how it calls itself, and its bounds.
public struct LMTPConfiguration: Sendable {
    public var address: LMTPAddress
    /// The name in the greeting, normally the host's.
    public var hostname: String
    public var service = MailDoor.lmtp
    public var limits = LMTPLimits()
    public var times = LMTPTimes()

    public init(address: LMTPAddress, hostname: String = "localhost") {
        self.address = address
        self.hostname = hostname
    }
}

/// What the server speaks: LMTP to a mail server of ours, or SMTP to everybody's.
public enum MailDoor: Sendable {
    case lmtp
    case smtp(SMTPOffer)
}

/// A TCP address or the path of a Unix socket.
public enum LMTPAddress: Sendable, Equatable, CustomStringConvertible {
    /// Port 0 takes any free port.
    case tcp(host: String, port: Int)
    /// The socket is readable and writable for its owner and group.
    case unix(path: String)

    public var description: String {
        switch self {
        case .tcp(let host, let port): "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}

/// The bounds of one server. Memory never passes `bytesInFlightMax` by more than a read for each connection.
public struct LMTPLimits: Sendable, Equatable {
    /// A message over this is refused with 552 5.3.4.
    public var messageBytesMax = 50 * 1024 * 1024
    /// The bodies of all connections together; over it a message gets 452 4.3.1.
    public var bytesInFlightMax = 256 * 1024 * 1024
    public var connectionCountMax = 256
    /// RFC 5321 asks for at least 100; the next one gets 452 4.5.3 and comes in another mail.
    public var recipientCountMax = 100
    /// RFC 5321 asks for 512 bytes and more for each extension.
    public var commandLineBytesMax = 2048
    /// RFC 5322 allows 998 bytes; real mail has far longer lines, so those are tolerated up to here.
    public var dataLineBytesMax = 1024 * 1024
    /// Mails that one connection may bring; the next one gets 421 and comes by another.
    public var messageCountMax = Int.max
    /// So many wrong commands close the connection.
    public var errorCountMax = 20

    public init() {}
}

/// How long the server waits. The first two are the minimums of RFC 5321, 4.5.3.2.
public struct LMTPTimes: Sendable, Equatable {
    public var command = Duration.seconds(300)
    public var body = Duration.seconds(180)
    /// How long mails in delivery may still finish when the server stops.
    public var shutdown = Duration.seconds(10)

    public init() {}
}
