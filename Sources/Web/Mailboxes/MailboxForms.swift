import Markup
import Operations

extension ActForm {
    /// Sends the fields of `MailboxFields`.
    static func addMailbox(_ target: FormTarget) -> ActForm {
        let form = MailboxForm(scope: "add", settings: nil)
        return ActForm(
            id: "add", title: "Add a mailbox", target: target,
            effect: """
                The desk signs in there within seconds, and fetches each new mail as it comes. \
                The password or token is kept encrypted and never shown again.
                """,
            fields: [form.name] + form.server + form.entry + form.folder + [form.existing, .password("add")],
            submit: "Add mailbox")
    }

    /// Sends the fields of `MailboxFields` but for the name, which is in the address.
    static func changeMailbox(_ name: String, _ settings: MailboxSettings, _ target: FormTarget) -> ActForm {
        let form = MailboxForm(scope: "change-\(name)", settings: settings)
        return ActForm(
            id: form.scope, title: "Change \(name)", target: target,
            effect: """
                The desk signs in anew within seconds. From another folder it fetches what comes from \
                then on; no ticket opens twice.
                """,
            fields: form.server + form.entry + form.folder + [.password(form.scope)], submit: "Save")
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

/// The fields of a mailbox, empty or with what is set up.
struct MailboxForm {
    let scope: String
    let settings: MailboxSettings?

    var name: FormField {
        field("name", "Short name", .line, nil, hint: "Such as support.", isRequired: true)
    }

    var server: [FormField] {
        [
            field(
                "host", "IMAP server", .line, settings?.host, hint: "Such as imap.harbor.example.",
                isRequired: true),
            field(
                "encryption", "Encryption",
                .choice([
                    FieldChoice(value: "tls", label: "TLS (port 993)"),
                    FieldChoice(value: "starttls", label: "STARTTLS (port 143)"),
                    FieldChoice(value: "none-on-loopback", label: "None: a server on this machine"),
                ]), settings?.encryption.rawValue),
            field("port", "Port", .line, settings.map { "\($0.port)" }, hint: "Empty takes the usual one."),
            field(
                "authorities", "File of authorities", .line, settings?.authorities,
                hint: "A PEM file on the desk's machine, for a certificate of your own. Usually empty."),
        ]
    }

    var entry: [FormField] {
        [
            field("user", "User", .line, settings?.user, hint: "Often the whole address.", isRequired: true),
            field(
                "secret", "Password, or refresh token of OAuth2", .password(autocomplete: "off"), nil,
                hint: settings == nil ? nil : "Empty keeps the one that is there.",
                isRequired: settings == nil),
            field(
                "token-server", "Token server", .line, settings?.tokens?.address,
                hint: "For OAuth2 alone: its address, such as https://oauth2.googleapis.com/token."),
            field("client", "Client id", .line, settings?.tokens?.client, hint: "For OAuth2 alone."),
            field(
                "client-secret", "Client secret", .password(autocomplete: "off"), nil,
                hint: "For OAuth2 alone, and only where the application has one."),
            field("scope", "Scope", .line, settings?.tokens?.scope, hint: "For OAuth2 alone. Usually empty."),
        ]
    }

    var folder: [FormField] {
        [
            field("folder", "Folder", .line, settings?.folder, hint: "Empty takes INBOX."),
            field(
                "after", "Once a mail is stored",
                .choice([
                    FieldChoice(value: "flag", label: "Mark it as seen"),
                    FieldChoice(value: "move", label: "Move it to another folder"),
                    FieldChoice(value: "delete", label: "Delete it from the server"),
                ]), settings?.after.rawValue),
            field(
                "move-to", "Move to", .line, settings?.moveTo,
                hint: "Such as Done; it is made where it does not exist."),
            field(
                "address", "Address", .line, settings?.address,
                hint: "For whom mail is that names no address of the desk. Empty takes the support address."),
        ]
    }

    var existing: FormField { field("existing", "Take the mail that lies there already", .tick, nil) }

    private func field(
        _ name: String, _ label: String, _ kind: FormField.Kind, _ value: String?, hint: String? = nil,
        isRequired: Bool = false
    ) -> FormField {
        FormField(
            scope: scope, name: name, label: label, kind: kind, value: value ?? "", hint: hint,
            isRequired: isRequired)
    }
}
