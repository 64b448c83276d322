/// What changed at a person's account, as they are told by mail.
enum AccountChange: Hashable {
    case passwordSet
    case appSetUp
    case appRemoved
    case recoveryCodeUsed(left: Int)
    case passkeyAdded
    case passkeyRemoved
    /// By an administrator.
    case factorsRemoved

    func words(_ language: Language) -> String {
        switch (self, language) {
        case (.passwordSet, .english): "Your password was set."
        case (.passwordSet, .german): "Ihr Passwort wurde gesetzt."
        case (.appSetUp, .english): "An app with codes was set up for your account."
        case (.appSetUp, .german): "Für Ihr Konto wurde eine App mit Codes eingerichtet."
        case (.appRemoved, .english): "The app with codes was removed from your account."
        case (.appRemoved, .german): "Die App mit Codes wurde von Ihrem Konto entfernt."
        case (.recoveryCodeUsed(let left), .english):
            "One of your recovery codes was used; \(left) of \(RecoveryCode.count) are left."
        case (.recoveryCodeUsed(let left), .german):
            "Einer Ihrer Notfallcodes wurde benutzt; \(left) von \(RecoveryCode.count) sind übrig."
        case (.passkeyAdded, .english): "A passkey was added to your account."
        case (.passkeyAdded, .german): "Ihrem Konto wurde ein Passkey hinzugefügt."
        case (.passkeyRemoved, .english): "A passkey was removed from your account."
        case (.passkeyRemoved, .german): "Von Ihrem Konto wurde ein Passkey entfernt."
        case (.factorsRemoved, .english):
            "An administrator removed the app and the passkeys of your account."
        case (.factorsRemoved, .german):
            "Ein Administrator hat die App und die Passkeys Ihres Kontos entfernt."
        }
    }
}
