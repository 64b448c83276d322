import BusinessTime
import Desk
import Hummingbird
import Operations
import Storage

// A password given again, before what binds the provider: a countersignature, a statement, a settlement.
extension DeskServer {
    /// Slowed down like signing in, and by the same count of failures.
    func confirmPassword(
        _ form: Fields, of person: SignedIn, _ request: Request, _ context: DeskContext
    ) async throws {
        let password = form["password"]
        guard !password.isEmpty else { throw Desk.Refusal.noPassword }
        let stored = try await office.database.read { try $0.person(person.asker.person.rawValue) }
        let (now, network) = (office.clock(), context.network(of: request))
        let address = stored?.address.lowercased() ?? ""
        if let seconds = signIns.begin(address: address, network: network, at: now) {
            throw Desk.Refusal.tooManyPasswords(minutes: (seconds + 59) / 60)
        }
        guard await Password.matches(password, stored: stored?.passwordHash) else {
            throw Desk.Refusal.wrongPassword
        }
        signIns.succeeded(address: address, network: network, at: now)
    }
}

extension Desk.Refusal {
    static let wrongPassword = Desk.Refusal(
        "wrong-password", field: "password", "This is not your password.",
        remedy: "Type the password that you sign in with.")

    static func tooManyPasswords(minutes: Int64) -> Desk.Refusal {
        Desk.Refusal(
            "too-many-attempts", field: "password", "The password was wrong too often.",
            remedy: "Try again in \(minutes) \(minutes == 1 ? "minute" : "minutes").")
    }
}

extension FormField {
    /// Asks for the password of who is signed in.
    static func password(_ scope: String) -> FormField {
        FormField(
            scope: scope, name: "password", label: "Your password",
            kind: .password(autocomplete: "current-password"),
            hint: "Given again, so that nobody else does it at your desk.", isRequired: true)
    }
}
