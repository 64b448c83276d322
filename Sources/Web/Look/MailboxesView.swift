import Markup

/// A mailbox in the list, with how reading it goes.
struct MailboxRow: View, Sendable {
    var name: String
    /// "support@harbor.example at imap.harbor.example:993".
    var account: String
    var folder: String
    /// What is done with stored mail.
    var after: String
    var succeeded: Moment?
    /// What is wrong and what helps; nil while all is well.
    var problem: String?
    var test: FormTarget

    var body: some Content {
        Element(.tr, .id("mailbox-\(name)")) {
            Element(.th, .named("scope", fixed: "row")) {
                name
                Element(.span, class: "detail under", .dir("auto")) { account }
            }
            Element(.td, class: "standing", .data("label", fixed: "Folder"), .dir("auto")) {
                folder
                Element(.span, class: "detail under", .dir("auto")) { after }
            }
            Element(.td, class: "standing", .data("label", fixed: "Last success")) {
                if let succeeded { succeeded } else { "Not yet" }
                if let problem { Element(.span, class: "detail under", .dir("auto")) { problem } }
            }
            Element(.td, class: "amount", .data("label", fixed: "Try it")) {
                Element(.form, .named("method", fixed: "post"), .action(test.action)) {
                    test
                    Element(.button, .type("submit"), .named("aria-label", "Test \(name)")) { "Test" }
                }
            }
        }
    }
}

/// What a test of a mailbox found.
struct MailboxFinding: View, Sendable {
    var name: String
    var words: String
    var isWell: Bool

    var body: some Content {
        if isWell {
            Element(.div, class: "done", .role("status"), .id("finding")) {
                Element(.p) { Element(.strong) { "\(name): \(words)" } }
            }
        } else {
            Refusal(what: "\(name): \(words)", clause: nil, remedy: "")
        }
    }
}

/// The mailboxes from which mail is fetched, for administrators.
struct MailboxesView: View, Sendable {
    var rows: [MailboxRow]
    var finding: MailboxFinding?
    var add: ActForm
    /// Of each mailbox.
    var changes: [ActForm]
    var removals: [ActForm]

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Mailboxes" }
                Element(.p, class: "summary") { "From where the desk fetches mail by IMAP" }
            }
            finding
            if rows.isEmpty {
                EmptyState(
                    what: "No mailbox is fetched from.",
                    next: "Mail comes in by the desk's own ports. Add a mailbox to fetch from one by IMAP.")
            } else {
                LedgerTable(
                    label: "Mailboxes", heads: ["Mailbox", "Folder", "Last success", "Try it"], isCards: true
                ) {
                    rows
                }
            }
            add
            changes
            removals
        }
    }
}
