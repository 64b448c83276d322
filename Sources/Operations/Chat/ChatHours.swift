import Agreements
public import BusinessTime
public import Desk
public import Storage

/// Whether somebody answers a chat now, and what holds if nobody does.
public struct ChatHours: Sendable {
    /// By the agreement's chat hours, else its support hours; true where no agreement says any.
    public var isOpen = true
    /// An agent takes chats, and is on by the desk's calendar.
    public var isStaffed = false
    /// nil where it is open, or never opens.
    public var opens: Instant?
    /// By when a message left now is acknowledged (A.1); nil where no promise applies.
    public var acknowledgeBy: Instant?

    public var isAttended: Bool { isOpen && isStaffed }
}

extension Office {
    /// Who answers chats: they take them, and are on by their hours. Whoever forgot to say "no more" on
    /// going home keeps no visitor waiting.
    public func chatAgents(at now: Instant, in reader: Reader) throws -> [StoredPerson] {
        try reader.chatAgents(at: now).filter { try isOn(Person.ID($0.id), at: now, in: reader) }
    }

    /// - Parameter customer: of a contact who is signed in; nil for visitors, to whom nothing is promised and
    ///   the hours of the desk's first agreement are told.
    public func chatHours(
        for customer: Organisation.ID?, at now: Instant, in reader: Reader
    ) throws -> ChatHours {
        var hours = ChatHours()
        hours.isStaffed = try !chatAgents(at: now, in: reader).isEmpty
        let own = try customer.flatMap { customer -> PinnedTerms? in
            let which = WhichAgreement(
                receivedAt: now, customer: customer, recipients: [], category: nil)
            return try firstTerms(of: pinning(which, reader), now, reader)
        }
        let first =
            try own
            ?? reader.agreements().first.flatMap { stored in
                try shelf.terms(
                    AgreementVersion(agreement: stored.name, number: stored.version), in: reader)
            }
        guard let terms = first else { return hours }
        let calendar = try Self.chatCalendar(terms, at: now)
        hours.isOpen = calendar.isOpen(at: now)
        hours.opens = hours.isOpen ? nil : calendar.nextOpening(atOrAfter: now)
        if let own {
            let within = own.terms.acknowledge.within(.normal)
            hours.acknowledgeBy = own.calendar.deadline(after: within, from: now)
        }
        return hours
    }

    /// With the holidays of the agreement.
    private static func chatCalendar(_ terms: PinnedTerms, at now: Instant) throws -> WorkingCalendar {
        guard let weekly = terms.terms.channels.chatHours else { return terms.calendar }
        var definition = terms.calendar.definition
        definition.weekly = weekly
        definition.amendments = []
        let year = terms.calendar.rules.local(now).date.year
        let last = min(year + 1, CalendarProblem.years.upperBound)
        return try WorkingCalendar(definition, rules: terms.calendar.rules, years: min(year, last)...last)
    }
}
