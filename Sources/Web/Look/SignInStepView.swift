import Markup
import Operations

/// The second step of signing in. It sends `code`.
struct SignInStepView: View, Sendable {
    var target: FormTarget
    var hasApp = false
    var problem: String?
    var passkey: PasskeyForm?

    var body: some Content {
        Element(.div, class: "sign-in") {
            Element(.h1) { "Second step" }
            if let problem { Element(.p, class: "refusal", .role("alert")) { problem } }
            if hasApp {
                Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                    target
                    FormField(
                        scope: "step", name: "code", label: "Code", kind: .code,
                        hint: "Six digits of your app, or a recovery code.", isRequired: true)
                    Element(.button, class: "main", .type("submit")) { "Sign in" }
                }
            } else {
                Element(.p, .data("no-passkey", fixed: "")) {
                    "Your second step is a passkey. This browser has none, or runs no scripts."
                }
            }
            passkey
            Element(.p, class: "detail") {
                "App and passkeys are lost? An administrator removes them, and you set up new ones."
            }
            Element(.p) { Element(.a, .href(Page.signIn)) { "Begin again" } }
        }
    }
}

/// An app with codes is set up: a picture for its camera, the key for typing. It sends `offer` and `code`.
struct AppSetUpView: View, Sendable {
    var target: FormTarget
    var key: String
    var address: String
    var picture: QRPicture?
    var field = FormField(
        scope: "app", name: "code", label: "Code that the app shows", kind: .code, isRequired: true)
    /// Where the person is signed in and proves again who it is.
    var proof: FormField?
    var why: String?
    var refusal: Refusal?

    init(_ offer: Office.AppOffer, target: FormTarget) {
        self.target = target
        self.target.hidden.append(HiddenField(name: "offer", value: offer.sealed))
        key = offer.app.key
        address = offer.address
        picture = QRCode(offer.address).map { QRPicture(code: $0) }
    }

    var body: some Content {
        Element(.div, class: "sign-in set-up") {
            Element(.h1) { "Set up an app with codes" }
            if let why { Element(.p) { why } }
            refusal
            Element(.p) {
                "Scan this with an app for one-time codes on your phone, or type the key into it."
            }
            picture
            Element(.p) { Element(.code, class: "word", .id("key")) { key } }
            Element(.p) { Element(.a, .href(address)) { "Open it in an app on this device" } }
            Element(.form, .named("method", fixed: "post"), .action(target.action)) {
                target
                field
                proof
                Element(.button, class: "main", .type("submit")) { "Use this app" }
            }
        }
    }
}

/// The codes for the day on which the app is lost, shown this once.
struct RecoveryCodesView: View, Sendable {
    var codes: [String]
    var next: String

    var body: some Content {
        Element(.div, class: "sign-in set-up") {
            Element(.h1) { "Keep these recovery codes" }
            Element(.p) {
                """
                Each signs you in once in place of the app's code. They are not shown again: print or copy \
                them.
                """
            }
            Element(.ul, class: "recovery", .id("recovery")) {
                Each(codes) { code in Element(.li) { Element(.code) { code } } }
            }
            Element(.p) { Element(.a, class: "button", .href(next)) { "I have kept them" } }
        }
    }
}

/// A code for a camera, black on white whatever the page's colours.
struct QRPicture: View, Sendable {
    var code: QRCode

    /// Modules of white around it.
    private static let quiet = 4

    /// Runs of a row as one line each.
    private var path: String {
        var path = ""
        for (y, row) in code.dark.enumerated() {
            var x = 0
            while x < row.count {
                let length = row[x...].prefix { $0 }.count
                if length > 0 { path += "M\(x + Self.quiet) \(y + Self.quiet)h\(length)v1h-\(length)z" }
                x += max(length, 1)
            }
        }
        return path
    }

    var body: some Content {
        let side = code.size + 2 * Self.quiet
        Element(
            .svg, class: "qr", .named("viewBox", "0 0 \(side) \(side)"), .role("img"),
            .named("aria-label", fixed: "The key as a picture for the app's camera")
        ) {
            Element(.rect, class: "qr-ground", .number("width", side), .number("height", side))
            Element(.path, class: "qr-ink", .named("d", path))
        }
    }
}
