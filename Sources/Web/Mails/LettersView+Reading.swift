import Agreements
import Operations
import Storage

extension LettersView {
    init(of reader: Storage.Reader, _ office: Office, _ words: DeskWords, csrf: String) throws {
        let customers = try reader.organisations()
        let names = Dictionary(customers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let own = Dictionary(grouping: try reader.letters().filter { !$0.words.isEmpty }, by: \.kind)
        let switches = Dictionary(
            try reader.letterSwitches().map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        let turners = try reader.names(of: switches.values.map(\.turnedBy))
        rows = LetterKind.allCases.map { kind in
            let turned = switches[kind.rawValue]
            return LetterRow(
                title: NavLink(label: kind.title, href: Page.mail(kind)), occasion: kind.occasion,
                clause: kind.clause.label, words: Self.words(own[kind.rawValue] ?? [], names),
                turning: kind.canBeOff ? Self.turning(kind, isOn: turned?.isOn ?? true, csrf) : nil,
                isOn: turned?.isOn ?? true,
                standing: kind.canBeOff
                    ? Self.standing(turned, turners, words)
                    : kind == .answer ? "When a person sends it" : "Always: \(kind.clause.label)")
        }
        fixed = Self.fixedMails
        languages = try Self.languages(customers, reader)
        forms = Self.forms(customers, try Office.deskLanguage(reader), csrf)
    }

    private static func turning(_ kind: LetterKind, isOn: Bool, _ csrf: String) -> FormTarget {
        var target = FormTarget(action: Page.mailSwitch(kind), csrf: csrf)
        target.hidden = [HiddenField(name: "on", value: isOn ? "no" : "yes")]
        return target
    }

    private static func standing(
        _ turned: LetterSwitch?, _ names: [Int64: String], _ words: DeskWords
    ) -> String {
        guard let turned else { return "On" }
        let who = names[turned.turnedBy] ?? "somebody"
        return "\(turned.isOn ? "On" : "Off") since \(words.short(turned.turnedAt)), by \(who)"
    }

    private static func words(_ own: [StoredLetter], _ names: [Int64: String]) -> String {
        if own.isEmpty { return "Standard words" }
        return own.map { letter in
            let whose =
                letter.organisation == 0 ? "all customers" : names[letter.organisation] ?? "a customer"
            return "Your own for \(whose) (\(letter.language), version \(letter.version))"
        }.joined(separator: "; ")
    }

    private static func languages(
        _ customers: [StoredOrganisation], _ reader: Storage.Reader
    ) throws -> [String] {
        let desk = try Office.deskLanguage(reader)
        let people = try reader.contactsWithLanguage().compactMap { person in
            Language(rawValue: person.language).map { "\(person.name), \(person.address): \($0.name)" }
        }
        return ["The desk: \(desk.name)"]
            + customers.compactMap { one in
                Language(rawValue: one.language).map { "\(one.name): \($0.name)" }
            } + people
    }

    private static func forms(
        _ customers: [StoredOrganisation], _ desk: Language, _ csrf: String
    ) -> [ActForm] {
        let all = Language.allCases.map { FieldChoice(value: $0.rawValue, label: $0.name) }
        func form(_ of: String, _ title: String, _ effect: String, _ fields: [FormField]) -> ActForm {
            var target = FormTarget(action: Page.languages, csrf: csrf)
            target.hidden = [HiddenField(name: "of", value: of)]
            return ActForm(
                id: of, title: title, target: target, effect: effect, fields: fields,
                submit: "Set the language")
        }
        func language(_ of: String, _ blank: String?) -> FormField {
            FormField(
                scope: of, name: "language", label: "Language",
                kind: .choice((blank.map { [FieldChoice(value: "", label: $0)] } ?? []) + all),
                value: blank == nil ? desk.rawValue : "")
        }
        let names = customers.map { FieldChoice(value: String($0.id), label: $0.name) }
        return [
            form("desk", "Language of the desk", "Used where nothing else is said.", [language("desk", nil)]),
            form(
                "customer", "Language of a customer", "Used for all its people who have none of their own.",
                [
                    FormField(scope: "customer", name: "customer", label: "Customer", kind: .choice(names)),
                    language("customer", "As the desk"),
                ]),
            form(
                "contact", "Language of a contact", "Used in mails to this person.",
                [
                    FormField(
                        scope: "contact", name: "contact", label: "Mail address", kind: .line,
                        isRequired: true),
                    language("contact", "As their company"),
                ]),
        ]
    }

    private static let fixedMails = [
        FixedMailRow(
            title: "News of tickets",
            occasion: "A time runs out, a promise breaks, a ticket is given, escalated, disputed or answered",
            recipients: "Who has the ticket, its group, the tier, managers", clause: "E"),
        FixedMailRow(
            title: "Signing", occasion: "Invitation, code, reminder, what became of an offer",
            recipients: "Signatories and managers", clause: Clause.signatures.label),
        FixedMailRow(
            title: "Change of hours, holidays or errors", occasion: "It was proposed, confirmed or refused",
            recipients: "The parties", clause: "A.3"),
        FixedMailRow(
            title: "Notice of termination", occasion: "One was given, received or withdrawn",
            recipients: "The parties", clause: "I"),
        FixedMailRow(
            title: "Signing in", occasion: "A link, a code, an invitation, a change of an account",
            recipients: "The person, in their language", clause: "B.1"),
        FixedMailRow(
            title: "Not delivered",
            occasion: "A mail about an agreement, a statement or an event did not arrive",
            recipients: "Managers", clause: "K"),
        FixedMailRow(
            title: "Privacy", occasion: "An erasing waits for a second person, or texts reach their end",
            recipients: "Managers", clause: "J"),
        FixedMailRow(
            title: "Mailboxes and feeds", occasion: "One can't be read any more, or can be again",
            recipients: "Administrators and managers", clause: "B.1"),
    ]
}
