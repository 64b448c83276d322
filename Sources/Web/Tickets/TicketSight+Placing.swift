import Agreements
import Desk
import Operations

// Whose ticket it is and which agreement it falls under, in words and acts.
extension TicketSight {
    var agreementWords: String {
        switch ticket.pinning {
        case .noPromise(let reason): "No promise. \(reason)"
        case .version(let version): "\(version)"
        case .candidates(let versions):
            (terms.map { "\($0.version)" } ?? "None")
                + ", the earliest of \(versions.count) until one is chosen"
        }
    }

    /// What the rule of its group said, where nobody has given it to anybody since.
    var assigningReason: String? {
        let last = facts.last { fact in
            switch fact.what {
            case .assigned, .escalated: true
            default: false
            }
        }
        guard let last, last.by == .desk, case .assigned(let given) = last.what else { return nil }
        return given.reason
    }

    /// The act that gives it to the reader, where they have it not.
    func taking(_ person: SignedIn) -> FormTarget? {
        let reader = person.asker.person
        guard ticket.assignee != reader, may(.assign, person) else { return nil }
        var form = target(.assignment, person)
        form.hidden += [
            HiddenField(name: "person", value: String(reader.rawValue)),
            HiddenField(name: "group", value: ticket.group),
        ]
        return form
    }

    func placing(_ person: SignedIn, _ recipient: String) -> [ActForm] {
        var acts: [ActForm] = []
        if may(.moveToOrganisation, person) {
            if case .candidates(let versions) = ticket.pinning {
                acts.append(.choose(target(.agreement, person), among: versions))
            }
            let known = ticket.organisation == nil ? nil : customer
            acts.append(.identify(target(.identification, person), customer: known, requester: recipient))
        }
        if may(.setSeverity, person), let scope = terms?.terms.scope {
            let choices = scope.categories.map { FieldChoice(value: $0, label: $0) }
            acts.append(.classify(target(.category, person), categories: choices, current: ticket.category))
        }
        if may(.markNotInquiry, person) {
            acts.append(
                .markInquiry(target(.inquiryMark, person), isMarked: ticket.notInquiryMark != nil))
        }
        return acts
    }
}
