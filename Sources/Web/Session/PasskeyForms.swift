import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Storage

// What the device is asked, and what comes back.
extension DeskServer {
    /// Passkeys belong to a host by its name; an address in numbers has none.
    var passkeyCheck: PasskeyCheck {
        let host = address.split(separator: "/").last?.split(separator: ":").first.map(String.init) ?? ""
        let site = host == "127.0.0.1" ? "localhost" : host
        return PasskeyCheck(site: site, origins: origins)
    }

    private struct Question: Encodable {
        let challenge: String
        let site: String
        let desk = "Duly"
        var credentials: [String] = []
        // For a new one.
        var algorithms: [Int]?
        var handle: String?
        var account: String?
        var name: String?
    }

    /// - Parameter credentials: the person's, where it is known who it is.
    func passkeyUse(
        for use: Office.PasskeyUse, action: String, csrf: String, label: String = "Sign in with a passkey",
        credentials: [String] = []
    ) throws -> PasskeyForm {
        let question = Question(
            challenge: try office.passkeyChallenge(for: use), site: passkeyCheck.site,
            credentials: credentials)
        return try form(question, action, csrf, label)
    }

    func passkeyMaking(for person: StoredPerson, _ signedIn: SignedIn) async throws -> PasskeyForm {
        let known = try await office.database.read { try $0.passkeys(of: person.id) }
        let challenge = try office.passkeyChallenge(for: .add(session: signedIn.digest))
        let question = Question(
            challenge: challenge, site: passkeyCheck.site, credentials: known.map(\.credential),
            algorithms: Office.passkeyAlgorithms,
            handle: Base64URL.text(Office.passkeyHandle(of: person.id)), account: person.address,
            name: person.name)
        var form = try self.form(question, Page.accountAct("passkeys"), signedIn.csrf, "Add passkey")
        form.makes = true
        return form
    }

    private func form(
        _ question: Question, _ action: String, _ csrf: String, _ label: String
    ) throws -> PasskeyForm {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let hidden = ["credential", "client", "said", "signature", "handle"].map {
            HiddenField(name: $0, value: "")
        }
        let target = FormTarget(
            action: action, csrf: csrf,
            hidden: [HiddenField(name: "challenge", value: question.challenge)] + hidden)
        return PasskeyForm(
            target: target, asked: String(decoding: try encoder.encode(question), as: UTF8.self),
            label: label)
    }

    func passkeyAnswer(_ form: Fields) -> Office.PasskeyAnswer {
        Office.PasskeyAnswer(
            challenge: form["challenge"], credential: form["credential"], client: form["client"],
            said: form["said"], signature: form["signature"], handle: form["handle"])
    }

    func addSignInPasskeys(to router: Router<DeskContext>) {
        router.post(RouterPath(Page.signInPasskey)) { request, context in
            let form = try await Fields(form: request)
            let network = context.network(of: request)
            let now = office.clock()
            // Nobody is named before the device answers; the credential stands for it.
            let credential = String(form["credential"].prefix(200))
            if let seconds = signIns.begin(address: credential, network: network, at: now) {
                return try await waiting(seconds) {
                    try await signInPage(at: request, problem: $0, status: .tooManyRequests)
                }
            }
            do {
                let person = try await office.person(
                    by: passkeyAnswer(form), for: .signIn, passkeyCheck)
                signIns.succeeded(address: credential, network: network, at: now)
                return try await enter(person, by: .passkey, request, context)
            } catch let problem as PasskeyProblem {
                return try await signInPage(
                    at: request, problem: "\(problem.words.message) \(problem.words.remedy)")
            }
        }
    }
}
