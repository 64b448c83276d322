import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations

// The page behind a signatory's link. The link's word is the key: it opens this document and nothing else.
extension DeskServer {
    func addSigning(to router: Router<DeskContext>) {
        router.get("/sign/:word") { _, context in
            try await signingPage(try context.parameters.require("word"))
        }
        router.post("/sign/:word/code") { _, context in
            let word = try context.parameters.require("word")
            return try await signing(word) {
                try await office.sendCode(word)
                return "The code is on its way to you. It is good for 15 minutes."
            }
        }
        router.post("/sign/:word/signature") { request, context in
            let word = try context.parameters.require("word")
            let form = try await Fields(form: request)
            let order = order(form, request, context)
            return try await signing(word, form) {
                try await office.sign(word, order)
                return nil
            }
        }
        router.post("/sign/:word/refusal") { request, context in
            let word = try context.parameters.require("word")
            let form = try await Fields(form: request)
            return try await signing(word, form) {
                try await office.decline(word, reason: form["reason"])
                return nil
            }
        }
    }

    func order(_ form: Fields, _ request: Request, _ context: DeskContext) -> Office.SigningOrder {
        Office.SigningOrder(
            name: form["name"], code: form["code"], hasConsented: form["consent"] == "yes",
            digest: form["digest"],
            network: context.network(of: request), userAgent: request.headers[.userAgent] ?? "")
    }

    /// Does it and shows the page again: with what was done, or with why it was refused and what was typed.
    private func signing(
        _ word: String, _ form: Fields? = nil, _ act: () async throws -> String?
    ) async throws -> Response {
        do {
            if let done = try await act() { return try await signingPage(word, done: done) }
            return try await signingPage(word, isOver: true)
        } catch let refusal as Desk.Refusal {
            return try await signingPage(word, refused: (form, refusal))
        }
    }

    private func signingPage(
        _ word: String, done: String? = nil, isOver: Bool = false,
        refused: (form: Fields?, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        guard let desk = try await office.signing(word) else {
            if isOver { return signedPage() }
            return deadLinkPage("This link opens nothing any more.", Desk.Refusal.deadLink.remedy)
        }
        let words = DeskWords(desk.terms, now: office.clock())
        let view = SigningView(
            greeting: "For your signature, \(desk.asked.name)", standing: SigningWords(desk, words).standing,
            changes: desk.agreement.amendment, text: desk.agreement.text,
            digest: desk.offering.offer.digest,
            acts: SigningWords(desk, words).acts(word, refused), refusal: refused.map { Refusal($0.refusal) },
            done: isOver ? "Thank you. What you did is kept; you will get a mail about what follows." : done)
        let layout = Layout(customerHead("Agreement to sign")) { view }
        return page(layout, status: refused == nil ? .ok : .unprocessableContent)
    }

    /// After the last act the link is dead; whoever used it is told what happened.
    private func signedPage() -> Response {
        let view = ErrorView(
            status: 200, what: "Thank you. It is done.",
            remedy: "You will get a mail about what follows. This link opens nothing any more.", href: nil)
        return page(Layout(customerHead("Done")) { view })
    }
}

/// The signing page in words.
struct SigningWords: Sendable {
    let desk: Office.SigningDesk
    let words: DeskWords

    init(_ desk: Office.SigningDesk, _ words: DeskWords) {
        self.desk = desk
        self.words = words
    }

    private var isAwaited: Bool { desk.offering.awaited.contains(desk.signatory) }

    var standing: String {
        if let signed = desk.offering.signatures[desk.signatory] {
            return "You signed on \(words.whole(signed.at)). The provider countersigns next."
        }
        return
            "Read the whole document, then sign below. It is open until "
            + words.whole(desk.offering.offer.expires) + "."
    }

    func acts(_ word: String, _ refused: (form: Fields?, refusal: Desk.Refusal)?) -> [ActForm] {
        guard isAwaited else { return [] }
        let hidden = [HiddenField(name: "digest", value: desk.offering.offer.digest)]
        let hasCode = desk.codeExpires.map { $0 > words.now } ?? false
        let code = ActForm.askForCode(
            FormTarget(action: Page.signingCode(word), csrf: ""), address: desk.asked.address,
            isAgain: hasCode)
        var decline = ActForm.decline(FormTarget(action: Page.signingRefusal(word), csrf: ""))
        guard hasCode else { return [code, decline] }
        var sign = ActForm.sign(
            FormTarget(action: Page.signingSignature(word), csrf: "", hidden: hidden),
            consent: Office.consent,
            name: desk.asked.name, withCode: true)
        if let form = refused?.form, let refusal = refused?.refusal {
            if refusal.field == "reason" { decline.show((form, refusal)) } else { sign.show((form, refusal)) }
        }
        return [sign, code, decline]
    }
}
