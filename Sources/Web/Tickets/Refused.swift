import Agreements
import Desk
import Operations

/// A posted form that was refused. It is shown again with what was written in it and the reason.
struct Refused: Sendable {
    let act: TicketAct
    let form: Fields
    let refusal: Desk.Refusal

    var shown: Refusal { Refusal(refusal) }

    /// The form as it was sent, open.
    func filling(_ form: ActForm) -> ActForm {
        var filled = form
        filled.show((self.form, refusal))
        return filled
    }
}

extension ActForm {
    /// Whether a form on a page of several was sent from this one.
    func isAnswered(by form: Fields) -> Bool {
        let own = fields.filter { $0.name != "password" }
        return own.isEmpty ? !fields.isEmpty && form.has("password") : own.contains { form.has($0.name) }
    }

    /// What was typed before.
    mutating func fill(_ form: Fields) {
        for index in fields.indices { fields[index].take(form) }
    }

    /// Opens it with what was sent and why that was refused.
    mutating func show(_ refused: (form: Fields, refusal: Desk.Refusal)?) {
        guard let refused else { return }
        isOpen = true
        refusal = Refusal(refused.refusal)
        fill(refused.form)
        // Where several are missing, the message tells of all.
        let areMissing = fields.count { $0.isLeftOut } > 1
        for index in fields.indices {
            let isRefused = fields[index].name == refused.refusal.field
            if fields[index].isLeftOut, areMissing || !isRefused {
                fields[index].problem = "This is missing."
            } else if isRefused {
                fields[index].problem = refused.refusal.message
            }
        }
        refusal?.takesFocus = fields.allSatisfy { $0.problem == nil }
    }
}

extension Refusal {
    init(_ refusal: Desk.Refusal) {
        self.init(
            what: refusal.message, clause: refusal.clause?.label, remedy: refusal.remedy, takesFocus: true)
    }
}

extension FormField {
    /// Must be written and is not: said with whatever was refused, so that nobody sends a form once for each.
    fileprivate var isLeftOut: Bool {
        switch kind {
        case .line, .email, .date, .time, .text: isRequired && value.allSatisfy(\.isWhitespace)
        default: false
        }
    }
}
