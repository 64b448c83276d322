import Agreements
import BusinessTime
import Operations

/// When a request is answered that is sent now, in words.
struct FilingWords: Sendable {
    let outlook: FilingOutlook
    let words: DeskWords

    var sentence: String {
        guard outlook.isPromised else {
            return "The desk has it at once. No agreement of yours promises a time for it."
        }
        return [opening, acknowledgment, resolution].compactMap(\.self).joined(separator: " ")
    }

    private var opening: String? {
        guard let opens = outlook.opens else { return "The desk has it at once." }
        return "We are closed until \(words.relative(opens)); your request is kept."
    }

    private var acknowledgment: String? {
        if outlook.isAcknowledgedByReceipt { return "The receipt that we mail acknowledges it (A.1)." }
        return outlook.acknowledgeBy.map { "We acknowledge it by \(words.relative($0)) (A.1)." }
    }

    private var resolution: String {
        switch outlook.resolvesFrom {
        case .acknowledgment: "The time to resolve it runs from the acknowledgment (A.2)."
        case .receipt:
            outlook.opens == nil
                ? "The time to resolve it runs from now (A.2)."
                : "The time to resolve it runs from when we open (A.2)."
        }
    }
}
