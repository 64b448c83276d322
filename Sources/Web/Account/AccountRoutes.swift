import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// One's own account: sessions, password, app and passkeys.
extension DeskServer {
    func addAccount(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.account)) { request, _ in
            try await signedIn(request) { person in try await accountPage(person) }
        }
        router.post(RouterPath(Page.accountAct("sessions"))) { request, _ in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                if form["session"] == "others" {
                    try await office.endOtherSessions(of: person.asker.person, but: person.digest)
                } else if try await !office.endSession(form["session"], of: person.asker.person) {
                    return notFound()
                }
                return redirect(to: Page.account)
            }
        }
        router.post(RouterPath(Page.accountAct("zone"))) { request, _ in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await office.setZone(form["zone"], of: person.asker.person)
                    return redirect(to: Page.account)
                } catch let refusal as Desk.Refusal {
                    return try await accountPage(person, refused: ("zone", form, refusal))
                }
            }
        }
        router.post(RouterPath(Page.accountAct("mails"))) { request, _ in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                guard let list = MailList(form["list"]) else { return notFound() }
                try await office.rejoin(list, person: person.asker.person)
                return redirect(to: Page.account)
            }
        }
        accountAct("password", "password", on: router) { form, person in
            guard form["new-password"] == form["again"] else { throw Desk.Refusal.notTheSame }
            try await office.changePassword(
                of: person.asker.person, to: form["new-password"], sparing: person.digest)
            return try await accountPage(person, done: "Your password is set; your other sessions ended.")
        }
        accountAct("export", "export", on: router) { _, person in
            let found = try await office.export(person.asker.person, by: person.asker)
            let zip = try PersonZip(found.record, files: found.files).bytes(created: office.clock())
            return download(zip, "application/zip", name: "my-data.zip")
        }
    }

    /// An act that wants to know again who it is. Its form has the id `id`.
    func accountAct(
        _ noun: String, _ id: String, on router: Router<DeskContext>,
        _ act: @escaping @Sendable (Fields, SignedIn) async throws -> Response
    ) {
        router.post(RouterPath(Page.accountAct(noun))) { request, context in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    return try await act(form, person)
                } catch let refusal as Desk.Refusal {
                    return try await accountPage(person, refused: (id, form, refusal))
                }
            }
        }
    }

    func accountPage(
        _ person: SignedIn, done: String? = nil,
        refused: (id: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let sight = try await office.database.read { reader in
            try AccountSight(person, person.words(at: now), reader, now: now)
        }
        let zones = office.zoneNames
        var view = sight.view(making: try await passkeyMaking(for: sight.person, person), zones: zones)
        view.done = done
        if let refused {
            view.show(refused.id, (refused.form, refused.refusal))
        }
        return page(
            Layout(head("Your account", person, current: Page.account)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

/// What a person's own account holds, read at once.
struct AccountSight: Sendable {
    let signedIn: SignedIn
    let person: StoredPerson
    let words: DeskWords
    let sessions: [StoredSession]
    let app: StoredCodeApp?
    let codesLeft: Int
    let passkeys: [StoredPasskey]
    let isLinked: Bool
    let left: [(list: String, what: String)]

    init(_ signedIn: SignedIn, _ words: DeskWords, _ reader: Storage.Reader, now: Instant) throws {
        let id = signedIn.asker.person.rawValue
        guard let person = try reader.person(id) else { throw Access.Denial.notSignedIn }
        self.signedIn = signedIn
        self.person = person
        self.words = words
        sessions = try reader.sessions(of: id, at: now)
        app = try reader.codeApp(of: id)
        codesLeft = try reader.recoveryCodesLeft(of: id)
        passkeys = try reader.passkeys(of: id)
        isLinked = try reader.hasOutsideIdentity(id)
        left = try Office.leftLists(of: id, reader)
    }

    private func target(_ noun: String, _ hidden: [HiddenField] = []) -> FormTarget {
        FormTarget(action: Page.accountAct(noun), csrf: signedIn.csrf, hidden: hidden)
    }

    private func ending(_ name: String) -> FormTarget {
        target("sessions", [HiddenField(name: "session", value: name)])
    }

    private var rows: [SessionRow] {
        sessions.map { session in
            SessionRow(
                browser: session.browser.isEmpty ? "A browser" : session.browser, network: session.network,
                way: SignInWay(rawValue: session.way)?.words ?? session.way,
                begun: words.moment(session.created), seen: words.moment(session.seen),
                isThis: session.digest == signedIn.digest, ending: ending(Office.name(of: session)))
        }
    }

    private var appWords: String {
        guard let app else { return "None is set up. With one, a password alone opens nothing." }
        return "Set up \(words.relative(app.since)); \(codesLeft) recovery codes are left."
    }

    /// Which zone times are shown in, and by what.
    private var zoneWords: String {
        person.zone == words.zone ? "\(words.zone), as you chose" : "\(words.zone); you chose none"
    }

    func view(making passkey: PasskeyForm, zones: [String]) -> AccountView {
        let ways = [
            person.passwordHash == nil ? nil : "password", passkeys.isEmpty ? nil : "passkey",
            isLinked ? "your organisation's provider" : nil,
        ]
        let named = ways.compactMap(\.self).joined(separator: ", ")
        return AccountView(
            name: person.name,
            facts: [
                ("Address", person.address), ("Role", RoleWords.words(person.role)),
                ("Sign in by", named.isEmpty ? "Link by mail" : named.capitalisedFirst),
                ("Times in", zoneWords),
            ],
            zone: .chooseZone(
                target("zone"), zones, current: person.zone,
                now: "It is \(words.short(words.now)) there now."),
            sessions: rows, endOthers: sessions.count > 1 ? ending("others") : nil,
            password: .changePassword(target("password"), hasOne: person.passwordHash != nil),
            app: appWords,
            setUpApp: app == nil
                ? NavLink(label: "Set up an app", href: Page.accountAct("app")) : nil,
            appActs: app == nil
                ? [] : [.recoveryCodes(target("recovery-codes")), .removeApp(target("app/removal"))],
            passkeys: passkeys.map { key in
                PasskeyRow(
                    name: key.name, created: words.moment(key.created), used: key.used.map(words.moment))
            },
            removals: passkeys.map { key in
                .removePasskey(
                    key.id, key.name,
                    FormTarget(action: Page.passkeyRemoval(key.id), csrf: signedIn.csrf))
            },
            passkey: passkey,
            left: left.map { list in
                (
                    what: list.what,
                    again: target("mails", [HiddenField(name: "list", value: list.list)])
                )
            }, export: .exportOwn(target("export")))
    }
}

extension AccountView {
    /// Shows a refusal at the form that it belongs to.
    mutating func show(_ id: String, _ refused: (form: Fields, refusal: Desk.Refusal)) {
        if id == zone.id { zone.show(refused) }
        if id == password.id { password.show(refused) }
        if id == export.id { export.show(refused) }
        for index in appActs.indices where appActs[index].id == id { appActs[index].show(refused) }
        for index in removals.indices where removals[index].id == id { removals[index].show(refused) }
        if id == "passkey" { passkeyRefusal = Refusal(refused.refusal) }
    }
}
