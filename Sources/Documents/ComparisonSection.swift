public import Agreements
public import Markup

/// What changes between two versions, clause by clause: first the values, then the text with what goes and
/// what comes.
public struct ComparisonSection: Content {
    private let comparison: AgreementComparison

    public init(_ comparison: AgreementComparison) {
        self.comparison = comparison
    }

    public func write(to output: inout Output) { article.write(to: &output) }

    @ContentBuilder private var article: some Content {
        Element(.article, class: "comparison", .lang("en")) {
            if comparison.parts.isEmpty { Element(.p) { "The two versions are the same." } }
            for part in comparison.parts { ChangedClause(part: part) }
        }
    }
}

/// One clause of which something changed.
struct ChangedClause: Content {
    let part: AgreementComparison.Part

    func write(to output: inout Output) { section.write(to: &output) }

    private var heading: String {
        part.clause.id.first?.isUppercase == true ? "\(part.clause) \(part.heading)" : part.heading
    }

    @ContentBuilder private var section: some Content {
        Element(.section) {
            Element(.h2) { heading }
            if !part.changes.isEmpty { table }
            if !part.text.isEmpty {
                Element(.p) { for run in part.text { ChangedWords(run: run) } }
            }
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
                        Element(.td) { Element(.code) { change.path } }
                        Element(.td) { change.before ?? "Not there" }
                        Element(.td) { change.after ?? "Not there" }
                    }
                }
            }
        }
    }
}

/// Words that stay, go or come.
struct ChangedWords: Content {
    let run: WordRun

    func write(to output: inout Output) {
        switch run.kind {
        case .kept: run.text.write(to: &output)
        case .removed: Element(.del) { run.text }.write(to: &output)
        case .added: Element(.ins) { run.text }.write(to: &output)
        }
        " ".write(to: &output)
    }
}
