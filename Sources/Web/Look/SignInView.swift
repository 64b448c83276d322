import Markup

/// The page for signing in with address and password. It sends `email` and `password`.
struct SignInView: View, Sendable {
    var target: FormTarget
    var email: String = ""
    /// What was wrong, in words that do not say whether the address is known.
    var problem: String?
    /// Why the page is here.
    var why: String?
    /// A form was sent before, and the desk took nothing of it.
    var isUnsent = false
    /// Nobody works at this desk yet, so nobody can come in.
    var isUnmanned = false
    var desk: String = "Duly"
    /// Whether the desk's sign stands here; another stands above.
    var hasSign = true
    var passkey: PasskeyForm?
    /// Where another server says who people are; nil where the desk has none.
    var provider: String?

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) {
                if hasSign { Icon.mark }
                "Sign in to \(desk)"
            }
            if let problem { Element(.p, class: "refusal", .role("alert")) { problem } }
            if isUnmanned {
                Element(.p, class: "refusal", .id("unmanned")) {
                    "Nobody works at this desk yet. Who runs it makes the first account on its machine, with "
                    Element(.code) { "duly admin create" }
                    "; duly serve says how."
                }
            } else if let why {
                Element(.p, .id("why"), .data("unsent", isUnsent ? "yes" : nil)) { why }
            }
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                target
                FormField(
                    scope: "sign-in", name: "email", label: "E-mail address", kind: .email, value: email,
                    isRequired: true)
                FormField(
                    scope: "sign-in", name: "password", label: "Password",
                    kind: .password(autocomplete: "current-password"), isRequired: true)
                Element(.button, class: "main", .type("submit")) { "Sign in" }
            }
            passkey
            Element(.ul, class: "ways") {
                if let provider {
                    Element(.li) { Element(.a, .href(provider)) { "Sign in with your organisation" } }
                }
                Element(.li) { Element(.a, .href(Page.signInLinks)) { "Mail me a link to sign in" } }
                Element(.li) { Element(.a, .href(Page.passwords)) { "Set a new password" } }
            }
        }
    }
}

/// Asks the device for a passkey. A script sends the form with the device's answer; without one it is hidden.
struct PasskeyForm: View, Sendable {
    var target: FormTarget
    /// What the script asks the device, as JSON.
    var asked: String
    var label: String
    /// Whether a new passkey is made; it gets a name, and the person proves who it is.
    var makes = false

    var body: some Content {
        Element(
            .form, class: "passkey", .named("method", fixed: "post"), .action(target.action),
            .data("passkey", makes ? "make" : "use"), .data("asked", asked), .flag("hidden")
        ) {
            target
            if makes {
                FormField(
                    scope: "passkey", name: "name", label: "Name", kind: .line,
                    hint: "The device, for example Laptop.", isRequired: true)
                FormField.password("passkey")
            }
            Element(.p, class: "problem", .role("alert"))
            Element(.button, .class(makes ? "main" : ""), .type("submit")) { label }
        }
    }
}

/// Where a link by mail is asked for. It sends `email`.
struct LinkAskingView: View, Sendable {
    var target: FormTarget
    var isForPassword: Bool
    var email: String
    var problem: String?

    var title: String { isForPassword ? "Set a new password" : "Sign in by mail" }

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) { title }
            if let problem { Element(.p, class: "refusal", .role("alert")) { problem } }
            Element(.p) {
                isForPassword
                    ? "We mail you a link with which you set a new password. It works once, for 15 minutes."
                    : "We mail you a link that signs you in. It works once, for 15 minutes."
            }
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                target
                FormField(
                    scope: "link", name: "email", label: "E-mail address", kind: .email, value: email,
                    isRequired: true)
                Element(.button, class: "main", .type("submit")) { "Mail me a link" }
            }
            Element(.p) { Element(.a, .href(Page.signIn)) { "Back to the sign-in page" } }
        }
    }
}

/// The same for known and unknown addresses.
struct LinkAskedView: View, Sendable {
    var email: String
    var code: String

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) { "Look into your mail" }
            Element(.p) {
                "If "
                Element(.bdi) { email }
                " may do this here, a mail with a link is on its way. Open the link in this browser."
            }
            Element(.p) { "In another browser or on another device it asks for this code:" }
            Element(.p, class: "code") { Element(.code, .id("code")) { code } }
            Element(.p, class: "detail") { "Nothing came? Look among the unwanted mail, then ask again." }
            Element(.p) { Element(.a, .href(Page.signIn)) { "Back to the sign-in page" } }
        }
    }
}

/// The page behind a link that signs in. It sends `code` where the link was opened elsewhere.
struct LinkView: View, Sendable {
    var target: FormTarget
    var wantsCode: Bool
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) { "Sign in" }
            refusal
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                target
                if wantsCode { FormField.linkCode } else { Element(.p) { "One press, and you are in." } }
                Element(.button, class: "main", .type("submit")) { "Sign in" }
            }
        }
    }
}

extension FormField {
    /// What is shown in the browser that asked.
    fileprivate static let linkCode = FormField(
        scope: "link", name: "code", label: "Code", kind: .code,
        hint:
            "The six digits shown in the browser in which you asked. You did not ask? Then close this page.",
        isRequired: true)
}

/// The page behind a link that sets a password. It sends `new-password`, `again` and perhaps `code`.
struct PasswordView: View, Sendable {
    var target: FormTarget
    var address: String
    var wantsCode: Bool
    var refusal: Refusal?
    var problem: (field: String, words: String)?

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) { "Set a password" }
            refusal
            Element(.p) {
                "For "
                Element(.bdi) { address }
                ". Every session of this account ends."
            }
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                target
                if wantsCode { FormField.linkCode }
                Each(FormField.newPassword("set")) { field in shown(field) }
                Element(.button, class: "main", .type("submit")) { "Set password" }
            }
        }
    }

    private func shown(_ field: FormField) -> FormField {
        var field = field
        if problem?.field == field.name { field.problem = problem?.words }
        return field
    }
}

extension FormField {
    /// Sends `new-password` and `again`.
    static func newPassword(_ scope: String) -> [FormField] {
        [
            FormField(
                scope: scope, name: "new-password", label: "New password",
                kind: .password(autocomplete: "new-password"),
                hint: "At least 12 characters; a few words that only you put together.", isRequired: true),
            FormField(
                scope: scope, name: "again", label: "The same again",
                kind: .password(autocomplete: "new-password"), isRequired: true),
        ]
    }
}
