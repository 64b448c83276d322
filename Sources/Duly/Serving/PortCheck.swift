import ArgumentParser
import Foundation
import NIOCore

/// Whether the ports of the desk are free, asked before anything is opened or written.
enum PortCheck {
    /// - Throws: an exit code, after saying which port is taken.
    static func require(_ ports: [(port: Int, option: String, purpose: String)]) throws {
        for (port, option, purpose) in ports where port != 0 && !isFree(port) {
            complain(inUse(port, option, purpose))
            throw ExitCode(75)
        }
    }

    /// In plain words why a port could not be opened: somebody may have taken it since it was asked for.
    static func words(_ error: any Error, _ port: Int, _ option: String, _ purpose: String) -> String {
        if let failure = error as? IOError, failure.errnoCode != EADDRINUSE {
            return "port \(port) on 127.0.0.1, for \(purpose), can't be opened: "
                + "\(String(cString: strerror(failure.errnoCode))). Choose another with \(option)."
        }
        return inUse(port, option, purpose)
    }

    private static func inUse(_ port: Int, _ option: String, _ purpose: String) -> String {
        "port \(port) on 127.0.0.1, for \(purpose), is in use by another program. Stop that program "
            + "(ss -ltnp 'sport = :\(port)' names it), or choose another with \(option)."
    }

    /// What is not allowed or not there is said when the port is opened.
    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        return bound == 0 || errno != EADDRINUSE
    }
}
