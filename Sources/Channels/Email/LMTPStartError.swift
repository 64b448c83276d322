import Glibc

/// Why the server cannot listen, with the remedy.
public struct LMTPStartError: Error, Equatable, CustomStringConvertible {
    public enum Cause: Sendable, Equatable {
        case inUse, notAllowed, noSuchAddress
        case other(String)
    }

    public let address: LMTPAddress
    public let cause: Cause

    init(_ address: LMTPAddress, _ cause: Cause) {
        self.address = address
        self.cause = cause
    }

    init(_ address: LMTPAddress, errno code: CInt) {
        switch code {
        case EADDRINUSE: self.init(address, .inUse)
        case EACCES, EPERM: self.init(address, .notAllowed)
        case EADDRNOTAVAIL, ENOENT: self.init(address, .noSuchAddress)
        default: self.init(address, .other(String(cString: strerror(code))))
        }
    }

    public var description: String {
        "lmtp: \(address): \(reason)"
    }

    private var reason: String {
        switch (cause, address) {
        case (.inUse, .tcp(_, let port)):
            """
            port \(port) is in use; stop the program that holds it \
            (ss -ltnp 'sport = :\(port)' names it) or choose another port
            """
        case (.inUse, .unix): "another server answers on this socket; stop it or choose another path"
        case (.notAllowed, .tcp): "not allowed; choose a port from 1024 up, or grant CAP_NET_BIND_SERVICE"
        case (.notAllowed, .unix): "not allowed; give this user write access to the socket's folder"
        case (.noSuchAddress, .tcp): "this machine has no such address; use 127.0.0.1 or one of its own"
        case (.noSuchAddress, .unix): "the socket's folder is missing; make it first"
        case (.other(let text), _): text
        }
    }
}

/// The file of a Unix socket.
enum UnixSocketFile {
    /// The mail server runs as another user: it comes in through the group.
    static func openToGroup(_ path: String) throws {
        guard chmod(path, 0o660) == 0 else { throw LMTPStartError(.unix(path: path), errno: errno) }
    }

    static func remove(_ path: String) {
        unlink(path)
    }
}
