/// Makes and checks the signed part of an address that answers come back to. It says which ticket, never
/// who writes.
public struct ReplyToken: Sendable {
    /// HMAC-SHA-256 with the desk's key; at least ten bytes are used.
    public typealias MAC = @Sendable (_ bytes: [UInt8]) -> [UInt8]

    /// What an address stands for.
    public enum Meaning: Hashable, Sendable {
        /// A reply to a ticket.
        case ticket(Int64)
        /// The sender of one mail to one recipient (VERP), by its number in the outbox: what comes there is a
        /// bounce of it.
        case delivery(ticket: Int64, number: Int64)
        /// The same of a mail that belongs to no ticket.
        case letter(number: Int64)
    }

    /// 80 bits: more than can be guessed by sending mail.
    public static let macByteCount = 10

    private let mac: MAC

    public init(mac: @escaping MAC) {
        self.mac = mac
    }

    /// `t123.k5xw...`, or `b123-45.k5xw...` for a delivery.
    public func mint(_ meaning: Meaning) -> String {
        let body = ReplyToken.body(meaning)
        return body + "." + signature(body)
    }

    /// Nil when the token is not ours; in time that does not depend on where it differs.
    public func verify(_ token: String) -> Meaning? {
        let parts = token.asciiLowered.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let meaning = ReplyToken.meaning(parts[0]) else { return nil }
        // The canonical form is signed, so `t0123` is no second name of `t123`.
        let expected = Array(signature(ReplyToken.body(meaning)).utf8)
        guard ReplyToken.body(meaning) == parts[0], ReplyToken.isEqual(expected, Array(parts[1].utf8)) else {
            return nil
        }
        return meaning
    }

    /// `support+t123.mac@desk.example`: the address that answers to a ticket go to.
    public func replyAddress(ticket: Int64, support: MailAddress) -> MailAddress? {
        MailAddress("\(ReplyToken.base(support))+\(mint(.ticket(ticket)))@\(support.domain)")
    }

    /// `bounce+b123-45.mac@desk.example`: the envelope sender of one delivery.
    public func bounceAddress(ticket: Int64, number: Int64, domain: String) -> MailAddress? {
        MailAddress("bounce+\(mint(.delivery(ticket: ticket, number: number)))@\(domain)")
    }

    /// `bounce+n45.mac@desk.example`: the envelope sender of one mail without a ticket.
    public func bounceAddress(letter number: Int64, domain: String) -> MailAddress? {
        MailAddress("bounce+\(mint(.letter(number: number)))@\(domain)")
    }

    /// Reads `anything+token@`, `anything-token@` and `token@`.
    public func meaning(of address: MailAddress) -> Meaning? {
        let local = address.local
        if let meaning = verify(local) { return meaning }
        for separator in ["+", "-"] as [Character] {
            for (index, character) in zip(local.indices, local).reversed() where character == separator {
                if let meaning = verify(String(local[local.index(after: index)...])) { return meaning }
            }
        }
        return nil
    }

    private static func base(_ address: MailAddress) -> String {
        address.local.split(separator: "+", maxSplits: 1).first.map(String.init) ?? address.local
    }

    private func signature(_ body: String) -> String {
        let code = mac(Array("duly reply 1 \(body)".utf8))
        precondition(code.count >= ReplyToken.macByteCount, "the MAC has at least 80 bits")
        return Base32.encode(code.prefix(ReplyToken.macByteCount))
    }

    private static func body(_ meaning: Meaning) -> String {
        switch meaning {
        case .ticket(let ticket): "t\(ticket)"
        case .delivery(let ticket, let number): "b\(ticket)-\(number)"
        case .letter(let number): "n\(number)"
        }
    }

    private static func meaning(_ body: Substring) -> Meaning? {
        let numbers = body.dropFirst().split(separator: "-", omittingEmptySubsequences: false).map {
            Int64($0)
        }
        switch (body.first, numbers.count) {
        case ("t", 1): return numbers[0].map { .ticket($0) }
        case ("n", 1): return numbers[0].map { .letter(number: $0) }
        case ("b", 2):
            guard let ticket = numbers[0], let number = numbers[1] else { return nil }
            return .delivery(ticket: ticket, number: number)
        default: return nil
        }
    }

    private static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
