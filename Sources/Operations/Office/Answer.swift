import Agreements
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

    /// The words as the customer gets them: what is out of scope comes with the offer of the agreement, and
    /// how to dispute it (C.2); what asks for access, with how it is given (G).
    public func letter(_ text: String, under terms: PinnedTerms?, secretsGo: String) -> String {
        if case .requestInformation(_, let access?) = self {
            return """
                \(text)

                \(Self.howAccessIsGiven(access, secretsGo))
                """
        }
        guard case .outOfScope = self, let terms else { return text }
        return """
            \(text)

            \(Self.offer(terms))
            """
    }

    private static func howAccessIsGiven(_ system: String, _ secretsGo: String) -> String {
        """
        For this we need access to \(system) (G). Answer with who of us may use it, what for, and until \
        when: at most \(AccessGrant.daysMax) days. You get a mail that shows each use and ends it whenever \
        you like.
        Please never send a password or a key by mail. \(secretsGo)
        """
    }

    /// What goes with every notice that an inquiry is out of scope.
    public static func offer(_ terms: PinnedTerms) -> String {
        """
        This is outside our agreement (C.2): from now on its times do not run for this ticket.
        \(terms.terms.scope.offer)

        You can dispute this within \(Ticket.disputedWithin.count) business days: answer this mail. We \
        answer within \(Ticket.disputeAnsweredWithin.count) business days; no answer means that you \
        were right.
        """
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
