/// Why no automatic answer goes to a mail. Two programs answering each other is the failure that fills disks.
public enum LoopRefusal: Sendable, Equatable {
    case autoSubmitted
    case emptyReturnPath
    case report
    case precedence
    case mailingList
    case suppressed
    case autoreply
    case ownMarker
    /// There is no address to answer.
    case noSender
    /// The answer would come back to us.
    case ownAddress
    /// mailer-daemon, postmaster, owner-list: addresses of programs (RFC 3834, 2).
    case programAddress
    /// One automatic mail an hour and address has been sent already.
    case hourlyLimit
    /// The same for what somebody who is signed in did: no loop, but no flood of mail either.
    case signedInLimit
    /// The sender opened more tickets in ten minutes than a person does.
    case flood
}

/// Whether a program may answer a mail by itself.
public enum LoopGuard {
    /// Tickets that one address may open in ten minutes before it gets no automatic mail.
    public static let ticketsInTenMinutesMax = 10
    /// Automatic mails to one address in an hour.
    public static let automaticMailsPerHourMax = 1
    /// The same where the inquiry came by no mail, from somebody who is signed in: there no two programs
    /// answer each other.
    public static let signedInMailsPerHourMax = 20

    /// What was sent to an address and came from it lately; the backstop that no header can lie to.
    public struct Recent: Sendable, Equatable {
        public var automaticMailsInLastHour: Int
        public var ticketsInLastTenMinutes: Int

        public init(automaticMailsInLastHour: Int = 0, ticketsInLastTenMinutes: Int = 0) {
            self.automaticMailsInLastHour = automaticMailsInLastHour
            self.ticketsInLastTenMinutes = ticketsInLastTenMinutes
        }
    }

    /// Nil when an automatic answer may be sent.
    public static func refusal(
        _ message: Message, recent: Recent = Recent(), ownAddresses: [MailAddress] = []
    ) -> LoopRefusal? {
        if message.automation.hasOwnMarker { return .ownMarker }
        if let refusal = headerRefusal(message.automation) { return refusal }
        guard let answer = message.answerAddress?.address else { return .noSender }
        return refusal(
            to: [answer, message.from?.address ?? answer], recent: recent, ownAddresses: ownAddresses)
    }

    /// The same for an inquiry that came by no mail: only its address can tell.
    public static func refusal(
        to address: MailAddress, recent: Recent = Recent(), ownAddresses: [MailAddress] = []
    ) -> LoopRefusal? {
        refusal(to: [address], recent: recent, ownAddresses: ownAddresses)
    }

    /// The same for an inquiry of somebody who is signed in, or that an agent took down.
    public static func refusal(
        toSignedIn address: MailAddress, recent: Recent = Recent(), ownAddresses: [MailAddress] = []
    ) -> LoopRefusal? {
        if recent.automaticMailsInLastHour >= signedInMailsPerHourMax { return .signedInLimit }
        var recent = recent
        recent.automaticMailsInLastHour = 0
        return refusal(to: [address], recent: recent, ownAddresses: ownAddresses)
    }

    private static func refusal(
        to writers: [MailAddress], recent: Recent, ownAddresses: [MailAddress]
    ) -> LoopRefusal? {
        if ownAddresses.contains(where: { own in writers.contains { isOwn($0, own) } }) { return .ownAddress }
        if writers.contains(where: isProgram) { return .programAddress }
        if recent.automaticMailsInLastHour >= automaticMailsPerHourMax { return .hourlyLimit }
        if recent.ticketsInLastTenMinutes > ticketsInTenMinutesMax { return .flood }
        return nil
    }

    /// The refusals that the header alone gives; `auto_submitted` of `duly mail parse` is whether there is
    /// one.
    public static func headerRefusal(_ automation: Automation) -> LoopRefusal? {
        if let word = automation.autoSubmitted, word != "no" { return .autoSubmitted }
        if automation.hasEmptyReturnPath { return .emptyReturnPath }
        if automation.isReport { return .report }
        if ["bulk", "list", "junk", "auto_reply"].contains(automation.precedence ?? "") {
            return .precedence
        }
        if automation.hasListID { return .mailingList }
        if automation.suppressed.contains(where: { ["all", "autoreply", "oof"].contains($0) }) {
            return .suppressed
        }
        return automation.hasAutoreplyField ? .autoreply : nil
    }

    /// An address with a tag (`support+x@`) is ours as the bare one is.
    private static func isOwn(_ address: MailAddress, _ own: MailAddress) -> Bool {
        let base = address.local.split(separator: "+", maxSplits: 1).first.map(String.init) ?? address.local
        return address.domain == own.domain
            && [address.local.asciiLowered, base.asciiLowered].contains(own.local.asciiLowered)
    }

    private static func isProgram(_ address: MailAddress) -> Bool {
        let local = address.local.asciiLowered
        return ["mailer-daemon", "postmaster", "nobody", "listserv", "majordomo"].contains(local)
            || local.hasPrefix("owner-") || local.hasSuffix("-request") || local.hasSuffix("-owner")
    }
}

/// Who or what wrote a mail, as far as its header shows.
public enum MailKind: Sendable, Equatable {
    case person
    /// A delivery report: belongs to the mail that it answers.
    case bounce
    /// A vacation notice or another answer by a program: kept, marked, changes nothing.
    case autoReply
    /// A list, a newsletter or another mail by a program that answers nothing.
    case bulk
}

extension Message {
    public var kind: MailKind {
        if deliveryReport != nil || (automation.isReport && automation.hasEmptyReturnPath) { return .bounce }
        if isPlainBounce { return .bounce }
        if isAutoReply { return .autoReply }
        let isBulk = automation.hasListID || ["bulk", "list", "junk"].contains(automation.precedence ?? "")
        if isBulk || (automation.autoSubmitted ?? "no") != "no" || automation.hasOwnMarker { return .bulk }
        return .person
    }

    /// Whether a program wrote it that answers nothing: a monitor, a newsletter, another desk's notice. What
    /// comes through a list was written by a person, unless it says otherwise.
    public var isByRobot: Bool {
        guard kind == .bulk else { return false }
        if (automation.autoSubmitted ?? "no") != "no" || automation.hasOwnMarker { return true }
        return !automation.hasListID
    }

    /// Old mail servers send bounces without a report part.
    private var isPlainBounce: Bool {
        guard let local = (from ?? sender)?.address.local.asciiLowered else { return false }
        return automation.hasEmptyReturnPath && (local == "mailer-daemon" || local == "postmaster")
    }

    private var isAutoReply: Bool {
        if automation.autoSubmitted == "auto-replied" || automation.hasAutoreplyField { return true }
        // A receipt of reading, a report of abuse: it answers something, and asks nothing.
        if automation.isReport { return true }
        if automation.precedence == "auto_reply" { return true }
        // Exchange says auto-generated, and names itself in the subject. A subject alone proves nothing.
        let isMarked = LoopGuard.headerRefusal(automation) != nil
        let lowered = subject.lowercased()
        return isMarked && !automation.hasListID
            && MailWords.autoReplySubjects.contains { lowered.hasPrefix($0) }
    }
}

enum MailWords {
    /// How mail programs begin the subject of a vacation notice.
    static let autoReplySubjects = [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "out of office", "out of the office",
        "automatische antwort", "abwesenheitsnotiz", "abwesend", "réponse automatique", "absence du bureau",
        "respuesta automática", "fuera de la oficina", "risposta automatica", "fuori ufficio",
        "automatisch antwoord",
        "afwezig", "resposta automática", "ausência temporária", "odpowiedź automatyczna", "autosvar",
        "automatiskt svar", "automatisk svar", "automaattinen vastaus", "автоматический ответ",
        "otomatik yanıt",
        "自动答复", "自动回复", "自動回覆", "自動応答", "자동 회신", "자동 응답",
    ]
}
