public import Agreements
public import Markup

/// What changes between two versions, clause by clause: first the values, then the lines of the text with
/// what goes and what comes.
public struct ComparisonSection: Content {
    private let comparison: AgreementComparison
    private let title: String?
    /// Where the words that were signed are not those of the comparison.
    private let signed: [ClauseText]

    public init(_ comparison: AgreementComparison) {
        self.comparison = comparison
        title = nil
        signed = []
    }

    /// At the end of an amendment's document.
    ///
    /// - Parameter isUntitled: where the page has a heading of its own.
    public init(_ amendment: Amendment, isUntitled: Bool = false) {
        comparison = amendment.comparison
        title = amendment.isAsSigned && !isUntitled ? amendment.title : nil
        signed = amendment.isAsSigned ? [] : amendment.clauses
    }

    public func write(to output: inout Output) { article.write(to: &output) }

    @ContentBuilder private var article: some Content {
        Element(.article, class: "comparison", .lang("en")) {
            if !signed.isEmpty {
                for clause in signed { ClauseSection(clause) }
            } else {
                compared
            }
        }
    }

    @ContentBuilder private var compared: some Content {
        if let title { Element(.h2) { title } }
        if comparison.parts.isEmpty { Element(.p) { "The two versions are the same." } }
        for part in comparison.parts { ChangedClause(part: part) }
    }
}

/// One clause of which something changed.
struct ChangedClause: Content {
    let part: AgreementComparison.Part

    func write(to output: inout Output) { section.write(to: &output) }

    private var heading: String { part.number.map { "\($0) \(part.heading)" } ?? part.heading }

    @ContentBuilder private var section: some Content {
        Element(.section) {
            Element(.h2) { heading }
            if !part.changes.isEmpty { table }
            for line in part.lines.filter(\.isChanged) { ChangedLine(line: line) }
        }
    }

    private var table: some Content {
        Element(.table) {
            Element(.thead) {
                Element(.tr) {
                    for head in ["Value", "Before", "After"] {
                        Element(.th, .named("scope", fixed: "col")) { head }
                    }
                }
            }
            Element(.tbody) {
                for change in part.changes {
                    Element(.tr) {
                        Element(.td) { change.words }
                        Element(.td) { change.before ?? "Not there" }
                        Element(.td) { change.after ?? "Not there" }
                    }
                }
            }
        }
    }
}

/// A paragraph, item or row with the words that stay, go or come.
struct ChangedLine: Content {
    let line: ComparedLine

    func write(to output: inout Output) { content.write(to: &output) }

    private var content: some Content {
        Element(.p) {
            for place in line.runs.indices { ChangedWords(run: line.runs[place], isFirst: place == 0) }
        }
    }
}

struct ChangedWords: Content {
    let run: ComparedLine.Run
    let isFirst: Bool

    func write(to output: inout Output) {
        if !isFirst { " ".write(to: &output) }
        switch run.fate {
        case .kept: run.text.write(to: &output)
        case .removed: Element(.del) { run.text }.write(to: &output)
        case .added: Element(.ins) { run.text }.write(to: &output)
        }
    }
}
