import Agreements
import BusinessTime

/// An organisation's own text as its page shows it, with the sample agreement's values.
struct TemplateWords {
    let name: String
    /// The version that is edited; 0 for a new text.
    let version: Int
    let clauses: [Clause: Template.Text]

    func view(zones: ZoneLookup, csrf: String) throws -> TemplateView {
        let calendar = try Terms.demo.calendar(zones: zones)
        let template = Template(name: name, version: version, clauses: clauses)
        let text = AgreementText(.demo, calendar: calendar, template: template)
        return TemplateView(
            title: version == 0 ? "New text: \(name)" : "Text \(name), version \(version)",
            summary:
                "An empty clause stands as in the standard text. Values are the sample agreement's.",
            back: NavLink(label: "Texts", href: Page.templates),
            target: FormTarget(
                action: Page.template(name), csrf: csrf,
                hidden: [HiddenField(name: "version", value: String(version))]),
            clauses: Template.clauses.compactMap { clause in text.text(of: clause).map { view(clause, $0) } })
    }

    private func view(_ clause: Clause, _ text: ClauseText) -> TemplateClauseView {
        let own = clauses[clause]
        let key = Self.key(clause)
        return TemplateClauseView(
            title: [text.number, text.heading].compactMap { $0 }.joined(separator: " "), text: text,
            mustName: Template.terms(of: clause),
            fields: [
                FormField(
                    scope: "template", name: "heading-\(key)", label: "Heading", kind: .line,
                    value: own?.heading ?? ""),
                FormField(
                    scope: "template", name: "text-\(key)", label: "Text", kind: .text(rows: 6),
                    value: own?.paragraphs.joined(separator: "\n\n") ?? "",
                    hint: "An empty line begins a new paragraph. A term in braces stands for its value."),
            ],
            isOwn: own != nil, isOpen: own != nil)
    }

    /// The clauses that a form gives words to.
    static func clauses(_ form: Fields) -> [Clause: Template.Text] {
        var clauses: [Clause: Template.Text] = [:]
        for clause in Template.clauses {
            let key = key(clause)
            let heading = form["heading-\(key)"].trimmed
            let paragraphs = paragraphs(form["text-\(key)"])
            if heading.isEmpty && paragraphs.isEmpty { continue }
            clauses[clause] = Template.Text(heading: heading, paragraphs: paragraphs)
        }
        return clauses
    }

    /// A line feed alone is a space: who writes in a box breaks lines where the box does.
    private static func paragraphs(_ text: String) -> [String] {
        var paragraphs: [[String]] = [[]]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = String(line).trimmed
            if line.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1].append(line) }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    private static func key(_ clause: Clause) -> String {
        String(clause.id.map { $0 == "." ? "-" : $0 })
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
