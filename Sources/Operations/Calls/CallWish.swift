import Agreements
public import BusinessTime
public import Desk
public import Storage

/// A telephone call as somebody wants it logged.
public struct CallWish: Sendable {
    /// What became of it.
    public enum Outcome: Hashable, Sendable {
        case newTicket
        case onTicket(Ticket.ID)
        /// A new ticket whose answer was given in the call, in these words.
        case answered(String)
    }

    public var direction: StoredCall.Direction
    public var kind: StoredCall.Kind
    public var outcome: Outcome
    public var number: PhoneNumber?
    /// Who it was, as they said: for calls of which the desk does not know whose they are.
    public var caller = ""
    public var subject = ""
    public var summary = ""
    public var category: String?
    public var started: Instant
    public var ended: Instant

    public init(
        _ direction: StoredCall.Direction, _ kind: StoredCall.Kind, _ outcome: Outcome, started: Instant,
        ended: Instant
    ) {
        (self.direction, self.kind, self.outcome) = (direction, kind, outcome)
        (self.started, self.ended) = (started, ended)
    }

    /// Wall seconds.
    public static let lengthMax: Int64 = 86_400
    /// Days after which a call is history that no clock should learn of any more.
    public static let lateDaysMax: Int64 = 30
    static let callerMax = 200
    static let subjectMax = 1000

    /// Whether it begins a ticket.
    public var opens: Bool {
        if case .onTicket = outcome { false } else { true }
    }

    /// What counts as the moment of the conversation: its beginning, or its end where the beginning is late
    /// already by the rule of late facts.
    func conversed(at now: Instant) -> Instant {
        now.wallSeconds(since: started) <= Moment.lateAfter ? started : ended
    }

    /// Throws what is wrong in itself, whoever called.
    func check(at now: Instant) throws(Refusal) {
        guard summary.contains(where: { !$0.isWhitespace }) else { throw .summaryMissing }
        guard summary.count <= Office.textMax else { throw .summaryTooLong }
        if opens { try Self.check(line: subject, "subject", max: Self.subjectMax, isNeeded: true) }
        try Self.check(line: caller, "caller", max: Self.callerMax, isNeeded: false)
        if case .answered(let text) = outcome, !text.contains(where: { !$0.isWhitespace }) {
            throw .answerMissing
        }
        try checkTimes(at: now)
        switch (direction, kind) {
        case (.incoming, .attempt): throw .ringWithoutWords
        case (.outgoing, .voicemail): throw .ownVoicemail
        default: break
        }
        if case .answered = outcome, kind != .conversation { throw .answeredByNobody }
    }

    private func checkTimes(at now: Instant) throws(Refusal) {
        guard started <= ended else {
            throw Refusal(
                "span-backwards", field: "ended", "The call ends before it begins.",
                remedy: "Give the later time as its end.")
        }
        guard ended <= now else {
            throw Refusal(
                "in-future", field: "ended", "The call ends after now.", remedy: "Give a time up to now.")
        }
        guard ended.wallSeconds(since: started) <= Self.lengthMax else {
            throw Refusal(
                "too-long", field: "started", "The call lasts more than a day.",
                remedy: "Give the time at which it was answered.")
        }
        guard now.wallSeconds(since: started) <= Self.lateDaysMax * 86_400 else {
            throw Refusal(
                "too-late", clause: .acknowledgment, field: "started",
                "The call lies more than \(Self.lateDaysMax) days back.",
                remedy: "Write a note on the ticket: a call so old starts no clock.")
        }
    }

    static func check(line: String, _ field: String, max: Int, isNeeded: Bool) throws(Refusal) {
        let isBlank = !line.contains { !$0.isWhitespace }
        let isLine = !line.contains { $0.isNewline } && line.count <= max
        if isLine, !(isNeeded && isBlank) { return }
        throw Refusal(
            "bad-\(field)", field: field,
            "The \(field) is one line of \(isNeeded ? 1 : 0) to \(max) characters.",
            remedy: "Say in a few words what it is.")
    }
}

extension Refusal {
    fileprivate static let summaryMissing = Refusal(
        "summary-missing", field: "summary", "There is no summary.",
        remedy: "Write in a sentence or two what was said.")
    fileprivate static let summaryTooLong = Refusal(
        "text-too-long", field: "summary", "The summary is longer than 200,000 characters.",
        remedy: "Send the long part as a file.")
    fileprivate static let answerMissing = Refusal(
        "answer-missing", clause: .resolution, field: "answer", "The answer that was given is not there.",
        remedy: "Write what you answered: resolving needs it in words (A.2).")
    fileprivate static let ringWithoutWords = Refusal(
        "no-inquiry", clause: .acknowledgment, field: "kind",
        "A ring that nobody answered and that left no message is no inquiry.",
        remedy: "Log nothing, or log it as voicemail where they left a message.")
    fileprivate static let ownVoicemail = Refusal(
        "own-voicemail", clause: .acknowledgment, field: "kind",
        "Words left on the customer's machine are an attempt to call: they acknowledge nothing.",
        remedy: "Log it as nobody answered.")
    fileprivate static let answeredByNobody = Refusal(
        "answered-by-nobody", clause: .resolution, field: "outcome",
        "Only a conversation can have answered it.", remedy: "Choose a new ticket, or that you spoke.")
}
