import Agreements
import Desk
import Operations
import Storage

extension LetterView {
    /// - Parameter refused: why what was sent is not saved; problems of words that are only tried are found
    ///   here.
    init(
        _ order: LetterOrder, of reader: Storage.Reader, _ office: Office, _ words: DeskWords, csrf: String,
        refused: [Desk.Refusal]
    ) throws {
        let kind = order.kind
        let place = Office.LetterPlace(
            kind, customer: order.customer, language: try order.language ?? Office.deskLanguage(reader))
        let inUse = try office.wordsInUse(place, in: reader)
        let saved = try office.versions(of: place, in: reader)
        let newest = order.act == nil ? saved.first?.version ?? 0 : order.version
        let old = order.shown.flatMap { shown in saved.first { $0.version == shown } }
        let typed = order.act == .save || order.act == .preview ? order.written : nil
        let text = typed ?? old.map { Self.text($0, place) } ?? inUse.text
        let problems =
            refused.isEmpty && order.act == .preview ? Office.problems(text, for: kind) : refused
        title = kind.title
        summary = Self.summary(kind)
        address = Page.mail(kind)
        choice = try Self.choice(order, place, reader)
        target = FormTarget(action: Page.mail(kind), csrf: csrf)
        target.hidden = [
            HiddenField(name: "customer", value: order.customer.map(String.init) ?? ""),
            HiddenField(name: "language", value: place.language.rawValue),
            HiddenField(name: "ticket", value: order.ticket.map(String.init) ?? ""),
            HiddenField(name: "version", value: "\(newest)"),
        ]
        self.words = FormField(
            scope: "letter", name: "words", label: "Words", kind: .text(rows: 18), value: text)
        self.words.problem = problems.first?.message
        placeholders = kind.placeholders.map { one in
            (one.written, one.meaning + (kind.required.contains(one) ? " (must stand)" : ""))
        }
        self.inUse =
            old.map { "Version \($0.version) of \(saved.count), to look at." } ?? Self.words(inUse.source)
        next = (saved.first?.version ?? 0) + 1
        hasOwn = saved.first.map { !$0.words.isEmpty } ?? false
        versions = try Self.rows(saved, order, words, reader)
        self.problems = problems.map { Refusal($0) }
        try takePreview(order, place, text: problems.isEmpty ? text : nil, office, reader)
    }

    private mutating func takePreview(
        _ order: LetterOrder, _ place: Office.LetterPlace, text: String?, _ office: Office,
        _ reader: Storage.Reader
    ) throws {
        guard let text else { return }
        let number = try order.ticket ?? reader.newestTicket(organisation: place.customer)
        guard let number, let desk = try office.dossier(Ticket.ID(number), in: reader) else {
            noPreview =
                order.ticket.map { "There is no ticket \($0)." }
                ?? "There is no ticket to show the words with."
            return
        }
        let preview = try office.preview(place.kind, words: text, in: place.language, on: desk, reader)
        self.preview = LetterPreviewView(to: preview.to, subject: preview.subject, mail: preview.body)
    }

    private static func text(_ version: StoredLetter, _ place: Office.LetterPlace) -> String {
        version.words.isEmpty ? Office.standardWords(place) : version.words
    }

    private static func summary(_ kind: LetterKind) -> String {
        let off =
            kind.canBeOff
            ? "It can be switched off." : "It can't be switched off: clause \(kind.clause.label) asks for it."
        return "\(kind.occasion). \(kind == .answer ? "A person sends it." : off)"
    }

    private static func words(_ source: Office.WordsInUse.Source) -> String {
        switch source {
        case .standard: "The standard words are in use."
        case .desk(let version): "Version \(version) of your own words is in use, for all customers."
        case .customer(let version): "Version \(version) is in use, for this customer alone."
        }
    }

    private static func choice(
        _ order: LetterOrder, _ place: Office.LetterPlace, _ reader: Storage.Reader
    ) throws -> [FormField] {
        let customers = try reader.organisations().map {
            FieldChoice(value: String($0.id), label: $0.name)
        }
        return [
            FormField(
                scope: "choice", name: "customer", label: "For",
                kind: .choice([FieldChoice(value: "", label: "All customers")] + customers),
                value: place.customer.map(String.init) ?? ""),
            FormField(
                scope: "choice", name: "language", label: "Language",
                kind: .choice(Language.allCases.map { FieldChoice(value: $0.rawValue, label: $0.name) }),
                value: place.language.rawValue),
            FormField(
                scope: "choice", name: "ticket", label: "Shown with ticket", kind: .line,
                value: order.ticket.map(String.init) ?? "", hint: "Empty takes the newest."),
        ]
    }

    private static func rows(
        _ saved: [StoredLetter], _ order: LetterOrder, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> [LetterVersionRow] {
        let names = try reader.names(of: saved.map(\.savedBy))
        return saved.map { one in
            LetterVersionRow(
                version: NavLink(
                    label: "\(one.version)", href: order.address(showing: one.version),
                    isCurrent: order.shown == one.version),
                by: names[one.savedBy] ?? "Somebody", at: words.moment(one.savedAt),
                what: one.words.isEmpty ? "Back to the words before" : "\(one.words.count) characters")
        }
    }
}
