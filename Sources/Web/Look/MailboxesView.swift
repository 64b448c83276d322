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
            removals
        }
    }
}

extension ActForm {
    /// Sends the fields of `MailboxFields`.
    static func addMailbox(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "add", title: "Add a mailbox", target: target,
            effect: """
                The desk signs in there within seconds, and fetches each new mail as it comes. \
                The password or token is kept encrypted and never shown again.
                """,
            fields: serverFields + entryFields + folderFields + [.password("add")], submit: "Add mailbox")
    }

    private static let serverFields = [
        field("name", "Short name", .line, hint: "Such as support.", isRequired: true),
        field("host", "IMAP server", .line, hint: "Such as imap.harbor.example.", isRequired: true),
        field(
            "encryption", "Encryption",
            .choice([
                FieldChoice(value: "tls", label: "TLS (port 993)"),
                FieldChoice(value: "starttls", label: "STARTTLS (port 143)"),
                FieldChoice(value: "none-on-loopback", label: "None: a server on this machine"),
            ])),
        field("port", "Port", .line, hint: "Empty takes the usual one."),
        field(
            "authorities", "File of authorities", .line,
            hint: "A PEM file on the desk's machine, for a certificate of your own. Usually empty."),
    ]

    private static let entryFields = [
        field("user", "User", .line, hint: "Often the whole address.", isRequired: true),
        field(
            "secret", "Password, or refresh token of OAuth2", .password(autocomplete: "off"), isRequired: true
        ),
        field(
            "token-server", "Token server", .line,
            hint: "For OAuth2 alone: its address, such as https://oauth2.googleapis.com/token."),
        field("client", "Client id", .line, hint: "For OAuth2 alone."),
        field(
            "client-secret", "Client secret", .password(autocomplete: "off"),
            hint: "For OAuth2 alone, and only where the application has one."),
        field("scope", "Scope", .line, hint: "For OAuth2 alone. Usually empty."),
    ]

    private static let folderFields = [
        field("folder", "Folder", .line, hint: "Empty takes INBOX."),
        field(
            "after", "Once a mail is stored",
            .choice([
                FieldChoice(value: "flag", label: "Mark it as seen"),
                FieldChoice(value: "move", label: "Move it to another folder"),
                FieldChoice(value: "delete", label: "Delete it from the server"),
            ])),
        field("move-to", "Move to", .line, hint: "Such as Done; it is made where it does not exist."),
        field(
            "address", "Address", .line,
            hint: "For whom mail is that names no address of the desk. Empty takes the support address."),
        field("existing", "Take the mail that lies there already", .tick),
    ]

    private static func field(
        _ name: String, _ label: String, _ kind: FormField.Kind, hint: String? = nil, isRequired: Bool = false
    ) -> FormField {
        FormField(scope: "add", name: name, label: label, kind: kind, hint: hint, isRequired: isRequired)
    }

    /// Sends `password`.
    static func removeMailbox(_ name: String, _ target: FormTarget) -> ActForm {
        ActForm(
            id: "remove-\(name)", title: "Remove \(name)", target: target,
            effect: """
                The desk fetches from it no more and forgets its password. The mail there stays where it is, \
                and so do the tickets here.
                """,
            fields: [.password("remove-\(name)")], submit: "Remove mailbox", isWeighty: true)
    }
}
