import Agreements
import BusinessTime
import Desk
import Storage

/// What the placeholders of a mail stand for, in the recipient's language and zone.
struct LetterFacts {
    let language: Language
    /// Of the recipient's company; else the agreement's.
    let rules: ZoneRules
    private(set) var values: [Placeholder: LetterWords.Value] = [:]

    init(_ language: Language, _ rules: ZoneRules) {
        self.language = language
        self.rules = rules
    }

    /// Nothing in it is a value of its own: an empty one counts as having nothing to say.
    mutating func set(_ placeholder: Placeholder, _ text: String?) {
        values[placeholder] = text.map { .text($0) }
    }

    mutating func set(_ placeholder: Placeholder, _ value: LetterWords.Value) { values[placeholder] = value }

    func moment(_ instant: Instant) -> String { language.moment(instant, rules) }

    /// The promises of a ticket, as its clocks stand.
    mutating func take(_ ticket: Ticket, _ pinned: PinnedTerms?, _ clocks: [Clock]) {
        set(.ticket, "\(ticket.id)")
        set(.severity, language.severity(ticket.severity))
        guard let pinned else { return }
        let terms = pinned.terms
        for clock in clocks {
            guard let deadline = clock.deadline else { continue }
            let isTarget = clock.promise == .resolution && terms.resolve.binding == .target
            let target = language == .english ? " (a target)" : " (ein Ziel)"
            set(
                clock.promise == .acknowledgment ? .answerBy : .resolveBy,
                moment(deadline) + (isTarget ? target : ""))
        }
        set(.answerWithin, language.business(terms.acknowledge.within(ticket.severity)))
        set(.resolveWithin, language.period(terms.resolve.within(ticket.severity)))
        set(
            .hours, hours(pinned.calendar.definition, at: pinned.calendar.rules.local(ticket.receivedAt).date)
        )
        set(.offer, terms.scope.offer)
        takeDisputes()
    }

    mutating func takeDisputes() {
        set(.disputeDays, language.days(Ticket.disputedWithin.count))
        set(.disputeAnswerDays, language.days(Ticket.disputeAnsweredWithin.count))
    }

    private func hours(_ calendar: CalendarDefinition, at date: LocalDate) -> String {
        let begun = calendar.amendments.sorted { $0.from < $1.from }.filter { $0.from <= date }
        let weekly = begun.compactMap(\.weekly).last ?? calendar.weekly
        let holidays = begun.compactMap(\.holidays).last ?? calendar.holidays
        let without = language == .english ? ", except on holidays" : ", außer an Feiertagen"
        return "\(language.week(weekly)) (\(calendar.zone))" + (holidays == .none ? "" : without)
    }

    /// What was disputed or taken back.
    func words(_ mark: Mark) -> String {
        switch (mark, language) {
        case (.exclusion(let number), .english): "exclusion \(number) (H)"
        case (.exclusion(let number), .german): "die Ausnahme \(number) (H)"
        case (.outOfScope, .english): "the mark \"out of scope\" (C.2)"
        case (.outOfScope, .german): "der Vermerk \"außerhalb des Vertrags\" (C.2)"
        case (.notInquiry, .english): "the mark \"not an inquiry\""
        case (.notInquiry, .german): "der Vermerk \"keine Anfrage\""
        case (.severityReduction, .english): "the lower severity"
        case (.severityReduction, .german): "die niedrigere Dringlichkeit"
        }
    }
}

extension LetterFacts {
    /// Stands in for words that are still to be written.
    static func toCome(_ kind: LetterKind, _ language: Language) -> [Placeholder: String] {
        let isEnglish = language == .english
        var words: [Placeholder: String] = [
            .words: isEnglish ? "(what the agent writes)" : "(was der Agent schreibt)",
            .missing: isEnglish ? "(what was asked for)" : "(worum gebeten wurde)",
            .reason: isEnglish ? "(the reason)" : "(der Grund)",
            .from: isEnglish ? "(beginning)" : "(Beginn)", .to: isEnglish ? "(end)" : "(Ende)",
            .ground: isEnglish ? "(the ground)" : "(der Anlass)",
            .mark: isEnglish ? "(what was disputed)" : "(worum es geht)",
            .agent: isEnglish ? "(the agent)" : "(der Agent)",
            .promise: isEnglish ? "(which promise)" : "(welches Versprechen)",
            .due: isEnglish ? "(when it was due)" : "(die Frist)",
            .next: isEnglish ? "(what happens next)" : "(wie es weitergeht)",
            .credit: isEnglish ? "(the credit, where there is one)" : "(die Gutschrift, wo es eine gibt)",
            .scores: isEnglish ? "(five links, from 5 to 1)" : "(fünf Links, von 5 bis 1)",
        ]
        words.merge(toComeOfMany(isEnglish)) { first, _ in first }
        if kind == .extending { words[.resolveBy] = isEnglish ? "(the new deadline)" : "(die neue Frist)" }
        return words
    }

    private static func toComeOfMany(_ isEnglish: Bool) -> [Placeholder: String] {
        [
            .system: isEnglish ? "(the system)" : "(das System)",
            .purpose: isEnglish ? "(what for)" : "(wofür)", .users: isEnglish ? "(who)" : "(wer)",
            .said: isEnglish ? "(who said it, how and when)" : "(wer es sagte, wie und wann)",
            .recorder: isEnglish ? "(who wrote it down)" : "(wer es notierte)",
            .link: isEnglish ? "(the link)" : "(der Link)",
            .secrets: isEnglish ? "(where secrets go)" : "(wohin Geheimnisse gehören)",
            .cause: isEnglish ? "(why)" : "(warum)",
            .uses: isEnglish ? "(what it was used for)" : "(wofür er genutzt wurde)",
            .event: isEnglish ? "(the event)" : "(das Ereignis)",
            .evidence: isEnglish ? "(the files)" : "(die Dateien)",
            .tickets: isEnglish ? "(the tickets)" : "(die Tickets)",
            .reversal: isEnglish ? "(why it was taken back)" : "(warum es zurückgenommen wurde)",
            .agreement: isEnglish ? "(the agreement)" : "(der Vertrag)",
            .month: isEnglish ? "(the month)" : "(der Monat)",
            .credits: isEnglish ? "(the credits)" : "(die Gutschriften)",
            .total: isEnglish ? "(the total)" : "(die Summe)",
            .excluded: isEnglish ? "(what is not counted)" : "(was nicht gezählt wird)",
        ]
    }
}
