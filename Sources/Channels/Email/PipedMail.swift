import Mail
public import Operations

/// One message as a mail server's pipe gives it, made ready for the inbox: line ends as in the mail
/// transports, and the envelope read from the header where the pipe names none.
public struct PipedMail: Sendable {
    /// The message with CRLF line ends and without the mbox line that some pipes put first.
    public let bytes: [UInt8]
    /// Nil is the null path, to which nothing is ever answered.
    public let envelopeFrom: String?
    private let delivered: [MailAddress]
    private let named: [MailAddress]

    /// `sender` nil takes the sender from Return-Path, the mbox line or From, in this order; what is no
    /// address, such as an empty text or MAILER-DAEMON, is the null path. Throws `PipeRefusal`.
    public init(_ input: [UInt8], sender: String?, limits: LMTPLimits = LMTPLimits()) throws(PipeRefusal) {
        let (mbox, message) = Self.withoutMboxLine(input)
        guard Self.hasHeader(message) else {
            throw PipeRefusal(
                .badMail, "standard input is not a message: it doesn't begin with a header field",
                remedy: "Give one whole message (RFC 5322), for example: duly mail receive < message.eml")
        }
        bytes = CanonicalLines.bytes(Array(message))
        guard bytes.count <= limits.messageBytesMax else { throw .tooLarge(limits) }
        let mail = Message.parse(bytes)
        delivered = mail.deliveredTo
        named = (mail.to + mail.cc).map(\.address)
        let fromHeader = mail.returnPath ?? mbox.map { MailAddress($0) } ?? mail.from?.address
        envelopeFrom = (sender.map { MailAddress($0) } ?? fromHeader)?.description
    }

    /// Whom it is for, by rule: who was named with the pipe; else what delivery agents wrote; else To and Cc;
    /// else the support address, for a blind copy. Addresses of others are left out.
    public func recipients(given: [String], addresses: DeskAddresses) -> [String] {
        if !given.isEmpty { return given }
        let ours = [delivered, named].lazy.map { $0.filter(addresses.isOurs) }
        let chosen = ours.first { !$0.isEmpty } ?? Array(addresses.support.prefix(1))
        var seen: Set<MailAddress> = []
        return chosen.filter { seen.insert($0).inserted }.prefix(LMTPLimits().recipientCountMax)
            .map(\.description)
    }

    /// Whether mail can be sent to it: `local@domain`.
    public static func isAddress(_ text: String) -> Bool { MailAddress(text) != nil }

    /// A mailbox file's `From sender date` line, and what follows it.
    private static func withoutMboxLine(_ input: [UInt8]) -> (sender: String?, rest: ArraySlice<UInt8>) {
        guard input.starts(with: Array("From ".utf8)),
            let end = input.firstIndex(of: UInt8(ascii: "\n"))
        else { return (nil, input[...]) }
        let words = String(decoding: input[5..<end], as: UTF8.self).split(separator: " ")
        return (words.first.map(String.init), input[(end + 1)...])
    }

    /// Whether the first line is `Name: value`, the name of printable characters (RFC 5322, 2.2).
    private static func hasHeader(_ message: ArraySlice<UInt8>) -> Bool {
        let name = message.prefix(1000).prefix { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        let next = message[name.endIndex...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return !name.isEmpty && next == UInt8(ascii: ":")
    }
}
