import Markup

/// Somebody whom a few words may mean.
struct FoundContact: View, Sendable {
    var name: String
    var address: String
    var customer: String
    var numbers: [String]
    /// Where to go on with this person.
    var href: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(href)) { name }
                Element(.span, class: "detail under") { address }
            }
            Element(.td, class: "standing", .data("label", fixed: "Customer"), .dir("auto")) { customer }
            Element(.td, class: "amount", .data("label", fixed: "Numbers")) {
                numbers.isEmpty ? "None known" : numbers.joined(separator: ", ")
            }
        }
    }
}

/// Who it is about, found by name, address or telephone number: the first step of a call and of a ticket
/// that an agent opens.
struct ContactSearchView: View, Sendable {
    var title: String
    var summary: String
    var action: String
    var who: String
    var found: [FoundContact]
    /// Nobody was found, or it is none of them.
    var otherwise: ActForm?
    /// What else leads on, such as the log of calls.
    var links: [NavLink] = []

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { title }
                Element(.p, class: "summary") { summary }
            }
            Element(.form, class: "step", .named("method", fixed: "get"), .action(action), .role("search")) {
                FormField(
                    scope: "find", name: "who", label: "Who is it?", kind: .line, value: who,
                    hint: "A name, a mail address, or a telephone number with its country: +49 40 123456.")
                Element(.button, class: "main", .type("submit")) { "Find" }
            }
            if !who.isEmpty {
                if found.isEmpty {
                    EmptyState(
                        what: "The desk knows nobody by \"\(who)\".",
                        next: "Try another part of the name, or go on below.")
                } else {
                    LedgerTable(label: "Found", heads: ["Contact", "Customer", "Numbers"], isCards: true) {
                        found
                    }
                }
            }
            otherwise
            if !links.isEmpty {
                Element(.p, class: "about") {
                    Each(links) { link in Element(.a, .href(link.href)) { link.label } }
                }
            }
        }
    }
}

/// The first step of a call: whose it is, and below the form for somebody whom the desk does not know.
struct CallSearchView: View, Sendable {
    var search: ContactSearchView
    var stranger: CallForm
    var isOpen: Bool

    var body: some Content {
        search
        Element(.div, class: "ledger statement change") {
            Element(.details, class: "act", .id("act-stranger"), .flag("open", isOpen)) {
                Element(.summary) { "Somebody the desk does not know" }
                stranger
            }
        }
    }
}
