import Markup

/// What can be taken away as a file.
struct ExportsView: View, Sendable {
    var hasTickets: Bool
    /// nil for who may not.
    var everything: ActForm?
    /// Where everything is had, once it was asked for.
    var made: String?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Exports" }
                Element(.p, class: "summary") { "Files for spreadsheets and programs" }
            }
            if let made {
                Element(.div, class: "done", .role("status")) {
                    Element(.p) { Element(.strong) { "The export is ready to be fetched, for a day." } }
                    Element(.p) { Element(.a, .href(made)) { "Fetch everything (JSON lines)" } }
                }
            }
            if hasTickets {
                Element(.section, .named("aria-labelledby", fixed: "tickets")) {
                    Element(.h2, .id("tickets")) { "Tickets that you see" }
                    Element(.p, class: "summary") { "Every one of them, closed ones too, the newest first." }
                    Element(.p, class: "report-files") {
                        Element(.a, .href(Page.ticketExport("csv"))) { "CSV, for a spreadsheet" }
                        Element(.a, .href(Page.ticketExport("jsonl"))) { "JSON lines, for a program" }
                    }
                }
            }
            everything
        }
    }
}
