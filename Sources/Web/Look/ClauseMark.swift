import Agreements
import Markup

/// The clause that something rests on, as readers know it: "A.2", or what it is about where it has no number.
struct ClauseMark: View, Sendable {
    private let label: String

    /// By its id, or by several as a form says them.
    init(_ clause: String) {
        label = Clause(clause).label
    }

    var body: some Content {
        Element(.span, class: "clause") { label }
    }
}
