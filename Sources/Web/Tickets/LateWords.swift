import Agreements
import BusinessTime
import Desk

/// What was recorded late, in words: when it happened, when it was written down, and which of the two counts.
struct LateWords {
    let number: Int
    let title: String
    let clause: String
    private let happened: String
    private let recorded: String
    private let isConfirmed: Bool

    init(_ deed: Desk.Moment, _ facts: [Fact], _ words: DeskWords) {
        let fact = facts.indices.contains(deed.number - 1) ? facts[deed.number - 1].what : nil
        number = deed.number
        title = fact.map(Self.title) ?? "Entry \(deed.number)"
        clause = fact?.clause?.id ?? Clause.acknowledgment.id
        (happened, recorded) = (words.short(deed.happened), words.short(deed.recorded))
        isConfirmed = deed.confirmed
    }

    /// - Parameter who: has to confirm it, for example "Carla Reyes confirms".
    func item(until who: String) -> MarkItem {
        MarkItem(
            title: title, clause: clause, standing: "Happened \(happened), recorded \(recorded)",
            detail: isConfirmed
                ? "Confirmed by the customer: it counts from when it happened."
                : "It counts for the desk from when it was recorded, unless \(who) that it happened then.")
    }

    var choice: FieldChoice {
        FieldChoice(value: "\(number)", label: "\(title): happened \(happened), recorded \(recorded)")
    }

    private static func title(_ what: Fact.What) -> String {
        switch what {
        case .acknowledged: "Acknowledgment"
        case .resolved: "Resolution"
        case .extended, .extensionNotified: "Notice of an extension"
        case .informationRequested: "Request for information"
        case .delivered: "Delivery of a message"
        default: "Answer of the desk"
        }
    }
}

extension MarkItem {
    /// Special conditions of a version that a named manager handles by hand.
    static func byHand(_ terms: PinnedTerms?) -> [MarkItem] {
        (terms?.terms.conditions ?? []).compactMap { condition in
            condition.handledByHand.map {
                MarkItem(
                    title: "Special condition", clause: condition.clause.id,
                    standing: "By hand of \($0): the program does not count it", detail: condition.text)
            }
        }
    }
}

extension ClockPanel {
    /// Beside the clock: why it stands still, and that the breach fell before the customer was known.
    mutating func label(_ clock: Clock, _ words: DeskWords) {
        if bar.closed != nil, let closed = ClosedWords(clock.calendar, words) {
            lines.append(LabelledWords(label: "Stands still", words: closed.whole))
        }
        guard clock.lateIdentification(at: words.now) != nil, let known = clock.identifiedAt,
            let deadline = clock.deadline
        else { return }
        lines.append(
            LabelledWords(
                label: "Late identification",
                words: "The customer was known only \(words.short(known)); the breach is dated when it fell, "
                    + words.short(deadline)))
    }
}
