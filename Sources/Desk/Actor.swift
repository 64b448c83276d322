/// Who did it.
public enum Actor: Hashable, Sendable {
    /// A named agent of the desk, in a session, by verified mail or by a token of that person's own client.
    case agent(Person.ID)
    /// A contact of a customer, or a sender not yet known to belong to one.
    case contact(Person.ID)
    /// A program's token. It never acknowledges and never resolves.
    case program(String)
    /// Duly itself: the alarm and the rules of the agreement.
    case desk

    /// The person behind the act, where there is one.
    public var person: Person.ID? {
        switch self {
        case .agent(let id), .contact(let id): id
        case .program, .desk: nil
        }
    }
}

/// By which way something came in.
public enum Way: String, CaseIterable, Hashable, Sendable {
    case mail, portal, chat, phone, page, api, rule
    case commandLine = "command-line"
}
