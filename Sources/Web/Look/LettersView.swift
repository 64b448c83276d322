import Markup

/// A kind of mail in the list.
struct LetterRow: View, Sendable {
    var title: NavLink
    var occasion: String
    var clause: String
    /// "Standard words", or whose own.
    var words: String
    /// nil where the mail can't be switched off.
    var turning: FormTarget?
    var isOn: Bool
    /// Why it can't, or who switched it.
    var standing: String

    var body: some Content {
        Element(.tr, .id("mail-\(title.href.split(separator: "/").last ?? "")")) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(title.href)) { title.label }
                Element(.span, class: "detail under") { occasion }
            }
            Element(.td, .data("label", fixed: "Clause")) { clause }
            Element(.td, class: "standing", .data("label", fixed: "Words")) { words }
            Element(.td, class: "amount", .data("label", fixed: "Goes out")) {
                if let turning {
                    Element(.form, class: "turning", .named("method", fixed: "post"), .action(turning.action))
                    {
                        turning
                        Element(.span) { standing }
                        Element(.button, .type("submit")) {
                            isOn ? "Switch off" : "Switch on"
                            Element(.span, class: "unseen") { " \(title.label)" }
                        }
                    }
                } else {
                    standing
                }
            }
        }
    }
}

/// A mail whose words are fixed.
struct FixedMailRow: View, Sendable {
    var title: String
    var occasion: String
    var recipients: String
    var clause: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                title
                Element(.span, class: "detail under") { occasion }
            }
            Element(.td, class: "standing", .data("label", fixed: "To")) { recipients }
            Element(.td, class: "amount", .data("label", fixed: "Clause")) { clause }
        }
    }
}

/// All mails that the desk writes by itself, and in which language.
struct LettersView: View, Sendable {
    var rows: [LetterRow]
    var fixed: [FixedMailRow]
    /// "English", and who differs.
    var languages: [String]
    var forms: [ActForm]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Mails" }
                Element(.p, class: "summary") {
                    "What the desk writes to customers, when, and in whose words"
                }
            }
            refusal
            LedgerTable(
                label: "Mails to customers", heads: ["Mail", "Clause", "Words", "Goes out"], isCards: true
            ) { rows }
            Element(.h2) { "Languages" }
            Element(.ul, class: "plain") { Each(languages) { words in Element(.li) { words } } }
            forms
            Element(.h2) { "Mails in fixed words" }
            LedgerTable(
                label: "Mails in fixed words", heads: ["Mail", "To", "Clause"], isCards: true
            ) { fixed }
        }
    }
}
