import Desk
import HTTPTypes
import Hummingbird
import Operations

// Signing in by another server (OpenID Connect).
extension DeskServer {
    private var providerAnswer: String { address + Page.signInProviderAnswer }

    func addSignInProvider(to router: Router<DeskContext>) {
        // A link, not a form: the pages' policy lets no form lead to another host.
        router.get(RouterPath(Page.signInProvider)) { request, _ in
            try await atProvider(request) {
                let errand = try await office.beginAtProvider(answer: providerAnswer, provider)
                return redirect(to: errand.address, setting: cookie.ofProvider.keeping(errand.sealed))
            }
        }
        router.get(RouterPath(Page.signInProviderAnswer)) { request, context in
            var response = try await atProvider(request) {
                let query = request.uri.queryParameters
                if let error = query.get("error") {
                    let said = [error, query.get("error_description")].compactMap(\.self)
                    throw ProviderProblem.refused(String(said.joined(separator: ": ").prefix(300)))
                }
                let person = try await office.personFromProvider(
                    code: query.get("code") ?? "", state: query.get("state") ?? "",
                    sealed: cookie.ofProvider.word(of: request), answer: providerAnswer, provider)
                return try await enter(person, by: .provider, request, context)
            }
            response.headers.append(HTTPField(name: .setCookie, value: cookie.ofProvider.forgetting))
            return response
        }
    }

    private func atProvider(
        _ request: Request, _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch let problem as ProviderProblem {
            return try await signInPage(
                at: request, problem: "\(problem.words.message) \(problem.words.remedy)")
        }
    }
}
