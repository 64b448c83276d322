import Agreements
import Desk
import Operations
import Storage

/// What can be done to several tickets at once. Each ticket is an act of its own: what one refuses changes
/// nothing for the others.
enum QueueAct: String, CaseIterable, Sendable {
    case assignment, escalations, severity, category
    case inquiryMark = "inquiry-mark"

    /// Tickets at once: more than two pages of the queue.
    static let ticketCountMax = 100

    var onTicket: TicketAct {
        switch self {
        case .assignment: .assignment
        case .escalations: .escalations
        case .severity: .severity
        case .category: .category
        case .inquiryMark: .inquiryMark
        }
    }

    var title: String {
        switch self {
        case .assignment: "Assign"
        case .escalations: "Escalate"
        case .severity: "Change severity"
        case .category: "Change category"
        case .inquiryMark: "Not an inquiry"
        }
    }

    var capability: Capability { onTicket.capability(Fields([:])) }

    static func offered(to asker: Access.Asker) -> [FieldChoice] {
        allCases.filter { Access.allows($0.capability, by: asker) }.map {
            FieldChoice(value: $0.rawValue, label: $0.title)
        }
    }

    /// Numbers as they were ticked, each once.
    static func numbers(_ words: [String]) -> [Int64] {
        var seen: Set<Int64> = []
        return words.compactMap { Int64($0) }.filter { seen.insert($0).inserted }
    }

    /// The form of the act alone, as on one ticket, for all that are chosen.
    func form(_ target: FormTarget, _ choices: QueueActChoices) -> ActForm {
        var form: ActForm
        switch self {
        case .assignment:
            form = .assign(
                target, people: choices.people, current: choices.reader, groups: [], group: "")
            form.fields[1].kind = .choice(
                [FieldChoice(value: "", label: "The group that has it")]
                    + choices.groups.map { FieldChoice(value: $0, label: $0) })
        case .escalations:
            form = .escalate(
                target,
                tiers: TierLevel.allCases.dropFirst().map {
                    FieldChoice(value: String($0.rawValue), label: "Tier \($0.rawValue)")
                })
        case .severity:
            form = .setSeverity(
                target,
                levels: Severity.allCases.map {
                    FieldChoice(value: $0.rawValue, label: $0.rawValue.capitalisedFirst)
                }, current: Severity.normal.rawValue, notice: nil)
        case .category:
            form = .classify(
                target,
                categories: choices.categories.map {
                    FieldChoice(value: $0, label: $0.capitalisedFirst)
                }, current: "")
        case .inquiryMark: form = .markInquiry(target, isMarked: false)
        }
        form.isOpen = true
        return form
    }
}

/// What the forms offer for the tickets that were ticked.
struct QueueActChoices: Sendable {
    /// Who takes them, until somebody else is chosen.
    let reader: String
    let people: [FieldChoice]
    let groups: [String]
    /// All that the agreements of these tickets know.
    let categories: [String]
}
