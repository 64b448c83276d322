import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A small IMAP server on loopback with one folder, which does what the test asks.
final class MailboxSink: Sendable {
    struct Habits: Sendable {
        var offers = "IMAP4rev1 SASL-IR AUTH=PLAIN IDLE MOVE UIDPLUS"
        /// Says nothing more at the command that begins so, for the first time that it comes.
        var hangsAt: String?
        /// Hangs up there.
        var closesAt: String?
        /// Answers that differ, by the beginning of the command; %TAG stands for its tag.
        var replies: [String: String] = [:]
        /// How often a habit of the three above is shown.
        var times = 1
        var password = "harbour-7"
    }

    struct Mail: Sendable {
        let uid: UInt32
        let text: String
        var date = "23-Nov-2026 08:55:00 +0000"
        /// What RFC822.SIZE says; nil is the truth.
        var size: Int?
    }

    struct State: Sendable {
        var habits: Habits
        var validity: UInt32 = 17
        var mails: [Mail] = []
        var next: UInt32 = 1
        /// What EXISTS says; nil is the truth.
        var announced: UInt32?
        /// HIGHESTMODSEQ; nil says none.
        var change: UInt64?
        var commands: [String] = []
        var connections = 0
        var flagged: Set<UInt32> = []
        var moved: [UInt32] = []

        var exists: Int { announced.map { Int($0) } ?? mails.count }
        /// RFC 9051 and nothing older.
        var isNew: Bool { habits.offers.contains("IMAP4rev2") && !habits.offers.contains("IMAP4rev1") }
    }

    private let held: Mutex<State>
    private let open = Mutex<[any Channel]>([])
    private let listener = Mutex<(any Channel)?>(nil)

    init(_ habits: Habits = Habits()) { held = Mutex(State(habits: habits)) }

    var state: State { held.withLock { $0 } }

    func change(_ body: (inout State) -> Void) { held.withLock { body(&$0) } }

    /// Puts mails into the folder and tells those who idle.
    func add(_ texts: String..., size: Int? = nil) {
        held.withLock { state in
            for text in texts {
                state.mails.append(Mail(uid: state.next, text: text, size: size))
                state.next += 1
            }
        }
        tell()
    }

    func tell() {
        let count = state.exists
        for channel in open.withLock({ $0 }) where channel.isActive {
            channel.eventLoop.execute {
                channel.pipeline.fireUserInboundEventTriggered(MailboxNews(count: count))
            }
        }
    }

    /// Numbers all anew, as a server does whose index was lost.
    func renumber() {
        change { state in
            state.validity += 1
            let mails = state.mails
            state.mails = mails.enumerated().map { Mail(uid: UInt32($0 + 101), text: $1.text, date: $1.date) }
            state.next = UInt32(mails.count + 101)
        }
        drop()
    }

    /// All lines break.
    func drop() {
        for channel in open.withLock({ $0 }) { channel.close(promise: nil) }
    }

    /// With a certificate the first byte is encrypted already.
    func start(_ certificate: TLSCertificate? = nil) async throws -> Int {
        let tls = try certificate.map { certificate in
            try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.file).map {
                        .certificate($0)
                    }, privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem))))
        }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                self.open.withLock { $0.append(channel) }
                return channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.addHandler(MailboxSinkLine(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        listener.withLock { $0 = channel }
        return channel.localAddress?.port ?? 0
    }

    func stop() async throws {
        drop()
        try await listener.withLock { $0 }?.close().get()
    }
}

struct MailboxNews: Sendable { let count: Int }

private final class MailboxSinkLine: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let sink: MailboxSink
    private var pending: [UInt8] = []
    private var isSilent = false
    private var idleTag: String?
    /// What came before a literal, and how long that is.
    private var begun = ""
    private var literal = 0

    init(_ sink: MailboxSink) { self.sink = sink }

    func channelActive(context: ChannelHandlerContext) {
        sink.change { $0.connections += 1 }
        if !isUnwilling("GREETING", "", context) { say("* OK ready", context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pending += Array(unwrapInboundIn(data).readableBytesView)
        while pending.count >= literal, let end = pending[literal...].firstIndex(of: 10) {
            if literal > 0 { begun += "\"\(String(decoding: pending[..<literal], as: UTF8.self))\"" }
            begun += String(decoding: pending[literal..<end].filter { $0 != 13 }, as: UTF8.self)
            pending.removeFirst(end + 1)
            literal = 0
            if let mark = begun.firstMatch(of: /{([0-9]+)}$/), let size = Int(mark.1) {
                (begun, literal) = (String(begun[..<mark.range.lowerBound]), size)
                say("+ go on", context)
            } else {
                let line = begun
                begun = ""
                if !isSilent { obey(line, context) }
            }
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let news = event as? MailboxNews, idleTag != nil, !isSilent {
            say("* \(news.count) EXISTS", context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Whether a habit took the answer's place.
    private func isUnwilling(_ command: String, _ tag: String, _ context: ChannelHandlerContext) -> Bool {
        var done: String?
        sink.change { state in
            guard state.habits.times > 0 else { return }
            if let hang = state.habits.hangsAt, command.hasPrefix(hang) { done = "hang" }
            if let close = state.habits.closesAt, command.hasPrefix(close) { done = "close" }
            if let reply = state.habits.replies.first(where: { command.hasPrefix($0.key) }) {
                done = "=" + reply.value
            }
            if done != nil { state.habits.times -= 1 }
        }
        switch done {
        case nil: return false
        case "hang": isSilent = true
        case "close": context.close(promise: nil)
        case .some(let reply): say(String(reply.dropFirst()).replacing("%TAG", with: tag), context)
        }
        return true
    }

    private func obey(_ line: String, _ context: ChannelHandlerContext) {
        if let tag = idleTag {
            if line == "DONE" {
                idleTag = nil
                say("\(tag) OK idle over", context)
            }
            return
        }
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return say("* BAD what", context) }
        let (tag, command) = (words[0], words[1])
        sink.change { $0.commands.append(command) }
        if isUnwilling(command, tag, context) { return }
        if command == "IDLE" { idleTag = tag }
        for answer in sink.answers(to: command, tag) { say(answer, context) }
        if command == "IDLE", sink.state.mails.count != exists {
            say("* \(sink.state.exists) EXISTS", context)
        }
        exists = sink.state.mails.count
    }

    private var exists = 0

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
    }
}
