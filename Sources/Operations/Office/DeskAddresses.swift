import Agreements
import Desk
public import Mail
public import Storage

/// The addresses at which the desk takes mail, as they are at one moment.
public struct DeskAddresses: Sendable {
    /// Whether an address is the desk's.
    public enum Belonging: Hashable, Sendable {
        case ours
        /// Of a domain of ours, and nobody's.
        case nobodys
        /// Of another domain.
        case foreign
        /// The desk has no address yet.
        case unknown
    }

    /// The support address of the desk, and those that agreements in force name (B.1).
    public let support: [MailAddress]
    /// Where notices of termination go (I).
    public let notice: [MailAddress]
    /// Whether every address of a domain of ours is taken.
    public let takesAll: Bool
    private let tokens: ReplyToken?

    public init(
        support: [MailAddress], notice: [MailAddress] = [], takesAll: Bool = false, tokens: ReplyToken?
    ) {
        (self.support, self.notice) = (support, notice)
        (self.takesAll, self.tokens) = (takesAll, tokens)
    }

    /// Postmaster is everybody's (RFC 5321, 4.5.1), and may come without a domain.
    public func belonging(of text: String) -> Belonging {
        if support.isEmpty { return .unknown }
        if text.lowercased() == "postmaster" { return .ours }
        guard let address = MailAddress(text) else {
            let domain = text.lowercased().split(separator: "@").last.map(String.init) ?? ""
            return domains.contains(domain) ? .nobodys : .foreign
        }
        if (support + notice).contains(where: { Self.reaches(address, $0) }) { return .ours }
        guard domains.contains(address.domain) else { return .foreign }
        if takesAll || isPostmaster(address) || tokens?.meaning(of: address) != nil { return .ours }
        return .nobodys
    }

    public func isOurs(_ address: MailAddress) -> Bool { belonging(of: address.description) == .ours }

    /// Whether it is of a domain of ours, if nobody's.
    public func isInside(_ address: MailAddress) -> Bool { domains.contains(address.domain) }

    /// Whether mail that comes from it came from the desk itself.
    public func isOwn(_ address: MailAddress) -> Bool {
        guard (support + notice).allSatisfy({ !Self.reaches(address, $0) }) else { return true }
        return tokens?.meaning(of: address) != nil
    }

    public func isPostmaster(_ address: MailAddress) -> Bool {
        ["postmaster", "mailer-daemon"].contains(address.local.lowercased())
            && domains.contains(address.domain)
    }

    private var domains: Set<String> { Set(support.map(\.domain)) }

    /// The bare address, or one with a tag behind a plus.
    private static func reaches(_ address: MailAddress, _ own: MailAddress) -> Bool {
        let (local, mine) = (address.local.lowercased(), own.local.lowercased())
        return address.domain == own.domain && (local == mine || local.hasPrefix(mine + "+"))
    }
}

extension Office {
    /// The name of the setting that takes all mail of the desk's domains.
    public static let catchAll = "mail-catch-all"

    public func addresses(in reader: Reader) throws -> DeskAddresses {
        guard let own = try? Post.support(reader) else { return DeskAddresses(support: [], tokens: nil) }
        let terms = try termsInForce(at: clock(), reader).map(\.terms)
        let agreed = terms.flatMap(\.channels.supportAddresses).compactMap { MailAddress($0) }
        var seen: Set<MailAddress> = []
        return DeskAddresses(
            support: ([own, try Post.sender(reader)] + agreed).filter { seen.insert($0).inserted },
            notice: Array(Set(terms.compactMap { MailAddress($0.provider.noticeAddress) })).sorted(),
            takesAll: try reader.setting(Self.catchAll) == "yes", tokens: try Post.tokens(reader))
    }
}
