/// One mail on its way through libcurl: gives the bytes and notes what was said. Only commands' first words
/// and the server's replies are looked at, so that no credentials are kept.
final class SubmissionConversation {
    private let bytes: [UInt8]
    private var sent = 0
    private var replyLines: [String] = []
    private var isReplyEnded = false
    private var isOver = false
    private(set) var trace = SubmissionTrace()
    /// Whether the certificate's authority is known; its name may be wrong all the same.
    var isAuthorityTrusted = true

    /// Replies longer than this are cut.
    private static let replyLineCountMax = 20
    private static let replyLineBytesMax = 512

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether a kept connection turned out to be closed: a command went out, and no reply ever came but 421.
    var metHungUp: Bool { trace.stage == .envelope && (trace.code == 0 || trace.code == 421) }

    func read(into target: UnsafeMutablePointer<CChar>, max: Int) -> Int {
        let count = Swift.min(max, bytes.count - sent)
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: target, count: count)
                .copyBytes(from: source[sent..<(sent + count)])
        }
        sent += count
        if sent == bytes.count { trace.stage = .sent }
        return count
    }

    func noteCommand(_ command: UnsafeRawBufferPointer) {
        let verb = String(decoding: command.prefix(4), as: UTF8.self).uppercased()
        // What is said after the mail has failed or succeeded doesn't change how it ended.
        if verb == "QUIT" { isOver = true }
        if ["MAIL", "RCPT", "DATA"].contains(verb), trace.stage == .entering { trace.stage = .envelope }
    }

    func noteReply(_ raw: UnsafeRawBufferPointer) {
        guard !isOver else { return }
        let bytes = raw.prefix(Self.replyLineBytesMax).filter { $0 >= 0x20 && $0 != 0x7f }
        let line = String(decoding: bytes, as: UTF8.self)
        guard let code = Int(line.prefix(3)) else { return }
        if isReplyEnded { replyLines = [] }
        isReplyEnded = line.dropFirst(3).first != "-"
        if replyLines.count < Self.replyLineCountMax { replyLines.append(String(line.dropFirst(4))) }
        trace.code = code
        trace.replyText = replyLines.joined(separator: " ")
    }

    func fail(_ failure: SubmissionTrace.Failure) {
        trace.failure = failure
    }
}
