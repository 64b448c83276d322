import Markup

/// What a try of the way out found: its steps in order, and what failed.
struct SendingFinding: View, Sendable {
    var steps: [String]
    var failure: Refusal?

    var body: some Content {
        if let failure {
            failure
        } else {
            Element(.div, class: "done", .role("status"), .id("finding")) {
                Element(.p) { Element(.strong) { "The way out works." } }
            }
        }
        if !steps.isEmpty {
            Element(.ol, class: "went-well", .named("aria-label", fixed: "Steps that went well")) {
                Each(steps) { step in Element(.li, .dir("auto")) { step } }
            }
        }
    }
}

/// A key that signs outgoing mail, and what its domain is to publish.
struct SigningKeyRow: View, Sendable {
    var id: String
    var domain: String
    var algorithm: String
    /// "Signs since ...", or what it waits for.
    var words: String
    /// As a zone file has it.
    var record: String
    var use: ActForm
    var removal: ActForm

    var body: some Content {
        Element(.section, class: "signing-key", .id("key-\(id)")) {
            Element(.h3) { "\(id), \(algorithm)" }
            Element(.p, class: "detail") { words }
            Element(
                .pre, class: "record", .named("tabindex", fixed: "0"), .role("region"),
                .named("aria-label", "Record of \(id)")
            ) { record }
            use
            removal
        }
    }
}

/// How mail leaves the desk, for administrators.
struct SendingView: View, Sendable {
    var facts: [(String, String)]
    /// An option that wins over what is set up here.
    var option: String?
    /// Why nothing goes out.
    var trouble: Refusal?
    var finding: SendingFinding?
    var test: FormTarget?
    /// Where a test mail goes.
    var testAddress: String
    var set: ActForm
    var removal: ActForm?
    var keys: [SigningKeyRow]
    var addKey: ActForm

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Sending" }
                Element(.p, class: "summary") { "The server that takes the desk's mail for the world" }
            }
            finding
            trouble
            if let option {
                Element(.p, class: "effect") {
                    "The desk was started with --submission, and that wins: mail goes by \(option). "
                    "What is set up here counts once the desk is started without it."
                }
            }
            if facts.isEmpty {
                EmptyState(
                    what: "No server is set up here.", next: "Until there is one, mail waits in the outbox.")
            } else {
                FactSheet(facts: facts)
            }
            if let test { trial(test) }
            set
            removal
            Element(.h2) { "Signatures (DKIM)" }
            if keys.isEmpty {
                Element(.p, class: "detail") {
                    "The desk signs no mail itself. Where your mail server signs it, that is enough."
                }
            }
            keys
            addKey
        }
    }

    private func trial(_ target: FormTarget) -> some Content {
        Element(.form, class: "trial", .id("trial"), .named("method", fixed: "post"), .action(target.action))
        {
            target
            Element(.label, class: "tick") {
                Element(.input, .type("checkbox"), .name("mail"), .value("yes"))
                Element(.span) { "Send a test mail to \(testAddress)" }
            }
            Element(.button, class: "main", .type("submit")) { "Test" }
        }
    }
}
