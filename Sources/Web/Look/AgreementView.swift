import Agreements
import Documents
import Markup

/// One version of an agreement in the list of its versions.
struct VersionRow: View, Sendable {
    var label: String
    var href: String
    var standing: String
    var comparison: NavLink?
    var hash: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) { Element(.a, .href(href)) { label } }
            Element(.td, class: "standing", .data("label", fixed: "Standing")) { standing }
            if let comparison {
                Element(.td, .data("label", fixed: "Changes")) {
                    Element(.a, .href(comparison.href)) { comparison.label }
                }
            } else {
                Element(.td) { "" }
            }
            Element(.td, class: "amount", .data("label", fixed: "SHA-256")) {
                Element(.code, .title(hash)) { String(hash.prefix(12)) }
            }
        }
    }
}

/// An agreement with its versions.
struct AgreementView: View, Sendable {
    var title: String
    var summary: String
    var notice: String?
    /// Where else the reader may go from here: the draft, and what if.
    var links: [NavLink]
    var versions: [VersionRow]
    var offer: OfferView?
    var changes: ChangesSection
    var acts: [ActForm]
    var refusal: Refusal?
    /// Mails about it that did not arrive.
    var undelivered: [String] = []
    var done: String?

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href("/agreements")) { "Agreements" } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { summary }
            }
            if let done { Element(.p, class: "done", .role("status")) { done } }
            refusal
            Each(undelivered) { line in Element(.p, class: "told", .dir("auto")) { line } }
            if let notice { Element(.p, class: "told") { notice } }
            if !links.isEmpty {
                Element(.p, class: "about") {
                    Each(links) { link in Element(.a, .href(link.href)) { link.label } }
                }
            }
            if versions.isEmpty {
                // An offer says below who has still to sign.
                if offer?.isOpen != true {
                    EmptyState(what: "No version is agreed yet.", next: "Fill in the draft and offer it.")
                }
            } else {
                LedgerTable(
                    label: "Versions", heads: ["Version", "Standing", "Changes", "SHA-256 of the terms"],
                    isCards: true
                ) { versions }
            }
            offer
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What you can do" }
                    acts
                }
            }
            changes
        }
    }
}

/// One version as it reads.
struct AgreementDocumentView: View, Sendable {
    var back: NavLink
    var standing: String
    var downloads: [NavLink]
    /// What counts beside this text.
    var notes: [String]
    var text: AgreementText
    /// What it changes, which is part of what was signed.
    var amendment: Amendment?

    var body: some Content {
        Element(.div, class: "document-page") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.p, class: "summary") { standing }
                Element(.p, class: "about") {
                    Each(downloads) { link in Element(.a, .href(link.href)) { link.label } }
                }
            }
            Each(notes) { note in Element(.p, class: "told") { note } }
            AgreementArticle(text, amendment: amendment)
        }
    }
}

/// What one version changes against another.
struct ChangesView: View, Sendable {
    var back: NavLink
    var title: String
    /// nil where nothing can be compared; `refusal` then says why.
    var changes: Amendment?
    /// Which two are compared, to choose others; empty where there are no others.
    var choice: [FormField] = []
    var action: String
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "document-page") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
            }
            if !choice.isEmpty {
                Element(.form, class: "step", .named("method", fixed: "get"), .action(action)) {
                    choice
                    Element(.button, class: "main", .type("submit")) { "Compare" }
                }
            }
            refusal
            if let changes {
                Element(.div, class: "changes") { ComparisonSection(changes, isUntitled: true) }
            }
        }
    }
}
