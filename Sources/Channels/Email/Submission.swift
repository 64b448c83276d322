import NIOPosix
import Synchronization

/// Sends mail through one server, or into one folder, on threads of its own.
public final class Submission: Sendable {
    private let server: SubmissionServer
    private let threads: NIOThreadPool
    /// Open connections that nobody uses now; the last one used is taken first.
    private let idle = Mutex<[SubmissionLine]>([])

    /// `connections` is the most that are open at a time.
    public init(server: SubmissionServer, connections: Int = 2) {
        self.server = server
        threads = NIOThreadPool(numberOfThreads: connections)
        threads.start()
    }

    /// Sends one message to one recipient; `envelopeFrom` nil is the null path `<>`. Line ends become CRLF.
    public func send(envelopeFrom: String?, to recipient: String, bytes: [UInt8]) async -> SubmissionOutcome {
        for address in [envelopeFrom, recipient] {
            if let address, !Self.isSendable(address) {
                return .rejected(
                    code: 553, text: "the address \(address.debugDescription) is not local@domain")
            }
        }
        do {
            return try await threads.runIfActive { [self] in
                transmit(from: envelopeFrom ?? "", to: recipient, CanonicalLines.bytes(bytes))
            }
        } catch {
            return .deferred(code: nil, text: "sending has stopped: the desk is shutting down")
        }
    }

    /// Waits for the mails on their way and closes the connections.
    public func stop() async {
        try? await threads.shutdownGracefully()
        idle.withLock { $0 = [] }
    }

    private func transmit(from sender: String, to recipient: String, _ bytes: [UInt8]) -> SubmissionOutcome {
        switch server {
        case .folder(let path): return PickupFolder(path: path).write(from: sender, to: recipient, bytes)
        case .smtp(let smtp):
            guard let line = idle.withLock({ $0.popLast() }) ?? SubmissionLine(to: smtp) else {
                return .deferred(code: nil, text: "out of memory for a connection to \(smtp.host)")
            }
            defer { idle.withLock { $0.append(line) } }
            return line.send(from: sender, to: recipient, bytes)
        }
    }

    /// Nothing in an address may end its command or add a parameter to it.
    private static func isSendable(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count >= 2 && parts.allSatisfy { !$0.isEmpty }
            && address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && !"<>".utf8.contains($0) }
    }
}

/// Line ends for the wire: a lone CR or LF becomes CRLF, and the last line has its end.
enum CanonicalLines {
    static func bytes(_ input: [UInt8]) -> [UInt8] {
        let cr = UInt8(ascii: "\r")
        let lf = UInt8(ascii: "\n")
        var output: [UInt8] = []
        output.reserveCapacity(input.count + 64)
        var previous: UInt8 = 0
        for byte in input {
            if byte == cr || (byte == lf && previous != cr) {
                output += [cr, lf]
            } else if byte != lf {
                output.append(byte)
            }
            previous = byte
        }
        if !output.isEmpty, output.last != lf { output += [cr, lf] }
        return output
    }
}
