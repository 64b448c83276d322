import Mail
import Operations
import Storage

/// What is known of the way out, in words for administrators.
struct SendingWords {
    let settings: RelaySettings?
    let health: Office.SendingHealth
    let words: DeskWords

    init(_ settings: RelaySettings?, _ health: Office.SendingHealth, _ words: DeskWords) {
        (self.settings, self.health, self.words) = (settings, health, words)
    }

    func facts(from sender: MailAddress) throws -> [(String, String)] {
        guard let settings else { return [] }
        return [
            ("Server", "\(settings.host):\(settings.port), \(encryption(settings))"),
            ("Sign-in", signIn(settings)), ("From", sender.description),
            ("Last success", health.succeeded.map(words.short) ?? "Not yet"),
        ]
    }

    private func encryption(_ settings: RelaySettings) -> String {
        switch settings.encryption {
        case .tls: "TLS"
        case .starttls: "STARTTLS"
        case .loopback: "without TLS, on this machine"
        }
    }

    private func signIn(_ settings: RelaySettings) -> String {
        let user = settings.user ?? ""
        return switch settings.signIn {
        case .none: "None: the server knows this machine"
        case .password: "\(user), by password"
        case .plain: "\(user), by password (PLAIN)"
        case .login: "\(user), by password (LOGIN)"
        case .xoauth2: "\(user), by OAuth2 from \(settings.tokens?.address ?? "")"
        }
    }
}
