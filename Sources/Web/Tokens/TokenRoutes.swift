import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The tokens of the person who is signed in.
extension DeskServer {
    func addTokens(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.tokens)) { request, _ in
            try await tokenKeeper(request) { person in try await tokensPage(person) }
        }
        router.post(RouterPath(Page.tokens)) { request, _ in
            try await tokenKeeper(request) { person in try await mint(try await Fields(form: request), person)
            }
        }
        router.get(RouterPath(Page.allTokens)) { request, _ in
            try await permitted(.listTokens, request) { person in try await allTokensPage(person) }
        }
        router.post("/tokens/:id/revocation") { request, context in
            try await tokenKeeper(request) { person in
                guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
                let id = Int64(try context.parameters.require("id")) ?? 0
                guard try await office.revokeToken(id, of: person.asker.person) else { return notFound() }
                return redirect(to: Page.tokens)
            }
        }
    }

    private func tokenKeeper(
        _ request: Request, _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        try await signedIn(request) { person in
            try Access.require(.mintToken, by: person.asker)
            return try await body(person)
        }
    }

    /// Names and last use, so that a forgotten one is found; its person revokes it, or loses the account.
    private func allTokensPage(_ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let rows = try await office.database.read { reader in
            let words = person.words(at: now)
            let tokens = try reader.allTokens()
            let names = try reader.names(of: Array(Set(tokens.map(\.person))))
            return tokens.reversed().map { token in
                OtherTokenRow(
                    name: token.name, person: names[token.person] ?? "Person \(token.person)",
                    kind: token.kind == .program ? "Program" : "Own client",
                    scopes: token.scopes.joined(separator: " and "), created: words.moment(token.created),
                    used: token.used.map(words.moment), revoked: token.revoked.map(words.moment))
            }
        }
        return page(
            Layout(head("All tokens", person, current: Page.tokens)) { OtherTokensView(rows: rows) })
    }

    /// The word is in this answer and nowhere else.
    private func mint(_ form: Fields, _ person: SignedIn) async throws -> Response {
        guard person.isOwn(form) else { return foreignForm() }
        do {
            let order = try TokenOrder(form)
            let minted = try await office.mint(order.name, order.kind, scopes: order.scopes, by: person.asker)
            return try await tokensPage(person, minted: minted)
        } catch let refusal as Desk.Refusal {
            return try await tokensPage(person, refused: (form, refusal))
        }
    }

    private func tokensPage(
        _ person: SignedIn, minted: MintedToken? = nil, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let rows = try await office.database.read { reader in
            let words = person.words(at: now)
            return try reader.tokens(of: person.asker.person.rawValue).reversed().map { token in
                Self.row(token, words, csrf: person.csrf)
            }
        }
        let seesAll = (try? Access.require(.listTokens, by: person.asker)) != nil
        let view = TokensView(
            rows: rows, minted: minted.map { MintedWord(name: $0.token.name, word: $0.word) },
            form: Self.form(FormTarget(action: Page.tokens, csrf: person.csrf), refused),
            all: seesAll ? NavLink(label: "All tokens", href: Page.allTokens) : nil)
        let layout = Layout(head("Tokens", person, current: Page.tokens)) { view }
        return page(layout, status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func row(_ token: StoredToken, _ words: DeskWords, csrf: String) -> TokenRow {
        TokenRow(
            id: String(token.id), name: token.name,
            kind: token.kind == .program ? "Program" : "Own client",
            scopes: token.scopes.joined(separator: " and "), created: words.moment(token.created),
            used: token.used.map(words.moment), revoked: token.revoked.map(words.moment),
            revocation: FormTarget(action: Page.tokenRevocation(token.id), csrf: csrf))
    }

    private static func form(
        _ target: FormTarget, _ refused: (form: Fields, refusal: Desk.Refusal)?
    ) -> ActForm {
        var form = ActForm.mintToken(target)
        form.show(refused)
        return form
    }
}
