public import BusinessTime
public import Desk

/// What an agent says to the customer, or about the ticket, in words of their own.
public enum Answer: Hashable, Sendable {
    case acknowledge
    case reply
    /// Internal: the customer never sees it.
    case note
    case resolve(ResolutionKind)
    /// With the system to which access is wanted, where one is.
    case requestInformation(missing: [String], access: String? = nil)
    case extend(ground: String, reason: String, by: BusinessSeconds)
    case outOfScope(reason: String)

    var capability: Capability {
        switch self {
        case .acknowledge: .acknowledge
        case .reply: .reply
        case .note: .note
        case .resolve: .resolve
        case .requestInformation: .requestInformation
        case .extend: .extend
        case .outOfScope: .markOutOfScope
        }
    }

    /// The words of the agent with what must go with them: who asks for access says how it is given (G).
    func words(_ text: String, in language: Language, secretsGo: String) -> String {
        guard case .requestInformation(_, let access?) = self else { return text }
        return """
            \(text)

            \(Self.howAccessIsGiven(access, language, secretsGo))
            """
    }

    private static func howAccessIsGiven(
        _ system: String, _ language: Language, _ secretsGo: String
    ) -> String {
        switch language {
        case .english:
            """
            For this we need access to \(system) (G). Answer with who of us may use it, what for, and until \
            when: at most \(AccessGrant.daysMax) days. You get a mail that shows each use and ends it \
            whenever you like.
            Please never send a password or a key by mail. \(secretsGo)
            """
        case .german:
            """
            Dafür brauchen wir Zugang zu \(system) (G). Antworten Sie, wer von uns ihn nutzen darf, wofür \
            und bis wann: höchstens \(AccessGrant.daysMax) Tage. Sie bekommen eine Mail, die jede Nutzung \
            zeigt und den Zugang beendet, wann immer Sie wollen.
            Bitte senden Sie nie ein Passwort oder einen Schlüssel per Mail. \(secretsGo)
            """
        }
    }

    /// The mail that carries it; nil for what stays at the desk.
    var letter: LetterKind? {
        switch self {
        case .acknowledge, .reply, .resolve: .answer
        case .note: nil
        case .requestInformation: .informationRequest
        case .extend: .extending
        case .outOfScope: .outOfScope
        }
    }

    var isInternal: Bool { self == .note }

    /// The command that this answer is, once its message is stored.
    func command(_ message: Message.Reference) -> Command.What {
        switch self {
        case .acknowledge: .acknowledge(message, displayed: false)
        case .reply: .reply(message, displayed: false)
        case .note: .note(message)
        case .resolve(let kind): .resolve(message, kind: kind, displayed: false)
        case .requestInformation(let missing, let access):
            .requestInformation(
                InformationRequest(missing: missing, access: access, message: message, displayed: false))
        case .extend(let ground, let reason, let added):
            .extend(ground: ground, reason: reason, by: added, notice: message, displayed: false)
        case .outOfScope(let reason): .markOutOfScope(reason: reason, notice: message)
        }
    }
}
