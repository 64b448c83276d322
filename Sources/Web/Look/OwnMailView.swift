import Markup

/// A mail that came in the reader's name without proof.
struct OwnMailRow: View, Sendable {
    var id: String
    var subject: String
    var to: String
    var received: Moment
    var text: String
    var release: FormTarget
    var discarding: FormTarget

    var body: some Content {
        Element(.section, class: "own-mail", .id("mail-\(id)")) {
            Element(.h2, .dir("auto")) { subject }
            Element(.p, class: "detail") {
                "To \(to), "
                received
            }
            Element(.div, class: "said", .dir("auto")) { text }
            Element(.div, class: "answers") {
                act("It is mine: let it go", release, isMain: true)
                act("Somebody else wrote it", discarding, isMain: false)
            }
        }
    }

    private func act(_ label: String, _ target: FormTarget, isMain: Bool) -> some Content {
        Element(.form, .named("method", fixed: "post"), .action(target.action)) {
            target
            Element(
                .button, .class(isMain ? "main" : ""), .type("submit"),
                .named("aria-label", "\(label): \(subject)")
            ) { label }
        }
    }
}

/// Mails that wait until their sender says that they are theirs.
struct OwnMailView: View, Sendable {
    var rows: [OwnMailRow]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Mail in your name" }
                Element(.p, class: "summary") {
                    "Nothing proves that you sent these. Nobody gets them until you say that they are yours."
                }
            }
            refusal
            if rows.isEmpty {
                EmptyState(
                    what: "No mail waits for your word.", next: "Mail that is proven to be yours needs none.")
            }
            rows
        }
    }
}
