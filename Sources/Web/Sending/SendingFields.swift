import Desk
import Operations

/// The way out as a form asks for it.
struct SendingFields {
    let order: RelayOrder

    init(_ fields: Fields) throws(Desk.Refusal) {
        let encryption = MailboxSettings.Encryption(rawValue: fields["encryption"]) ?? .starttls
        let given = fields["port"].filter { !$0.isWhitespace }
        guard let port = given.isEmpty ? RelaySettings.port(for: encryption) : Int(given) else {
            throw Desk.Refusal(
                "bad-sending", field: "port", "A port is a number from 1 to 65535.",
                remedy: "Leave it empty for the usual one.")
        }
        var settings = RelaySettings(host: MailboxFields.trimmed(fields["host"]), port: port)
        settings.encryption = encryption
        settings.authorities = MailboxFields.filled(fields["authorities"])
        settings.signIn = RelaySettings.SignIn(rawValue: fields["sign-in"]) ?? .password
        if settings.signIn.wantsUser { settings.user = MailboxFields.trimmed(fields["user"]) }
        if settings.signIn == .xoauth2 {
            settings.tokens = MailboxSettings.TokenServer(
                address: MailboxFields.trimmed(fields["token-server"]),
                client: MailboxFields.trimmed(fields["client"]), scope: MailboxFields.filled(fields["scope"]))
        }
        settings.helo = MailboxFields.filled(fields["helo"])
        settings.from = MailboxFields.filled(fields["from"])
        order = RelayOrder(
            settings: settings, secret: fields["secret"].isEmpty ? nil : fields["secret"],
            clientSecret: MailboxFields.filled(fields["client-secret"]))
    }
}

extension ActForm {
    /// Sends the fields of `SendingFields`; filled with what is set up.
    static func setSending(_ settings: RelaySettings?, _ target: FormTarget) -> ActForm {
        ActForm(
            id: "set", title: settings == nil ? "Set up sending" : "Change it", target: target,
            effect: """
                Mail that waits goes out by this server within seconds. \
                The password or token is kept encrypted and never shown again.
                """,
            fields: serverFields(settings) + entryFields(settings) + senderFields(settings)
                + [.password("set")], submit: settings == nil ? "Set up sending" : "Save")
    }

    private static func serverFields(_ settings: RelaySettings?) -> [FormField] {
        [
            field(
                "host", "Mail server", .line, settings?.host, hint: "Such as mail.harbor.example.",
                isRequired: true),
            field(
                "encryption", "Encryption",
                .choice([
                    FieldChoice(value: "starttls", label: "STARTTLS (port 587)"),
                    FieldChoice(value: "tls", label: "TLS (port 465)"),
                    FieldChoice(value: "none-on-loopback", label: "None: a server on this machine"),
                ]), settings?.encryption.rawValue),
            field("port", "Port", .line, settings.map { "\($0.port)" }, hint: "Empty takes the usual one."),
            field(
                "authorities", "File of authorities", .line, settings?.authorities,
                hint: "A PEM file on the desk's machine, for a certificate of your own. Usually empty."),
        ]
    }

    private static func entryFields(_ settings: RelaySettings?) -> [FormField] {
        let isKept = settings?.signIn.wantsUser ?? false
        return [
            field(
                "sign-in", "Sign-in",
                .choice([
                    FieldChoice(value: "password", label: "Password"),
                    FieldChoice(value: "plain", label: "Password, by PLAIN alone"),
                    FieldChoice(value: "login", label: "Password, by LOGIN alone"),
                    FieldChoice(value: "xoauth2", label: "OAuth2 (Microsoft 365, Google)"),
                    FieldChoice(value: "none", label: "None: the server knows this machine"),
                ]), settings?.signIn.rawValue),
            field("user", "User", .line, settings?.user, hint: "Often the whole address."),
            field(
                "secret", "Password, or refresh token of OAuth2", .password(autocomplete: "off"), nil,
                hint: isKept ? "Empty keeps the one that is there." : nil),
            field(
                "token-server", "Token server", .line, settings?.tokens?.address,
                hint: "For OAuth2 alone: its address, such as https://oauth2.googleapis.com/token."),
            field("client", "Client id", .line, settings?.tokens?.client, hint: "For OAuth2 alone."),
            field(
                "client-secret", "Client secret", .password(autocomplete: "off"), nil,
                hint: "For OAuth2 alone, and only where the application has one."),
            field(
                "scope", "Scope", .line, settings?.tokens?.scope, hint: "For OAuth2 alone. Usually empty."),
        ]
    }

    private static func senderFields(_ settings: RelaySettings?) -> [FormField] {
        [
            field(
                "from", "From-address", .line, settings?.from,
                hint: "From whom mail is. Empty takes the support address."),
            field(
                "helo", "Name in EHLO", .line, settings?.helo,
                hint: "How this machine introduces itself. Usually empty."),
        ]
    }

    private static func field(
        _ name: String, _ label: String, _ kind: FormField.Kind, _ value: String?, hint: String? = nil,
        isRequired: Bool = false
    ) -> FormField {
        FormField(
            scope: "set", name: name, label: label, kind: kind, value: value ?? "", hint: hint,
            isRequired: isRequired)
    }

    /// Sends `password`.
    static func removeSending(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "remove", title: "Remove it", target: target,
            effect: "The desk forgets server and password. Mail stays in the outbox until another is set up.",
            fields: [.password("remove")], submit: "Remove sending", isWeighty: true)
    }

    /// Sends `domain`, `selector` and `algorithm`.
    static func addSigningKey(domain: String, _ target: FormTarget) -> ActForm {
        ActForm(
            id: "key", title: "Make a key that signs (DKIM)", target: target,
            effect: """
                A key is made and kept encrypted. It signs nothing until its record stands in DNS and you \
                start it.
                """,
            fields: [
                FormField(
                    scope: "key", name: "domain", label: "Domain", kind: .line, value: domain,
                    isRequired: true),
                FormField(
                    scope: "key", name: "selector", label: "Selector", kind: .line, value: "desk1",
                    hint: "A short name for the key, such as desk1.", isRequired: true),
                FormField(
                    scope: "key", name: "algorithm", label: "Algorithm",
                    kind: .choice([
                        FieldChoice(value: "rsa-sha256", label: "RSA: understood everywhere"),
                        FieldChoice(
                            value: "ed25519-sha256", label: "Ed25519: beside an RSA key, never alone"),
                    ])),
                .password("key"),
            ], submit: "Make the key")
    }
}
