import Mail
import Operations
import Storage

/// For whom a fetched mail is, and from whom: there is no envelope, so its traces in the header say it.
struct HeaderEnvelope: Sendable {
    /// What mail is addressed to in this mailbox.
    struct Own: Sendable {
        let addresses: DeskAddresses
        /// The mailbox's own address, which also gets what names none.
        let mailbox: MailAddress
    }

    let from: String
    let to: [String]

    /// What delivery agents wrote; else To and Cc; each as far as they are addresses of the desk. Else the
    /// mailbox's own address, so that a blind copy arrives too. That delivery agents name the mailbox itself
    /// says only where the mail lies: an alias leads there as well, and To tells which.
    init(head: [UInt8], own: Own) {
        let mail = Mail.Message.parse(head)
        switch mail.returnPath {
        case .some(.none): from = ""
        case .some(.some(let path)): from = path.description
        case .none: from = (mail.from ?? mail.sender)?.address.description ?? ""
        }
        let delivered = mail.deliveredTo.filter { own.has($0) && !$0.isSameMailbox(as: own.mailbox) }
        let named = (mail.to + mail.cc).map(\.address).filter(own.has)
        let chosen = [delivered, named].first { !$0.isEmpty } ?? [own.mailbox]
        var seen: Set<String> = []
        to = chosen.map(\.description).filter { seen.insert($0.lowercased()).inserted }
            .prefix(LMTPLimits().recipientCountMax).map(\.self)
    }
}

extension HeaderEnvelope.Own {
    init(_ settings: MailboxSettings, _ office: Office, _ reader: Reader) throws {
        let support = try Post.support(reader)
        addresses = try office.addresses(in: reader)
        mailbox = settings.address.flatMap { MailAddress($0) } ?? support
    }

    /// The desk's, or the mailbox's with or without a tag behind a plus.
    func has(_ address: MailAddress) -> Bool {
        addresses.isOurs(address) || Self.base(address) == Self.base(mailbox)
    }

    private static func base(_ address: MailAddress) -> String {
        address.local.prefix { $0 != "+" }.lowercased() + "@" + address.domain
    }
}
