import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// By which ways people may sign in, set by an administrator.
extension DeskServer {
    func addSignInRules(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.signInRules)) { request, _ in
            try await permitted(.signInRules, request) { person in try await rulesPage(person) }
        }
        router.post(RouterPath(Page.signInRules)) { request, context in
            try await permitted(.signInRules, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    // An empty field leaves the secret that is kept; a hyphen takes it away.
                    let secret = form["secret"]
                    try await office.set(
                        Self.rules(form), secret: secret.isEmpty ? nil : secret == "-" ? "" : secret,
                        by: person.asker)
                    return try await rulesPage(person, done: "Kept. It counts from now on.")
                } catch let refusal as Desk.Refusal {
                    return try await rulesPage(person, refused: (form, refusal))
                }
            }
        }
    }

    private static func rules(_ form: Fields) -> SignInRules {
        let roles = { (prefix: String) in
            Set(Role.allCases.filter { form["\(prefix)-\($0.rawValue)"] == "yes" })
        }
        var rules = SignInRules(mailLink: roles("mail"), secondStep: roles("step"))
        let issuer = form["issuer"].filter { !$0.isWhitespace }
        if !issuer.isEmpty {
            let domains = form["domains"].lowercased().split { $0.isWhitespace || $0 == "," }
            rules.provider = SignInRules.Provider(
                issuer: issuer, client: form["client"].filter { !$0.isWhitespace },
                domains: Set(domains.map(String.init)))
        }
        return rules
    }

    private func rulesPage(
        _ person: SignedIn, done: String? = nil, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let kept = try await office.signInRules()
        let rules = refused.map { Self.rules($0.form) } ?? kept
        var view = SignInRulesView(
            rules, hasSecret: try await office.hasClientSecret(),
            answer: address + Page.signInProviderAnswer,
            target: FormTarget(action: Page.signInRules, csrf: person.csrf))
        view.done = done
        if let refused {
            view.refusal = Refusal(refused.refusal)
            for index in view.provider.indices where view.provider[index].name == refused.refusal.field {
                view.provider[index].problem = refused.refusal.message
            }
        }
        return page(
            Layout(head("How people sign in", person, current: Page.people)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

/// The form of the rules. It sends `mail-ROLE`, `step-ROLE`, `issuer`, `client`, `secret`, `domains` and
/// `password`.
struct SignInRulesView: View, Sendable {
    var target: FormTarget
    var mail: TickGroup
    var step: TickGroup
    var provider: [FormField]
    /// Where the provider sends people back to.
    var answer: String
    var done: String?
    var refusal: Refusal?

    init(_ rules: SignInRules, hasSecret: Bool, answer: String, target: FormTarget) {
        self.target = target
        self.answer = answer
        let ticks = { (prefix: String, chosen: Set<Role>, roles: [Role]) in
            roles.map { role in
                FormField(
                    scope: "rules", name: "\(prefix)-\(role.rawValue)", label: RoleWords.words(role),
                    kind: .tick, value: chosen.contains(role) ? "yes" : "")
            }
        }
        mail = TickGroup(
            legend: "By a mailed link alone", hint: "Whoever reads the mailbox signs in.",
            fields: ticks("mail", rules.mailLink, Role.allCases))
        step = TickGroup(
            legend: "With a second step always",
            hint: "An app with codes or a passkey. Who has none sets one up at the next sign-in.",
            fields: ticks("step", rules.secondStep, Role.allCases))
        let named = rules.provider
        provider = [
            FormField(
                scope: "rules", name: "issuer", label: "Address of the provider", kind: .line,
                value: named?.issuer ?? "", hint: "As it names itself. Empty: nobody signs in that way."),
            FormField(
                scope: "rules", name: "client", label: "Client id", kind: .line, value: named?.client ?? ""),
            FormField(
                scope: "rules", name: "secret", label: "Client secret", kind: .password(autocomplete: "off"),
                hint: hasSecret
                    ? "One is kept, encrypted. Empty leaves it, a hyphen removes it."
                    : "Kept encrypted and never shown. Empty for a client without one."),
            FormField(
                scope: "rules", name: "domains", label: "Mail domains", kind: .line,
                value: named?.domains.sorted().joined(separator: " ") ?? "",
                hint: "Verified addresses there are linked to their account. Others need an invitation."),
        ]
    }

    var body: some Content {
        Element(.div, class: "ledger account") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(Page.people)) { "People" } }
                Element(.h1) { "How people sign in" }
                Element(.p, class: "summary") { "A password or a passkey always does." }
            }
            refusal
            if let done { Element(.div, class: "done", .role("status")) { Element(.p) { done } } }
            Element(.form, class: "whatif", .named("method", fixed: "post"), .action(target.action)) {
                target
                mail
                step
                Element(.fieldset, class: "ticks of-provider") {
                    Element(.legend) { "By your organisation's provider (OpenID Connect)" }
                    Element(.p, class: "hint") {
                        "Register the desk there with this address to come back to: "
                        Element(.code, class: "word") { answer }
                    }
                    provider
                }
                FormField.password("rules")
                Element(.button, class: "main", .type("submit")) { "Keep" }
            }
        }
    }
}
