import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
public import Operations
import Storage

// The mailboxes from which mail is fetched: an administrator adds, tries and removes them.
extension DeskServer {
    /// Signs in at a mailbox and says what it found, or what failed and the remedy.
    public typealias MailboxTrial = @Sendable (Office.OpenMailbox) async -> Result<String, MailboxFailure>

    func addMailboxes(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.mailboxes)) { request, _ in
            try await postmaster(request) { person in try await mailboxesPage(person) }
        }
        router.post(RouterPath(Page.mailboxes)) { request, context in
            try await postmaster(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await refusing(form, "add", person) {
                    try await confirmPassword(form, of: person, request, context)
                    _ = try await office.addMailbox(try MailboxFields(form).order, by: person.asker.person)
                }
            }
        }
        router.post("/mailboxes/:name/trials") { request, context in
            try await postmaster(request) { person in
                guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
                return try await tryMailbox(try context.parameters.require("name"), person)
            }
        }
        router.post("/mailboxes/:name/settings") { request, context in
            try await postmaster(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                let name = try context.parameters.require("name")
                return try await refusing(form, "change-\(name)", person) {
                    try await confirmPassword(form, of: person, request, context)
                    let stored = try await office.database.read { try $0.mailbox(named: name) }
                    let before = try stored.map(Office.settings)
                    try await office.changeMailbox(try MailboxFields(form, name: name, before: before).order)
                }
            }
        }
        router.post("/mailboxes/:name/removal") { request, context in
            try await postmaster(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                let name = try context.parameters.require("name")
                return try await refusing(form, "remove-\(name)", person) {
                    try await confirmPassword(form, of: person, request, context)
                    try await office.removeMailbox(name)
                }
            }
        }
    }

    private func postmaster(
        _ request: Request, _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        try await signedIn(request) { person in
            try Access.require(.mailServer, by: person.asker)
            return try await body(person)
        }
    }

    private func refusing(
        _ form: Fields, _ act: String, _ person: SignedIn, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return redirect(to: Page.mailboxes)
        } catch let refusal as Desk.Refusal {
            return try await mailboxesPage(person, refused: (act, form, refusal))
        }
    }

    private func tryMailbox(_ name: String, _ person: SignedIn) async throws -> Response {
        guard let stored = try await office.database.read({ try $0.mailbox(named: name) }) else {
            return notFound()
        }
        var finding = MailboxFinding(name: name, words: "", isWell: false)
        do {
            switch await mailboxTrial(try office.open(stored)) {
            case .success(let words): (finding.words, finding.isWell) = (words, true)
            case .failure(let failure): finding.words = failure.words
            }
        } catch let refusal as Desk.Refusal {
            finding.words = "\(refusal.message) \(refusal.remedy)"
        }
        return try await mailboxesPage(person, finding: finding)
    }

    private func mailboxesPage(
        _ person: SignedIn, finding: MailboxFinding? = nil,
        refused: (act: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let (rows, forms) = try await office.database.read { reader in
            let words = person.words(at: now)
            let all = try reader.mailboxes()
            return (
                try all.map { try Self.row($0, words, csrf: person.csrf) },
                try all.map { mailbox in
                    ActForm.changeMailbox(
                        mailbox.name, try Office.settings(of: mailbox),
                        FormTarget(action: Page.mailboxSettings(mailbox.name), csrf: person.csrf))
                }
            )
        }
        var add = ActForm.addMailbox(FormTarget(action: Page.mailboxes, csrf: person.csrf))
        // A first mailbox is what one comes for.
        add.isOpen = rows.isEmpty
        if let refused, refused.act == "add" { add.show((refused.form, refused.refusal)) }
        let removals = rows.map { row in
            var form = ActForm.removeMailbox(
                row.name, FormTarget(action: Page.mailboxRemoval(row.name), csrf: person.csrf))
            if let refused, refused.act == form.id { form.show((refused.form, refused.refusal)) }
            return form
        }
        let changes = forms.map { form in
            var form = form
            if let refused, refused.act == form.id { form.show((refused.form, refused.refusal)) }
            return form
        }
        var finding = finding
        // What was asked for has no form here.
        let acts = ["add"] + removals.map(\.id) + changes.map(\.id)
        if let refused, !acts.contains(refused.act) {
            let words = "\(refused.refusal.message) \(refused.refusal.remedy)"
            finding = MailboxFinding(name: "Mailboxes", words: words, isWell: false)
        }
        let view = MailboxesView(
            rows: rows, finding: finding, add: add, changes: changes, removals: removals)
        return page(
            Layout(head("Mailboxes", person, current: Page.mailboxes)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func row(_ mailbox: StoredMailbox, _ words: DeskWords, csrf: String) throws -> MailboxRow {
        let settings = try Office.settings(of: mailbox)
        let after =
            switch settings.after {
            case .flag: "stored mail is marked as seen"
            case .move: "stored mail moves to \(settings.moveTo ?? "")"
            case .delete: "stored mail is deleted there"
            }
        return MailboxRow(
            name: mailbox.name, account: "\(settings.user) at \(settings.host):\(settings.port)",
            folder: settings.folder, after: after, succeeded: mailbox.health.succeeded.map(words.moment),
            problem: mailbox.health.problem,
            test: FormTarget(action: Page.mailboxTrial(mailbox.name), csrf: csrf))
    }
}
