import Markup

/// The page for signing in with address and password. It sends `email` and `password`.
struct SignInView: View, Sendable {
    var target: FormTarget
    var email: String = ""
    /// What was wrong, in words that do not say whether the address is known.
    var problem: String?
    var desk: String = "Duly"
    /// For example what the first start printed, on a demo desk.
    var hint: String?

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) {
                Icon.mark
                "Sign in to \(desk)"
            }
            if let problem { Element(.p, class: "refusal", .role("alert")) { problem } }
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
            if let hint { Element(.p, class: "hint") { hint } }
        }
    }
}
