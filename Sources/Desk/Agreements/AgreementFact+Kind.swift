public import Agreements

extension AgreementFact {
    /// The name under which a fact is stored, listed and drawn; never changed.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case drafted, revised, besideAccepted
        case offered, invited, opened, codeSent, signed, declined, withdrawn, reminded, expired, inForce
        case began, superseded
        case adjustmentProposed, adjustmentConfirmed, adjustmentRefused, holidaysProposed, holidaysAccepted
        case mendProposed, mended, mendRefused
        case noticeMailed, noticeMailPutAside
        case noticeGiven, noticeReminded, noticeWithdrawalAgreed, terminated
    }
}

extension AgreementFact.What {
    /// The clause under which it happened.
    public var clause: Clause {
        switch self {
        case .offered, .invited, .opened, .codeSent, .signed, .declined, .withdrawn, .reminded, .expired:
            .signatures
        case .drafted, .revised, .besideAccepted, .inForce, .began: .head
        case .adjustmentProposed, .adjustmentConfirmed, .adjustmentRefused, .holidaysProposed,
            .holidaysAccepted:
            .availability
        case .superseded, .mendProposed, .mended, .mendRefused, .noticeMailed, .noticeMailPutAside,
            .noticeGiven, .noticeReminded,
            .noticeWithdrawalAgreed, .terminated:
            .termination
        }
    }

    public var kind: AgreementFact.Kind {
        switch self {
        case .drafted: .drafted
        case .revised: .revised
        case .besideAccepted: .besideAccepted
        case .offered: .offered
        case .invited: .invited
        case .opened: .opened
        case .codeSent: .codeSent
        case .signed: .signed
        case .declined: .declined
        case .withdrawn: .withdrawn
        case .reminded: .reminded
        case .expired: .expired
        case .inForce: .inForce
        case .began: .began
        case .superseded: .superseded
        case .adjustmentProposed: .adjustmentProposed
        case .adjustmentConfirmed: .adjustmentConfirmed
        case .adjustmentRefused: .adjustmentRefused
        case .holidaysProposed: .holidaysProposed
        case .holidaysAccepted: .holidaysAccepted
        case .mendProposed: .mendProposed
        case .mended: .mended
        case .mendRefused: .mendRefused
        case .noticeMailed: .noticeMailed
        case .noticeMailPutAside: .noticeMailPutAside
        case .noticeGiven: .noticeGiven
        case .noticeReminded: .noticeReminded
        case .noticeWithdrawalAgreed: .noticeWithdrawalAgreed
        case .terminated: .terminated
        }
    }
}
