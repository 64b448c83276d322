import Agreements
import Desk
import Operations

/// A posted form that was refused. It is shown again with what was written in it and the reason.
struct Refused: Sendable {
    let act: TicketAct
    let form: Fields
    let refusal: Desk.Refusal

    var shown: Refusal {
        Refusal(what: refusal.message, clause: refusal.clause?.id, remedy: refusal.remedy)
    }

    /// The form as it was sent, open.
    func filling(_ form: ActForm) -> ActForm {
        var filled = form
        filled.isOpen = true
        filled.refusal = shown
        for index in filled.fields.indices {
            filled.fields[index].value = self.form[filled.fields[index].name]
            if filled.fields[index].name == refusal.field { filled.fields[index].problem = refusal.message }
        }
        return filled
    }
}
