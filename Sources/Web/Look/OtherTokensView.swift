import Markup

/// A token of anybody's, as an administrator sees it.
struct OtherTokenRow: View, Sendable {
    var name: String
    var person: String
    var kind: String
    var scopes: String
    var created: Moment
    var used: Moment?
    var revoked: Moment?

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { name }
            Element(.td, .data("label", fixed: "Whose"), .dir("auto")) { person }
            Element(.td, .data("label", fixed: "For")) { kind }
            Element(.td, .data("label", fixed: "Scopes")) { scopes }
            Element(.td, .data("label", fixed: "Minted")) { created }
            Element(.td, .data("label", fixed: "Last used")) { if let used { used } else { "Never" } }
            Element(.td, class: "amount", .data("label", fixed: "State")) {
                if let revoked {
                    "Revoked "
                    revoked
                } else {
                    "Live"
                }
            }
        }
    }
}

/// Every token of the desk, without its word.
struct OtherTokensView: View, Sendable {
    var rows: [OtherTokenRow]

    var body: some Content {
        Element(.div, class: "ledger numbers") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(Page.tokens)) { "Your tokens" } }
                Element(.h1) { "All tokens" }
                Element(.p, class: "summary") { "Whose they are and when they were last used" }
            }
            if rows.isEmpty {
                EmptyState(what: "Nobody has a token.", next: "People mint them under Tokens.")
            } else {
                LedgerTable(
                    label: "All tokens",
                    heads: ["Name", "Whose", "For", "Scopes", "Minted", "Last used", "State"], isCards: true
                ) { rows }
            }
        }
    }
}
