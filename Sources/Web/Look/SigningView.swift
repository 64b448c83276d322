import Agreements
import Documents
import Markup

/// One signatory and how it stands with the signature.
struct SignatoryRow: View, Sendable {
    var name: String
    var title: String
    var party: String
    var address: String
    /// For example "Signed Tue 2026-11-24 09:50, Europe/Berlin" or "Invited".
    var standing: String
    var again: FormTarget?

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { name }
            Element(.td, .data("label", fixed: "Title"), .dir("auto")) { title }
            Element(.td, .data("label", fixed: "Party")) { party }
            Element(.td, .data("label", fixed: "Address")) { address }
            Element(.td, .data("label", fixed: "Standing")) { standing }
            Element(.td, class: "amount") {
                if let again {
                    Element(.form, .named("method", fixed: "post"), .action(again.action)) {
                        again
                        Element(.button, .type("submit"), .named("aria-label", "Mail \(name) a new link")) {
                            "New link"
                        }
                    }
                }
            }
        }
    }
}

/// The offer of a version: who signs, who has signed, and its fingerprint.
struct OfferView: View, Sendable {
    var heading: String
    /// Whether somebody has still to sign.
    var isOpen: Bool
    var standing: String
    var document: NavLink?
    var changes: NavLink?
    var digest: String
    var signatories: [SignatoryRow]

    var body: some Content {
        Element(.section, class: "offer", .named("aria-labelledby", fixed: "offer-title")) {
            Element(.h2, .id("offer-title")) { heading }
            Element(.p) {
                standing
                " "
                if let document { Element(.a, .href(document.href)) { document.label } }
                " "
                if let changes { Element(.a, .href(changes.href)) { changes.label } }
            }
            LedgerTable(
                label: "Signatories", heads: ["Name", "Title", "Party", "Address", "Standing", "Link"],
                isCards: true
            ) { signatories }
            Element(.p, class: "detail fingerprint") {
                "SHA-256 of the document: "
                Element(.code) { digest }
            }
        }
    }
}

/// The page behind a signatory's link: the document, and what can be done with it.
struct SigningView: View, Sendable {
    var greeting: String
    var standing: String
    /// What an amendment changes; nil for a first version.
    var changes: Amendment?
    var text: AgreementText
    var digest: String
    /// Empty when there is nothing to do any more.
    var acts: [ActForm]
    var refusal: Refusal?
    var done: String?

    var body: some Content {
        Element(.div, class: "document-page signing") {
            Element(.header) {
                Element(.h1, .dir("auto")) { greeting }
                Element(.p, class: "summary") { standing }
            }
            if let done { Element(.p, class: "done", .role("status")) { done } }
            refusal
            if let changes {
                Element(.section, class: "changes", .named("aria-labelledby", fixed: "changes-title")) {
                    Element(.h2, .id("changes-title")) { "What changes" }
                    ComparisonSection(changes, isUntitled: true)
                }
            }
            AgreementArticle(text)
            Element(.p, class: "detail fingerprint") {
                "SHA-256 of this document: "
                Element(.code) { digest }
            }
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "Your signature" }
                    acts
                }
            }
        }
    }
}

extension ActForm {
    /// Sends nothing.
    static func askForCode(_ target: FormTarget, address: String, isAgain: Bool) -> ActForm {
        ActForm(
            id: "code", title: isAgain ? "Ask for another code" : "First: a code by mail", target: target,
            effect: "A code of six digits is mailed to \(address). It is good for 15 minutes.",
            submit: "Mail me a code", isOpen: !isAgain)
    }

    /// Sends `name`, `code`, `consent` and `digest`; `password` for `code` where the signatory is signed in.
    static func sign(_ target: FormTarget, consent: String, name: String, withCode: Bool) -> ActForm {
        var fields = [
            FormField(
                scope: "sign", name: "name", label: "Your name", kind: .line,
                hint: "As the agreement has it: \(name)",
                isRequired: true)
        ]
        if withCode {
            fields.append(
                FormField(
                    scope: "sign", name: "code", label: "The code from the mail", kind: .line,
                    hint: "Six digits.", isRequired: true))
        }
        if !withCode { fields.append(.password("sign")) }
        fields.append(
            FormField(scope: "sign", name: "consent", label: consent, kind: .tick, isRequired: true))
        return ActForm(
            id: "sign", title: "Sign", clause: "sign", target: target,
            effect: """
                Your name, the time, this document's fingerprint, your consent, and from where you sign \
                are kept as \
                evidence.
                """, fields: fields, submit: "Sign the agreement", isOpen: true)
    }

    /// Sends `reason`.
    static func decline(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "decline", title: "Decline to sign", clause: "sign", target: target,
            effect: "The offer ends for everybody; both parties are told your reason.",
            fields: [
                FormField(
                    scope: "decline", name: "reason", label: "Why", kind: .text(rows: 3), isRequired: true)
            ], submit: "Decline", isWeighty: true)
    }

    /// Sends `days`.
    static func offer(_ target: FormTarget, days: Int, max: Int, people: String) -> ActForm {
        ActForm(
            id: "offer", title: "Send for signature", clause: "sign", target: target,
            effect: """
                From then on this text can't be changed. The customer's signatories are mailed \
                their links: \(people). \
                The provider countersigns when they have signed.
                """,
            fields: [
                FormField(
                    scope: "offer", name: "days", label: "Open for",
                    kind: .number(min: 1, max: max, unit: "calendar days"), value: String(days),
                    isRequired: true)
            ], submit: "Send for signature", isWeighty: true)
    }

    /// Sends `reason`.
    static func withdrawOffer(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "withdraw", title: "Withdraw the offer", clause: "sign", target: target,
            effect:
                "The links open nothing any more; the text becomes a draft again. All signatories are told.",
            fields: [
                FormField(
                    scope: "withdraw", name: "reason", label: "Why", kind: .text(rows: 2), isRequired: true)
            ], submit: "Withdraw", isWeighty: true)
    }

    /// Sends `from`, `way`, `received` and `reference`.
    static func writeNotice(_ target: FormTarget, today: String, outlook: String) -> ActForm {
        ActForm(
            id: "notice", title: "Notice of termination", clause: "I", target: target,
            effect: """
                \(outlook) Inquiries received until then keep their promises, disputes and credits; \
                later ones have no promise. Both parties are told.
                """,
            fields: [
                FormField(
                    scope: "notice", name: "from", label: "Who gives notice",
                    kind: .choice([
                        FieldChoice(value: "provider", label: "The provider: we do"),
                        FieldChoice(value: "customer", label: "The customer; we log it"),
                    ]), isRequired: true),
                FormField(
                    scope: "notice", name: "way", label: "In writing by",
                    kind: .choice([
                        FieldChoice(value: "page", label: "This page: the customer is mailed"),
                        FieldChoice(value: "mail", label: "Mail to the notice address"),
                        FieldChoice(value: "letter", label: "Letter"),
                    ]), isRequired: true),
                FormField(
                    scope: "notice", name: "received", label: "Received on", kind: .date, value: today,
                    hint: "That day is not counted.", isRequired: true),
                FormField(
                    scope: "notice", name: "reference", label: "Where the writing lies", kind: .line,
                    hint: "The letter's mark, or the mail's subject and date. For this page, nothing."),
            ], submit: "Show the last day")
    }

    /// Sends `password`, and what is hidden in the target, the shown last day with it; of a letter `scan`.
    static func giveNotice(_ target: FormTarget, effect: String, scan accepted: String? = nil) -> ActForm {
        let scan = accepted.map { types in
            FormField(
                scope: "give", name: "scan", label: "Scan of the letter", kind: .file(accept: types),
                hint: "A PDF or a picture of at most 10 MB, kept with the notice. You can leave it out.",
                bound: .given)
        }
        return ActForm(
            id: "give", title: "Confirm the notice of termination", clause: "I", target: target,
            effect: effect, fields: [scan].compactMap { $0 } + [.password("give")], submit: "Give notice",
            isWeighty: true, isOpen: true)
    }

    /// Sends `side`.
    static func withdrawNotice(_ target: FormTarget, agreed: String) -> ActForm {
        ActForm(
            id: "keep", title: "Withdraw the notice by consent", clause: "I", target: target,
            effect: "When both parties agree, the notice is as if it never were. \(agreed)",
            fields: [
                FormField(
                    scope: "keep", name: "side", label: "Who agrees",
                    kind: .choice([
                        FieldChoice(value: "provider", label: "The provider"),
                        FieldChoice(value: "customer", label: "The customer, in writing to us"),
                    ]), isRequired: true)
            ], submit: "Note the consent", isWeighty: true)
    }
}
