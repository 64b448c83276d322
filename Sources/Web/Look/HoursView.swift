import Markup

/// When one person works, and when they are away.
struct HoursView: View, Sendable {
    var name: String
    /// Whose hours count while nothing is said.
    var standing: String
    var hours: ActForm
    var absence: ActForm
    var absences: [(days: String, removal: FormTarget)]

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(Page.calendar)) { "Who is on" } }
                Element(.h1, .dir("auto")) { "Working hours of \(name)" }
                Element(.p, class: "summary") { standing }
            }
            hours
            Element(.section, .named("aria-labelledby", fixed: "away")) {
                Element(.h2, .id("away")) { "Away" }
                if absences.isEmpty { Element(.p, class: "summary") { "No absence is noted." } }
                Each(absences) { absence in
                    Element(.form, .named("method", fixed: "post"), .action(absence.removal.action)) {
                        absence.removal
                        Element(.p) {
                            absence.days
                            " "
                            Element(.button, .type("submit"), .named("aria-label", "Remove \(absence.days)"))
                            {
                                "Remove"
                            }
                        }
                    }
                }
            }
            absence
        }
    }
}
