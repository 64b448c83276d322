import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Mail
import Markup
public import Operations
import Storage

// How mail leaves the desk: an administrator sets it up, tries it, and makes the keys that sign it.
extension DeskServer {
    /// How the pages reach the way out.
    public struct WayOut: Sendable {
        /// The option that names it, without its secrets; nil without one.
        public var option: String?
        /// Goes it step by step, with a letter where there is one.
        public var trial: @Sendable (Delivery.Letter?) async -> RelayFinding
        /// Puts an end to a rest after failures.
        public var wake: @Sendable () -> Void
        /// What name servers publish.
        public var texts: @Sendable (String) async -> NameAnswer

        public init(
            option: String?, trial: @escaping @Sendable (Delivery.Letter?) async -> RelayFinding,
            wake: @escaping @Sendable () -> Void, texts: @escaping @Sendable (String) async -> NameAnswer
        ) {
            self.option = option
            self.trial = trial
            self.wake = wake
            self.texts = texts
        }
    }

    func addSending(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.sending)) { request, _ in
            try await permitted(.mailServer, request) { person in try await sendingPage(person) }
        }
        router.post(RouterPath(Page.sending)) { request, context in
            try await sendingAct("set", request, context) { form, person in
                try await office.setRelay(try SendingFields(form).order, by: person.asker.person)
                wayOut.wake()
            }
        }
        router.post(RouterPath(Page.sendingRemoval)) { request, context in
            try await sendingAct("remove", request, context) { _, _ in try await office.removeRelay() }
        }
        router.post(RouterPath(Page.sendingTrial)) { request, _ in
            try await permitted(.mailServer, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await trySending(withMail: form["mail"] == "yes", person)
            }
        }
        addSigningKeys(to: router)
    }

    private func addSigningKeys(to router: Router<DeskContext>) {
        router.post(RouterPath(Page.signingKeys)) { request, context in
            try await sendingAct("key", request, context) { form, _ in
                _ = try await office.addSigningKey(
                    domain: MailboxFields.trimmed(form["domain"]),
                    selector: MailboxFields.trimmed(form["selector"]),
                    SigningKey.Algorithm(rawValue: form["algorithm"]) ?? .rsa)
            }
        }
        router.post("/sending/keys/:domain/:selector/use") { request, context in
            let (domain, selector) = try Self.key(context)
            return try await sendingAct("use-\(selector).\(domain)", request, context) { form, _ in
                try await useKey(domain, selector, form)
            }
        }
        router.post("/sending/keys/:domain/:selector/removal") { request, context in
            let (domain, selector) = try Self.key(context)
            return try await sendingAct("remove-\(selector).\(domain)", request, context) { _, _ in
                try await office.removeSigningKey(domain, selector)
            }
        }
    }

    private static func key(_ context: DeskContext) throws -> (String, String) {
        (try context.parameters.require("domain"), try context.parameters.require("selector"))
    }

    /// A key starts to sign once receivers find its record, or when somebody says so all the same.
    private func useKey(_ domain: String, _ selector: String, _ form: Fields) async throws {
        guard let key = try await office.database.read({ try $0.signingKey(domain, selector) }) else {
            throw Desk.Refusal.noSigner(domain, selector)
        }
        if key.usedSince != nil { return try await office.useSigningKey(domain, selector, false) }
        if form["unchecked"] != "yes" {
            try key.record.requirePublished(await wayOut.texts(key.record.name))
        }
        try await office.useSigningKey(domain, selector, true)
    }

    private func sendingAct(
        _ act: String, _ request: Request, _ context: DeskContext,
        _ body: (Fields, SignedIn) async throws -> Void
    ) async throws -> Response {
        try await permitted(.mailServer, request) { person in
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            do {
                try await confirmPassword(form, of: person, request, context)
                try await body(form, person)
                return redirect(to: Page.sending)
            } catch let refusal as Desk.Refusal {
                return try await sendingPage(person, refused: (act, form, refusal))
            }
        }
    }

    private func trySending(withMail: Bool, _ person: SignedIn) async throws -> Response {
        let address = try await address(of: person)
        let letter = withMail ? try await office.trialLetter(to: address) : nil
        let found = await wayOut.trial(letter)
        // What works now need not rest on.
        if found.failure == nil { wayOut.wake() }
        let failure = found.failure.map {
            Refusal(what: "\($0.step) failed: \($0.words).", clause: nil, remedy: $0.remedy)
        }
        return try await sendingPage(person, finding: SendingFinding(steps: found.steps, failure: failure))
    }

    private func address(of person: SignedIn) async throws -> String {
        let id = person.asker.person.rawValue
        return try await office.database.read { try $0.person(id)?.address } ?? ""
    }

    private func sendingPage(
        _ person: SignedIn, finding: SendingFinding? = nil,
        refused: (act: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let csrf = person.csrf
        let address = try await address(of: person)
        var view = try await office.database.read { reader in
            let words = person.words(at: now)
            let settings = try reader.relay().map { try Office.settings(of: $0) }
            let health = try office.sendingHealth(reader)
            return SendingView(
                facts: try SendingWords(settings, health, words).facts(from: try Post.sender(reader)),
                option: wayOut.option, trouble: Self.trouble(health), finding: finding, test: nil,
                testAddress: address,
                set: ActForm.setSending(settings, FormTarget(action: Page.sending, csrf: csrf)),
                removal: settings.map { _ in
                    ActForm.removeSending(FormTarget(action: Page.sendingRemoval, csrf: csrf))
                },
                keys: try reader.signingKeys().map { Self.row($0, words, csrf: csrf) },
                addKey: ActForm.addSigningKey(
                    domain: try Post.sender(reader).domain,
                    FormTarget(action: Page.signingKeys, csrf: csrf)))
        }
        let isSetUp = view.removal != nil || wayOut.option != nil
        if isSetUp { view.test = FormTarget(action: Page.sendingTrial, csrf: csrf) }
        // The first set-up is what one comes for.
        view.set.isOpen = !isSetUp
        if finding != nil { view.trouble = nil }
        if let refused { view.show(refused.act, (refused.form, refused.refusal)) }
        return page(
            Layout(head("Sending", person, current: Page.sending)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func trouble(_ health: Office.SendingHealth) -> Refusal? {
        guard let problem = health.problem else { return nil }
        return Refusal(
            what: "Mail does not go out: \(problem).", clause: nil,
            remedy: "Test the way out here: it says which step fails and what helps.")
    }

    private static func row(_ key: StoredSigningKey, _ words: DeskWords, csrf: String) -> SigningKeyRow {
        let id = "\(key.selector).\(key.domain)"
        let isUsed = key.usedSince != nil
        let target = FormTarget(action: Page.signingKey(key.domain, key.selector, "use"), csrf: csrf)
        var use = ActForm(
            id: "use-\(id)", title: isUsed ? "Stop signing by it" : "Start signing by it", target: target,
            effect: isUsed
                ? "Mail of \(key.domain) goes out without this signature from now on."
                : "The record is looked for in DNS; then all mail of \(key.domain) is signed by this key.",
            submit: isUsed ? "Stop signing" : "Start signing")
        if !isUsed {
            use.fields.append(
                FormField(
                    scope: use.id, name: "unchecked", label: "Start even if the record is not found",
                    kind: .tick))
        }
        use.fields.append(.password(use.id))
        let removal = ActForm(
            id: "remove-\(id)", title: "Remove this key",
            target: FormTarget(action: Page.signingKey(key.domain, key.selector, "removal"), csrf: csrf),
            effect: """
                The key is gone for good. Leave its record in DNS for a few days, so that mail on its way is \
                still believed.
                """,
            fields: [.password("remove-\(id)")], submit: "Remove the key", isWeighty: true)
        return SigningKeyRow(
            id: id, domain: key.domain, algorithm: key.algorithm,
            words: key.usedSince.map { "Signs since \(words.short($0))." }
                ?? "Signs nothing yet. Publish this record, then start signing:",
            record: key.record.zoneLine, use: use, removal: removal)
    }
}

extension SendingView {
    /// Opens the form that was refused.
    fileprivate mutating func show(_ act: String, _ refused: (form: Fields, refusal: Desk.Refusal)) {
        if act == set.id { set.show(refused) }
        if act == addKey.id { addKey.show(refused) }
        if act == removal?.id { removal?.show(refused) }
        for index in keys.indices {
            if act == keys[index].use.id { keys[index].use.show(refused) }
            if act == keys[index].removal.id { keys[index].removal.show(refused) }
        }
    }
}
