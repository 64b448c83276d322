import Desk

/// What a new password must be. Length counts, not signs (NIST SP 800-63B, 5.1.1.2).
public enum PasswordRule {
    /// Characters.
    public static let lengthMin = 12

    private static let tooKnown: Set<String> = [
        "password", "passwort", "qwertyuiop", "qwertzuiop", "1234567890", "123456789", "abcdefghijkl",
        "letmein", "welcome", "iloveyou", "administrator", "changeme", "support", "helpdesk",
    ]

    /// nil for a password that may be taken.
    static func refusal(_ password: String, address: String, name: String) -> Refusal? {
        if password.count < lengthMin { return .passwordTooShort }
        if password.utf8.count > Password.lengthMax { return .passwordTooLong }
        let plain = password.lowercased()
        // What stays when the well-known is taken out.
        let own = ([address.lowercased(), name.lowercased()] + tooKnown.sorted { $0.count > $1.count })
            .reduce(plain) { $1.isEmpty ? $0 : $0.replacing($1, with: "") }
        if own.count < lengthMin / 2 || Set(own).count < 4 { return .passwordTooKnown }
        return nil
    }
}

extension Refusal {
    static let passwordTooShort = Refusal(
        "password-short", field: "new-password",
        "A password has at least \(PasswordRule.lengthMin) characters.",
        remedy: "Take a few words that only you put together.")
    static let passwordTooLong = Refusal(
        "password-long", field: "new-password", "The password is longer than 1,024 bytes.",
        remedy: "Choose a shorter one.")
    static let passwordTooKnown = Refusal(
        "password-known", field: "new-password", "This password is easy to guess.",
        remedy: "Take a few words that only you put together, without your name or address.")
}
