import Markup

/// An open ticket of the same customer.
struct BesideRow: View, Sendable {
    var href: String
    var label: String
    /// For example "open, due 09:50 tomorrow".
    var standing: String

    var body: some Content {
        Element(.li) {
            Element(.a, .href(href), .dir("auto")) { label }
            Element(.span, class: "detail") { standing }
        }
    }
}

/// What stands beside a ticket for who answers it: the agreement in short, and what else of the customer is
/// open.
struct BesideView: View, Sendable {
    var customer: String
    var rows: [BesideRow]
    /// Where all of them are, where there are more.
    var all: String?
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
        }
    }
}
