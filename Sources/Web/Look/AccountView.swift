import Markup

/// A session in the list of one's own.
struct SessionRow: View, Sendable {
    /// For example "Firefox on Linux".
    var browser: String
    var network: String
    var way: String
    var begun: Moment
    var seen: Moment
    var isThis: Bool
    var ending: FormTarget

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                browser
                if isThis { Element(.span, class: "detail under") { "this session" } }
            }
            Element(.td, .data("label", fixed: "From")) { network.isEmpty ? "not known" : network }
            Element(.td, .data("label", fixed: "Signed in")) {
                begun
                Element(.span, class: "detail under") { "by \(way)" }
            }
            Element(.td, .data("label", fixed: "Last used")) { seen }
            Element(.td, class: "amount", .data("label", fixed: "End")) {
                if isThis {
                    "Sign out above"
                } else {
                    Element(.form, .named("method", fixed: "post"), .action(ending.action)) {
                        ending
                        Element(
                            .button, .type("submit"), .named("aria-label", "End the session of \(browser)")
                        ) { "End" }
                    }
                }
            }
        }
    }
}

/// A passkey of one's own.
struct PasskeyRow: View, Sendable {
    var name: String
    var created: Moment
    var used: Moment?

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { name }
            Element(.td, .data("label", fixed: "Added")) { created }
            Element(.td, class: "amount", .data("label", fixed: "Last used")) {
                if let used { used } else { "Never" }
            }
        }
    }
}

/// One's own account: sessions, password, app, passkeys.
struct AccountView: View, Sendable {
    var name: String
    var facts: [(String, String)]
    var done: String?
    var zone: ActForm
    var sessions: [SessionRow]
    var endOthers: FormTarget?
    var password: ActForm
    /// For example "Set up on 2 Mar; 8 of 10 recovery codes are left".
    var app: String
    /// Leads to setting one up; nil where there is one.
    var setUpApp: NavLink?
    var appActs: [ActForm]
    var passkeys: [PasskeyRow]
    var removals: [ActForm]
    var passkey: PasskeyForm
    var passkeyRefusal: Refusal?
    /// Mails that were left, each with the way to get them again.
    var left: [(what: String, again: FormTarget)] = []
    var export: ActForm

    var body: some Content {
        Element(.div, class: "ledger statement account") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Your account" }
                Element(.p, class: "summary", .dir("auto")) { name }
            }
            if let done { Element(.div, class: "done", .role("status")) { Element(.p) { done } } }
            FactSheet(facts: facts)
            zone
            Element(.p) { Element(.a, .href(Page.accountAct("confirmation"))) { "Confirm that it is you" } }
            sessionList
            password
            appPart
            passkeyPart
            if !left.isEmpty { leftPart }
            Element(.section, .named("aria-labelledby", fixed: "data-title")) {
                Element(.h2, .id("data-title")) { "Your data" }
                export
            }
        }
    }

    private var sessionList: some Content {
        Element(.section, .named("aria-labelledby", fixed: "sessions-title")) {
            Element(.h2, .id("sessions-title")) { "Sessions" }
            LedgerTable(
                label: "Your sessions", heads: ["Browser", "From", "Signed in", "Last used", "End"],
                isCards: true
            ) { sessions }
            if let endOthers {
                Element(.form, .named("method", fixed: "post"), .action(endOthers.action)) {
                    endOthers
                    Element(.button, .type("submit")) { "End all other sessions" }
                }
            }
        }
    }

    private var leftPart: some Content {
        Element(.section, .named("aria-labelledby", fixed: "mails-title")) {
            Element(.h2, .id("mails-title")) { "Mails you get no more" }
            Each(left) { list in
                Element(.form, .named("method", fixed: "post"), .action(list.again.action)) {
                    list.again
                    Element(.p) { "You asked for no more of \(list.what)." }
                    Element(.button, .type("submit"), .named("aria-label", "Send me \(list.what) again")) {
                        "Send me them again"
                    }
                }
            }
        }
    }

    private var appPart: some Content {
        Element(.section, .named("aria-labelledby", fixed: "app-title")) {
            Element(.h2, .id("app-title")) { "App with codes" }
            Element(.p) { app }
            if let setUpApp {
                Element(.p) { Element(.a, class: "button", .href(setUpApp.href)) { setUpApp.label } }
            }
            appActs
        }
    }

    private var passkeyPart: some Content {
        Element(.section, .named("aria-labelledby", fixed: "passkeys-title")) {
            Element(.h2, .id("passkeys-title")) { "Passkeys" }
            if passkeys.isEmpty {
                Element(.p) { "You have none. A passkey signs you in with a finger, a face or a number." }
            } else {
                LedgerTable(label: "Your passkeys", heads: ["Name", "Added", "Last used"], isCards: true) {
                    passkeys
                }
            }
            removals
            passkeyRefusal
            Element(.p, class: "hint", .data("no-passkey", fixed: "")) {
                "Adding one needs a browser with passkeys and scripts."
            }
            passkey
        }
    }
}

/// Where somebody proves again who it is, by any way that they have.
struct ConfirmationView: View, Sendable {
    /// For example "Confirmed until 16:40 today".
    var standing: String
    var refusal: Refusal?
    var done: String?
    var acts: [ActForm]
    var passkey: PasskeyForm?

    var body: some Content {
        Element(.div, class: "ledger account") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href(Page.account)) { "Your account" } }
                Element(.h1) { "Confirm that it is you" }
                Element(.p, class: "summary") { standing }
            }
            refusal
            if let done { Element(.div, class: "done", .role("status")) { Element(.p) { done } } }
            passkey
            acts
        }
    }
}

extension ActForm {
    /// Sends `password`, `new-password` and `again`.
    static func changePassword(_ target: FormTarget, hasOne: Bool) -> ActForm {
        ActForm(
            id: "password", title: hasOne ? "Change the password" : "Set a password", target: target,
            effect: "All your other sessions end.",
            fields: [.password("password")] + FormField.newPassword("password"),
            submit: hasOne ? "Change password" : "Set password")
    }

    /// Sends `zone`.
    ///
    /// - Parameter zones: names to choose from; others that the machine knows can be typed.
    static func chooseZone(_ target: FormTarget, _ zones: [String], current: String, now: String) -> ActForm {
        ActForm(
            id: "zone", title: "Choose a time zone", target: target,
            effect: "Pages show times in it, and read those that you type. \(now) Proofs, statements and "
                + "reports keep the agreement's zone; mails stay as they are.",
            fields: [
                FormField(
                    scope: "zone", name: "zone", label: "Time zone", kind: .search(zones), value: current,
                    hint: "For example Europe/Berlin. Empty takes that of your working hours, else of the "
                        + "agreement.")
            ], submit: "Set time zone")
    }

    /// Sends `password`.
    static func exportOwn(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "export", title: "Download all that the desk holds of you", clause: "J", target: target,
            effect: "One zip to read in a browser and for programs. It has the newest files up to 100 MB and "
                + "names the others. That it was taken is written down.",
            fields: [.password("export")], submit: "Download")
    }

    /// Sends `password`.
    static func removeApp(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "remove-app", title: "Remove the app", target: target,
            effect: "Its codes and the recovery codes sign you in no more.",
            fields: [.password("remove-app")], submit: "Remove app", isWeighty: true)
    }

    /// Sends `password`.
    static func recoveryCodes(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "recovery", title: "Make new recovery codes", target: target,
            effect: "Ten new ones are shown once; those before work no more.",
            fields: [.password("recovery")], submit: "Make recovery codes")
    }

    /// Sends `password`.
    static func removePasskey(_ id: Int64, _ name: String, _ target: FormTarget) -> ActForm {
        ActForm(
            id: "remove-passkey-\(id)", title: "Remove \(name)", target: target,
            effect: "It signs you in no more. Delete it on the device, too.",
            fields: [.password("remove-passkey-\(id)")], submit: "Remove passkey", isWeighty: true)
    }

    /// Sends `password`.
    static func confirm(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "confirm", title: "By password or app", target: target,
            effect: "For ten minutes you need not give it again in this session.",
            fields: [.password("confirm")], submit: "Confirm", isOpen: true)
    }

    static func mailCode(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "mail", title: "By mail", target: target, effect: "We mail you a code, good for 15 minutes.",
            submit: "Mail me a code")
    }

    /// Sends `code`.
    static func confirmByCode(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "code", title: "The mailed code", target: target,
            effect: "Type the six digits of the newest mail.",
            fields: [FormField(scope: "code", name: "code", label: "Code", kind: .code, isRequired: true)],
            submit: "Confirm")
    }
}
