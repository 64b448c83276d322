import Agreements
import BusinessTime
import Desk

/// Form 1 of what happened to an agreement; only the keys of its kind are there.
struct WhatForm: Codable {
    var kind: String
    var offer: OfferForm?
    var signature: SignatureForm?
    var notice: NoticeForm?
    var signatory: Int?
    var message: String?
    var reason: String?
    var daysLeft: Int?
    var version: Int?
    var from: Int64?
    var side: String?
    var draft: DraftForm?
    var versions: [AgreementVersion]?
    var adjustment: AdjustmentForm?
    var number: Int?
    var running: LocalDate?
    var holidays: HolidayForm?
    var dates: [LocalDate]?
    var mend: MendForm?
    var said: SaidForm?
    var noticeMail: NoticeMailForm?
    var inbox: Int64?

    init(_ what: AgreementFact.What) {
        kind = what.kind.rawValue
        switch what {
        case .offered(let offer): self.offer = OfferForm(offer)
        case .invited(let invitation): (signatory, message) = (invitation.signatory, invitation.message)
        case .opened(let signatory): self.signatory = signatory
        case .codeSent(let signatory, let message): (self.signatory, self.message) = (signatory, message)
        case .signed(let signature): self.signature = SignatureForm(signature)
        case .declined(let signatory, let reason): (self.signatory, self.reason) = (signatory, reason)
        case .withdrawn(let reason): self.reason = reason
        case .reminded(let signatory, let days): (self.signatory, daysLeft) = (signatory, days)
        case .expired, .noticeReminded, .terminated: break
        case .inForce(let version, let from): (self.version, self.from) = (version, from.seconds)
        case .began(let version), .superseded(let version): self.version = version
        case .noticeMailed(let mail): noticeMail = NoticeMailForm(mail)
        case .noticeMailPutAside(let inbox): self.inbox = inbox
        case .noticeGiven(let notice): self.notice = NoticeForm(notice)
        case .noticeWithdrawalAgreed(let side): self.side = side.rawValue
        case .drafted(let text), .revised(let text): draft = DraftForm(text)
        case .besideAccepted(let others): versions = others
        case .adjustmentProposed(let adjustment): self.adjustment = AdjustmentForm(adjustment)
        case .adjustmentConfirmed(let number, let from, let running, let said):
            (self.number, self.from, self.running) = (number, from.seconds, running)
            self.said = said.map(SaidForm.init)
        case .adjustmentRefused(let number, let reason): (self.number, self.reason) = (number, reason)
        case .holidaysProposed(let proposal): holidays = HolidayForm(proposal)
        case .holidaysAccepted(let proposal, let dates): (number, self.dates) = (proposal, dates)
        case .mendProposed(let mend): self.mend = MendForm(mend)
        case .mended(let number, let said):
            (self.number, self.said) = (number, said.map(SaidForm.init))
        case .mendRefused(let number, let reason): (self.number, self.reason) = (number, reason)
        }
    }

    struct Unreadable: Error, CustomStringConvertible {
        let kind: String
        var description: String { "A fact \"\(kind)\" of an agreement can't be read: it lacks a key." }
    }

    var what: AgreementFact.What {
        get throws {
            guard let kind = AgreementFact.Kind(rawValue: kind) else { throw Unreadable(kind: kind) }
            switch kind {
            case .offered: return .offered(try need(offer).offer(self))
            case .invited:
                return .invited(Invitation(signatory: try need(signatory), message: try need(message)))
            case .opened: return .opened(signatory: try need(signatory))
            case .codeSent: return .codeSent(signatory: try need(signatory), message: try need(message))
            case .signed: return .signed(try need(signature).signature)
            case .declined: return .declined(signatory: try need(signatory), reason: try need(reason))
            case .withdrawn: return .withdrawn(reason: try need(reason))
            case .reminded: return .reminded(signatory: try need(signatory), daysLeft: try need(daysLeft))
            case .expired: return .expired
            case .inForce: return .inForce(version: try need(version), from: try instant(from))
            case .began: return .began(version: try need(version))
            case .superseded: return .superseded(version: try need(version))
            case .noticeMailed: return .noticeMailed(try need(noticeMail).mail)
            case .noticeMailPutAside: return .noticeMailPutAside(inbox: try need(inbox))
            case .noticeGiven: return .noticeGiven(try need(notice).notice(self))
            case .noticeReminded: return .noticeReminded
            case .noticeWithdrawalAgreed: return .noticeWithdrawalAgreed(try word(side))
            case .terminated: return .terminated
            case .drafted, .revised, .besideAccepted, .adjustmentProposed, .adjustmentConfirmed,
                .adjustmentRefused, .holidaysProposed, .holidaysAccepted, .mendProposed, .mended,
                .mendRefused:
                return try change(kind)
            }
        }
    }

    func need<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Unreadable(kind: kind) }
        return value
    }

    func instant(_ seconds: Int64?) throws -> Instant { Instant(seconds: try need(seconds)) }

    func word<Word: RawRepresentable<String>>(_ text: String?) throws -> Word {
        guard let text, let word = Word(rawValue: text) else { throw Unreadable(kind: kind) }
        return word
    }
}

struct OfferForm: Codable {
    struct Signatory: Codable {
        var side: String
        var name: String
        var title: String
        var address: String
    }

    var version: Int
    var digest: String
    var template: String
    var signatories: [Signatory]
    var effective: Int64
    var expires: Int64

    init(_ offer: Offer) {
        version = offer.version
        digest = offer.digest
        template = offer.template
        signatories = offer.signatories.map {
            Signatory(side: $0.side.rawValue, name: $0.name, title: $0.title, address: $0.address)
        }
        effective = offer.effective.seconds
        expires = offer.expires.seconds
    }

    func offer(_ form: WhatForm) throws -> Offer {
        Offer(
            version: version, digest: digest, template: template,
            signatories: try signatories.map {
                Offer.Signatory(
                    side: try form.word($0.side), name: $0.name, title: $0.title, address: $0.address)
            }, effective: Instant(seconds: effective), expires: Instant(seconds: expires))
    }
}

struct SignatureForm: Codable {
    var signatory: Int
    var name: String
    var consent: String
    var digest: String
    var network: String
    var userAgent: String
    var code: String?
    /// Only where it was given again.
    var password: Bool?

    init(_ signature: Signature) {
        signatory = signature.signatory
        name = signature.name
        consent = signature.consent
        digest = signature.digest
        network = signature.network
        userAgent = signature.userAgent
        code = signature.code
        password = signature.hasPassword ? true : nil
    }

    var signature: Signature {
        var signature = Signature(
            signatory: signatory, name: name, consent: consent, digest: digest, network: network,
            userAgent: userAgent, code: code)
        signature.hasPassword = password ?? false
        return signature
    }
}

struct NoticeForm: Codable {
    var from: String
    var way: String
    var received: Int64
    var lastDay: String
    var ends: Int64
    var reference: String
    var mail: Int64?
    /// Only where a letter was scanned.
    var scan: EventFactForm.EvidenceForm?

    init(_ notice: GivenNotice) {
        from = notice.from.rawValue
        way = notice.way.rawValue
        received = notice.received.seconds
        lastDay = notice.lastDay.description
        ends = notice.ends.seconds
        reference = notice.reference
        mail = notice.mail
        scan = notice.scan.map(EventFactForm.EvidenceForm.init)
    }

    func notice(_ form: WhatForm) throws -> GivenNotice {
        var notice = GivenNotice(
            from: try form.word(from), way: try form.word(way), received: Instant(seconds: received),
            lastDay: try form.need(LocalDate(lastDay)), ends: Instant(seconds: ends), reference: reference)
        notice.mail = mail
        notice.scan = scan?.evidence
        return notice
    }
}

struct NoticeMailForm: Codable {
    var inbox: Int64
    var received: Int64
    var digest: String
    /// Only where a program wrote it.
    var automatic: Bool?

    init(_ mail: NoticeMail) {
        inbox = mail.inbox
        received = mail.received.seconds
        digest = mail.digest
        automatic = mail.isAutomatic ? true : nil
    }

    var mail: NoticeMail {
        NoticeMail(
            inbox: inbox, received: Instant(seconds: received), digest: digest,
            isAutomatic: automatic ?? false)
    }
}
