public import Logging

/// What the desk at work says on standard error: each event by a name that does not change, with its fields.
/// docs/operating.md lists them all.
public enum LoggedEvent: String, CaseIterable, Sendable {
    case opened
    case closed
    case listening
    case turnedAway = "turned-away"
    case connectionFailed = "connection-failed"
    case mailNotKept = "mail-not-kept"
    case mailboxFailed = "mailbox-failed"
    case agreementsNotRead = "agreements-not-read"
    case woken = "tickets-woken"
    case handedOut = "tickets-handed-out"
    case workFailed = "work-failed"
    /// What a library of others says, in its own words.
    case library

    public var level: Logger.Level {
        switch self {
        case .opened, .closed, .listening, .woken, .handedOut: .info
        case .turnedAway, .mailboxFailed, .library: .warning
        case .mailNotKept, .agreementsNotRead, .workFailed: .error
        case .connectionFailed: .debug
        }
    }

    /// The names of its fields, in the order in which they are written.
    public var fields: [String] {
        switch self {
        case .opened: ["milliseconds"]
        case .closed: []
        case .listening: ["door", "address"]
        case .turnedAway: ["door", "peer", "answer"]
        case .connectionFailed: ["door", "peer", "problem"]
        case .mailNotKept: ["door", "problem"]
        case .mailboxFailed: ["mailbox", "problem"]
        case .agreementsNotRead: ["problem"]
        case .woken: ["count", "milliseconds"]
        case .handedOut: ["count"]
        case .workFailed: ["work", "problem"]
        case .library: ["from", "words"]
        }
    }
}

extension Logger {
    /// - Parameter values: of the event's fields, in their order. Never a password, a token or a mail's text.
    public func log(_ event: LoggedEvent, _ values: String...) {
        precondition(values.count == event.fields.count, "\(event.rawValue) has \(event.fields.count) fields")
        let fields = zip(event.fields, values).map { ($0, MetadataValue.string($1)) }
        log(
            level: event.level, "\(event.rawValue)",
            metadata: Metadata(fields, uniquingKeysWith: { first, _ in first }))
    }
}
