import BusinessTime
import Desk
import Hummingbird
import Operations
import Storage

// That it is really the person who is signed in, before what binds the provider or changes an account: a
// password or a code given again with the form, or a confirmation by any way within ten minutes.
extension DeskServer {
    /// Slowed down like signing in, and by the same count of failures.
    func confirmPassword(
        _ form: Fields, of person: SignedIn, _ request: Request, _ context: DeskContext
    ) async throws {
        let (now, network) = (office.clock(), context.network(of: request))
        let typed = form["password"]
        if typed.isEmpty {
            guard let confirmed = person.confirmed,
                now < confirmed.advanced(by: Office.confirmationLife)
            else { throw Desk.Refusal.noPassword }
            return
        }
        let stored = try await office.database.read { try $0.person(person.asker.person.rawValue) }
        let address = stored?.address.lowercased() ?? ""
        if let seconds = signIns.begin(address: address, network: network, at: now) {
            throw Desk.Refusal.tooManyPasswords(minutes: (seconds + 59) / 60)
        }
        guard let stored, try await office.proves(typed, person: stored) else {
            throw Desk.Refusal.wrongPassword
        }
        signIns.succeeded(address: address, network: network, at: now)
    }
}

extension Desk.Refusal {
    static let wrongPassword = Desk.Refusal(
        "wrong-password", field: "password", "This is not your password.",
        remedy: "Type the password that you sign in with, or the code that your app shows now.")

    static func tooManyPasswords(minutes: Int64) -> Desk.Refusal {
        Desk.Refusal(
            "too-many-attempts", field: "password", "The password was wrong too often.",
            remedy: "Try again in \(minutes) \(minutes == 1 ? "minute" : "minutes").")
    }
}

extension FormField {
    /// Asks for the password of who is signed in, or for a code of their app. It may stay empty within ten
    /// minutes of a confirmation by another way.
    static func password(_ scope: String) -> FormField {
        FormField(
            scope: scope, name: "password", label: "Your password",
            kind: .password(autocomplete: "current-password"),
            hint: "Or a code of your app; given again, so that nobody else does it at your desk.")
    }
}
