import Markup

/// A ticket as its customer sees it: what was said, both promises, and what is awaited from whom.
struct PortalTicketView: View, Sendable {
    var id: Int64
    var subject: String
    var received: Moment
    /// For example "We wait for you since Tue 09:50".
    var standing: String
    /// What the desk asked for.
    var awaited: [String]
    var timeline: TimelineView
    var clocks: ClocksView
    /// Why there is no clock, where there is none.
    var noPromise: String?
    var accesses: [MarkItem] = []
    var marks: [MarkItem]
    /// What the desk recorded late, and what counts of it.
    var late: [MarkItem] = []
    /// Special conditions that the program does not count.
    var byHand: [MarkItem] = []
    var severity: SeverityMark.Level
    var requester: String
    var assignee: String?
    var agreement: NavLink?
    /// Colleagues who get the mails in copy.
    var followers: [String] = []
    var acts: [ActForm]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ticket portal", .data("ticket", String(id))) {
            Element(.header, class: "ticket-head", .id("ticket-head"), .data("part", fixed: "whole")) {
                Element(.p, class: "about") {
                    Element(.a, .href(Page.portal)) { "Tickets" }
                    Element(.span, class: "number") { "#\(id)" }
                    received
                }
                Element(.h1, .dir("auto")) { subject }
                Element(.p, class: "standing") { standing }
                if !awaited.isEmpty {
                    Element(.ul, class: "awaited") {
                        Each(awaited) { item in Element(.li, .dir("auto")) { item } }
                    }
                }
            }
            NewsPill()
            refusal
            Element(.div, class: "conversation") {
                Element(.h2, class: "unseen") { "What was said" }
                timeline
                if !acts.isEmpty { Element(.h2, class: "unseen", .id("acts-title")) { "What you can do" } }
                Element(.div, .id("acts"), .data("part", fixed: "list")) { acts }
            }
            Element(.aside, class: "side", .named("aria-label", fixed: "Promises")) {
                Element(.h2, class: "unseen") { "Promises" }
                if let noPromise { Element(.p, class: "detail") { noPromise } }
                clocks
                Element(.div, .id("marks"), .data("part", fixed: "whole")) {
                    MarkList(heading: "Access you gave", id: "accesses-title", items: accesses)
                    MarkList(heading: "Handled by hand", id: "by-hand-title", items: byHand)
                    MarkList(heading: "Recorded late", id: "late-title", items: late)
                    MarkList(heading: "What is not counted", id: "marks-title", items: marks)
                }
                facts
            }
        }
    }

    private var facts: some Content {
        Element(.dl, class: "facts", .id("facts"), .data("part", fixed: "whole")) {
            Element(.div) {
                Element(.dt) { "Severity" }
                Element(.dd) { SeverityMark(level: severity) }
            }
            Element(.div) {
                Element(.dt) { "Who has it" }
                Element(.dd) { assignee ?? "The desk" }
            }
            Element(.div) {
                Element(.dt) { "Asked by" }
                Element(.dd, .dir("auto")) { requester }
            }
            if !followers.isEmpty {
                Element(.div) {
                    Element(.dt) { "In copy" }
                    Element(.dd, .dir("auto")) { followers.joined(separator: ", ") }
                }
            }
            if let agreement {
                Element(.div) {
                    Element(.dt) { "Agreement" }
                    Element(.dd) { Element(.a, .href(agreement.href)) { agreement.label } }
                }
            }
        }
    }
}

/// Asking for support: first what it is about, then what the agreement wants to know of that.
struct PortalFilingView: View, Sendable {
    /// Empty where no agreement names any, or where one was chosen.
    var categories: [FieldChoice]
    var form: ActForm?
    var refusal: Refusal?
    /// What may answer it; nil where nothing can.
    var suggestions: SuggestionsView?

    var body: some Content {
        Element(.div, .class("ledger statement portal\(suggestions == nil ? "" : " filing")")) {
            Element(.div, class: "queue-head") { Element(.h1) { "Ask for support" } }
            refusal
            if !categories.isEmpty {
                Element(.form, class: "step", .named("method", fixed: "get"), .action(Page.portalFiling)) {
                    FormField(
                        scope: "about", name: "category", label: "What is it about?",
                        kind: .choice(categories), isRequired: true)
                    Element(.button, class: "main", .type("submit")) { "Go on" }
                }
            }
            form
            if form != nil { suggestions }
        }
    }
}

/// A version of an agreement in the customer's list.
struct PortalAgreementRow: View, Sendable {
    var name: String
    var standing: String
    var links: [NavLink]
    var statements: [NavLink]

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) { name }
            Element(.td, class: "standing", .data("label", fixed: "Standing")) { standing }
            Element(.td, class: "standing", .data("label", fixed: "Statements")) {
                if statements.isEmpty { "None" }
                Each(statements) { link in
                    Element(.a, .href(link.href)) { link.label }
                    " "
                }
            }
            Element(.td, class: "amount", .data("label", fixed: "Read")) {
                Each(links) { link in
                    Element(.a, .href(link.href)) { link.label }
                    " "
                }
            }
        }
    }
}

/// The agreements of a customer, each version, with the statements that were issued.
struct PortalAgreementsView: View, Sendable {
    var rows: [PortalAgreementRow]

    var body: some Content {
        Element(.div, class: "ledger statement portal") {
            Element(.div, class: "queue-head") { Element(.h1) { "Agreements" } }
            if rows.isEmpty {
                EmptyState(
                    what: "No agreement is in force for you here.",
                    next: "You can ask for support all the same; no promise applies to it.")
            } else {
                LedgerTable(
                    label: "Agreements", heads: ["Agreement", "Standing", "Statements", "Read"], isCards: true
                ) { rows }
            }
        }
    }
}

/// One of the customer's people.
struct PortalContactRow: View, Sendable {
    var name: String
    var sees: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { name }
            Element(.td, .data("label", fixed: "Sees")) { sees }
        }
    }
}

/// The customer's people and what each of them sees here.
struct PortalContactsView: View, Sendable {
    var customer: String
    var rows: [PortalContactRow]

    var body: some Content {
        Element(.div, class: "ledger statement portal") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Colleagues" }
                Element(.p, class: "summary", .dir("auto")) { customer }
            }
            LedgerTable(
                label: "Colleagues", heads: ["Name", "Sees"], isCards: true, endsInWords: true
            ) { rows }
            Element(.p, class: "detail") {
                "Who is to see more or less, or is new or gone: write to the desk. It changes that at once."
            }
        }
    }
}
