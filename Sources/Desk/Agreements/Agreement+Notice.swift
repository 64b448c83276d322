import Agreements
public import BusinessTime

extension Agreement {
    static func checkNotice(
        _ notice: GivenNotice, _ agreement: Agreement?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) {
        guard context.version != nil else { throw .nothingInForce }
        if let given = agreement?.notice, given.ends > now { throw .noticeGiven(given.lastDay) }
        guard notice.received <= now else { throw .receivedAhead }
        guard notice.ends > notice.received else { throw .nothingInForce }
        if let right = context.terms.flatMap({ notice.reckoned(under: $0) }),
            (right.lastDay, right.ends) != (notice.lastDay, notice.ends)
        {
            throw .wrongLastDay(right.lastDay)
        }
        if let mail = notice.mail, agreement?.noticeMails.contains(where: { $0.inbox == mail }) != true {
            throw .noNoticeMail
        }
        if notice.scan != nil, notice.way != .letter { throw .scanOfNoLetter }
        if notice.way != .page, Bounded.reason(notice.reference) == nil { throw .noReference }
        try checkReceipt(of: notice, agreement, context, now: now)
    }

    /// A day that somebody writes down is one on which the agreement held, and near enough that nobody's
    /// promises end behind their back. A mail that lies in the inbox counts from its receipt, whenever it is
    /// read.
    private static func checkReceipt(
        of notice: GivenNotice, _ agreement: Agreement?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) {
        guard let pinned = context.terms else { return }
        let rules = pinned.calendar.rules
        // Without its first version the agreement is older than its facts.
        let first = agreement?.versions.first { $0.offering.offer.version == 1 }
        let began = first.map { rules.local($0.from).date } ?? pinned.terms.effective
        guard rules.local(notice.received).date >= began else { throw .receivedBefore(began) }
        if notice.mail == nil, notice.ends <= now { throw .endedAlready(notice.lastDay) }
    }

    /// By consent: whoever proposes it agrees, and the other party's agreement withdraws it.
    static func checkWithdrawal(by side: Side, _ agreement: Agreement?, now: Instant) throws(Refusal) {
        guard let agreement, let notice = agreement.notice else { throw .noNotice }
        guard now < notice.ends else { throw .noticeIsOver(notice.lastDay) }
        if agreement.withdrawalAgreed.contains(side) { throw .agreedAlready }
    }
}

extension GivenNotice {
    /// The last day by the notice period, in the agreement's zone; nil outside the range of instants.
    public init?(
        from side: Side, way: Way, received: Instant, reference: String, under pinned: PinnedTerms
    ) {
        let rules = pinned.calendar.rules
        let notice = TerminationNotice(
            receivedAt: received, days: pinned.terms.ending.noticeDays, rules: rules)
        guard let ends = notice.ends(rules) else { return nil }
        self.init(
            from: side, way: way, received: received, lastDay: notice.lastDay, ends: ends,
            reference: reference)
    }

    fileprivate func reckoned(under pinned: PinnedTerms) -> GivenNotice? {
        GivenNotice(from: from, way: way, received: received, reference: reference, under: pinned)
    }
}

extension Refusal {
    public static let noNotice = Refusal(
        "no-notice", clause: .termination, "No notice of termination is given.",
        remedy: "Nothing need be done.")
    public static let nothingInForce = Refusal(
        "nothing-in-force", clause: .termination, "No version of this agreement is in force.",
        remedy: "Withdraw an open offer instead.")
    public static let receivedAhead = Refusal(
        "received-ahead", clause: .termination, field: "received", "Notice can't be received in the future.",
        remedy: "Give the date on which it was received.")
    public static let noReference = Refusal(
        "no-reference", clause: .termination, field: "reference", "Notice is given in writing.",
        remedy: "Say where the writing lies: the letter's mark, or the mail's subject and date.")
    public static let scanOfNoLetter = Refusal(
        "scan-of-no-letter", clause: .termination, field: "scan", "Only a letter has a scan.",
        remedy: "Log the notice as a letter, or leave the scan out: a mail is kept as it came.")
    public static let agreedAlready = Refusal(
        "agreed-already", clause: .termination, "This party has agreed to the withdrawal.",
        remedy: "Wait for the other party's consent.")

    public static func receivedBefore(_ began: LocalDate) -> Refusal {
        Refusal(
            "received-before", clause: .termination, field: "received",
            "The agreement holds since \(began), and no notice of it was received before.",
            remedy: "Give the date on which it was received.")
    }

    public static func endedAlready(_ lastDay: LocalDate) -> Refusal {
        Refusal(
            "ended-already", clause: .termination, field: "received",
            "The last day would be \(lastDay), which is past, and nobody was told.",
            remedy: "Give the right date of receipt, or let both parties sign an amendment that ends it.")
    }

    public static func noticeGiven(_ lastDay: LocalDate) -> Refusal {
        Refusal(
            "notice-given", clause: .termination, "Notice is given already; the last day is \(lastDay).",
            remedy: "Withdraw it by consent before another is given.")
    }

    public static func noticeIsOver(_ lastDay: LocalDate) -> Refusal {
        Refusal(
            "notice-over", clause: .termination, "The agreement ended on \(lastDay).",
            remedy: "Offer a new version; it begins when both have signed.")
    }
}
