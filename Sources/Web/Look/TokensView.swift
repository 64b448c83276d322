import Markup

/// A token without its word.
struct TokenRow: View, Sendable {
    var id: String
    var name: String
    var kind: String
    var scopes: String
    var created: Moment
    var used: Moment?
    var revoked: Moment?
    var revocation: FormTarget

    var body: some Content {
        Element(.tr, .id("token-\(id)"), .class(revoked == nil ? "" : "revoked")) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { name }
            Element(.td, .data("label", fixed: "For")) { kind }
            Element(.td, .data("label", fixed: "Scopes")) { scopes }
            Element(.td, .data("label", fixed: "Minted")) { created }
            Element(.td, .data("label", fixed: "Last used")) { if let used { used } else { "Never" } }
            Element(.td, class: "amount", .data("label", fixed: "State")) {
                if let revoked {
                    "Revoked "
                    revoked
                } else {
                    Element(.form, .named("method", fixed: "post"), .action(revocation.action)) {
                        revocation
                        Element(.button, .type("submit"), .named("aria-label", "Revoke \(name)")) { "Revoke" }
                    }
                }
            }
        }
    }
}

/// The word of a new token, shown this once.
struct MintedWord: View, Sendable {
    var name: String
    var word: String

    var body: some Content {
        Element(.div, class: "done", .role("status")) {
            Element(.p) { Element(.strong) { "\(name): keep this token now, it is not shown again." } }
            Element(.p) { Element(.code, class: "word", .id("minted")) { word } }
            Element(.p, class: "detail") { "Send it as \"Authorization: Bearer\" and the token." }
        }
    }
}

/// The tokens of a person, and the form for a new one.
struct TokensView: View, Sendable {
    var rows: [TokenRow]
    var minted: MintedWord?
    var form: ActForm
    /// To everybody's, for those who may end them.
    var all: NavLink?

    var body: some Content {
        Element(.div, class: "tokens") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Tokens" }
                Element(.p, class: "summary") { "Keys to the JSON API, for you alone" }
                if let all { Element(.a, .href(all.href)) { all.label } }
            }
            minted
            form
            if rows.isEmpty {
                EmptyState(
                    what: "You have no token.", next: "Mint one to use the desk from a program of yours.")
            } else {
                table
            }
        }
    }

    private var table: some Content {
        Element(
            .div, class: "scrolls cards", .named("tabindex", fixed: "0"), .role("region"),
            .named("aria-label", fixed: "Your tokens")
        ) {
            Element(.table) {
                Element(.thead) {
                    Element(.tr) {
                        Each(["Name", "For", "Scopes", "Minted", "Last used"]) { heading in
                            Element(.th, .named("scope", fixed: "col")) { heading }
                        }
                        Element(.th, class: "amount", .named("scope", fixed: "col")) { "State" }
                    }
                }
                Element(.tbody) { rows }
            }
        }
    }
}

extension ActForm {
    /// Sends `name`, `kind` and `scopes`.
    static func mintToken(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "mint", title: "Mint a token", target: target,
            effect:
                "A token acts as you, within its scopes. A program's token never acknowledges or resolves.",
            fields: [
                FormField(
                    scope: "mint", name: "name", label: "Name", kind: .line,
                    hint: "What will hold it, for example Nightly import.", isRequired: true),
                FormField(
                    scope: "mint", name: "kind", label: "For",
                    kind: .choice([
                        FieldChoice(value: "own-client", label: "My own client: what it does, I do"),
                        FieldChoice(value: "program", label: "A program that works by itself"),
                    ]), isRequired: true),
                FormField(
                    scope: "mint", name: "scopes", label: "Scopes",
                    kind: .choice([
                        FieldChoice(value: "read", label: "Read"),
                        FieldChoice(value: "read write", label: "Read and write"),
                    ]), isRequired: true),
            ],
            submit: "Mint token")
    }
}
