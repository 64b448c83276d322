import Glibc

/// An LMTP client on a blocking socket: how a command hands a mail to the running desk.
final class LMTPCaller {
    struct Reply {
        let code: Int
        let text: String
    }

    /// Whole seconds for one reply. The desk answers after its disk has the mail.
    private static let replySecondsMax = 120

    private let socket: CInt
    private var heard: [UInt8] = []

    /// `address` is `127.0.0.1:8024`. Nil when nobody answers there.
    init?(_ address: String) {
        guard let colon = address.lastIndex(of: ":"),
            let port = UInt16(address[address.index(after: colon)...])
        else { return nil }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        guard inet_pton(AF_INET, String(address[..<colon]), &target.sin_addr) == 1 else { return nil }
        socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return nil }
        var wait = timeval(tv_sec: Self.replySecondsMax, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
        let result = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 { return nil }
    }

    deinit {
        if socket >= 0 { close(socket) }
    }

    /// True when every recipient has its 250; false when the desk is stopping. Throws what it refuses.
    func deliver(_ mail: IncomingMail) throws(PipeRefusal) -> Bool {
        guard try reply().code == 220 else { return false }
        try expect(250, try ask("LHLO localhost"))
        let addresses = [mail.envelopeFrom ?? ""] + mail.recipients
        let isBeyondASCII = addresses.contains { $0.utf8.contains { $0 >= 0x80 } }
        let size = "SIZE=\(mail.bytes.count)" + (isBeyondASCII ? " SMTPUTF8" : "")
        try expect(250, try ask("MAIL FROM:<\(mail.envelopeFrom ?? "")> \(size)"))
        for recipient in mail.recipients {
            let answer = try ask("RCPT TO:<\(recipient)>")
            if answer.code == 550 { throw .noUser(recipient) }
            try expect(250, answer)
        }
        try expect(354, try ask("DATA"))
        try send(Self.stuffed(mail.bytes))
        for _ in mail.recipients { try expect(250, try reply()) }
        try send(Array("QUIT\r\n".utf8))
        return true
    }

    /// The body as it goes over the wire: dots doubled at the beginning of a line, and the final dot.
    private static func stuffed(_ bytes: [UInt8]) -> [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(bytes.count + 1024)
        var previous = UInt8(ascii: "\n")
        for byte in bytes {
            if byte == UInt8(ascii: "."), previous == UInt8(ascii: "\n") { wire.append(byte) }
            wire.append(byte)
            previous = byte
        }
        return wire + Array(".\r\n".utf8)
    }

    private func expect(_ code: Int, _ answer: Reply) throws(PipeRefusal) {
        if answer.code == code { return }
        if answer.code >= 500 {
            throw PipeRefusal(
                .badMail, "the desk refuses the message: \(answer.text)", remedy: "Mend it and send it again."
            )
        }
        throw .later("the desk can't take the message now: \(answer.text)")
    }

    private func ask(_ line: String) throws(PipeRefusal) -> Reply {
        try send(Array("\(line)\r\n".utf8))
        return try reply()
    }

    private func send(_ bytes: [UInt8]) throws(PipeRefusal) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.broken }
            sent += count
        }
    }

    /// The next whole reply; of several lines the last.
    private func reply() throws(PipeRefusal) -> Reply {
        while true {
            while let end = heard.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: heard[..<end].filter { $0 >= 0x20 }, as: UTF8.self)
                heard.removeSubrange(...end)
                if line.dropFirst(3).first == "-" { continue }
                return Reply(code: Int(line.prefix(3)) ?? 0, text: line)
            }
            var block = [UInt8](repeating: 0, count: 4096)
            let count = recv(socket, &block, block.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.broken }
            heard += block[..<count]
        }
    }

    private static var broken: PipeRefusal { .later("the connection to the running desk broke") }
}
