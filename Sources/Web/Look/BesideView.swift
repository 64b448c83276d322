import Markup

/// Another ticket of the same customer.
struct BesideRow: View, Sendable {
    var href: String
    var label: String
    /// For example "open, due 09:50 tomorrow".
    var standing: String

    var body: some Content {
        Element(.li) {
            // A long subject is cut to two lines; whole it shows under the pointer.
            Element(.a, .href(href), .dir("auto"), .title(label)) { label }
            Element(.span, class: "detail") { standing }
        }
    }
}

/// What stands beside a ticket for who answers it: the agreement in short, and what else of the customer is
/// open or was resolved lately.
struct BesideView: View, Sendable {
    var customer: String
    var rows: [BesideRow]
    /// Where all of them are, where there are more.
    var all: String?
    /// Resolved lately.
    var settled: [BesideRow] = []
    /// Where all of the customer's are, whatever their state; nil where they are no customer's.
    var every: String?
    var terms: [(what: String, words: String)]

    var body: some Content {
        Element(.div, .id("beside"), .data("part", fixed: "whole")) {
            if !terms.isEmpty {
                Element(.details, class: "marks at-hand", .id("at-hand")) {
                    Element(.summary) { "The agreement at hand" }
                    Element(.dl, class: "facts") {
                        Each(terms) { term in
                            Element(.div) {
                                Element(.dt) { term.what }
                                Element(.dd) { term.words }
                            }
                        }
                    }
                }
            }
            if !rows.isEmpty {
                Element(.section, class: "marks", .named("aria-labelledby", fixed: "beside-title")) {
                    Element(.h3, .id("beside-title"), .dir("auto")) { "Also open for \(customer)" }
                    Element(.ul, class: "beside-rows") { rows }
                    if let all { Element(.p) { Element(.a, .href(all)) { "All that is open" } } }
                }
            }
            if !settled.isEmpty || every != nil { resolved }
        }
    }

    private var resolved: some Content {
        Element(.section, class: "marks", .named("aria-labelledby", fixed: "settled-title")) {
            Element(.h3, .id("settled-title"), .dir("auto")) { "Lately resolved for \(customer)" }
            if settled.isEmpty {
                Element(.p, class: "detail") { "None beside this one." }
            } else {
                Element(.ul, class: "beside-rows") { settled }
            }
            if let every { Element(.p) { Element(.a, .href(every)) { "All their tickets" } } }
        }
    }
}
