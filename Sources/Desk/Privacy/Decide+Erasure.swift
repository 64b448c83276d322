import Agreements
public import BusinessTime

/// What somebody wants done about an erasure.
public struct ErasureCommand: Hashable, Sendable {
    public let what: What
    public let by: Actor
    public let side: Erasure.Side

    public init(_ what: What, by actor: Actor, as side: Erasure.Side) {
        self.what = what
        by = actor
        self.side = side
    }

    public enum What: Hashable, Sendable {
        case ask(Person.ID, reason: String)
        /// With what there is to erase, counted in the same transaction.
        case confirm(Erasure.Extent)
        case refuse(reason: String)
        case withdraw(reason: String)
    }
}

/// What follows from a command about an erasure. Pure.
public func decide(
    _ command: ErasureCommand, erasure: Erasure?, now: Instant
) throws(Refusal) -> ErasureFact {
    let now = max(now, erasure?.lastRecorded ?? now)
    guard case .agent = command.by else { throw .erasureByNobody }
    return ErasureFact(try what(command, erasure), by: command.by, recorded: now)
}

private func what(
    _ command: ErasureCommand, _ erasure: Erasure?
) throws(Refusal) -> ErasureFact.What {
    guard let erasure else {
        guard case .ask(let person, let reason) = command.what else { throw .noErasure }
        return .asked(person, command.side, reason: try reasoned(reason))
    }
    guard erasure.isOpen else { throw .erasureDecided }
    switch command.what {
    case .ask: throw .erasureAsked
    case .confirm(let extent):
        try requireOther(command, erasure)
        return .confirmed(extent)
    case .refuse(let reason):
        try requireOther(command, erasure)
        return .refused(reason: try reasoned(reason))
    case .withdraw(let reason):
        guard command.side == erasure.side else { throw .notYourErasure }
        return .withdrawn(reason: try reasoned(reason))
    }
}

/// A manager and an administrator, two people.
private func requireOther(_ command: ErasureCommand, _ erasure: Erasure) throws(Refusal) {
    guard command.by != erasure.askedBy else { throw .ownErasure }
    guard command.side != erasure.side else { throw .sameSide(erasure.side) }
}

private func reasoned(_ reason: String) throws(Refusal) -> String {
    guard let reason = Bounded.reason(reason) else { throw .erasureWithoutReason }
    return reason
}

extension Refusal {
    private static func erasure(
        _ code: String, field: String? = nil, _ message: String, remedy: String
    ) -> Refusal { Refusal(code, clause: .legal, field: field, message, remedy: remedy) }

    static let erasureByNobody = erasure(
        "named-person", "Only a named person of the desk asks for an erasure or decides it.",
        remedy: "Sign in.")
    public static let noErasure = erasure(
        "no-erasure", "There is no such erasure.", remedy: "Check its number on the privacy page.")
    static let erasureDecided = erasure(
        "decided", "It is decided already.", remedy: "Ask for another erasure if more is to be erased.")
    static let erasureAsked = erasure(
        "asked", "It is asked for already.", remedy: "Wait until it is confirmed or refused.")
    static let ownErasure = erasure(
        "own-proposal", "Who asked for an erasure can't confirm or refuse it.",
        remedy: "Another person does, a manager or an administrator, whichever you are not.")
    static let notYourErasure = erasure(
        "not-yours", "Only the side that asked withdraws it.", remedy: "Refuse it with a reason.")
    static let erasureWithoutReason = erasure(
        "reason-missing", field: "reason", "A reason of 1 to \(Bounded.lengthMax) characters is needed.",
        remedy: "Say who asked and when. Don't name the person: the reason stays.")

    static func sameSide(_ side: Erasure.Side) -> Refusal {
        let other = side == .manager ? "an administrator" : "a manager"
        return erasure(
            "same-side", "It takes a manager and an administrator.", remedy: "Let \(other) decide it.")
    }
}
