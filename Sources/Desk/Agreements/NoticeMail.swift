import Agreements
public import BusinessTime

/// A mail that came to the provider's notice address (clause I). Whether it gives notice a manager says.
public struct NoticeMail: Hashable, Sendable {
    /// Its number in the inbox, where it is kept as it came.
    public let inbox: Int64
    /// When the provider's first server took it; the day of receipt, which is not counted.
    public let received: Instant
    /// SHA-256 of its bytes.
    public let digest: String
    /// A program wrote it, by its header.
    public let isAutomatic: Bool

    public init(inbox: Int64, received: Instant, digest: String, isAutomatic: Bool) {
        self.inbox = inbox
        self.received = received
        self.digest = digest
        self.isAutomatic = isAutomatic
    }
}

extension Agreement {
    /// A mail is noted once.
    static func noting(_ mail: NoticeMail, _ agreement: Agreement?) -> [AgreementFact.What] {
        let isKnown = agreement?.notedMails.contains(mail.inbox) ?? false
        return isKnown ? [] : [.noticeMailed(mail)]
    }

    static func puttingAside(_ inbox: Int64, _ agreement: Agreement?) throws(Refusal) -> AgreementFact.What {
        guard let agreement, agreement.noticeMails.contains(where: { $0.inbox == inbox }) else {
            throw .noNoticeMail
        }
        return .noticeMailPutAside(inbox: inbox)
    }
}

extension Refusal {
    public static let noNoticeMail = Refusal(
        "no-notice-mail", clause: .termination, "This mail is decided already.",
        remedy: "Look at the agreement for what was decided.")
}
