public import Agreements
public import Markup

/// One clause of the agreement with its heading, reachable at `#clause-A.2`.
public struct ClauseSection: Content {
    private let clause: ClauseText

    public init(_ clause: ClauseText) {
        self.clause = clause
    }

    public func write(to output: inout Output) { section.write(to: &output) }

    @ContentBuilder private var section: some Content {
        Element(.section, .id("clause-\(clause.clause)")) {
            Element(.h2) {
                if let number = clause.number {
                    Element(.span, class: "number") { number }
                    " "
                }
                clause.heading
            }
            for block in clause.blocks { ClauseBlock(block: block) }
        }
    }
}

/// A paragraph, list, table, special condition or place to sign.
struct ClauseBlock: Content {
    let block: ClauseText.Block

    func write(to output: inout Output) { content.write(to: &output) }

    @ContentBuilder private var content: some Content {
        switch block {
        case .paragraph(let runs): paragraph(runs)
        case .list(let items): Element(.ul) { for item in items { Element(.li) { item } } }
        case .table(let table): self.table(table)
        case .condition(let text): Element(.p, class: "condition") { text }
        case .signature(let party, let signatories): signature(party, signatories)
        }
    }

    private func paragraph(_ runs: [ClauseText.Run]) -> some Content {
        Element(.p) {
            for run in runs {
                if run.isBold { Element(.strong) { run.text } } else { run.text }
            }
        }
    }

    private func table(_ table: ClauseText.Table) -> some Content {
        Element(.table) {
            Element(.thead) {
                Element(.tr) {
                    // The corner above the first column heads nothing.
                    for cell in table.head {
                        if cell.isEmpty {
                            Element(.td)
                        } else {
                            Element(.th, .named("scope", fixed: "col")) { cell }
                        }
                    }
                }
            }
            Element(.tbody) {
                for row in table.rows {
                    Element(.tr) { for cell in row { Element(.td) { cell } } }
                }
            }
        }
    }

    private func signature(_ party: String, _ signatories: [Signatory]) -> some Content {
        Element(.div, class: "signature") {
            Element(.p) { "For \(party):" }
            for signatory in signatories {
                Element(.p, class: "line") { "Date and signature" }
                Element(.p) { "\(signatory.name), \(signatory.title)" }
            }
        }
    }
}
